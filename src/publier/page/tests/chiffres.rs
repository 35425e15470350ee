//! The list of figures, and where each comes from.

use super::{Essai, liens, sain};
use axum::http::StatusCode;
use std::fs;

#[test]
fn l_ecart_de_l_acesm_se_suit_jusqu_a_ses_cles() {
    let essai = Essai::sur("acesm-2021");
    let page = essai.lit("/chiffres/service.ecart_produits").texte();
    assert!(page.contains("−42\u{202f}645,68\u{202f}€"), "{page}");
    let cles = [("40", "activite.journees_previsionnelles"), ("41", "activite.journees_realisees")];
    for (ligne, cle) in cles.into_iter().chain([("45", "tarif.prix_de_journee")]) {
        assert!(page.contains(&format!("<td>{ligne}</td>")) && page.contains(&format!("<td>{cle}</td>")), "{cle}");
    }
    for operande in ["produits_realises", "produits_prevus", "journees_facturables", "journees_previsionnelles"] {
        let lien = format!("/chiffres/service.{operande}");
        assert!(page.contains(&format!("href=\"{lien}\"")), "{lien}");
        assert_eq!(essai.lit(&lien).etat, StatusCode::OK, "{lien}");
    }
    sain(&page);
}

#[test]
fn un_chiffre_mene_a_sa_cellule_et_a_ses_mois() {
    let essai = Essai::sur("acesm-2021");
    let page = essai.lit("/chiffres/aemo_r.presents_fin.decembre").texte();
    assert!(page.contains("donnees/aemo-r.csv") && page.contains("<td>M5</td>"), "{page}");
    assert!(page.contains("/chiffres/aemo_r.presents_fin.2021-01") && page.contains("/chiffres/aemo_r.presents_fin\""));
    assert!(page.contains("/chiffres/aed_r.presents_fin.2021-12"));
}

#[test]
fn chaque_lien_d_une_explication_existe_et_aucune_mesure_n_est_nommee() {
    let essai = Essai::sur("exemple");
    let suivi = fs::read_to_string(essai.chemin("donnees/suivi.csv")).unwrap();
    let id = suivi.lines().nth(2).and_then(|ligne| ligne.split([';', ','].as_slice()).next()).unwrap();
    assert!(id.len() > 2, "{id}");
    for nom in ["service.ecart_produits", "aemo.entrees", "service.file_active_mesures"] {
        let page = essai.lit(&format!("/chiffres/{nom}")).texte();
        assert!(!page.contains(id), "{nom}");
        sain(&page);
        let tous = liens(&page, "/chiffres/");
        assert!(!tous.is_empty(), "{nom}");
        for (lien, _) in tous.iter().take(40) {
            assert_eq!(essai.lit(lien).etat, StatusCode::OK, "{nom} {lien}");
        }
    }
    let comptes = essai.lit("/chiffres/aemo.entrees").texte();
    assert!(comptes.contains("lignes") && comptes.contains("donnees/suivi.csv"), "{comptes}");
}

#[test]
fn un_nom_inconnu_propose_ceux_qui_lui_ressemblent() {
    let essai = Essai::sur("acesm-2021");
    let attendus = [
        ("service.sortis", "/chiffres/service.sorties\""),
        ("aemo-s.sorties.mars", "/chiffres/aemo_r.sorties.2021-03\""),
        ("service.ecart_produits.mars", "/chiffres/service.ecart_produits\""),
        ("service.sorties.zut", "/chiffres/service.sorties\""),
    ];
    for (nom, lien) in attendus {
        let page = essai.lit(&format!("/chiffres/{nom}"));
        assert_eq!(page.etat, StatusCode::NOT_FOUND, "{nom}");
        assert!(page.texte().contains(lien), "{nom}\n{}", page.texte());
    }
}

#[test]
fn un_nom_hostile_n_est_qu_un_nom() {
    let essai = Essai::sur("acesm-2021");
    for nom in ["%3Cscript%3Ealert(1)%3C%2Fscript%3E", "..%2F..%2Fetc%2Fpasswd", "%00", "....", &"a".repeat(5000)] {
        let page = essai.lit(&format!("/chiffres/{nom}"));
        assert_eq!(page.etat, StatusCode::NOT_FOUND, "{nom}");
        sain(&page.texte());
    }
    let liste = essai.lit("/chiffres?perimetre=%22%3E%3Cscript%3Ealert(1)&mots=%22%3E%3Cscript%3Ealert(1)");
    assert_eq!(liste.etat, StatusCode::OK);
    sain(&liste.texte());
    assert_eq!(essai.lit("/chiffres/service.entrees?au=zut").etat, StatusCode::BAD_REQUEST);
}

#[test]
fn la_liste_se_filtre_par_un_formulaire() {
    let essai = Essai::sur("acesm-2021");
    let noms = |chemin: &str| liens(&essai.lit(chemin).texte(), "/chiffres/");
    let tous = noms("/chiffres");
    assert!(tous.len() > 80 && tous.iter().all(|(lien, _)| lien.starts_with("/chiffres/service.")));
    let ecarts = noms("/chiffres?perimetre=service&mots=%C3%A9cart+produit");
    assert!(ecarts.iter().any(|(lien, _)| lien == "/chiffres/service.ecart_produits") && ecarts.len() < 20);
    assert!(noms("/chiffres?perimetre=aemo_r").iter().all(|(lien, _)| lien.starts_with("/chiffres/aemo_r.")));
    assert!(noms("/chiffres?perimetre=").len() > tous.len());
    let vide = essai.lit("/chiffres?mots=zzzz").texte();
    assert!(vide.contains("Aucun chiffre ne contient ces mots"));
}
