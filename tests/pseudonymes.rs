//! `trame pseudonymiser` as people run it: files, keys, refusals.

use crate::outils::{code, copie, messages, racine, texte, trame};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const NOMS: &str = "Nom;Prénom;Né le;Adresse;Dispositif;Début;Fin\r\n\
                    DURAND;Léa;12/05/2012;1 rue du Lac;AEMO;03/03/2025;\r\nMartin;Tom;01/2010;;AED;04/03/2025;01/09/2025\r\n";

fn chemin(chemin: &Path) -> String {
    chemin.to_string_lossy().into_owned()
}

#[test]
fn le_tableau_rendu_se_lit_et_ne_nomme_personne() {
    let (ailleurs, dossier) = (TempDir::new().unwrap(), copie("data/exemple"));
    let (cle, noms) = (ailleurs.path().join("secrets/cle.txt"), ailleurs.path().join("noms.csv"));
    fs::write(&noms, NOMS).unwrap();
    let fait = trame(&["pseudonymiser", &chemin(&noms), "--cle", &chemin(&cle)]);
    assert_eq!(code(&fait), 0, "{}", messages(&fait));
    let sortie = ailleurs.path().join("noms-pseudonymise.csv");
    assert_eq!(texte(&fait).trim_end(), chemin(&sortie));
    assert_eq!(fs::read_to_string(&noms).unwrap(), NOMS);
    let rendu = fs::read_to_string(&sortie).unwrap();
    assert!(rendu.starts_with("\u{feff}jeune;Né le;Dispositif;Début;Fin\n"), "{rendu}");
    let dit = messages(&fait);
    for nom in ["DURAND", "Léa", "Martin", "Tom", "rue du"] {
        assert!(!rendu.contains(nom) && !dit.contains(nom), "{nom} : {rendu}{dit}");
    }
    assert!(dit.contains("Né le\u{a0}: ramenée au mois") && dit.contains("Adresse\u{a0}: retirée"), "{dit}");
    let encore = trame(&["pseudonymiser", &chemin(&noms), "--cle", &chemin(&cle)]);
    assert!(!messages(&encore).contains("Clé créée"));
    assert_eq!(fs::read_to_string(&sortie).unwrap(), rendu);
    for table in
        fs::read_dir(dossier.path().join("donnees")).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file())
    {
        fs::remove_file(table).unwrap();
    }
    fs::copy(&sortie, dossier.path().join("donnees/suivi.csv")).unwrap();
    let lu = texte(&trame(&["controler", &chemin(dossier.path()), "--format", "json"]));
    assert!(!lu.contains("nominati") && lu.contains("\"suivi des mesures\""), "{lu}");
}

#[test]
fn la_cle_ne_sert_qu_a_son_proprietaire() {
    let ailleurs = TempDir::new().unwrap();
    let (cle, noms) = (ailleurs.path().join("cle"), ailleurs.path().join("noms.csv"));
    fs::write(&noms, NOMS).unwrap();
    assert_eq!(code(&trame(&["pseudonymiser", &chemin(&noms), "--cle", &chemin(&cle)])), 0);
    let ecrite = fs::read_to_string(&cle).unwrap();
    assert_eq!((ecrite.len(), ecrite.trim().chars().all(|c| c.is_ascii_hexdigit())), (65, true));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&cle).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn ce_qui_ne_va_pas_est_refuse_sans_rien_ecrire() {
    let (ailleurs, dossier) = (TempDir::new().unwrap(), copie("data/exemple"));
    let noms = ailleurs.path().join("noms.csv");
    fs::write(&noms, NOMS).unwrap();
    let essai = |cle: &Path, sortie: Option<&Path>| {
        let mut args = vec!["pseudonymiser".to_owned(), chemin(&noms), "--cle".into(), chemin(cle)];
        args.extend(sortie.into_iter().flat_map(|sortie| ["--sortie".into(), chemin(sortie)]));
        let fait = trame(&args.iter().map(String::as_str).collect::<Vec<_>>());
        (code(&fait), messages(&fait))
    };
    let cle = ailleurs.path().join("cle");
    let dedans = essai(&dossier.path().join("prive/cle"), None);
    assert!(dedans.0 == 2 && dedans.1.contains("dans le dossier du service"), "{dedans:?}");
    assert!(!dossier.path().join("prive").exists());
    let fausse = essai(&racine().join("LICENSE"), None);
    assert!(fausse.0 == 2 && fausse.1.contains("n’est pas un fichier de clé"), "{fausse:?}");
    let dessus = essai(&cle, Some(&noms));
    assert!(dessus.0 == 2 && dessus.1.contains("serait écrasé"), "{dessus:?}");
    assert_eq!(fs::read_to_string(&noms).unwrap(), NOMS);
    let absent = trame(&["pseudonymiser", &chemin(&ailleurs.path().join("absent.csv")), "--cle", &chemin(&cle)]);
    assert!(code(&absent) == 2 && messages(&absent).contains("introuvable"), "{}", messages(&absent));
    fs::write(&noms, "Mois;Entrées\n03/2025;4\n").unwrap();
    let personne = essai(&cle, None);
    assert!(personne.0 == 1 && personne.1.contains("rien à remplacer"), "{personne:?}");
    let restes: Vec<_> = fs::read_dir(ailleurs.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(restes.iter().all(|nom| nom == "cle" || nom == "noms.csv"), "{restes:?}");
}

#[test]
fn un_classeur_se_pseudonymise_aussi() {
    let ailleurs = TempDir::new().unwrap();
    let (classeur, cle, sortie) =
        (ailleurs.path().join("suivi.xlsx"), ailleurs.path().join("cle"), ailleurs.path().join("code.csv"));
    let mut livre = rust_xlsxwriter::Workbook::new();
    let feuille = livre.add_worksheet();
    for (colonne, (titre, valeur)) in
        (0..).zip([("Jeune", "DURAND Léa"), ("Début", "2025-03-03"), ("Dispositif", "AED")])
    {
        feuille.write_string(0, colonne, titre).unwrap();
        feuille.write_string(1, colonne, valeur).unwrap();
    }
    livre.save(&classeur).unwrap();
    let fait = trame(&["pseudonymiser", &chemin(&classeur), "--cle", &chemin(&cle), "--sortie", &chemin(&sortie)]);
    assert_eq!(code(&fait), 0, "{}", messages(&fait));
    let rendu = fs::read_to_string(&sortie).unwrap();
    assert!(rendu.contains("\nJ-") && rendu.ends_with(";2025-03-03;AED\n") && !rendu.contains("DURAND"), "{rendu}");
}
