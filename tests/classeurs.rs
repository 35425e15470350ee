//! Workbooks that real programs wrote (tests/classeurs/fabrique.py): the same figures, the true cells, and what is said
//! of the rest.

mod bombes;

use crate::dossiers::chiffres;
use crate::outils::{copie, racine, texte, trame};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const FORMATS: [&str; 3] = ["xlsx", "xls", "ods"];

fn classeur(nom: &str) -> Vec<u8> {
    fs::read(racine().join("tests/classeurs").join(nom)).unwrap()
}

/// The ACESM's folder with these workbooks instead of its two tables.
fn acesm(fichiers: &[(&str, &str)]) -> TempDir {
    let dossier = copie("data/acesm-2021");
    let donnees = dossier.path().join("donnees");
    for (classeur_d_essai, nom) in fichiers {
        fs::write(donnees.join(nom), classeur(classeur_d_essai)).unwrap();
    }
    fs::remove_file(donnees.join("aemo-r.csv")).unwrap();
    fs::remove_file(donnees.join("aed-r.csv")).unwrap();
    dossier
}

/// The two tables, the first one rewritten as a workbook.
fn aemo_r(classeur_d_essai: &str) -> TempDir {
    let dossier = copie("data/acesm-2021");
    fs::write(dossier.path().join("donnees/aemo-r.csv"), classeur(classeur_d_essai)).unwrap();
    dossier
}

fn constats(dossier: &Path) -> Vec<Value> {
    let sortie = trame(&["controler", &dossier.to_string_lossy(), "--format", "json"]);
    let json: Value = serde_json::from_str(&texte(&sortie)).unwrap();
    json["diagnostics"].as_array().unwrap().clone()
}

/// `(sheet, line, cell)` of the findings of a check.
fn places(constats: &[Value], code: &str) -> Vec<(String, u64, String)> {
    let mot = |valeur: &Value| valeur.as_str().unwrap_or_default().to_owned();
    let siens = constats.iter().filter(|d| d["code"] == code);
    siens.map(|d| (mot(&d["feuille"]), d["ligne"].as_u64().unwrap_or(0), mot(&d["cellule"]))).collect()
}

fn place(feuille: &str, ligne: u64, cellule: &str) -> (String, u64, String) {
    (feuille.to_owned(), ligne, cellule.to_owned())
}

#[test]
fn les_tableaux_de_l_acesm_en_classeurs_donnent_le_meme_json() {
    let attendu = chiffres(&racine().join("data/acesm-2021"));
    for format in FORMATS {
        let [aemo, aed, service] = ["aemo-r", "aed-r", "service"].map(|nom| format!("{nom}.{format}"));
        let deux_fichiers = acesm(&[(&aemo, &aemo), (&aed, &aed)]);
        assert_eq!(chiffres(deux_fichiers.path()), attendu, "{aemo}, {aed}");
        let deux_feuilles = acesm(&[(&service, &service)]);
        assert_eq!(chiffres(deux_feuilles.path()), attendu, "{service}");
    }
}

#[test]
fn l_extension_ne_dit_rien() {
    let attendu = chiffres(&racine().join("data/acesm-2021"));
    for (lu, nom) in
        [("service.xls", "a.csv"), ("service.xlsx", "a.xls"), ("service.ods", "a.xlsx"), ("service.xlsx", "a.txt")]
    {
        assert_eq!(chiffres(acesm(&[(lu, nom)]).path()), attendu, "{lu} nommé {nom}");
    }
}

#[test]
fn un_constat_montre_sa_feuille_sa_ligne_et_sa_cellule() {
    for format in FORMATS {
        let service = format!("service.{format}");
        let dossier = acesm(&[(&service, &service)]);
        let constats = constats(dossier.path());
        assert_eq!(places(&constats, "continuite")[0], place("AED-R", 2, "M2"), "{service}");
        let aemo = constats.iter().find(|d| d["code"] == "continuite" && d["feuille"] == "AEMO-R").unwrap();
        assert_eq!((&aemo["ligne"], &aemo["cellule"]), (&2.into(), &"M2".into()));
        assert_eq!(aemo["lies"][0]["cellule"], "L5");
        let terminal = trame(&["controler", &dossier.path().to_string_lossy()]);
        let terminal = texte(&terminal);
        assert!(
            terminal.contains("feuille «\u{a0}AEMO-R\u{a0}»\u{a0}: tableau mensuel")
                && terminal.contains("[continuite] feuille «\u{a0}AEMO-R\u{a0}», ligne 2"),
            "{terminal}"
        );
    }
}

#[test]
fn les_mois_en_dates_se_lisent_sous_les_deux_epoques() {
    let attendu = chiffres(&racine().join("data/acesm-2021"));
    for nom in ["dates", "dates-1904"] {
        for format in FORMATS {
            let dossier = aemo_r(&format!("{nom}.{format}"));
            assert_eq!(chiffres(dossier.path()), attendu, "{nom}.{format}");
        }
    }
}

/// A title merged over the table, a filter left on, a hidden sheet, a broken formula.
#[test]
fn un_classeur_de_bureau_est_lu_avec_ce_qu_il_cache() {
    for format in FORMATS {
        let nom = format!("bureau.{format}");
        let constats = constats(aemo_r(&nom).path());
        assert_eq!(places(&constats, "erreur-de-tableur"), [place("AEMO-R", 7, "D7")], "{nom}");
        assert_eq!(places(&constats, "feuille-masquee"), [place("Brouillon", 0, "")], "{nom}");
        assert_eq!(places(&constats, "lignes-masquees"), [place("AEMO-R", 5, "")], "{nom}");
        let masquees = constats.iter().find(|d| d["code"] == "lignes-masquees").unwrap();
        assert!(masquees["message"].as_str().unwrap().contains("2 lignes sont masquées (lignes 5, 6)"), "{masquees}");
        assert_eq!(places(&constats, "continuite")[1], place("AEMO-R", 4, "M4"), "{nom}");
        assert!(places(&constats, "fichier-non-reconnu").is_empty(), "{nom} : {constats:?}");
    }
}

#[test]
fn une_formule_sans_resultat_est_dite_a_sa_cellule() {
    let constats_xlsx = constats(aemo_r("sans-resultats.xlsx").path());
    let attendues = [place("AEMO-R", 5, "N5"), place("AEMO-R", 6, "N6"), place("AEMO-R", 7, "D7")];
    assert_eq!(places(&constats_xlsx, "formule-sans-valeur"), attendues);
    assert_eq!(places(&constats_xlsx, "feuille-masquee"), [place("Brouillon", 0, "")]);
    assert!(places(&constats_xlsx, "valeur-illisible").is_empty());
    let constats_xls = constats(aemo_r("sans-resultats.xls").path());
    assert_eq!(places(&constats_xls, "formule-sans-valeur"), [place("AEMO-R", 2, "B2")]);
}

#[test]
fn un_classeur_protege_est_refuse_en_francais() {
    let constats = constats(aemo_r("protege.xlsx").path());
    assert_eq!(places(&constats, "classeur-protege"), [place("", 0, "")]);
    let constat = constats.iter().find(|d| d["code"] == "classeur-protege").unwrap();
    assert!(constat["message"].as_str().unwrap().contains("protégé par un mot de passe"));
    assert!(constat["aide"].as_str().unwrap().contains("Protéger le classeur"));
    assert_eq!(constat["gravite"], "erreur");
}
