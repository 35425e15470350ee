//! The plan d'action, line by line: its own numbers, its words, its échéances, its states in words.

use crate::composer::ecriture::{majuscule, propre};
use crate::composer::entree::{Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::simple;
use crate::composer::tables::entete;
use crate::domaine::qualite::Action;

/// The table; none without a plan.
pub(super) fn tableau(m: &Matiere<'_>) -> Option<Tableau> {
    let actions = &m.controle.dossier().qualite.actions;
    let numeros = actions.iter().any(|a| !a.numero.is_empty());
    let ligne = |a: &Action| {
        let dites = [majuscule(&a.action), majuscule(&a.echeance), a.etat.libelle().to_owned()];
        let numero = numeros.then(|| a.numero.clone());
        let cellules = numero.into_iter().chain(dites).map(|texte| simple(propre(&texte))).collect();
        Ligne { cellules, forte: false, groupe: false }
    };
    let lignes: Vec<Ligne> = actions.iter().map(ligne).collect();
    let colonnes = [("N°", "court"), ("Action", "large"), ("Échéance", "court"), ("État", "court")];
    let gardees = || colonnes.iter().skip(usize::from(!numeros));
    (!lignes.is_empty()).then(|| Tableau {
        legende: propre("Le plan d’amélioration : actions, échéances et état d’avancement."),
        colonnes: gardees().map(|(_, genre)| (*genre).to_owned()).collect(),
        entetes: vec![gardees().map(|(titre, _)| entete(*titre)).collect()],
        lignes,
        ..Tableau::default()
    })
}
