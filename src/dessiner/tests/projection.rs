//! The end of a running year, drawn up to December and told in words and numbers.

use super::donnees::{annuel, en_cours, exact, mensuel};
use super::lecture::{cercles, lignes, polygones, textes};
use crate::dessiner::figures;
use crate::domaine::figure::Figure;

const BLEU: &str = "#0072B2";
const BANDE: &str = "#E2EFF7";

/// Three months known of a forecast of 15 610 days; three projections of it.
fn figure(bornes: Option<(u32, u32)>) -> Figure {
    let mut annee = en_cours(3);
    let service = &mut annee.perimetres[0];
    let restants = [1_290, 1_310, 1_280, 1_320, 1_320, 1_290, 1_330, 1_310, 1_340];
    mensuel(service, "journees_previsionnelles", [1_300, 1_200, 1_320].into_iter().chain(restants));
    annuel(service, "atterrissage", exact(15_784));
    if let Some((min, max)) = bornes {
        annuel(service, "atterrissage_min", exact(min));
        annuel(service, "atterrissage_max", exact(max));
    }
    figures(&annee).into_iter().find(|f| f.nom == "cumul").unwrap()
}

#[test]
fn l_annee_en_cours_va_jusqu_a_decembre() {
    let f = figure(Some((15_400, 16_020)));
    assert!(f.legende.contains("atterrissage de l’année\u{a0}: 15\u{202f}784\u{a0}journées pour 15\u{202f}610 prévues, entre 15\u{202f}400 et 16\u{202f}020"), "{}", f.legende);
    assert!(f.note.contains("sans valeur réglementaire"));
    let bande = polygones(&f.svg).into_iter().find(|p| p.couleur == BANDE).unwrap();
    let [depart, bas, haut] = [bande.points[0], bande.points[1], bande.points[2]];
    let axe = lignes(&f.svg).into_iter().filter(|l| l.couleur == "#1C2A33").map(|l| l.points[1].0).fold(0.0, f64::max);
    assert!((bas.0 - axe).abs() < 0.2 && (haut.0 - axe).abs() < 0.2, "la bande va à la fin de l’année");
    assert!(haut.1 < bas.1 && bas.1 < depart.1, "la plus haute est en haut, et l’année monte");
    let bleues: Vec<_> = lignes(&f.svg).into_iter().filter(|l| l.couleur == BLEU).collect();
    assert!(bleues.iter().flat_map(|l| &l.points).any(|(x, _)| *x > axe - 4.0), "le pointillé");
    assert_eq!(cercles(&f.svg), 3 * 2 + 2, "les trois mois connus, et l’atterrissage");
    let ecrits = textes(&f.svg);
    for mots in ["Atterrissage", "Réalisé fin mars", "Prévisionnel", "15\u{202f}610\u{a0}journées"] {
        assert!(ecrits.iter().any(|t| t.texte == mots), "{mots}");
    }
}

#[test]
fn ce_qui_est_dessine_est_dans_le_tableau() {
    let f = figure(Some((15_400, 16_020)));
    let ligne = |nom: &str| f.tableau.iter().find(|l| l[0] == nom).unwrap();
    assert!(f.tableau.iter().all(|l| l.len() == f.tableau[0].len()));
    assert_eq!(f.origines.len(), f.tableau.len() - 1);
    assert!(f.origines.iter().all(|o| o.len() == f.tableau[0].len()));
    for (ligne, origines) in f.tableau.iter().skip(1).zip(&f.origines) {
        let nombres = ligne.iter().skip(1).zip(origines.iter().skip(1)).filter(|(texte, _)| !texte.is_empty());
        assert!(nombres.into_iter().all(|(_, origine)| origine.is_some()), "{ligne:?}");
    }
    assert_eq!(ligne("Atterrissage de l’année")[2..4], ["15\u{202f}784", "15\u{202f}610"]);
    assert_eq!(ligne("Atterrissage, au moins")[2], "15\u{202f}400");
    assert_eq!(ligne("Atterrissage, au plus")[2], "16\u{202f}020");
}

#[test]
fn sans_fourchette_ni_atterrissage_rien_n_est_invente() {
    let sans_bornes = figure(None);
    assert!(!sans_bornes.svg.contains(BANDE) && !sans_bornes.legende.contains("entre"));
    let f = figures(&en_cours(3)).into_iter().find(|f| f.nom == "cumul").unwrap();
    assert!(!f.legende.contains("atterrissage") && !f.tableau.iter().any(|l| l[0].starts_with("Atterrissage")));
}
