//! What the charts of populations say, and what they keep quiet about.

use super::donnees;
use super::lecture::{polygones, textes};
use crate::dessiner::figures;
use crate::domaine::essais;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::Valeur;
use crate::domaine::population::{Critere, Population, Ventilation};

fn figure(ventilations: Vec<Ventilation>, nom: &str) -> Option<Figure> {
    figures(&donnees::populations(ventilations)).into_iter().find(|f| f.nom == nom)
}

fn de_base(nom: &str) -> Figure {
    figure(essais::populations(), nom).unwrap()
}

#[test]
fn chaque_population_a_sa_figure_dans_sa_section() {
    let figures = figures(&donnees::populations(essais::populations()));
    let dessinees: Vec<_> = figures.iter().map(|f| (f.nom.as_str(), f.section)).collect();
    let attendues = [
        ("ages", "suivis"),
        ("territoires", "suivis"),
        ("durees", "sorties"),
        ("motifs", "sorties"),
        ("delais", "attente"),
    ];
    assert_eq!(dessinees, attendues);
}

#[test]
fn les_ages_disent_chaque_sexe_et_le_jour() {
    let f = de_base("ages");
    assert!(f.legende.starts_with("Mesures suivies par âge et par sexe au 31 décembre 2021"), "{}", f.legende);
    assert!(f.legende.contains("34 filles, 46 garçons et 1 non renseigné"), "{}", f.legende);
    assert!(f.legende.contains("11 à 15 ans (28\u{a0}mesures)"), "{}", f.legende);
    assert!(f.texte_alternatif.contains("11 à 15 ans\u{a0}: 28 (filles 12, garçons 15, non renseigné 1)"));
    assert_eq!(f.tableau[4], ["11 à 15 ans", "12", "15", "1", "28"]);
    assert_eq!(f.tableau[7], ["non renseigné", "0", "1", "0", "1"]);
}

#[test]
fn les_filles_poussent_a_gauche_et_les_garcons_a_droite() {
    let svg = de_base("ages").svg;
    let largeur = |couleur: &str| {
        let barres = polygones(&svg).into_iter().filter(|p| p.couleur == couleur).map(|p| p.place());
        barres.fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(p.left), b.max(p.right)))
    };
    let ((_, axe_a_gauche), (axe_a_droite, _)) = (largeur("#8FC4E3"), largeur("#0072B2"));
    let noms = textes(&svg).into_iter().find(|t| t.texte == "11 à 15 ans").unwrap().place;
    assert!(axe_a_gauche < noms.left && noms.right < axe_a_droite);
}

#[test]
fn les_territoires_vont_du_plus_grand_au_plus_petit_et_le_non_renseigne_vient_a_la_fin() {
    let f = de_base("territoires");
    let noms: Vec<&str> = f.tableau.iter().map(|l| l[0].as_str()).collect();
    assert_eq!(noms[1..4], ["Blois", "Vendôme", "Romorantin-Lanthenay"]);
    assert_eq!(f.tableau.last().unwrap(), &["non renseigné", "1", "2", "3"]);
    assert!(f.note.contains("Territoire non renseigné pour 3\u{a0}mesures."), "{}", f.note);
    let ecrits: Vec<String> = textes(&f.svg).into_iter().map(|t| t.texte).collect();
    for titre in ["Ensemble\u{a0}: 81", "AEMO-R\u{a0}: 34", "AED-R\u{a0}: 47"] {
        assert!(ecrits.iter().any(|t| t == titre), "{titre} {ecrits:?}");
    }
}

#[test]
fn les_plus_petits_territoires_sont_reunis_sans_que_personne_ne_manque() {
    let f = figure(essais::populations_difficiles(), "territoires").unwrap();
    assert_eq!(f.tableau.len(), 1 + 41, "le tableau les garde tous");
    let ecrits: Vec<String> = textes(&f.svg).into_iter().map(|t| t.texte).collect();
    assert!(ecrits.iter().any(|t| t == "25 autres territoires"), "{ecrits:?}");
    // 97 × (1 + … + 25) + les restes de 1 à 25 modulo 3 + 25 × 1 204
    let restes: u32 = (1..=25).map(|i| i % 3).sum();
    let autres = crate::francais::nombre((97 * 325 + restes + 25 * 1_204).into());
    assert!(ecrits.contains(&autres), "{autres} {ecrits:?}");
}

#[test]
fn la_tranche_de_la_mediane_se_detache() {
    let f = de_base("durees");
    assert!(
        f.legende.contains("33\u{a0}sorties\u{202f}; médiane 421\u{a0}jours et moyenne 421,3\u{a0}jours"),
        "{}",
        f.legende
    );
    let pleines: Vec<_> = polygones(&f.svg).into_iter().filter(|p| p.couleur == "#0072B2").collect();
    assert_eq!(pleines.len(), 1, "12 à 17 mois : 4 + 9 < 16,5 < 4 + 9 + 12");
    assert!(textes(&f.svg).iter().any(|t| t.texte == "médiane\u{a0}: 421\u{a0}jours"));
}

#[test]
fn a_cheval_sur_deux_tranches_la_mediane_n_en_detache_aucune() {
    let mut ventilations = essais::populations();
    let durees = ventilations.iter_mut().find(|v| v.critere == Critere::Duree).unwrap();
    durees.effectifs = [2_u32, 2, 0, 3, 1, 9].map(|n| vec![donnees::connue(n.into())]).into();
    let f = figure(ventilations, "durees").unwrap();
    assert_eq!(polygones(&f.svg).iter().filter(|p| p.couleur == "#0072B2").count(), 4);
    assert!(!f.note.contains("foncé"), "{}", f.note);
}

#[test]
fn les_motifs_se_croisent_avec_les_suites() {
    let f = de_base("motifs");
    assert_eq!(f.tableau[0][1], "accompagnement terminé");
    assert_eq!(f.tableau[1][0], "échéance");
    assert_eq!(f.tableau[1].last().unwrap(), "14");
    assert!(f.legende.contains("premier motif, échéance (14\u{a0}mesures)"), "{}", f.legende);
    assert!(f.texte_alternatif.contains("majorité\u{a0}: 3 (accompagnement terminé 1, contrat jeune majeur 2)"));
}

#[test]
fn les_deux_attentes_restent_cote_a_cote() {
    let f = de_base("delais");
    assert_eq!(f.tableau[1], ["moins d’un mois", "18", "6"]);
    assert_eq!(f.tableau[0].len(), 3, "aucun total ne les réunit");
    let seule = essais::populations()
        .into_iter()
        .filter(|v| (v.critere, v.population) != (Critere::Delai, Population::Admissions))
        .collect();
    assert_eq!(figure(seule, "delais").unwrap().tableau[0].len(), 2);
}

#[test]
fn rien_n_est_dessine_sans_nombre() {
    let mut inconnues = essais::populations();
    for valeur in inconnues.iter_mut().flat_map(|v| &mut v.effectifs).flatten() {
        *valeur = Valeur::manquante("la cellule est vide");
    }
    assert!(figures(&donnees::populations(inconnues)).is_empty());
    assert!(figure(essais::populations_difficiles(), "durees").is_none(), "personne n’est sorti");
}

#[test]
fn un_effectif_manquant_ou_douteux_est_dit() {
    let f = figure(essais::populations_difficiles(), "ages").unwrap();
    assert!(f.note.contains("à vérifier\u{a0}: total contredit : C4"), "{}", f.note);
    assert!(f.note.contains("Non communiqué\u{a0}: la cellule est vide"), "{}", f.note);
    assert_eq!(f.tableau[2], ["3 à 5 ans", "0", "n.\u{a0}c.", "0", "n.\u{a0}c."]);
}
