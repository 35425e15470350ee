//! A file is dropped whose former version is open in Excel: nothing is lost, and what to do is said.

use super::{AED_R, champ};
use crate::publier::fichiers::essai::Excel;
use crate::publier::page::atelier::Atelier;
use crate::publier::page::tests::Essai;
use axum::http::StatusCode;
use std::fs;

const TABLE: &str = "donnees/aed-r.csv";

fn avec(excel: &Excel) -> Essai {
    let Essai { dossier, .. } = Essai::sur("acesm-2021");
    let atelier = Atelier::par(dossier.path().to_owned(), excel.disque());
    Essai::avec(dossier, atelier)
}

/// « Garder » is refused with what to do; the folder and the dropped file are as they were. Then Excel lets go.
fn refuse_puis_garde(essai: &Essai, excel: &Excel, chemin: &str, vu: &str) {
    let avant = fs::read(essai.chemin(TABLE)).unwrap();
    let retour = essai.envoie(&format!("{chemin}/garder"), &format!("vu={vu}"));
    assert_eq!(retour.etat, StatusCode::CONFLICT);
    let texte = retour.texte();
    assert!(
        texte.contains("donnees&#x2F;aed-r.csv est ouvert dans Excel")
            || texte.contains("donnees/aed-r.csv est ouvert dans Excel"),
        "{texte}"
    );
    assert!(texte.contains("rien n’a été écrit") && texte.contains("fermer le fichier"), "{texte}");
    assert_eq!(fs::read(essai.chemin(TABLE)).unwrap(), avant);
    assert!(essai.anciens().is_empty(), "no second copy of what was not replaced");
    let restes = fs::read_dir(essai.chemin("donnees")).unwrap();
    assert!(restes.into_iter().all(|e| !e.unwrap().file_name().to_string_lossy().starts_with(".trame")));
    assert!(essai.lit("/deposer").texte().contains("aed-r.csv"), "it still waits");
    excel.ferme();
    let page = essai.apercu(chemin);
    assert!(page.contains("Garder et remplacer"));
    let retour = essai.envoie(&format!("{chemin}/garder"), &format!("vu={}", champ(&page, "vu")));
    assert_eq!(retour.etat, StatusCode::SEE_OTHER, "{}", retour.texte());
    assert_eq!(fs::read(essai.chemin(TABLE)).unwrap(), AED_R.as_bytes());
    let [ancien] = &essai.anciens()[..] else { panic!("one former version") };
    assert_eq!(fs::read(essai.chemin(&format!("donnees/.anciens/{ancien}"))).unwrap(), avant);
}

#[test]
fn ouvert_et_illisible_l_apercu_le_dit() {
    let excel = Excel::default();
    let essai = avec(&excel);
    let chemin = essai.recu("aed-r.csv", AED_R.as_bytes());
    let vu = champ(&essai.apercu(&chemin), "vu");
    excel.ouvre(essai.chemin(TABLE));
    let page = essai.apercu(&chemin);
    assert!(
        page.contains("ouvert dans Excel ou dans un autre programme") && !page.contains(">Garder</button>"),
        "{page}"
    );
    assert!(!page.contains("Garder et remplacer") && page.contains("Abandonner"));
    refuse_puis_garde(&essai, &excel, &chemin, &vu);
}

#[test]
fn ouvert_et_lisible_il_ne_se_remplace_pas() {
    let excel = Excel::default();
    let essai = avec(&excel);
    let chemin = essai.recu("aed-r.csv", AED_R.as_bytes());
    excel.partage(essai.chemin(TABLE));
    let vu = champ(&essai.apercu(&chemin), "vu");
    refuse_puis_garde(&essai, &excel, &chemin, &vu);
}
