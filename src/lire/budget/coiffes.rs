//! Titles merged above a row of headers: « | 2020 | | 2021 | », « | Dépenses | | Recettes | ».

use super::mots::Mots;
use super::plan::{Role, sans_annee};
use crate::domaine::budget::Sens;
use crate::domaine::dossier::Ligne;

/// What the row above says of the columns below, each title up to the next one.
#[derive(Default)]
pub(super) struct Coiffes {
    /// Of two years or more.
    annees: Vec<(usize, i32)>,
    /// Of both sides.
    cotes: Vec<(usize, Sens)>,
}

impl Coiffes {
    pub(super) fn new(dessus: &Ligne, exercice: i32) -> Self {
        let annee = |texte: &str| match sans_annee(texte, exercice) {
            (nom, annee) if nom.is_empty() => annee,
            _ => None,
        };
        let annees: Vec<_> = dessus.remplies().filter_map(|(i, c)| Some((i, annee(c.texte())?))).collect();
        let cotes: Vec<_> = dessus.remplies().filter_map(|(i, c)| Some((i, Mots::tous().sens(c.texte())?))).collect();
        let plusieurs = annees.iter().any(|(_, annee)| *annee != annees[0].1);
        let deux = cotes.iter().any(|(_, sens)| *sens != cotes[0].1);
        let (annees, cotes) = (if plusieurs { annees } else { Vec::new() }, if deux { cotes } else { Vec::new() });
        Self { annees, cotes }
    }

    /// Forgets titles that begin behind the first amount: they are centred, and nobody knows over what.
    pub(super) fn garde(&mut self, premier_montant: Option<usize>) {
        let avant = |i: Option<&usize>| i.zip(premier_montant).is_some_and(|(i, premier)| *i <= premier);
        if !avant(self.annees.first().map(|(i, _)| i)) {
            self.annees.clear();
        }
        if !avant(self.cotes.first().map(|(i, _)| i)) {
            self.cotes.clear();
        }
    }

    /// The role of a column, with what the title above adds.
    pub(super) fn precise(&self, colonne: usize, role: Role, exercice: i32) -> Role {
        let Role::Montant(quoi, rang, sens) = role else { return role };
        let annee = dernier(&self.annees, colonne).filter(|annee| *annee != exercice);
        match annee {
            Some(annee) => Role::AutreAnnee(annee),
            None => Role::Montant(quoi, rang, sens.or_else(|| dernier(&self.cotes, colonne))),
        }
    }
}

fn dernier<T: Copy>(titres: &[(usize, T)], colonne: usize) -> Option<T> {
    titres.iter().rev().find(|(i, _)| *i <= colonne).map(|(_, titre)| *titre)
}
