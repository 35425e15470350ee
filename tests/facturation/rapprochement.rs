//! Billed beside due, to the cent: indicators, payers, and what the difference comes from.

use super::{APPLICABLE, Hasard, RAPPORT, RECONDUIT, ecrites, factures, faute, lu, mesures, suivi};
use crate::outils::{racine, sources};
use trame::domaine::exact::Exact;
use trame::domaine::indicateur::{Indicateurs, Perimetre, Valeur};
use trame::domaine::mois::Mois;
use trame::domaine::rapprochement::{Cause, Comparaison, Rapprochement};
use trame::{calculer, controler, lire};

fn calcules(rapport: &str, tables: &[(&str, &str)]) -> Indicateurs {
    calculer::indicateurs(&controler::donnees(lu(rapport, tables)).unwrap())
}

fn perimetre<'a>(indicateurs: &'a Indicateurs, code: &str) -> &'a Perimetre {
    indicateurs.perimetres.iter().find(|p| p.code == code).unwrap()
}

fn rapprochement<'a>(indicateurs: &'a Indicateurs, code: &str) -> &'a Rapprochement {
    perimetre(indicateurs, code).rapprochement.as_ref().unwrap()
}

/// Hundredths of what is known, else the reason.
fn centiemes(valeur: &Valeur) -> Result<i128, String> {
    let nombre = valeur.nombre.clone().map_err(|motif| motif.replace(['\u{a0}', '\u{202f}'], " "))?;
    assert_eq!(Exact::decimal(nombre.arrondi(2), 2), nombre, "to the cent");
    Ok(nombre.arrondi(2))
}

fn annuel(indicateurs: &Indicateurs, code: &str, id: &str) -> Result<i128, String> {
    centiemes(&perimetre(indicateurs, code).annuel(id))
}

fn mensuel(indicateurs: &Indicateurs, code: &str, id: &str, mois: u8) -> Result<i128, String> {
    let mois = Mois::new(indicateurs.exercice.annee(), mois).unwrap();
    centiemes(&perimetre(indicateurs, code).mensuel(id, mois))
}

fn causes(r: &Rapprochement) -> Vec<(Cause, i128)> {
    r.causes.iter().map(|(cause, valeur)| (*cause, centiemes(valeur).unwrap())).collect()
}

/// Six figures of a line: days due, billed, their gap; the same in euros.
fn six(c: &Comparaison) -> [Result<i128, String>; 6] {
    [&c.journees_dues, &c.journees_facturees, &c.ecart_de_journees, &c.montant_du, &c.montant_facture, &c.ecart]
        .map(centiemes)
}

fn millau() -> Indicateurs {
    let fichiers = sources(&racine().join("data/millau-segur-2025"));
    calculer::indicateurs(&controler::donnees(lire::dossier(fichiers.into())).unwrap())
}

/// The five faults of LISEZMOI.md: four make the gap, the fifth is at risk.
#[test]
fn les_fautes_du_dossier_fictif_expliquent_l_ecart_au_centime() {
    let indicateurs = millau();
    for (id, attendu) in [
        ("montant_facture", 292_738_171),
        ("montant_du", 292_731_968),
        ("produits_realises", 292_731_968),
        ("ecart_de_facturation", 6_203),
        ("ecart_de_facturation_journees", 0),
    ] {
        assert_eq!(annuel(&indicateurs, "service", id), Ok(attendu), "{id}");
    }
    let attendues =
        [(Cause::Double, 577_778), (Cause::NonFacturee, -552_885), (Cause::Prix, -24_090), (Cause::Produit, 5_400)];
    for code in ["service", "INTERNAT"] {
        let r = rapprochement(&indicateurs, code);
        assert_eq!(causes(r), attendues, "{code}");
        assert_eq!([&r.reste, &r.a_risque].map(centiemes), [Ok(0), Ok(205_018)], "{code}");
    }
    for code in ["URGENCE", "SEPAD", "AME"] {
        let r = rapprochement(&indicateurs, code);
        assert_eq!((causes(r), centiemes(&r.reste), centiemes(&r.a_risque)), (vec![], Ok(0), Ok(0)), "{code}");
    }
    let mois = |id, mois| mensuel(&indicateurs, "INTERNAT", id, mois);
    assert_eq!(
        [3, 5, 9, 10, 11].map(|n| mois("ecart_de_facturation", n).unwrap()),
        [5_400, -552_885, -24_090, 577_778, 0]
    );
    assert_eq!([5, 10].map(|n| mois("ecart_de_facturation_journees", n).unwrap()), [-3_100, 3_100]);
}

#[test]
fn chaque_payeur_a_sa_ligne_et_la_dotation_n_a_pas_de_journees_facturees() {
    let indicateurs = millau();
    let noms =
        |code| rapprochement(&indicateurs, code).payeurs.iter().map(|l| l.payeur.clone().unwrap()).collect::<Vec<_>>();
    assert_eq!([noms("INTERNAT"), noms("AME")], [vec!["Aveyron", "Hérault"], vec!["Aveyron"]]);
    let herault = &rapprochement(&indicateurs, "INTERNAT").payeurs[1];
    assert_eq!(six(&herault.annee), [36_500, 36_500, 0, 6_657_527, 6_657_527, 0].map(Ok));
    assert_eq!(six(&herault.mois[1]), [2_800, 2_800, 0, 499_380, 499_380, 0].map(Ok));
    let ame = six(&rapprochement(&indicateurs, "AME").payeurs[0].annee);
    assert_eq!(ame[3..], [Ok(29_184_000), Ok(29_184_000), Ok(0)]);
    let sans_journees =
        |figure: &Result<i128, String>| figure.clone().is_err_and(|motif| motif.contains("facturé sans journées"));
    assert!(ame[..3].iter().all(sans_journees), "{ame:?}");
    // 18 428,5 days due in all, 2 419 of them at the AME, which a dotation pays for
    let aveyron = &rapprochement(&indicateurs, "service").payeurs[0].annee;
    assert_eq!(six(aveyron)[..3], [1_600_950, 1_600_950, 0].map(Ok));
    for (code, au_forfait) in
        [("service", Ok(241_900)), ("AME", Ok(241_900)), ("INTERNAT", Err("sans objet".to_owned()))]
    {
        let ligne = &rapprochement(&indicateurs, code).payeurs[0];
        assert_eq!(centiemes(&ligne.annee.journees_au_forfait), au_forfait, "{code}");
    }
    for code in ["INTERNAT", "SEPAD", "URGENCE", "service"] {
        let lignes = &rapprochement(&indicateurs, code).payeurs;
        for (place, id) in [
            (0, "journees_facturables"),
            (1, "journees_facturees"),
            (3, "montant_du"),
            (4, "montant_facture"),
            (5, "ecart_de_facturation"),
        ] {
            let au_forfait = if id == "journees_facturables" && code == "service" { 241_900 } else { 0 };
            let somme: i128 = lignes.iter().map(|l| six(&l.annee)[place].clone().unwrap()).sum::<i128>() + au_forfait;
            assert_eq!(Ok(somme), annuel(&indicateurs, code, id), "{code} {id}");
        }
    }
}

/// A billing derived at random from a follow-up table: the causes make the whole gap, and a fault is found under its name.
#[test]
fn les_causes_font_tout_l_ecart() {
    let coupe = "[comptage]\ncouper_a_l_echeance = true\n";
    let noms = [Cause::Produit, Cause::Prix, Cause::Double, Cause::NonFacturee, Cause::AuDela, Cause::Journees];
    let mut vues = [0; 6];
    for graine in 1..=60_u64 {
        let mut hasard = Hasard(graine.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mesures = mesures(&mut hasard);
        let mut lignes = factures(&mesures, &mut hasard);
        let suivi = suivi(&mesures);
        let verifie = |coupe: &str, lignes: &[super::Ligne]| {
            let factures = ecrites(&mesures, lignes);
            let rapport = format!("{RAPPORT}{RECONDUIT}{APPLICABLE}{coupe}");
            let indicateurs =
                calcules(&rapport, &[("donnees/suivi.csv", suivi.as_str()), ("donnees/factures.csv", &factures)]);
            let mut trouvees = Vec::new();
            for p in &indicateurs.perimetres {
                let Some(r) = &p.rapprochement else { continue };
                let ecart = p.annuel("ecart_de_facturation").nombre;
                let somme: Exact = r.causes.iter().filter_map(|(_, v)| v.exact()).sum();
                // a dispositif without any row, or not billed some month, has no gap to explain
                let Ok(ecart) = ecart else { continue };
                assert_eq!(ecart, somme, "{graine} {} {:?}\n{suivi}\n{factures}", p.code, r.causes);
                assert_eq!(r.reste.exact(), Some(Exact::ZERO));
                trouvees = r.causes.iter().map(|(cause, _)| *cause).filter(|cause| *cause != Cause::Arrondi).collect();
            }
            trouvees
        };
        verifie("", &lignes);
        assert_eq!(verifie(coupe, &lignes), [], "{graine}");
        let rang = hasard.parmi(u32::try_from(lignes.len()).unwrap()) as usize;
        let genre = hasard.parmi(6);
        let mut rangs = (rang..lignes.len()).chain(0..rang);
        if rangs.find_map(|rang| faute(genre, rang, &mesures, &mut lignes)).is_none() {
            continue;
        }
        verifie("", &lignes);
        let trouvees = verifie(coupe, &lignes);
        assert!(trouvees.is_empty() || trouvees == [noms[genre as usize]], "{graine} {genre} {trouvees:?}");
        vues[genre as usize] += trouvees.len();
    }
    assert!(vues.iter().all(|n| *n > 0), "{vues:?}");
}

const DIX: &str = "id;dispositif;decision;debut;fin;payeur\nM1;AEMO-R;2020-12-01;2020-12-01;;Aveyron\nM2;AEMO-R;2020-12-01;2020-12-01;;Hérault\n";
const TARIF: &str = "[[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"20,00\"\nnature = \"applicable\"\n";

/// Two mesures all year, billed at 20 € by month and payer, without avoirs.
fn facture(mois: impl IntoIterator<Item = u8>, avec_payeur: bool) -> String {
    let mut texte = "Mois;Dispositif;Payeur;Journées;Prix de journée;Montant\n".to_owned();
    for mois in mois {
        let jours = Mois::new(2021, mois).unwrap().jours();
        for payeur in ["Hérault", "AVEYRON"] {
            let payeur = if avec_payeur { payeur } else { "" };
            texte += &format!("2021-{mois:02};AEMO-R;{payeur};{jours};20,00;{},00\n", jours * 20);
        }
    }
    texte
}

#[test]
fn un_mois_sans_facture_est_nul_entre_deux_et_inconnu_ailleurs() {
    let suivi = ("donnees/suivi.csv", DIX);
    let rapport = format!("arrete_au = 2021-12-31\n{RAPPORT}{TARIF}");
    let calcule = |mois: &[u8]| calcules(&rapport, &[suivi, ("donnees/f.csv", &facture(mois.iter().copied(), true))]);
    let trou = calcule(&[1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12]);
    assert_eq!(mensuel(&trou, "AEMO-R", "montant_facture", 4), Ok(0));
    assert_eq!(mensuel(&trou, "AEMO-R", "ecart_de_facturation", 4), Ok(-120_000));
    assert_eq!(annuel(&trou, "AEMO-R", "ecart_de_facturation"), Ok(-120_000));
    let arretee = calcule(&[1, 2, 3]);
    assert_eq!(mensuel(&arretee, "AEMO-R", "journees_facturees", 4), Err("mois non facturé".into()));
    assert_eq!(annuel(&arretee, "AEMO-R", "journees_facturees"), Ok(18_000));
    let motif = annuel(&arretee, "AEMO-R", "ecart_de_facturation").unwrap_err();
    assert!(motif.starts_with("non facturé : avril, mai,"), "{motif}");
    assert_eq!(centiemes(&rapprochement(&arretee, "AEMO-R").reste), Err(motif));
    let sans = calcules(&rapport, &[suivi]);
    assert_eq!(annuel(&sans, "service", "montant_facture"), Err("aucune table de facturation".into()));
    assert_eq!(annuel(&sans, "AEMO-R", "montant_du"), Ok(1_460_000));
    assert!(sans.perimetres.iter().all(|p| p.rapprochement.is_none()));
}

/// A dispositif that begins in March owes nothing before: the service is compared all the same.
#[test]
fn un_dispositif_qui_commence_plus_tard_ne_prive_pas_le_service_de_ses_ecarts() {
    let suivi = format!("{DIX}M3;AED-R;2021-03-01;2021-03-01;;Aveyron\n");
    let aed = facture(3..=12, true).lines().filter(|l| l.contains("AVEYRON")).collect::<Vec<_>>().join("\n");
    let factures = format!("{}{}\n", facture(1..=12, true), aed.replace("AEMO-R", "AED-R"));
    let groupe = "[[groupe]]\ncode = \"G\"\nlibelle = \"G\"\ndispositifs = [\"AEMO-R\", \"AED-R\"]\n";
    let rapport = format!("arrete_au = 2021-12-31\n{RAPPORT}{TARIF}{groupe}");
    let indicateurs = calcules(&rapport, &[("donnees/suivi.csv", &suivi), ("donnees/f.csv", &factures)]);
    assert_eq!(mensuel(&indicateurs, "AED-R", "montant_facture", 1), Err("mois non facturé".into()));
    for code in ["G", "service"] {
        assert_eq!(mensuel(&indicateurs, code, "montant_facture", 1), Ok(124_000), "{code}");
        assert_eq!(mensuel(&indicateurs, code, "ecart_de_facturation", 1), Ok(0), "{code}");
        assert_eq!(annuel(&indicateurs, code, "montant_du"), Ok(2_072_000), "{code}");
        assert_eq!(annuel(&indicateurs, code, "ecart_de_facturation"), Ok(0), "{code}");
    }
    let aveyron = &rapprochement(&indicateurs, "service").payeurs[0];
    assert_eq!(six(&aveyron.mois[0]), [3_100, 3_100, 0, 62_000, 62_000, 0].map(Ok));
    assert_eq!(six(&aveyron.annee), [67_100, 67_100, 0, 1_342_000, 1_342_000, 0].map(Ok));
}

/// A price of the whole service is that of each of its dispositifs.
#[test]
fn le_payeur_que_rien_ne_dit_n_est_pas_devine() {
    let rapport = format!("arrete_au = 2021-12-31\n{RAPPORT}{TARIF}");
    let calcule = |suivi: &str, payeur| {
        calcules(&rapport, &[("donnees/suivi.csv", suivi), ("donnees/f.csv", &facture(1..=12, payeur))])
    };
    let dits = calcule(DIX, true);
    let lignes = &rapprochement(&dits, "AEMO-R").payeurs;
    assert_eq!(lignes.iter().map(|l| l.payeur.as_deref()).collect::<Vec<_>>(), [Some("Aveyron"), Some("Hérault")]);
    for ligne in lignes {
        assert_eq!(six(&ligne.annee), [36_500, 36_500, 0, 730_000, 730_000, 0].map(Ok));
    }
    let tus = calcule(DIX, false);
    let lignes = &rapprochement(&tus, "AEMO-R").payeurs;
    assert_eq!(lignes.len(), 3);
    assert_eq!(centiemes(&lignes[0].annee.montant_du), Ok(730_000));
    assert_eq!(centiemes(&lignes[0].annee.montant_facture), Err("la facturation ne dit pas qui paie".into()));
    assert_eq!((&lignes[2].payeur, centiemes(&lignes[2].annee.montant_facture)), (&None, Ok(1_460_000)));
    let a_demi = calcule(&DIX.replace("Hérault", ""), true);
    let aveyron = &rapprochement(&a_demi, "AEMO-R").payeurs[0].annee;
    assert_eq!(centiemes(&aveyron.montant_du), Ok(730_000));
    assert_eq!(centiemes(&aveyron.ecart), Err("une mesure du suivi ne dit pas son payeur".into()));
}

#[test]
fn l_ecart_ne_se_mesure_pas_contre_une_estimation() {
    let mouvements = "Mesures AEMO-R;Janv;Fév\nPrésents début;1;1\nEntrées;0;0\nSorties;0;0\nPrésents fin;1;1\n";
    let rapport = format!("arrete_au = 2021-02-28\n{RAPPORT}{TARIF}");
    let tables = |mouvements: &str| {
        calcules(&rapport, &[("donnees/m.csv", mouvements), ("donnees/f.csv", &facture([1, 2], false))])
    };
    let motif = mensuel(&tables(mouvements), "AEMO-R", "ecart_de_facturation", 1).unwrap_err();
    assert!(motif.starts_with("journées estimées"), "{motif}");
    let declarees = tables(&format!("{mouvements}Journées;31;28\n"));
    assert_eq!(mensuel(&declarees, "AEMO-R", "ecart_de_facturation", 1), Ok(62_000));
    let r = rapprochement(&declarees, "AEMO-R");
    assert_eq!(causes(r), [(Cause::Double, 118_000)], "two equal rows that name no payer");
    assert_eq!(centiemes(&r.reste), Ok(0));
}
