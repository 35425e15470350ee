//! Each mistake of rapport.toml is found at its line, all at once.

use super::*;

const MINIMAL: &str = r#"exercice = 2021
[association]
nom = "A"
[service]
nom = "S"
[[dispositif]]
code = "AEMO-R"
libelle = "AEMO renforcée"
cadre = "judiciaire"
modalite = "milieu-ouvert"
"#;

fn anomalies(texte: &str) -> Vec<(u32, NatureAnomalie)> {
    lire(texte).1.into_iter().map(|a| (a.span.line, a.nature)).collect()
}

#[test]
fn le_minimum_suffit_et_garde_les_valeurs_par_defaut() {
    let (reglages, anomalies) = lire(MINIMAL);
    let reglages = reglages.unwrap();
    assert!(anomalies.is_empty(), "{anomalies:?}");
    assert_eq!(reglages.seuil_de_confidentialite, 5);
    assert!(reglages.comptage.jour_d_entree && !reglages.comptage.jour_de_sortie);
}

#[test]
fn une_cle_inconnue_propose_la_bonne() {
    let texte = MINIMAL.replace("modalite", "modalité_x").replace("modalité_x", "modalites");
    let trouvees = anomalies(&texte);
    assert!(trouvees.contains(&(
        10,
        NatureAnomalie::ReglageInconnu { cle: "dispositif.modalites".into(), proche: Some("modalite".into()) }
    )));
    assert!(trouvees.contains(&(6, NatureAnomalie::ReglageManquant { cle: "dispositif.modalite".into() })));
}

#[test]
fn toutes_les_fautes_sont_dites_a_la_fois() {
    let texte = format!(
        "{MINIMAL}[[capacite]]\ndepuis = 2021-01-01\nplaces = \"trente\"\n[[tarif]]\ndepuis = 2021-01-01\n[activite]\ntaux_cible = 95\n[[groupe]]\ncode = \"G\"\ndispositifs = [\"AEMOR\"]\n"
    );
    let trouvees = anomalies(&texte);
    let lignes: Vec<u32> = trouvees.iter().map(|(ligne, _)| *ligne).collect();
    assert_eq!(lignes, [13, 17, 14, 20], "{trouvees:?}");
}

#[test]
fn un_code_demesure_ou_cent_un_dispositifs_sont_refuses() {
    let code = "9".repeat(101);
    let trouvees = anomalies(&MINIMAL.replace("\"AEMO-R\"", &format!("\"{code}\"")));
    let illisible = |cle: &str| {
        let cle = cle.to_owned();
        move |(_, nature): &(u32, NatureAnomalie)| matches!(nature, NatureAnomalie::ReglageIllisible { cle: c, .. } if *c == cle)
    };
    assert!(trouvees.iter().any(illisible("dispositif.code")), "{trouvees:?}");
    let (_, dispositif) = MINIMAL.split_at(MINIMAL.find("[[dispositif]]").unwrap());
    let autres = (0..100).map(|rang| dispositif.replace("AEMO-R", &format!("D{rang}"))).collect::<String>();
    let (reglages, refus) = lire(&format!("{MINIMAL}{autres}"));
    assert_eq!(reglages.unwrap().dispositifs.len(), DISPOSITIFS);
    assert!(
        matches!(&refus[..], [Anomalie { nature: NatureAnomalie::ReglageIllisible { cle, .. }, .. }] if cle == "dispositif")
    );
}

#[test]
fn un_nom_qui_ne_tiendrait_sur_aucune_page_est_refuse_sans_etre_recopie() {
    let nom = |longueur: usize| format!("{MINIMAL}\n[etablissement]\nnom = \"{}\"\n", "é".repeat(longueur));
    assert!(lire(&nom(300)).1.is_empty());
    let refus = anomalies(&nom(301));
    let juste = |(_, nature): &(u32, NatureAnomalie)| matches!(nature, NatureAnomalie::ReglageIllisible { cle, lu, .. } if cle == "etablissement.nom" && lu.chars().count() < 90);
    assert!(refus.iter().any(juste), "{refus:?}");
}

#[test]
fn cent_un_groupes_sont_refuses() {
    let groupes = (0..=100).map(|rang| format!("[[groupe]]\ncode = \"G{rang}\"\ndispositifs = [\"AEMO-R\"]\n"));
    let (reglages, refus) = lire(&format!("{MINIMAL}{}", groupes.collect::<String>()));
    assert_eq!(reglages.unwrap().groupes.len(), GROUPES);
    let illisible = |a: &Anomalie| matches!(&a.nature, NatureAnomalie::ReglageIllisible { cle, .. } if cle == "groupe");
    assert!(refus.iter().any(illisible), "{refus:?}");
}

#[test]
fn une_faute_de_syntaxe_donne_sa_ligne() {
    let trouvees = anomalies("exercice = 2021\n[association\nnom = \"A\"\n");
    assert!(matches!(trouvees[..], [(2, NatureAnomalie::RapportIllisible { .. })]), "{trouvees:?}");
}

#[test]
fn l_argent_et_les_taux_s_ecrivent_comme_on_les_ecrit() {
    let texte = format!(
        "{MINIMAL}[[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"22,54 €\"\n[[historique]]\nexercice = 2020\ntaux_de_realisation = \"103 %\"\n"
    );
    let (reglages, anomalies) = lire(&texte);
    assert!(anomalies.is_empty(), "{anomalies:?}");
    let reglages = reglages.unwrap();
    let attendu = crate::domaine::unites::Euros(crate::domaine::exact::Exact::decimal(2254, 2));
    assert_eq!(reglages.tarifs[0].prix, crate::domaine::reglages::Prix::Journee(attendu));
    let n_1 = reglages.exercice_precedent(None).unwrap();
    assert_eq!(n_1.valeurs["taux_de_realisation"].value, crate::domaine::exact::Exact::decimal(103, 2));
}

const TUNNEL: &str = "[activite]\njournees_previsionnelles = 365\ntaux_retenu = \"95 %\"\ntunnel = [\"95 %\", \"105 %\"]\ntunnel_base = \"theoriques\"\n";

#[test]
fn le_tunnel_se_lit_avec_sa_base_et_sa_regle() {
    use crate::domaine::exact::Exact;
    use crate::domaine::reglages::BaseDuTunnel;
    let regle = "tunnel_regle = { texte = \"CPOM 2024–2028, article 7\", part = \"50 %\", prix = \"22,54\" }\n";
    let (reglages, fautes) = lire(&format!("{MINIMAL}{TUNNEL}{regle}"));
    assert!(fautes.is_empty(), "{fautes:?}");
    let activite = reglages.unwrap().activite;
    let retenu = activite.taux_retenu.unwrap();
    assert_eq!((retenu.value.0, retenu.span.line), (Exact::decimal(95, 2), 13));
    let tunnel = activite.tunnel.unwrap();
    assert_eq!((tunnel.plancher.0, tunnel.plafond.0), (Exact::decimal(95, 2), Exact::decimal(105, 2)));
    assert_eq!((tunnel.base, tunnel.span.line), (BaseDuTunnel::Theoriques, 14));
    let regle = tunnel.regle.unwrap();
    assert_eq!((regle.texte.as_str(), regle.part.0), ("CPOM 2024–2028, article 7", Exact::decimal(5, 1)));
    assert_eq!((regle.prix.unwrap().value.0, regle.span.line), (Exact::decimal(2254, 2), 16));
}

#[test]
fn une_regle_de_tunnel_sans_texte_sans_part_ou_sans_tunnel_se_dit() {
    let cles = |texte: &str| -> Vec<String> {
        let cle = |(_, nature): (u32, NatureAnomalie)| match nature {
            NatureAnomalie::ReglageManquant { cle } | NatureAnomalie::ReglageIllisible { cle, .. } => cle,
            autre => panic!("{autre:?}"),
        };
        anomalies(&format!("{MINIMAL}{texte}")).into_iter().map(cle).collect()
    };
    assert_eq!(cles(&format!("{TUNNEL}tunnel_regle = {{ part = \"50 %\" }}")), ["activite.tunnel_regle.texte"]);
    assert_eq!(cles(&format!("{TUNNEL}tunnel_regle = {{ texte = \"CPOM\" }}")), ["activite.tunnel_regle.part"]);
    let seule = "[activite]\ntunnel_regle = { texte = \"CPOM\", part = \"50 %\" }";
    assert_eq!(cles(seule), ["activite.tunnel_regle"]);
    assert_eq!(cles("[activite]\ntaux_cible = \"95 %\"\ntaux_retenu = \"95 %\""), ["activite.taux_retenu"]);
}
