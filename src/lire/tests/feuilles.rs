//! Sheets of a workbook, built by hand: their names and their typed cells.

use super::*;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::{FormeDeFichier, Ligne};
use crate::lire::feuille::Feuille;
use chrono::NaiveDate;

fn texte(mot: &str) -> Cellule {
    mot.into()
}

fn chiffre(n: u32) -> Cellule {
    Cellule::nombre(Exact::from(n))
}

fn feuille(nom: &str, lignes: Vec<Vec<Cellule>>) -> Feuille {
    let ligne = |(rang, cellules): (u32, Vec<Cellule>)| Ligne { numero: rang + 1, rang, cellules };
    Feuille {
        nom: Some(nom.to_owned()),
        rang: 3,
        forme: FormeDeFichier::Classeur("XLSX"),
        lignes: (0..).zip(lignes).map(ligne).collect(),
    }
}

fn lues(feuilles: Vec<Feuille>) -> Dossier {
    let mut dossier = Dossier { reglages: reglages::lire(RAPPORT).0, ..Dossier::default() };
    let reglages = dossier.reglages.clone();
    let lexique = Lexique::of(reglages.as_ref());
    let noms = Noms::new(reglages.as_ref(), &lexique.entetes);
    let axes = Axes::new(&lexique.entetes, &noms, 2021);
    let mut suspens = EnSuspens::default();
    for feuille in feuilles {
        table::lire("donnees/activite.xlsx", feuille, (&lexique, &axes), &mut dossier, &mut suspens);
    }
    suspens.conclut(&mut dossier);
    dossier
}

fn mouvements(premiere: Vec<Cellule>) -> Vec<Vec<Cellule>> {
    let ligne = |nom, a, b| vec![texte(nom), chiffre(a), chiffre(b)];
    vec![
        premiere,
        ligne("Présents début", 17, 15),
        ligne("Entrées", 0, 0),
        ligne("Sorties", 2, 1),
        ligne("Présents fin", 15, 14),
    ]
}

#[test]
fn la_feuille_donne_le_dispositif() {
    let entete = || vec![texte("Indicateur"), texte("Janv"), texte("Févr")];
    let dossier = lues(vec![feuille("AEMO-R", mouvements(entete())), feuille("AED R 2021", mouvements(entete()))]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    let dispositifs: Vec<_> =
        dossier.releves.iter().map(|r| (r.dispositif.as_str(), r.span.sheet.as_deref())).collect();
    assert_eq!((dispositifs[0], dispositifs[8]), (("AEMO-R", Some("AEMO-R")), ("AED-R", Some("AED R 2021"))));
}

#[test]
fn l_en_tete_l_emporte_sur_la_feuille_qui_le_contredit_et_cela_se_dit() {
    let entete = || vec![texte("Mesures AEMO-R"), texte("Janv"), texte("Févr")];
    let dossier = lues(vec![feuille("AED-R", mouvements(entete())), feuille("Mesures AEMO-R", mouvements(entete()))]);
    assert!(dossier.releves.iter().all(|r| r.dispositif == "AEMO-R"), "{:?}", dossier.releves);
    let place = Box::new(Span::sheet("donnees/activite.xlsx", Some("AED-R")));
    let (retenu, autre) = ("AEMO-R".to_owned(), "AED-R".to_owned());
    assert_eq!(natures(&dossier), [("A1".into(), NatureAnomalie::DispositifContradictoire { retenu, autre, place })]);
}

#[test]
fn un_sigle_inconnu_ou_plusieurs_dispositifs_dans_un_titre_ne_cedent_pas_a_la_feuille() {
    for (titre, attribue) in [
        ("Mesures PEAD", false),
        ("MESURES PEAD 2021", false),
        ("Dispositif SAPMN", false),
        ("AEMO-R et AED-R", false),
        ("AED-R renforcée", false),
        ("AED-R et renforcée", false),
        ("Mesures en cours", true),
        ("Mesures exercées en 2021", true),
        ("MESURES 2021", true),
        ("Mesures PETIT Léa", true),
        ("Activité 2021", true),
    ] {
        let mut lignes = vec![vec![texte(titre)]];
        lignes.extend(mouvements(vec![texte("Mouvements"), texte("Janv"), texte("Févr")]));
        let dossier = lues(vec![feuille("AED-R", lignes)]);
        let inconnu = natures(&dossier).iter().any(|(lieu, n)| {
            let plusieurs = titre.contains(" et ");
            lieu == "A1"
                && match n {
                    NatureAnomalie::DispositifInconnu { lu: Some(lu), .. } => lu == titre && !plusieurs,
                    NatureAnomalie::PlusieursDispositifs { lu, .. } => lu == titre && plusieurs,
                    _ => false,
                }
        });
        assert_eq!((dossier.releves.len(), inconnu), (if attribue { 8 } else { 0 }, !attribue), "{titre}");
    }
}

#[test]
fn la_feuille_donne_le_mois() {
    let lignes = || {
        let entete = ["Service", "Présents début", "Entrées", "Sorties", "Présents fin"].map(texte).to_vec();
        vec![entete, vec![texte("AEMO-R"), chiffre(17), chiffre(0), chiffre(2), chiffre(15)]]
    };
    for (nom, mois) in [("Mars", 3), ("mars 2021", 3), ("Janv. 21", 1), ("2021-08", 8), ("Déc", 12)] {
        let dossier = lues(vec![feuille(nom, lignes())]);
        assert!(dossier.anomalies.is_empty(), "{nom} {:?}", dossier.anomalies);
        assert!(dossier.releves.len() == 4 && dossier.releves.iter().all(|r| r.mois.numero() == mois), "{nom}");
    }
}

#[test]
fn une_cellule_de_date_est_un_mois_et_une_annee_en_nombre_un_en_tete() {
    let jour = |mois, jour| Cellule::date(NaiveDate::from_ymd_opt(2021, mois, jour).unwrap());
    let dossier = lues(vec![feuille("F1", mouvements(vec![texte("AEMO-R"), jour(1, 1), jour(2, 28)]))]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    assert_eq!(dossier.releves.iter().map(|r| r.mois.numero()).collect::<Vec<_>>(), [1, 2, 1, 2, 1, 2, 1, 2]);
    let annuel = vec![
        vec![texte(""), texte("AEMO-R"), texte(""), texte("AED-R")],
        vec![texte(""), chiffre(2020), chiffre(2021), chiffre(2020), chiffre(2021)],
        vec![texte("Journées réalisées"), chiffre(5000), chiffre(5600), chiffre(6000), chiffre(7700)],
    ];
    let dossier = lues(vec![feuille("Journées", annuel)]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    let declarees = dossier.reglages.unwrap().dispositif("AED-R").unwrap().activite.realisees.clone().unwrap();
    assert_eq!((declarees.value.0, declarees.span.short()), (Exact::from(7700_u32), "E3".into()));
    assert_eq!(declarees.span.sheet.as_deref(), Some("Journées"));
}

#[test]
fn la_grandeur_peut_etre_le_nom_de_la_feuille() {
    let lignes = || {
        vec![
            ["Mois", "AEMO-R", "AED-R"].map(texte).to_vec(),
            vec![texte("Janvier"), chiffre(310), chiffre(150)],
            vec![texte("Février"), chiffre(280), chiffre(140)],
        ]
    };
    let dossier = lues(vec![feuille("Journées réalisées", lignes())]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    assert_eq!(releves(&dossier)[3], "AED-R journees 2 = 140 (C3)");
}

#[test]
fn une_feuille_au_nom_d_un_enfant_est_dite_par_son_numero() {
    let suivi =
        || vec![["id", "dispositif", "début", "fin"].map(texte).to_vec(), ["1", "AED-R", "x", ""].map(texte).to_vec()];
    for nom in ["DUPONT Léa", "Léa Dupont", "Dupont-Martin Léa"] {
        for lignes in [suivi(), vec![vec![texte("Réunion"), texte("Présence")], vec![texte("Équipe"), chiffre(6)]]] {
            let dossier = lues(vec![feuille(nom, lignes)]);
            assert!(!format!("{dossier:?}").contains("Léa"), "{dossier:?}");
            assert_eq!(dossier.tables[0].feuille.as_deref(), Some("n°\u{a0}3"));
            assert!(dossier.anomalies.iter().all(|a| a.span.sheet.as_deref() == Some("n°\u{a0}3")));
        }
    }
    for nom in ["Suivi AED", "Facturation 2021", "Liste Attente", "AED-R Romorantin", "Mars 2021"] {
        assert_eq!(lues(vec![feuille(nom, suivi())]).tables[0].feuille.as_deref(), Some(nom));
    }
}
