//! Which columns of a row-by-row table are read, as what.

use super::super::genres::Reconnu;
use super::super::tableau_mensuel::colonne_dite;
use crate::domaine::dossier::{Ligne, Table};
use crate::domaine::suivi::Colonne;

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

/// What is read of each row.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Left to right.
    pub(super) places: Vec<Place>,
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
        Some(Self { places, rang: entete.rang, attente, exercice })
    }

    /// True when the table has that column.
    pub(super) fn a(&self, colonne: Colonne) -> bool {
        self.places.iter().any(|place| place.colonne == colonne)
    }
}
