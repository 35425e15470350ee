//! The settings and the assistant.

use super::{Essai, sain};
use axum::http::{StatusCode, header};
use std::fs;

fn empreinte(page: &str) -> String {
    let suite = page.split("name=\"empreinte\" value=\"").nth(1).unwrap();
    suite.split('"').next().unwrap().to_owned()
}

#[test]
fn une_cle_change_et_les_commentaires_restent() {
    let essai = Essai::sur("exemple");
    let page = essai.lit("/reglages").texte();
    sain(&page);
    assert!(
        page.contains("name=\"dispositif/0/code\" value=\"AEMO\"") && page.contains(" id=\"texte\" name=\"texte\"")
    );
    let avant = fs::read_to_string(essai.chemin("rapport.toml")).unwrap();
    let corps = format!("empreinte={}&service/sigle=%3Cscript%3E&inconnue=1", empreinte(&page));
    let retour = essai.envoie("/reglages", &corps);
    assert_eq!(retour.etat, StatusCode::SEE_OTHER, "{}", retour.texte());
    let apres = fs::read_to_string(essai.chemin("rapport.toml")).unwrap();
    assert_eq!(apres, avant.replace("sigle = \"PERA\"", "sigle = \"<script>\""));
    sain(&essai.lit("/reglages").texte());
    assert_eq!(essai.envoie("/reglages", &corps.replace("script", "b")).etat, StatusCode::CONFLICT);
    assert_eq!(fs::read_to_string(essai.chemin("rapport.toml")).unwrap(), apres);
}

#[test]
fn ce_qui_apporte_une_erreur_n_est_pas_ecrit() {
    let essai = Essai::sur("exemple");
    let vue = empreinte(&essai.lit("/reglages").texte());
    let avant = fs::read(essai.chemin("rapport.toml")).unwrap();
    for (chemin, corps) in [("/reglages", "exercice=douze"), ("/reglages/fichier", "texte=exercice+%3D+")] {
        let retour = essai.envoie(chemin, &format!("empreinte={vue}&{corps}"));
        assert_eq!(retour.etat, StatusCode::BAD_REQUEST);
        assert!(retour.texte().contains("Rien n’a été écrit"), "{}", retour.texte());
        assert_eq!(fs::read(essai.chemin("rapport.toml")).unwrap(), avant);
    }
}

/// A form as a browser encodes it.
fn corps(vue: &str, champs: &[(&str, &str)]) -> String {
    let net = |octet: u8| match octet {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' => char::from(octet).to_string(),
        _ => format!("%{octet:02X}"),
    };
    let encode = |texte: &str| texte.replace('\n', "\r\n").bytes().map(net).collect::<String>();
    let champs = champs.iter().map(|(nom, valeur)| format!("&{}={}", encode(nom), encode(valeur)));
    format!("empreinte={vue}{}", champs.collect::<String>())
}

fn pose(essai: &Essai, champs: &[(&str, &str)]) -> super::Retour {
    let vue = empreinte(&essai.lit("/reglages").texte());
    essai.envoie("/reglages", &corps(&vue, champs))
}

#[test]
fn une_capacite_un_tarif_et_un_dispositif_s_ajoutent_d_un_coup() {
    let essai = Essai::sur("exemple");
    let avant = fs::read_to_string(essai.chemin("rapport.toml")).unwrap();
    let champs = [
        ("dispositif/2/capacite/nouveau/depuis", "2025-12-01"),
        ("dispositif/2/capacite/nouveau/places", "28"),
        ("tarif/nouveau/dispositif", "AED"),
        ("tarif/nouveau/depuis", "2025-12-01"),
        ("tarif/nouveau/prix_de_journee", "11,95 €"),
        ("tarif/nouveau/payeur", "Département"),
        ("dispositif/nouveau/code", "AEMO-RH"),
        ("dispositif/nouveau/libelle", "AEMO avec hébergement"),
        ("dispositif/nouveau/cadre", "judiciaire"),
        ("dispositif/nouveau/modalite", "milieu-ouvert"),
        ("dispositif/nouveau/anciens_noms", "PEAD\n\nPEAD 2\n"),
        ("dispositif/nouveau/capacite/nouveau/depuis", "2025-12-01"),
        ("dispositif/nouveau/capacite/nouveau/places", "12"),
        ("historique/nouveau/exercice", "2023"),
        ("historique/nouveau/*", "sorties = 80\ntaux_de_realisation = 98,5 %"),
        ("comptage/jours_ouverture", "304"),
        ("comptage/absences/*", "hospitalisation = retirée après 48 heures"),
    ];
    // the texts of the report lack the figures of a dispositif that has no table yet: this is said, and can wait
    let retour = pose(&essai, &champs);
    assert_eq!(retour.etat, StatusCode::BAD_REQUEST);
    assert!(
        retour.texte().contains("<button form=\"par-cles\" name=\"quand-meme\" value=\"oui\">"),
        "{}",
        retour.texte()
    );
    assert_eq!(fs::read_to_string(essai.chemin("rapport.toml")).unwrap(), avant);
    let retour = pose(&essai, &[&champs[..], &[("quand-meme", "oui")]].concat());
    assert_eq!(retour.etat, StatusCode::SEE_OTHER, "{}", retour.texte());
    let apres = fs::read_to_string(essai.chemin("rapport.toml")).unwrap();
    let ajouts = [
        (
            "[[dispositif.capacite]]\ndepuis = 2025-12-01\nplaces = 28\n",
            "[dispositif.activite]\njournees_previsionnelles = [684",
        ),
        (
            "\n[[dispositif]]\ncode = \"AEMO-RH\"\nlibelle = \"AEMO avec hébergement\"\ncadre = \"judiciaire\"\nmodalite = \"milieu-ouvert\"\nanciens_noms = [\"PEAD\", \"PEAD 2\"]\n[[dispositif.capacite]]\ndepuis = 2025-12-01\nplaces = 12\n",
            "\n[[groupe]]",
        ),
        (
            "\n[[tarif]]\ndispositif = \"AED\"\ndepuis = 2025-12-01\nprix_de_journee = \"11,95 €\"\npayeur = \"Département\"\n",
            "\n[[historique]]\nexercice = 2024\nplaces = 114",
        ),
        ("\n[comptage.absences]\nhospitalisation = \"retirée après 48 heures\"\n", "\n[[dispositif]]\ncode = \"AEMO\""),
    ];
    let mut attendu = avant.replace("jours_ouverture = \"calendaires\"", "jours_ouverture = 304");
    for (ajout, devant) in ajouts {
        assert_eq!(attendu.matches(devant).count(), 1, "{devant}");
        attendu = attendu.replace(devant, &format!("{ajout}{devant}"));
    }
    attendu.push_str("\n[[historique]]\nexercice = 2023\nsorties = 80\ntaux_de_realisation = \"98,5 %\"\n");
    assert_eq!(apres, attendu);
    // and goes again, the comments of the rest untouched
    let champs = [
        ("dispositif/2/capacite/2/retirer", "oui"),
        ("dispositif/3/retirer", "oui"),
        ("tarif/4/retirer", "oui"),
        ("historique/4/retirer", "oui"),
        ("comptage/absences/*", ""),
        ("comptage/jours_ouverture", "calendaires"),
    ];
    let retour = pose(&essai, &champs);
    assert_eq!(retour.etat, StatusCode::SEE_OTHER, "{}", retour.texte());
    let rendu = fs::read_to_string(essai.chemin("rapport.toml")).unwrap();
    assert_eq!(rendu.replace("\n[comptage.absences]\n", "").trim_end(), avant.trim_end());
}

#[test]
fn ce_qui_est_refuse_est_rendu_avec_ses_fautes_a_leur_place() {
    let essai = Essai::sur("exemple");
    let avant = fs::read(essai.chemin("rapport.toml")).unwrap();
    let champs = [
        ("tarif/0/retirer", "oui"),
        ("tarif/2/depuis", "hier"),
        ("tarif/nouveau/payeur", "<b>Moi"),
        ("dispositif/1/activite/taux_retenu", "95"),
        ("correspondances/*", "AEMO renforcée"),
        ("service/sigle", "AUTRE"),
    ];
    let retour = pose(&essai, &champs);
    let page = retour.texte();
    assert_eq!(retour.etat, StatusCode::BAD_REQUEST);
    sain(&page);
    assert_eq!(fs::read(essai.chemin("rapport.toml")).unwrap(), avant);
    let alerte = page.split("role=\"alert\"").nth(1).unwrap().split("</div>").next().unwrap();
    let fautifs = [
        "tarif/2/depuis",
        "tarif/nouveau/depuis",
        "tarif/nouveau/prix_de_journee",
        "dispositif/1/activite/taux_retenu",
        "correspondances/*",
    ];
    for champ in fautifs {
        assert!(alerte.contains(&format!("href=\"#{champ}\"")), "{champ} : {alerte}");
        let balise = page.split(&format!(" id=\"{champ}\"")).nth(1).unwrap().split('>').next().unwrap();
        assert!(balise.contains("aria-invalid=\"true\"") && balise.contains(&format!("{champ}:faute-")), "{balise}");
    }
    assert_eq!(page.matches("aria-invalid").count(), fautifs.len());
    for tape in
        ["value=\"hier\"", "value=\"&lt;b&gt;Moi\"", "value=\"95\"", "\nAEMO renforcée</textarea>", "value=\"AUTRE\""]
    {
        assert!(page.contains(tape), "{tape}");
    }
    assert!(page.contains("name=\"tarif/0/retirer\" value=\"oui\" checked"));
}

#[test]
fn un_dispositif_que_les_tableaux_nomment_ne_se_retire_pas() {
    for (dossier, rang, code) in [("exemple", 1, "AED"), ("acesm-2021", 1, "AED-R"), ("millau-segur-2025", 2, "SEPAD")]
    {
        let essai = Essai::sur(dossier);
        let avant = fs::read(essai.chemin("rapport.toml")).unwrap();
        // all that rapport.toml says of it goes with it: only the tables still name it
        let rapport = String::from_utf8(avant.clone()).unwrap();
        let du_code = |liste: &str| {
            let tables = rapport.split("\n[[").filter(|table| table.starts_with(&format!("{liste}]]"))).enumerate();
            let nomme = |table: &str| table.contains(&format!("dispositif = \"{code}\"\n"));
            tables
                .filter(|(_, table)| nomme(table))
                .map(|(rang, _)| format!("{liste}/{rang}/retirer"))
                .collect::<Vec<_>>()
        };
        let mut coches = [du_code("tarif"), du_code("historique")].concat();
        coches.push(format!("dispositif/{rang}/retirer"));
        let mut champs: Vec<(&str, &str)> = coches.iter().map(|nom| (nom.as_str(), "oui")).collect();
        champs.push(("groupe/0/dispositifs", "AEMO"));
        let retour = pose(&essai, &champs);
        assert_eq!(retour.etat, StatusCode::BAD_REQUEST, "{dossier}");
        let alerte = retour.texte().split("role=\"alert\"").nth(1).unwrap().split("</div>").next().unwrap().to_owned();
        assert!(alerte.contains("ne se retire que si plus rien ne le nomme") && alerte.contains(code), "{alerte}");
        assert!(alerte.contains("donnees"), "{dossier} : {alerte}");
        assert_eq!(fs::read(essai.chemin("rapport.toml")).unwrap(), avant);
    }
}

#[test]
fn le_fichier_entier_rendu_par_un_navigateur_reste_le_meme_a_l_octet_pres() {
    for dossier in ["acesm-2021", "exemple", "millau-segur-2025"] {
        let essai = Essai::sur(dossier);
        let avant = fs::read_to_string(essai.chemin("rapport.toml")).unwrap();
        for forme in
            [avant.clone(), avant.replace('\n', "\r\n"), format!("\u{feff}{avant}\n\n"), format!("\n\n{avant}")]
        {
            fs::write(essai.chemin("rapport.toml"), &forme).unwrap();
            let page = essai.lit("/reglages").texte();
            let zone = page.split("<textarea class=\"texte\" id=\"texte\"").nth(1).unwrap();
            let zone = zone.split_once('>').unwrap().1.split_once("</textarea>").unwrap().0;
            // a browser drops the first line end, and sends CRLF
            let texte = zone.strip_prefix('\n').unwrap().replace("\r\n", "\n");
            let texte = texte.replace("&quot;", "\"").replace("&#x27;", "'").replace("&#x2F;", "/");
            let texte = texte.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            let envoi = corps(&empreinte(&page), &[("texte", &texte)]);
            assert_eq!(essai.envoie("/reglages/fichier", &envoi).etat, StatusCode::SEE_OTHER);
            assert!(fs::read_to_string(essai.chemin("rapport.toml")).unwrap() == forme, "{dossier}");
            let envoi = corps(&empreinte(&page), &[("texte", &format!("{texte}# ajout\n"))]);
            assert_eq!(essai.envoie("/reglages/fichier", &envoi).etat, StatusCode::SEE_OTHER);
            let retour = if forme.contains("\r\n") { "\r\n" } else { "\n" };
            assert!(fs::read_to_string(essai.chemin("rapport.toml")).unwrap() == format!("{forme}# ajout{retour}"));
        }
    }
}

#[test]
fn un_dossier_vide_se_prepare_par_des_questions() {
    let essai = Essai::de(tempfile::tempdir().unwrap());
    sain(&essai.lit("/nouveau").texte());
    let corps =
        "exercice=2026&association=A+%22B%22&service=S&dernier_jour=compte&code-1=..%2FX&places-1=30&cadre-1=mixte";
    let retour = essai.envoie("/nouveau", corps);
    assert_eq!((retour.etat, &retour.entetes[header::LOCATION]), (StatusCode::SEE_OTHER, &"/".parse().unwrap()));
    let rapport = fs::read_to_string(essai.chemin("rapport.toml")).unwrap();
    assert!(rapport.contains("jour_de_sortie = \"compte\"") && rapport.contains("places = 30"));
    assert!(essai.chemin("donnees/---x.csv").is_file());
    let vue = essai.moteur.block_on(essai.etat.atelier.vue()).unwrap();
    assert!(vue.preparation.controle().is_some() && !vue.preparation.constats.bloquants());
    assert_eq!(essai.envoie("/nouveau", corps).etat, StatusCode::CONFLICT);
}

/// The links of the alert, in order.
fn liens(page: &str) -> Vec<String> {
    let alerte = page.split("role=\"alert\"").nth(1).unwrap().split("</div>").next().unwrap();
    let liens = alerte
        .split("<li>")
        .skip(1)
        .map(|point| point.split("href=\"#").nth(1).map_or("", |lien| lien.split('"').next().unwrap()));
    liens.map(|lien| lien.replace("&#x2F;", "/")).collect()
}

#[test]
fn une_valeur_refusee_n_est_pas_dite_absente() {
    let essai = Essai::sur("exemple");
    let retour = pose(&essai, &[("tarif/0/prix_de_journee", "-5")]);
    let page = retour.texte();
    assert_eq!((retour.etat, liens(&page)), (StatusCode::BAD_REQUEST, vec!["tarif/0/prix_de_journee".to_owned()]));
    assert!(page.contains("ne convient pas") && !page.contains("à remplir"), "{page}");
    // emptied, it is
    let page = pose(&essai, &[("tarif/0/prix_de_journee", "")]).texte();
    assert_eq!(liens(&page), ["tarif/0/prix_de_journee"]);
    assert!(page.contains("à remplir"));
}

#[test]
fn sur_une_seule_ligne_aucun_champ_n_est_accuse_a_tort() {
    let essai = Essai::sans_dossier();
    let dispositif = |code: &str| {
        format!(
            "{{ code = \"{code}\", libelle = \"{code}\", cadre = \"mixte\", modalite = \"milieu-ouvert\", capacite = [{{ depuis = 2026-01-01, places = 3 }}, {{ depuis = 2026-05-01, places = 4 }}] }}"
        )
    };
    let tarif = |code: &str| format!("{{ dispositif = \"{code}\", depuis = 2026-01-01, prix_de_journee = \"10,00\" }}");
    let texte = format!(
        "exercice = 2026\nassociation = {{ nom = \"A\" }}\nservice = {{ nom = \"S\" }}\ndispositif = [{}, {}]\ntarif = [{}, {}]\n",
        dispositif("AEMO"),
        dispositif("AED"),
        tarif("AEMO"),
        tarif("AED")
    );
    let dossier = essai.chemin("une-ligne");
    fs::create_dir(&dossier).unwrap();
    fs::write(dossier.join("rapport.toml"), &texte).unwrap();
    assert!(essai.etat.atelier.choisit(dossier.clone()));
    for (champs, attendus) in [
        (&[("tarif/1/prix_de_journee", "-5")][..], &["tarif/1/prix_de_journee"][..]),
        (&[("tarif/0/prix_de_journee", "-5"), ("tarif/1/prix_de_journee", "12")], &["tarif/0/prix_de_journee"]),
        (&[("tarif/1/prix_de_journee", "")], &["tarif/1/prix_de_journee"]),
        (&[("dispositif/1/cadre", "autre")], &["dispositif/1/cadre"]),
        (&[("dispositif/1/libelle", "")], &["dispositif/1/libelle"]),
        (&[("dispositif/1/capacite/1/places", "beaucoup")], &["dispositif/1/capacite/1/places"]),
        (
            &[("dispositif/0/capacite/1/depuis", "hier"), ("dispositif/1/libelle", "B")],
            &["dispositif/0/capacite/1/depuis"],
        ),
        (&[("service/nom", "")], &["service/nom"]),
        // twice the same: which is which is not told
        (&[("tarif/0/prix_de_journee", "-5"), ("tarif/1/prix_de_journee", "-5")], &["texte", "texte"]),
    ] {
        let retour = pose(&essai, champs);
        assert_eq!(retour.etat, StatusCode::BAD_REQUEST, "{champs:?}");
        assert_eq!(liens(&retour.texte()), attendus, "{champs:?}\n{}", retour.texte());
        assert_eq!(fs::read_to_string(dossier.join("rapport.toml")).unwrap(), texte);
    }
}

#[test]
fn un_conflit_dit_ce_qui_sera_a_redemander() {
    let essai = Essai::sur("exemple");
    let vue = empreinte(&essai.lit("/reglages").texte());
    let chemin = essai.chemin("rapport.toml");
    let autre = format!("{}# ailleurs\n", fs::read_to_string(&chemin).unwrap());
    fs::write(&chemin, &autre).unwrap();
    for (malgre, dit) in
        [(&[("service/sigle", "B")][..], false), (&[("service/sigle", "B"), ("quand-meme", "oui")], true)]
    {
        let retour = essai.envoie("/reglages", &corps(&vue, malgre));
        let page = retour.texte();
        assert_eq!(retour.etat, StatusCode::CONFLICT);
        assert!(page.contains("<li>rapport.toml a changé") && page.contains("value=\"B\""), "{page}");
        assert_eq!(page.contains("il sera proposé de nouveau"), dit);
        assert_eq!(fs::read_to_string(&chemin).unwrap(), autre);
    }
}
