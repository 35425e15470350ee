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
    assert!(page.contains("Dispositif AEMO") && page.contains("<textarea id=\"texte\""));
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
