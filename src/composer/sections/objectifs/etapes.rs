//! The étapes of an action by year, and those of one year in all actions.

use super::{NON_CONNU, nom};
use crate::composer::ecriture::propre;
use crate::composer::entree::{Cellule, Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::entete;
use crate::domaine::mois::Mois;
use crate::domaine::objectifs::{Action, Borne, Etape};

/// A year in which a step is planned: read aloud, and dark on paper.
const CROIX: &str = "X";

/// One column per year, that of the report marked; état and comments where some are known.
pub(super) fn tableau(m: &Matiere<'_>, action: &Action) -> Option<Element> {
    let annees = annees(action);
    let avec_etat = action.etapes.iter().any(|e| e.etat.is_some());
    let commentee = action.etapes.iter().any(|e| e.commentaire.is_some());
    let mut appels = Appels::default();
    let ligne = |etape: &Etape| {
        let mut cellules = vec![simple(propre(&etape.libelle))];
        cellules.extend(annees.iter().map(|annee| croix(action, etape, *annee, &mut appels)));
        cellules.extend(avec_etat.then(|| simple(etat(etape))));
        let dit = || etape.commentaire.as_deref().map_or_else(String::new, propre);
        cellules.extend(commentee.then(|| simple(dit())));
        Ligne { cellules, forte: false, groupe: false }
    };
    let lignes: Vec<Ligne> = action.etapes.iter().map(ligne).collect();
    let mut entetes = vec![entete("Étape")];
    entetes.extend(annees.iter().map(|annee| entete(annee.to_string())));
    entetes.extend(avec_etat.then(|| entete("État")));
    entetes.extend(commentee.then(|| entete("Commentaire")));
    let mut colonnes = vec!["large".to_owned()];
    let genre = |annee: &i32| if *annee == m.annee() { "annee-du-rapport" } else { "annee" };
    colonnes.extend(annees.iter().map(|annee| genre(annee).to_owned()));
    colonnes.extend(avec_etat.then(|| "court".to_owned()));
    colonnes.extend(commentee.then(|| "texte".to_owned()));
    (!lignes.is_empty()).then(|| {
        Element::Tableau(Tableau {
            legende: propre(&format!("Étapes de l’{}, par année{}.", sujet(action), calendrier(action))),
            colonnes,
            entetes: vec![entetes],
            lignes,
            notes: appels.notes(m, []),
        })
    })
}

/// Every year of its table, and those that its steps name.
fn annees(action: &Action) -> Vec<i32> {
    let mut annees = action.annees.clone();
    annees.extend(action.etapes.iter().flat_map(|e| &e.annees).map(|(annee, _)| *annee));
    annees.sort_unstable();
    annees.dedup();
    annees
}

fn croix(action: &Action, etape: &Etape, annee: i32, appels: &mut Appels) -> Cellule {
    if !etape.annees.iter().any(|(a, _)| *a == annee) {
        return simple("");
    }
    let dehors = action.admet(annee) == Some(false);
    let appel = dehors.then(|| appels.appel("Hors du calendrier que l’action annonce."));
    Cellule { texte: CROIX.into(), appel, fausse: false, barre: None }
}

fn etat(etape: &Etape) -> String {
    etape.etat.as_deref().map_or_else(|| NON_CONNU.into(), propre)
}

/// « action n° 1.1 », or « action « … » » where nothing numbers it.
fn sujet(action: &Action) -> String {
    if action.titre.mot.is_empty() { format!("action « {} »", action.titre.intitule) } else { nom(action) }
}

/// « , de 2024 à 2026 ».
fn calendrier(action: &Action) -> String {
    let quand = |borne: &Borne| {
        let mois = borne.mois.and_then(|mois| Mois::new(borne.annee, mois));
        mois.map_or_else(|| borne.annee.to_string(), |mois| format!("{} {}", mois.nom(), borne.annee))
    };
    match (&action.debut, &action.fin) {
        (Some(debut), Some(fin)) => format!(" ; calendrier : de {} à {}", quand(debut), quand(fin)),
        (Some(debut), None) => format!(" ; calendrier : à partir de {}", quand(debut)),
        (None, Some(fin)) => format!(" ; calendrier : jusqu’à {}", quand(fin)),
        (None, None) => String::new(),
    }
}

/// The étapes of one year, under the action that they belong to; with their état when it can be known.
pub(super) fn de_l_annee(m: &Matiere<'_>, annee: i32, avec_etat: bool) -> Option<Element> {
    let mut lignes = Vec::new();
    for action in &m.controle.dossier().objectifs.actions {
        let etapes: Vec<&Etape> = action.etapes_de(annee).collect();
        if !etapes.is_empty() {
            let cellules = vec![simple(propre(&action.titre.entier()))];
            lignes.push(Ligne { cellules, forte: true, groupe: true });
        }
        lignes.extend(etapes.into_iter().map(|etape| {
            let mut cellules = vec![simple(propre(&etape.libelle))];
            cellules.push(simple(if avec_etat { etat(etape) } else { suite(etape, annee) }));
            Ligne { cellules, forte: false, groupe: false }
        }));
    }
    let (seconde, legende) = match avec_etat {
        true => ("État", format!("Étapes prévues en {annee}, et où elles en sont.")),
        false => ("Depuis", format!("Étapes prévues en {annee}.")),
    };
    (!lignes.is_empty()).then(|| {
        Element::Tableau(Tableau {
            legende,
            colonnes: ["large", "texte"].map(String::from).into(),
            entetes: vec![["Étape", seconde].map(entete).into()],
            lignes,
            ..Tableau::default()
        })
    })
}

/// The first year of a step.
fn suite(etape: &Etape, annee: i32) -> String {
    match etape.annees.iter().map(|(a, _)| *a).filter(|a| *a < annee).min() {
        Some(premiere) => premiere.to_string(),
        None => annee.to_string(),
    }
}
