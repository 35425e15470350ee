//! Which columns of a row-by-row table are read, as what.

use super::super::genres::Reconnu;
use super::super::tableau_mensuel::colonne_dite;
use crate::domaine::dossier::{Ligne, Table};
use crate::domaine::suivi::Colonne;
use std::ops::Range;

/// A column that is read.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// As what.
    pub(super) colonne: Colonne,
    /// Which one, from zero.
    pub(super) rang: usize,
    /// Its header as typed.
    pub(super) entete: String,
}

/// The columns of a table: those that it is known by, and those around them up to a blank header.
fn bande<'a>(entete: &Ligne, connues: impl Iterator<Item = &'a usize> + Clone) -> Range<usize> {
    let (premiere, derniere) = (connues.clone().min().copied().unwrap_or(0), connues.max().copied().unwrap_or(0));
    let remplie = |rang: &usize| !entete.cellule(*rang).is_empty();
    let debut = (0..premiere).rev().take_while(remplie).last().unwrap_or(premiere);
    let fin = (derniere + 1..entete.cellules.len()).take_while(remplie).last().unwrap_or(derniere);
    debut..fin + 1
}

/// What is read of each row.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Left to right.
    pub(super) places: Vec<Place>,
    /// Headers that Trame does not read, with their column.
    pub(super) inconnues: Vec<(usize, String)>,
    /// Row of the headers as a spreadsheet shows it, 0-based.
    pub(super) rang: u32,
    /// True for a waiting list.
    pub(super) attente: bool,
    /// The year of the report: nobody of its tables was born after it.
    pub(super) exercice: i32,
}

impl Plan {
    /// `None` for a table of another kind.
    pub(super) fn new(reconnu: &Reconnu, entete: &Ligne, exercice: i32) -> Option<Self> {
        let attente = match reconnu.genre {
            Table::SUIVI => false,
            Table::ATTENTE => true,
            _ => return None,
        };
        let place = |(colonne, cle): &(Colonne, &str)| {
            let rang = *reconnu.colonnes.get(*cle)?;
            Some(Place { colonne: *colonne, rang, entete: colonne_dite(entete.cellule(rang)) })
        };
        let mut places: Vec<Place> = Colonne::TOUTES.iter().filter_map(place).collect();
        places.sort_by_key(|place| place.rang);
        let lue = |rang: &usize| reconnu.colonnes.values().any(|colonne| colonne == rang);
        let bande = bande(entete, reconnu.colonnes.values());
        let inconnues = entete.remplies().filter(|(rang, _)| bande.contains(rang) && !lue(rang));
        let inconnues = inconnues.map(|(rang, cellule)| (rang, colonne_dite(cellule))).collect();
        Some(Self { places, inconnues, rang: entete.rang, attente, exercice })
    }

    /// True when the table has that column.
    pub(super) fn a(&self, colonne: Colonne) -> bool {
        self.places.iter().any(|place| place.colonne == colonne)
    }
}
