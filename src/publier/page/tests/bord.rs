//! The board: its figures are those of the explanations, its charts can be read without eyes.

use super::{Essai, liens, sain};
use axum::http::StatusCode;
use std::collections::BTreeSet;
use std::fs;

/// The page of each figure, `page` linking to it, prints what the board prints.
fn s_expliquent(essai: &Essai, page: &str) -> usize {
    let tous: BTreeSet<(String, String)> = liens(page, "/chiffres/").into_iter().collect();
    for (lien, imprime) in &tous {
        let chiffre = essai.lit(lien);
        assert_eq!(chiffre.etat, StatusCode::OK, "{lien}");
        let (chiffre, imprime) =
            (chiffre.texte(), imprime.trim_start_matches('+').split(" (").next().unwrap_or_default());
        let dit = if imprime == "non connu" { "<strong>Non connu</strong>" } else { imprime };
        // a chart writes days with one more decimal, those of a step of the cascade unrounded
        let entier = dit.split_once(',').map_or(dit, |(entier, _)| entier);
        let jours = lien.contains("journees") && (lien.contains(".effet_") || chiffre.contains(entier));
        assert!(chiffre.contains(dit) || jours, "{lien} : {imprime}");
    }
    tous.len()
}

#[test]
fn chaque_chiffre_du_bord_est_celui_de_son_explication() {
    let essai = Essai::sur("exemple");
    let page = essai.lit("/tableau-de-bord?mois=juin").texte();
    assert!(page.contains("Tableau de bord, juin 2025") && page.contains("Atterrissage"), "{page}");
    assert!(s_expliquent(&essai, &page) > 60);
    sain(&page);
}

#[test]
fn le_dernier_mois_connu_est_montre_sans_qu_on_le_demande() {
    let essai = Essai::sur("acesm-2021");
    let page = essai.lit("/tableau-de-bord").texte();
    assert!(page.contains("Tableau de bord, décembre 2021"));
    assert!(page.contains("href=\"/chiffres/service.ecart_produits\">−42\u{202f}645,68\u{202f}€</a>"), "{page}");
    assert!(page.contains("gravite-incoherence") && page.contains("incohérences"));
    assert_eq!(essai.lit("/tableau-de-bord?mois=zut").etat, StatusCode::BAD_REQUEST);
    assert_eq!(essai.lit("/tableau-de-bord?mois=mars+2019").etat, StatusCode::BAD_REQUEST);
}

#[test]
fn chaque_figure_a_son_titre_sa_description_et_ses_nombres() {
    let essai = Essai::sur("exemple");
    let page = essai.lit("/tableau-de-bord").texte();
    let nombre = page.matches("<svg ").count();
    assert!(nombre >= 8, "{nombre}");
    for (marque, combien) in [("role=\"img\"", nombre), ("<title id=", nombre), ("<desc id=", nombre)] {
        assert_eq!(page.matches(marque).count(), combien, "{marque}");
    }
    assert_eq!(page.matches("<details class=\"chiffres-de-figure\">").count(), nombre);
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|suite| suite.split('"').next()).collect();
    let uniques: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(uniques.len(), ids.len(), "{ids:?}");
    sain(&page);
}

#[test]
fn un_nom_hostile_ne_devient_ni_balise_ni_dessin() {
    let essai = Essai::sur("exemple");
    let rapport = fs::read_to_string(essai.chemin("rapport.toml")).unwrap();
    let hostile = "</title></svg><script>alert(1)</script>";
    let rapport = rapport.replace("Action éducative en milieu ouvert", hostile).replace("Pôle enfance", hostile);
    fs::write(essai.chemin("rapport.toml"), rapport).unwrap();
    for chemin in ["/", "/tableau-de-bord", "/chiffres?perimetre=", "/chiffres/aemo.entrees"] {
        let page = essai.lit(chemin);
        assert_eq!(page.etat, StatusCode::OK, "{chemin}");
        assert!(page.texte().contains("&lt;script&gt;"), "{chemin}");
        sain(&page.texte());
    }
}
