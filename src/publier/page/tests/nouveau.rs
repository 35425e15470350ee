//! The assistant: what is wrong said all at once beside what was typed, then a folder.

use super::{Essai, copie, sain};
use axum::http::{StatusCode, header};
use std::fs;
use std::path::Path;

/// A form as a browser encodes it.
fn corps(champs: &[(&str, &str)]) -> String {
    let encode = |texte: &str| texte.bytes().map(|octet| format!("%{octet:02X}")).collect::<String>();
    let paires: Vec<String> = champs.iter().map(|(nom, valeur)| format!("{nom}={}", encode(valeur))).collect();
    paires.join("&")
}

/// The field of that id, as HTML.
fn champ<'a>(page: &'a str, id: &str) -> &'a str {
    let debut = page.find(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("{id}\n{page}"));
    let balise = page[..debut].rfind('<').unwrap();
    &page[balise..balise + page[balise..].find('>').unwrap()]
}

const FAUX: [(&str, &str); 14] = [
    ("action", "creer"),
    ("lignes", "5"),
    ("dossier", "../<b>ailleurs"),
    ("exercice", "douze"),
    ("association", "A \"B\" & Cie"),
    ("service", "Le service"),
    ("genre", "hebergement"),
    ("dernier_jour", "compte"),
    ("code-1", "AEMO"),
    ("places-1", "30,5"),
    ("code-2", "aemo"),
    ("libelle-3", "Sans code"),
    ("code-5", "AED"),
    ("modalite-5", "accueil-de-jour"),
];

#[test]
fn tout_ce_qui_ne_va_pas_se_dit_a_la_fois_et_rien_de_saisi_n_est_perdu() {
    let essai = Essai::sans_dossier();
    let retour = essai.envoie("/nouveau", &corps(&FAUX));
    let page = retour.texte();
    assert_eq!(retour.etat, StatusCode::BAD_REQUEST, "{page}");
    sain(&page);
    assert!(page.contains("role=\"alert\"") && page.contains("5 points sont à corriger"), "{page}");
    for id in ["dossier", "exercice", "places-1", "code-2", "code-3"] {
        assert!(page.contains(&format!("<a href=\"#{id}\">")), "{id}\n{page}");
        let champ = champ(&page, id);
        let decrit = champ.contains("aria-invalid=\"true\"") && champ.contains(&format!("faute-{id}"));
        assert!(decrit && page.contains(&format!("id=\"faute-{id}\"")), "{champ}");
    }
    for (id, valeur) in [
        ("dossier", "../&lt;b&gt;ailleurs"),
        ("exercice", "douze"),
        ("association", "A &quot;B&quot; &amp; Cie"),
        ("places-1", "30,5"),
        ("libelle-3", "Sans code"),
        ("code-5", "AED"),
    ] {
        let champ = champ(&page, id).replace("&#x2F;", "/");
        assert!(champ.contains(&format!("value=\"{valeur}\"")), "{champ}");
    }
    for choisi in ["\"hebergement\" selected", "\"compte\" selected", "\"accueil-de-jour\" selected"] {
        assert!(page.contains(choisi), "{choisi}");
    }
    assert!(!champ(&page, "code-1").contains("aria-invalid") && !essai.etat.atelier.est_choisi());
    assert!(page.contains("mon-service-2026"), "an example of a path");
}

#[test]
fn une_ligne_s_ajoute_sans_rien_perdre_ni_rien_creer() {
    let essai = Essai::sans_dossier();
    let mut champs = FAUX.to_vec();
    champs[0] = ("action", "ajouter");
    let retour = essai.envoie("/nouveau", &corps(&champs));
    let page = retour.texte();
    assert_eq!(retour.etat, StatusCode::OK);
    assert!(!page.contains("role=\"alert\"") && page.contains("name=\"lignes\" value=\"6\""), "{page}");
    assert!(champ(&page, "code-6").contains("autofocus") && champ(&page, "code-5").contains("value=\"AED\""));
    champs[1] = ("lignes", "beaucoup");
    assert!(essai.envoie("/nouveau", &corps(&champs)).texte().contains("name=\"lignes\" value=\"5\""));
    champs[1] = ("lignes", "4000000");
    let page = essai.envoie("/nouveau", &corps(&champs)).texte();
    assert!(page.contains("name=\"lignes\" value=\"40\"") && !page.contains("value=\"ajouter\""));
}

#[test]
fn les_bonnes_reponses_menent_a_ce_qui_reste_a_faire() {
    let essai = Essai::sans_dossier();
    assert!(essai.lit("/choisir").texte().contains("href=\"/nouveau\""));
    sain(&essai.lit("/nouveau").texte());
    let dossier = essai.chemin("mon service 2026");
    fs::create_dir(&dossier).unwrap();
    fs::write(dossier.join("Thumbs.db"), "x").unwrap();
    let chemin = format!("\"{}\"", dossier.display());
    let champs = [
        ("lignes", "5"),
        ("dossier", chemin.as_str()),
        ("exercice", " 2026 "),
        ("code-1", "AEMO"),
        ("places-1", "1 030"),
        ("code-5", "AED"),
        ("places-5", "0"),
    ];
    let retour = essai.envoie("/nouveau", &corps(&champs));
    assert_eq!((retour.etat, &retour.entetes[header::LOCATION]), (StatusCode::SEE_OTHER, &"/".parse().unwrap()));
    assert_eq!(essai.etat.atelier.dossier(), dossier);
    let rapport = fs::read_to_string(dossier.join("rapport.toml")).unwrap();
    assert!(rapport.contains("places = 1030") && rapport.contains("places = 0\n"), "{rapport}");
    assert!(["aemo", "aed"].iter().all(|nom| dossier.join(format!("donnees/{nom}.csv")).is_file()));
    let accueil = essai.lit("/").texte();
    assert!(accueil.contains("Que faire maintenant") && accueil.contains("href=\"/deposer\""), "{accueil}");
    // there is nothing left to prepare, and nothing is written twice
    assert_eq!(essai.lit("/nouveau").entetes[header::LOCATION], "/");
    assert_eq!(essai.lit("/nouveau/pret").entetes[header::LOCATION], "/");
    let encore = essai.envoie("/nouveau", &corps(&champs));
    assert_eq!(encore.etat, StatusCode::CONFLICT);
    assert!(encore.texte().contains("existe déjà et n’est pas vide"), "{}", encore.texte());
    assert_eq!(fs::read_to_string(dossier.join("rapport.toml")).unwrap(), rapport);
}

#[test]
fn un_dossier_deja_plein_rend_la_page_et_reste_tel_quel() {
    let essai = Essai::sans_dossier();
    fs::write(essai.chemin("notes.txt"), "x").unwrap();
    let chemin = essai.chemin("").display().to_string();
    let champs = [("dossier", chemin.as_str()), ("exercice", "1200"), ("association", "Mon association")];
    let retour = essai.envoie("/nouveau", &corps(&champs));
    let page = retour.texte();
    assert_eq!(retour.etat, StatusCode::CONFLICT);
    assert!(page.contains("2 points sont à corriger") && page.contains("value=\"Mon association\""), "{page}");
    assert!(page.contains("L’année 1200 n’est pas un exercice possible"));
    assert_eq!(fs::read_dir(essai.chemin("")).unwrap().count(), 1);
    // a place where nothing can be created
    let impossible = essai.chemin("notes.txt/2026").display().to_string();
    let retour = essai.envoie("/nouveau", &corps(&[("dossier", impossible.as_str()), ("exercice", "2026")]));
    let page = retour.texte();
    assert_eq!(retour.etat, StatusCode::BAD_REQUEST);
    assert!(page.contains("Impossible d’écrire") && champ(&page, "dossier").contains("notes.txt"), "{page}");
}

#[test]
fn l_annee_derniere_se_reprend_depuis_la_page() {
    let essai = Essai::sans_dossier();
    let (avant, apres) = (essai.chemin("2025"), essai.chemin("2026"));
    copie(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/exemple"), &avant);
    fs::create_dir(essai.chemin("vide")).unwrap();
    fs::create_dir(essai.chemin("casse")).unwrap();
    fs::write(essai.chemin("casse/rapport.toml"), "exercice = ").unwrap();
    let dossier = apres.display().to_string();
    for (depuis, exercice, champ_fautif, mots) in [
        ("absent", "", "depuis", "n’est pas un dossier de cet ordinateur"),
        ("vide", "", "depuis", "ce n’est pas un dossier de Trame"),
        ("casse", "", "depuis", "son rapport.toml est absent ou n’est pas compris"),
        ("2025", "2024", "exercice", "ne suit pas 2025"),
    ] {
        let depuis = essai.chemin(depuis).display().to_string();
        let champs = [("dossier", dossier.as_str()), ("exercice", exercice), ("depuis", depuis.as_str())];
        let retour = essai.envoie("/nouveau", &corps(&champs));
        let page = retour.texte();
        assert_eq!(retour.etat, StatusCode::BAD_REQUEST, "{depuis}");
        assert!(page.contains(mots) && page.contains(&format!("<a href=\"#{champ_fautif}\">")), "{depuis}\n{page}");
        assert!(!apres.exists());
    }
    let depuis = avant.join("rapport.toml").display().to_string();
    let retour = essai.envoie("/nouveau", &corps(&[("dossier", dossier.as_str()), ("depuis", depuis.as_str())]));
    assert_eq!(retour.entetes[header::LOCATION], "/nouveau/pret", "{}", retour.texte());
    let page = essai.lit("/nouveau/pret").texte();
    sain(&page);
    assert!(page.contains("Les tarifs ne sont pas repris") && page.contains("donnees/suivi.csv"), "{page}");
    let vue = essai.moteur.block_on(essai.etat.atelier.vue()).unwrap();
    assert!(!vue.preparation.constats.bloquants());
    assert_eq!(vue.preparation.indicateurs().unwrap().exercice.annee(), 2026);
}

#[test]
fn ce_que_les_controles_refuseraient_n_est_pas_cree() {
    let essai = Essai::sans_dossier();
    let dossier = essai.chemin("2026");
    let chemin = dossier.display().to_string();
    let envoie = |champs: &[(&str, &str)]| {
        let base = [("dossier", chemin.as_str()), ("exercice", "2026")];
        let retour = essai.envoie("/nouveau", &corps(&[&base[..], champs].concat()));
        assert_eq!(retour.etat, StatusCode::BAD_REQUEST, "{champs:?}");
        assert!(!dossier.exists(), "{champs:?}");
        retour.texte()
    };
    for code in ["service", "2025", "=1+1", "/", "déc.", "Entrées"] {
        // the good ones are not accused, and blank lines are not counted
        let page =
            envoie(&[("lignes", "5"), ("code-1", "AEMO"), ("code-3", code), ("libelle-3", "L"), ("code-4", "AED")]);
        sain(&page);
        assert!(page.contains("Un point est à corriger") && page.contains("<a href=\"#code-3\">"), "{code}\n{page}");
        assert!(champ(&page, "code-3").contains("aria-invalid") && page.contains("du dispositif 3 ne convient pas"));
        assert!(champ(&page, "code-4").contains("value=\"AED\""));
    }
    let page = envoie(&[("code-1", "service"), ("code-2", "déc.")]);
    assert!(page.contains("<a href=\"#code-1\">") && page.contains("<a href=\"#code-2\">"), "{page}");
    // no form of ours sends these
    for nom in ["association", "service", "code-1", "libelle-1"] {
        let mut champs = std::collections::BTreeMap::from([("code-1", "AEMO")]);
        champs.insert(nom, "A\nB");
        let page = envoie(&champs.into_iter().collect::<Vec<_>>());
        assert!(page.contains(&format!("<a href=\"#{nom}\">")) && page.contains("sur une seule ligne"), "{page}");
    }
    let base = ("code-1", "AEMO");
    for (nom, valeur) in
        [("cadre-1", "pénal"), ("modalite-1", "<b>"), ("genre", "autre"), ("dernier_jour", "oui"), ("cadre-2", "x")]
    {
        let page = envoie(&[base, ("code-2", "AED"), (nom, valeur)]);
        let dit = page.contains(&format!("<a href=\"#{nom}\">")) && page.contains("n’est pas un des choix proposés");
        assert!(dit && !page.contains("<b>"), "{nom}\n{page}");
    }
}
