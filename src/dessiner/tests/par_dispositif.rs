//! Small multiples, tunnels, and the exercise before: what compares dispositifs, and what stands behind.

use super::donnees::{acesm, annuel, au_hasard, exact, indicateurs, perimetre, vingt_dispositifs};
use super::lecture::{cercles, polygones, textes};
use crate::dessiner::figures;
use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, Valeur};

const SABLE: &str = "#EAE4D3";
const BLEU: &str = "#0072B2";
const GRIS: &str = "#E3E8EA";

/// So many dispositifs of random years, with long names now and then.
pub(super) fn au_hasard_par_dispositif(combien: usize) -> Indicateurs {
    let mut graine = 77;
    let dispositif = |i: usize| {
        let mut p = au_hasard(&mut graine).perimetres.remove(0);
        p.genre = Genre::Dispositif;
        p.code = format!("D{i:02}");
        p.libelle = match i % 3 {
            0 => format!("Unité d’hébergement diversifié n° {i} de la Maison d’enfants Sainte-Anne"),
            _ => p.code.clone(),
        };
        p
    };
    indicateurs(2025, 12, (0..combien).map(dispositif).collect())
}

/// Days realised and the forecast of a dispositif whose tunnel is 95 % to 105 %.
fn avec_tunnel(p: &mut Perimetre, realisees: u32, prevues: u32) {
    let prevues = exact(prevues);
    let (plancher, plafond) = (prevues * Exact::decimal(95, 2), prevues * Exact::decimal(105, 2));
    let realisees = exact(realisees);
    annuel(p, "journees_realisees", realisees);
    annuel(p, "journees_previsionnelles", prevues);
    annuel(p, "tunnel_plancher", plancher);
    annuel(p, "tunnel_plafond", plafond);
    let ecart = match (realisees < plancher, realisees > plafond) {
        (true, _) => realisees - plancher,
        (_, true) => realisees - plafond,
        _ => Exact::ZERO,
    };
    annuel(p, "tunnel_ecart", ecart);
}

/// A dispositif in its tunnel, one under it, one far above and doubtful, one without.
pub(super) fn tunnels() -> Indicateurs {
    let noms = ["AEMO", "Action éducative à domicile renforcée avec hébergement", "Internat", "Accueil de jour"];
    let mut perimetres: Vec<Perimetre> = noms.iter().map(|nom| perimetre(nom, nom, Genre::Dispositif)).collect();
    avec_tunnel(&mut perimetres[0], 10_000, 10_000);
    avec_tunnel(&mut perimetres[1], 4_000, 5_000);
    avec_tunnel(&mut perimetres[2], 9_000, 6_000);
    perimetres[2].annuel.get_mut("journees_realisees").unwrap().reserve = Some("mai contredit".to_owned());
    indicateurs(2025, 12, perimetres)
}

/// The year of the ACESM with a tunnel, and the year before.
pub(super) fn acesm_avec_tunnel() -> Indicateurs {
    let mut indicateurs = acesm();
    avec_tunnel(&mut indicateurs.perimetres[0], 13_316, 15_208);
    indicateurs.perimetres[0].precedent.insert("journees_realisees".to_owned(), exact(12_500));
    indicateurs
}

fn nommees(indicateurs: &Indicateurs, debut: &str) -> Vec<Figure> {
    figures(indicateurs).into_iter().filter(|f| f.nom.starts_with(debut)).collect()
}

#[test]
fn chaque_dispositif_a_son_panneau_et_douze_font_une_figure() {
    let noms = |n| {
        let toutes = nommees(&au_hasard_par_dispositif(n), "presents-par-dispositif");
        toutes.iter().map(|f| (f.nom.clone(), f.tableau.len() - 1)).collect::<Vec<_>>()
    };
    assert!(noms(2).is_empty());
    assert_eq!(noms(3), [("presents-par-dispositif".to_owned(), 3)]);
    let deux = [("presents-par-dispositif".to_owned(), 12), ("presents-par-dispositif-2".to_owned(), 12)];
    assert_eq!(noms(24), deux);
    assert_eq!(noms(60).iter().map(|(_, n)| n).sum::<usize>(), 60);
}

#[test]
fn un_panneau_ne_cache_ni_le_doute_ni_le_manque() {
    let mut annee = indicateurs(2025, 12, Vec::new());
    for (i, n) in [10, 20, 40].into_iter().enumerate() {
        let mut p = super::donnees::service([n; 12], [0; 12], [0; 12], [30; 12]);
        p.genre = Genre::Dispositif;
        p.libelle = format!("Dispositif {i}");
        annee.perimetres.push(p);
    }
    let presents = annee.perimetres[0].mensuel.get_mut("presents_fin").unwrap();
    presents[2] = Valeur::manquante("la cellule est vide");
    presents[4].reserve = Some("total contredit".to_owned());
    let f = nommees(&annee, "presents-par-dispositif").remove(0);
    assert!(f.legende.contains("Dispositif 2 dépasse sa capacité"), "{}", f.legende);
    assert!(f.note.contains("Rond vide, non communiqué\u{a0}: Dispositif 0, mars (la cellule est vide)"), "{}", f.note);
    assert!(f.note.contains("En contour, à vérifier\u{a0}: Dispositif 0, mai (total contredit)"), "{}", f.note);
    let barres: Vec<_> = polygones(&f.svg).into_iter().filter(|p| p.couleur == BLEU).map(|p| p.place()).collect();
    assert_eq!((barres.len(), cercles(&f.svg)), (3 * 12 - 2, 2));
    let hauteur = |i: usize| barres[i].bottom - barres[i].top;
    assert!((hauteur(33) / hauteur(0) - 4.0).abs() < 0.05, "one scale for all: {} {}", hauteur(33), hauteur(0));
    assert!(textes(&f.svg).iter().any(|t| t.texte == "40\u{a0}présents fin décembre, 30\u{a0}places"));
}

#[test]
fn le_tunnel_entoure_le_prevu_et_se_dit() {
    let f = nommees(&acesm_avec_tunnel(), "cumul").remove(0);
    assert!(f.legende.contains("1\u{202f}132\u{a0}journées sous le tunnel"), "{}", f.legende);
    assert!(f.texte_alternatif.contains("14\u{202f}448\u{a0}à 15\u{202f}968\u{a0}journées"), "{}", f.texte_alternatif);
    let bandes: Vec<_> = polygones(&f.svg).into_iter().filter(|p| p.couleur == SABLE).collect();
    assert_eq!(bandes.iter().map(|b| b.points.len()).collect::<Vec<_>>(), [26]);
    for mots in ["Tunnel", "En 2020", "12\u{202f}500\u{a0}journées"] {
        assert!(textes(&f.svg).iter().any(|t| t.texte == mots), "{mots}");
    }
    let sans = nommees(&acesm(), "cumul").remove(0);
    assert!(!sans.svg.contains(SABLE) && !sans.note.contains("tunnel"));
}

#[test]
fn chaque_dispositif_se_voit_dans_son_tunnel() {
    let f = nommees(&tunnels(), "tunnels").remove(0);
    for mots in ["AEMO dans son tunnel", "hébergement sous son plancher", "Internat au-dessus de son plafond"] {
        assert!(f.legende.contains(mots), "{}", f.legende);
    }
    assert!(f.note.contains("Point vide, à vérifier\u{a0}: Internat (mai contredit)"), "{}", f.note);
    assert_eq!(polygones(&f.svg).iter().filter(|p| p.couleur == SABLE).count(), 3);
    assert_eq!(cercles(&f.svg), 3 * 2 + 1);
    assert!(textes(&f.svg).iter().any(|t| t.texte == "2\u{202f}700\u{a0}journées au-dessus du plafond"));
    let mut seul = tunnels();
    seul.perimetres.truncate(1);
    assert!(nommees(&seul, "tunnels").is_empty(), "the running days have its band");
}

#[test]
fn l_exercice_d_avant_est_en_gris_derriere_le_taux() {
    let mut annee = vingt_dispositifs();
    let derriere = |i: &Indicateurs| {
        let f = nommees(i, "occupation").remove(0);
        (polygones(&f.svg).iter().filter(|p| p.couleur == GRIS).count(), f.note.contains("En gris derrière"))
    };
    assert_eq!(derriere(&annee), (0, false));
    annee.perimetres[3].precedent.insert("taux_d_occupation".to_owned(), Exact::decimal(87, 2));
    assert_eq!(derriere(&annee), (1, true));
}
