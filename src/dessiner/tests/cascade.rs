//! From proceeds planned to realised: what is drawn, what is left out, what it says.

use super::donnees::{connue, indicateurs, perimetre};
use super::lecture::{lignes, polygones, textes};
use crate::dessiner::figures;
use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre};
use crate::domaine::valeur::Valeur;

const BLEU: &str = "#0072B2";
const CIEL: &str = "#8FC4E3";
const VERT: &str = "#009E73";
const VERMILLON: &str = "#D55E00";
const PAPIER: &str = "#FFFFFF";
const GRIS: &str = "#5E6B73";

fn centimes(n: i128) -> Exact {
    Exact::decimal(n, 2)
}

/// A perimetre planned in cents, with its effects in cents, by id without `effet_`.
fn avec_effets(genre: Genre, prevus: i128, effets: &[(&'static str, i128)]) -> Perimetre {
    let mut p = perimetre("P", if genre == Genre::Service { "Service" } else { "Internat" }, genre);
    let total: i128 = effets.iter().map(|(_, n)| n).sum();
    let propres = [("produits_prevus", prevus), ("produits_realises", prevus + total), ("ecart_produits", total)];
    p.annuel.extend(propres.iter().chain(effets).map(|(id, n)| (*id, connue(centimes(*n)))));
    p
}

fn fins(prevus: i128, [capacite, occupation, quotite, prix]: [i128; 4]) -> Indicateurs {
    let effets = [
        ("effet_capacite", capacite),
        ("effet_occupation", occupation),
        ("effet_quotite", quotite),
        ("effet_prix", prix),
    ];
    let mut p = avec_effets(Genre::Service, prevus, &effets);
    p.annuel.insert("effet_occupation_journees", connue(Exact::decimal(-2_405, 1)));
    p.annuel.insert("effet_activite", connue(centimes(capacite + occupation + quotite)));
    indicateurs(2025, 12, vec![p])
}

/// Days shared between two services: fewer are billed than realised.
fn partagees() -> Indicateurs {
    let mut i = fins(16_397_640, [0, -726_464, -1_898_575, 115_366]);
    for (id, dixiemes) in [
        ("journees_previsionnelles", 180_000),
        ("effet_capacite_journees", 0),
        ("effet_occupation_journees", 3_715),
        ("journees_realisees", 183_715),
        ("journees_facturables", 180_705),
    ] {
        i.perimetres[0].annuel.insert(id, connue(Exact::decimal(dixiemes, 1)));
    }
    i
}

fn du_service(prevus: i128, effets: &[(&'static str, i128)]) -> Indicateurs {
    indicateurs(2021, 12, vec![avec_effets(Genre::Service, prevus, effets)])
}

fn a_verifier() -> Indicateurs {
    let mut i = du_service(34_278_832, &[("effet_activite", -4_264_568), ("effet_prix", 0)]);
    for id in ["produits_realises", "ecart_produits", "effet_activite"] {
        i.perimetres[0].annuel.get_mut(id).unwrap().reserve = Some("décembre incohérent : M2".to_owned());
    }
    i.tarif_suppose_moyen = true;
    i
}

fn du_dispositif() -> Indicateurs {
    let mut service = perimetre("service", "Service", Genre::Service);
    service.annuel.insert("ecart_produits", Valeur::manquante("AME : le tarif est un forfait"));
    let grand = avec_effets(Genre::Dispositif, 240_339_360, &[("effet_activite", -4_386_720), ("effet_prix", -64_548)]);
    let petit = avec_effets(Genre::Dispositif, 9_320_640, &[("effet_activite", 1_000), ("effet_prix", 0)]);
    indicateurs(2025, 6, vec![petit, grand, service])
}

/// What may bend the drawing, looked at one by one in `geometrie`.
pub(super) fn cas() -> Vec<(&'static str, Indicateurs)> {
    vec![
        ("pertes", fins(249_660_000, [-1_200_000, -3_369_120, -500_000, -32_977])),
        ("gains", fins(16_397_640, [1_200_000, 1_999_999, 300_000, 100_000])),
        ("contraires", fins(16_397_640, [-2_000_000, 3_998_656, -1_898_575, -7_657])),
        ("enorme-et-infime", fins(99_999_999_999, [-45_000_000_000, 1, 0, -1])),
        ("neuf-chiffres", fins(98_765_432_199, [-500_000_000, 400_000_000, -300_000_000, 99_999_999])),
        ("sans-effet", fins(16_397_640, [0, 0, 0, 0])),
        ("s-annulent", fins(16_397_640, [0, 500_000, 0, -500_000])),
        ("un-centime", fins(999_999_999_999, [0, -1, 0, 0])),
        ("rien-de-prevu", fins(0, [0, 16_397_640, 0, 0])),
        ("tout-perdu", fins(16_397_640, [-6_397_640, -10_000_000, 0, 0])),
        ("demesure", fins(10_i128.pow(30), [-(10_i128.pow(29)), 5, 10_i128.pow(28), 1])),
        ("negatif", fins(-16_397_640, [500_000, -500_000, 0, 20_000_000])),
        ("activite", du_service(34_278_832, &[("effet_activite", -4_264_568), ("effet_prix", 0)])),
        ("ecart", du_service(34_278_832, &[("effet_hors_catalogue", -4_264_568)])),
        ("a-verifier", a_verifier()),
        ("dispositif", du_dispositif()),
    ]
}

fn figure(indicateurs: &Indicateurs) -> Figure {
    figures(indicateurs).into_iter().find(|f| f.nom == "cascade").unwrap()
}

fn du_cas(nom: &str) -> Figure {
    figure(&cas().into_iter().find(|(cas, _)| *cas == nom).unwrap().1)
}

fn etapes(f: &Figure) -> Vec<&str> {
    f.tableau[1..].iter().map(|l| l[0].as_str()).collect()
}

fn de_couleur(f: &Figure, couleur: &str) -> usize {
    polygones(&f.svg).iter().filter(|p| p.couleur == couleur).count()
}

fn ecrit(f: &Figure, texte: &str) -> bool {
    textes(&f.svg).iter().any(|t| t.texte == texte)
}

#[test]
fn chaque_cause_a_sa_marche_et_le_partage_seulement_quand_il_joue() {
    let f = du_cas("pertes");
    let toutes = [
        "Produits prévus",
        "Effet de la capacité",
        "Effet de l’occupation",
        "Effet des mesures partagées",
        "Effet du prix",
        "Produits réalisés",
    ];
    assert_eq!((f.section, etapes(&f).as_slice()), ("budget", toutes.as_slice()));
    assert!(!etapes(&du_cas("s-annulent")).contains(&"Effet des mesures partagées"));
    assert!(etapes(&du_cas("s-annulent")).contains(&"Effet de la capacité"), "sans effet, mais dit");
    assert_eq!(f.tableau[3], ["Effet de l’occupation", "−240,5", "−33\u{202f}691,20\u{202f}€"]);
}

/// Every row has its days, a price none, and they add up; what is not known says so, with its reason.
#[test]
fn aucune_case_de_journees_n_est_vide() {
    let f = figure(&partagees());
    let journees: Vec<&str> = f.tableau[1..].iter().map(|l| l[1].as_str()).collect();
    assert_eq!(journees, ["18\u{202f}000", "0", "+371,5", "−301", "0", "18\u{202f}070,5"]);
    for (nom, cas) in cas() {
        let f = figure(&cas);
        assert!(f.tableau.iter().flatten().all(|case| !case.is_empty()), "{nom} {:?}", f.tableau);
        let inconnues = f.tableau[1..].iter().any(|l| l[1] == "n.\u{a0}c.");
        assert_eq!(inconnues, f.note.contains("Journées non connues (n.\u{a0}c.)\u{a0}: "), "{nom}");
    }
}

#[test]
fn sans_capacite_connue_l_activite_fait_une_seule_marche_et_sans_cause_l_ecart() {
    let f = du_cas("activite");
    assert_eq!(etapes(&f), ["Produits prévus", "Effet de l’activité", "Effet du prix", "Produits réalisés"]);
    assert!(f.note.contains("capacité et de l’occupation non distingués\u{a0}: sans objet"), "{}", f.note);
    assert!(ecrit(&f, "−42\u{202f}645,68\u{202f}€") && ecrit(&f, "écart\u{a0}: −42\u{202f}645,68\u{202f}€"));
    let f = du_cas("ecart");
    assert_eq!(etapes(&f), ["Produits prévus", "Écart", "Produits réalisés"]);
    assert!(
        f.note.contains("Causes de l’écart non distinguées") && !f.note.contains("calcul dérivé, les"),
        "{}",
        f.note
    );
    assert!(!ecrit(&f, "écart\u{a0}: −42\u{202f}645,68\u{202f}€"), "dit une seule fois");
}

#[test]
fn des_effets_qui_ne_font_pas_l_ecart_ne_sont_pas_dessines() {
    let mut i = fins(16_397_640, [-100, -200, 0, 0]);
    i.perimetres[0].annuel.insert("effet_occupation", connue(centimes(-199)));
    assert_eq!(etapes(&figure(&i))[1], "Effet de l’activité");
    i.perimetres[0].annuel.remove("effet_prix");
    assert_eq!(etapes(&figure(&i))[1], "Écart");
    for id in ["produits_prevus", "produits_realises", "ecart_produits"] {
        let mut i = fins(16_397_640, [-100, -200, 0, 0]);
        i.perimetres[0].annuel.insert(id, Valeur::manquante("aucun tarif"));
        assert!(figures(&i).is_empty(), "{id}");
    }
    assert!(figures(&fins(0, [0, 0, 0, 0])).is_empty());
}

#[test]
fn la_perte_est_rayee_vers_la_gauche_et_le_gain_plein_vers_la_droite() {
    let f = du_cas("contraires");
    let gains: Vec<_> = polygones(&f.svg).into_iter().filter(|p| p.couleur == VERT).collect();
    assert_eq!(gains.len(), 1, "l’occupation");
    assert!(gains[0].points[2].0 > gains[0].points[0].0, "{:?}", gains[0].points);
    let rayures = lignes(&f.svg).into_iter().filter(|l| l.couleur == VERMILLON);
    let (contours, rayures): (Vec<_>, Vec<_>) = rayures.partition(|l| l.points.len() == 6);
    assert_eq!(contours.len(), 2, "la capacité et le partage ; le prix est trop petit pour un corps");
    assert!(contours.iter().all(|l| l.points[2].0 < l.points[0].0));
    assert!(rayures.len() > 10 && de_couleur(&f, VERMILLON) == 1);
}

#[test]
fn chaque_marche_part_d_ou_la_precedente_arrive() {
    for (nom, indicateurs) in cas() {
        let f = figure(&indicateurs);
        let liens: Vec<_> = lignes(&f.svg).into_iter().filter(|l| l.couleur == GRIS && l.points.len() == 2).collect();
        let verticaux =
            liens.iter().filter(|l| l.points[0].0 == l.points[1].0 && l.place().bottom - l.place().top < 20.0);
        assert_eq!(verticaux.count(), f.tableau.len() - 2, "{nom}");
    }
}

#[test]
fn les_totaux_coupes_le_disent_et_les_autres_partent_de_zero() {
    let f = du_cas("pertes");
    let mention = |f: &Figure| textes(&f.svg).iter().any(|t| t.texte.contains("coupées"));
    assert!(mention(&f));
    let coupes = |f: &Figure| polygones(&f.svg).iter().filter(|p| p.couleur == PAPIER && p.points.len() == 4).count();
    assert_eq!(coupes(&f), 2, "une coupe par total");
    let marches = lignes(&f.svg).into_iter().filter(|l| l.couleur == VERMILLON && l.points.len() == 6);
    let longueurs = marches.map(|l| l.points[0].0 - l.points[2].0).fold(0.0, f64::max);
    assert!(longueurs > 100.0, "−2 % se lit : {longueurs}");
    for nom in ["enorme-et-infime", "un-centime", "sans-effet", "rien-de-prevu", "tout-perdu", "negatif"] {
        let f = du_cas(nom);
        assert!(!mention(&f) && coupes(&f) == 0, "{nom}");
    }
    let f = du_cas("gains");
    let bout = |couleur| polygones(&f.svg).into_iter().find(|p| p.couleur == couleur).unwrap().place();
    assert_eq!(bout(CIEL).left, bout(BLEU).left);
    assert!(bout(CIEL).right < bout(BLEU).right);
}

#[test]
fn un_centime_n_a_pas_l_air_d_une_fortune() {
    let f = du_cas("un-centime");
    let trait_seul = polygones(&f.svg).into_iter().find(|p| p.couleur == VERMILLON).unwrap().place();
    assert!(trait_seul.right - trait_seul.left <= 2.1, "{trait_seul:?}");
    assert!(ecrit(&f, "−0,01\u{202f}€"));
    let f = figure(&fins(100_000_000, [0, -50_000, 0, 0]));
    let pas = polygones(&f.svg).into_iter().find(|p| p.couleur == PAPIER && p.points.len() == 5).unwrap().place();
    assert!((5.0..40.0).contains(&(pas.right - pas.left)), "0,05 % se voit sans remplir la fenêtre : {pas:?}");
}

#[test]
fn la_legende_dit_ce_qui_manque_et_pourquoi() {
    let attendues = [
        ("activite", "il manque 42 645,68 € ; l’activité explique tout l’écart ; le prix n’y est pour rien."),
        ("ecart", "Des produits prévus aux produits réalisés : il manque 42 645,68 €."),
        ("gains", "36 000,00 € de plus que prévu"),
        ("contraires", "la capacité retire 20 000,00 €, l’occupation ajoute 39 986,56 €"),
        (
            "pertes",
            "la capacité en explique 12 000,00 €, l’occupation 33 691,20 €, le partage des mesures 5 000,00 € et",
        ),
        ("sans-effet", "Des produits prévus aux produits réalisés : aucun écart."),
        ("s-annulent", "aucun écart ; l’occupation ajoute 5 000,00 € et le prix retire 5 000,00 €"),
        ("a-verifier", "il manque 42 645,68 € (à vérifier) ;"),
        ("dispositif", "Internat, des produits prévus aux produits réalisés : il manque 44 512,68 €"),
    ];
    for (nom, attendu) in attendues {
        let legende = du_cas(nom).legende.replace(['\u{202f}', '\u{a0}'], " ");
        let attendu = attendu.replace("36 000,00", "35 999,99");
        assert!(legende.contains(&attendu), "{nom} : {legende}");
    }
}

#[test]
fn le_texte_alternatif_et_la_note_suivent_les_donnees() {
    let f = du_cas("a-verifier");
    let alternatif = f.texte_alternatif.replace(['\u{202f}', '\u{a0}'], " ");
    assert!(
        alternatif.contains("produits prévus 342 788,32 € ; effet de l’activité −42 645,68 € (à vérifier) ;"),
        "{alternatif}"
    );
    assert!(alternatif.starts_with("Barres en cascade en 2021, Service :"), "{alternatif}");
    let note = f.note.replace('\u{a0}', " ");
    assert!(
        note.contains("À vérifier, produits réalisés et effet de l’activité : décembre incohérent : M2."),
        "{note}"
    );
    assert!(note.contains("supposé moyen"), "{note}");
    let note = du_cas("dispositif").note.replace('\u{a0}', " ");
    assert!(
        note.starts_with("Internat seulement : l’écart du service entier n’est pas connu (AME : le tarif"),
        "{note}"
    );
    assert!(note.ends_with("Exercice en cours, arrêté fin juin 2025."), "{note}");
}

#[test]
fn ce_que_l_arrondi_cache_est_dit() {
    let tiers = |n| Exact::fraction(n, 300).unwrap();
    let mut i = fins(16_397_640, [0, 0, 0, 0]);
    let p = &mut i.perimetres[0];
    for (id, n) in [("effet_capacite", tiers(1)), ("effet_occupation", tiers(1)), ("effet_prix", tiers(1))] {
        p.annuel.insert(id, connue(n));
    }
    for (id, n) in [("produits_realises", 16_397_641), ("ecart_produits", 1)] {
        p.annuel.insert(id, connue(centimes(n)));
    }
    assert!(figure(&i).note.contains("arrondi au centime"), "{}", figure(&i).note);
    assert!(!du_cas("pertes").note.contains("arrondi au centime"));
}

#[test]
fn des_journees_et_des_euros_de_sens_contraires_sont_expliques() {
    let mut i = du_service(191_094_704, &[("effet_activite", 909_333), ("effet_prix", 14_888)]);
    assert!(!figure(&i).note.contains("sens contraires"));
    i.perimetres[0].annuel.insert("journees_previsionnelles", connue(Exact::decimal(180_000, 1)));
    i.perimetres[0].annuel.insert("journees_facturables", connue(Exact::decimal(179_556, 1)));
    let f = figure(&i);
    assert!(f.note.contains("sens contraires") && ecrit(&f, "−44,4\u{a0}journées"), "{}", f.note);
}
