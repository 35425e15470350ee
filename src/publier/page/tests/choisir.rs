//! The folder asked for, when Trame was started without one.

use super::{Essai, copie};
use axum::http::{StatusCode, header};
use std::fs;
use std::path::Path;

fn saisi(chemin: &str) -> String {
    let octets = chemin.bytes().map(|octet| format!("%{octet:02X}"));
    format!("dossier={}", octets.collect::<String>())
}

#[test]
fn sans_dossier_tout_mene_au_choix_et_un_seul_choix_est_fait() {
    let essai = Essai::sans_dossier();
    for chemin in ["/", "/controles", "/changements", "/choisirai"] {
        let retour = essai.lit(chemin);
        assert_eq!(
            (retour.etat, &retour.entetes[header::LOCATION]),
            (StatusCode::SEE_OTHER, &"/choisir".parse().unwrap())
        );
    }
    assert_eq!(essai.envoie("/reglages", "").etat, StatusCode::CONFLICT);
    assert_eq!(essai.lit("/statique/page.css").etat, StatusCode::OK);
    let page = essai.lit("/choisir").texte();
    assert!(
        page.contains("Quel dossier ouvrir") && page.contains("href=\"/nouveau\"") && !page.contains("<nav"),
        "{page}"
    );

    for (faux, raison) in [
        ("", "est vide"),
        ("/dossier/absent/<script>", "&lt;script&gt;"),
        (essai.chemin("").to_str().unwrap(), "pas de fichier rapport.toml"),
        ("a\0b", "n’est pas"),
    ] {
        let retour = essai.envoie("/choisir", &saisi(faux));
        assert_eq!(retour.etat, StatusCode::BAD_REQUEST, "{faux}");
        assert!(retour.texte().contains(raison), "{faux} : {}", retour.texte());
    }
    assert!(!essai.etat.atelier.est_choisi());

    let service = essai.chemin("service « d’ici » 2021");
    copie(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/acesm-2021"), &service);
    let colle = format!("\"{}\" ", service.join("rapport.toml").display());
    assert_eq!(essai.envoie("/choisir", &saisi(&colle)).etat, StatusCode::SEE_OTHER);
    assert_eq!(essai.etat.atelier.dossier(), service);
    assert_eq!(essai.lit("/").etat, StatusCode::OK);
    assert_eq!(essai.lit("/choisir").entetes[header::LOCATION], "/");

    let autre = essai.chemin("autre");
    fs::create_dir(&autre).unwrap();
    fs::write(autre.join("rapport.toml"), "exercice = 2021\n").unwrap();
    assert_eq!(essai.envoie("/choisir", &saisi(autre.to_str().unwrap())).etat, StatusCode::CONFLICT);
    assert_eq!(essai.etat.atelier.dossier(), service);
}
