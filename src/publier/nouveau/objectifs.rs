//! The objectives of a contract that lasts several years: its actions as they stand, its indicators with the targets of the
//! year that begins.

use super::plan::{Plan, cellules, csv};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::domaine::objectifs::{Action, Borne, Etape, IndicateurDAction, Mesure, Objectifs, Titre};
use crate::francais::{date_en_chiffres, decimal_saisi, majuscule};

/// donnees/objectifs.csv and donnees/indicateurs-objectifs.csv; those that would hold nothing are left out.
pub(super) fn ajoute(plan: &mut Plan, objectifs: &Objectifs, annee: i32) {
    if !objectifs.actions.is_empty() {
        plan.ajoute_un_tableau("objectifs", csv(fiches(&objectifs.actions)));
    }
    if !objectifs.indicateurs.is_empty() {
        plan.ajoute_un_tableau("indicateurs-objectifs", csv(indicateurs(&objectifs.indicateurs, annee)));
    }
}

/// Action sheets one after the other, as contracts print them.
fn fiches(actions: &[Action]) -> Vec<Vec<String>> {
    let mut lignes = Vec::new();
    let mut objectif = None;
    for action in actions {
        if action.objectif.as_ref() != objectif {
            objectif = action.objectif.as_ref();
            lignes.extend(objectif.map(titre));
        }
        lignes.push(titre(&action.titre));
        let bornes = [("Début", &action.debut), ("Fin", &action.fin)];
        lignes.extend(bornes.iter().filter_map(|(mot, b)| b.as_ref().map(|b| vec![format!("{mot} : {}", borne(b))])));
        let mut entetes = cellules(["Étape"]);
        entetes.extend(action.annees.iter().map(i32::to_string));
        entetes.extend(cellules(["État", "Commentaire"]));
        let largeur = entetes.len();
        if !action.etapes.is_empty() {
            lignes.push(entetes);
            lignes.extend(action.etapes.iter().map(|e| etape(e, &action.annees)));
        }
        lignes.iter_mut().for_each(|ligne| ligne.resize(ligne.len().max(largeur), String::new()));
    }
    lignes
}

/// A title that is read as one: without a word of its own, it is an action.
fn titre(titre: &Titre) -> Vec<String> {
    let mot = if titre.mot.is_empty() { "Action" } else { &titre.mot };
    let dite = Titre { mot: mot.to_owned(), ..titre.clone() };
    vec![match (&dite.numero, dite.intitule.is_empty()) {
        (None, true) => format!("{mot} :"),
        _ => dite.entier(),
    }]
}

fn borne(borne: &Borne) -> String {
    let mois = borne.mois.and_then(|mois| Mois::new(borne.annee, mois));
    mois.map_or_else(|| borne.annee.to_string(), |mois| format!("{} {}", mois.nom(), borne.annee))
}

fn etape(etape: &Etape, annees: &[i32]) -> Vec<String> {
    let croix = |annee: &i32| if etape.annees.iter().any(|(a, _)| a == annee) { "X" } else { "" }.to_owned();
    let mut ligne = vec![etape.libelle.clone()];
    ligne.extend(annees.iter().map(croix));
    ligne.push(etape.etat.as_deref().map_or(String::new(), majuscule));
    ligne.push(etape.commentaire.clone().unwrap_or_default());
    ligne
}

/// Those of earlier years stay beside those of the year that begins. One that names no year has no place for two values:
/// its own is emptied.
fn indicateurs(indicateurs: &[IndicateurDAction], annee: i32) -> Vec<Vec<String>> {
    let mut lignes = vec![cellules(["Objectif", "Action", "Indicateur", "Année", "Cible", "Réalisé", "Unité"])];
    let deja = |i: &IndicateurDAction| {
        let meme = |autre: &IndicateurDAction| autre.annee == Some(annee) && nomme(autre) == nomme(i);
        indicateurs.iter().any(meme)
    };
    for indicateur in indicateurs {
        let realise = indicateur.realise.as_ref().filter(|_| indicateur.annee.is_some());
        lignes.push(ligne(indicateur, indicateur.annee, realise));
        // beside the row that it follows: a blank action repeats the one above
        if indicateur.annee == Some(annee - 1) && se_poursuit(indicateur) && !deja(indicateur) {
            lignes.push(ligne(indicateur, Some(annee), None));
        }
    }
    lignes
}

fn nomme(i: &IndicateurDAction) -> (Option<&str>, Option<&str>, &str) {
    (i.objectif.as_deref(), i.action.as_ref().map(|(action, _)| action.as_str()), &i.libelle)
}

/// A number is aimed at each year; a thing to be done, until it is.
fn se_poursuit(i: &IndicateurDAction) -> bool {
    match i.cible {
        None => false,
        Some(Mesure::Nombre(_) | Mesure::Taux(_) | Mesure::Euros(_)) => true,
        Some(Mesure::Oui(_) | Mesure::Date(_) | Mesure::Mois(..)) => {
            matches!(i.realise, None | Some(Mesure::Oui(false)))
        }
    }
}

fn ligne(i: &IndicateurDAction, annee: Option<i32>, realise: Option<&Mesure>) -> Vec<String> {
    vec![
        i.objectif.clone().unwrap_or_default(),
        i.action.as_ref().map_or(String::new(), |(action, _)| action.clone()),
        i.libelle.clone(),
        annee.map_or(String::new(), |annee| annee.to_string()),
        i.cible.as_ref().map_or(String::new(), saisie),
        realise.map_or(String::new(), saisie),
        i.unite.clone().unwrap_or_default(),
    ]
}

/// A value as an office types it.
fn saisie(mesure: &Mesure) -> String {
    match mesure {
        Mesure::Nombre(n) => decimal_saisi(*n),
        Mesure::Taux(taux) => format!("{} %", decimal_saisi(*taux * Exact::from(100_u32))),
        Mesure::Euros(n) => format!("{} €", decimal_saisi(*n)),
        Mesure::Oui(oui) => if *oui { "Oui" } else { "Non" }.to_owned(),
        Mesure::Date(jour) => date_en_chiffres(*jour),
        Mesure::Mois(annee, mois) => {
            Mois::new(*annee, *mois).map_or_else(|| annee.to_string(), |mois| format!("{} {annee}", mois.nom()))
        }
    }
}
