//! Objectives of the contract: each action with its étapes and indicators, what the year brought, who pays.

mod etapes;
mod financement;
mod indicateurs;

use super::figures;
use crate::composer::ecriture::propre;
use crate::composer::entree::Element;
use crate::composer::matiere::Matiere;
use crate::domaine::objectifs::{Action, Renvoi};

/// Printed where nothing is known.
const NON_CONNU: &str = "—";

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let objectifs = &m.controle.dossier().objectifs;
    let mut contenu = Vec::new();
    let mut precedent = None;
    for (rang, action) in objectifs.actions.iter().enumerate() {
        let objectif = action.objectif.as_ref().map(|o| propre(&o.entier()));
        if precedent.as_ref() != Some(&objectif) {
            contenu.extend(objectif.iter().map(|texte| titre(2, texte.clone())));
            precedent = Some(objectif.clone());
        }
        contenu.push(titre(if objectif.is_some() { 3 } else { 2 }, propre(&action.titre.entier())));
        contenu.extend(etapes::tableau(m, action));
        let siens = objectifs.indicateurs.iter().filter(|i| objectifs.action_de(i) == Renvoi::Action(rang));
        contenu.extend(indicateurs::tableau(m, &nom(action), siens));
    }
    let seuls = objectifs.indicateurs.iter().filter(|i| !matches!(objectifs.action_de(i), Renvoi::Action(_)));
    let seuls: Vec<Element> = indicateurs::tableau(m, "", seuls).into_iter().collect();
    if !seuls.is_empty() && !objectifs.actions.is_empty() {
        contenu.push(titre(2, "Autres indicateurs".into()));
    }
    contenu.extend(seuls);
    contenu.extend(partie(&format!("Bilan des objectifs {}", m.annee()), etapes::de_l_annee(m, m.annee(), true)));
    let suivante = m.annee() + 1;
    contenu.extend(partie(&format!("Objectifs {suivante}"), etapes::de_l_annee(m, suivante, false)));
    contenu.extend(partie("Financement", financement::contenu(m)));
    contenu.extend(figures::de_la_section(m, "objectifs"));
    contenu
}

fn titre(niveau: u8, texte: String) -> Element {
    Element::Titre { niveau, texte }
}

/// A part under its title; nothing when it is empty.
fn partie(nom: &str, contenu: impl IntoIterator<Item = Element>) -> Vec<Element> {
    let contenu: Vec<Element> = contenu.into_iter().collect();
    let tete = (!contenu.is_empty()).then(|| titre(2, nom.to_owned()));
    tete.into_iter().chain(contenu).collect()
}

/// « action n° 1.1 ».
fn nom(action: &Action) -> String {
    let court = action.titre.court();
    let mut lettres = court.chars();
    let initiale: String = lettres.next().into_iter().flat_map(char::to_lowercase).collect();
    propre(&format!("{initiale}{}", lettres.as_str()))
}
