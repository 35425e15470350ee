//! The rows of a sheet while it is read: cells come in any order, nothing is allocated that the budget does not allow.

use super::budget::Budget;
use super::refus::Refus;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::Ligne;
use std::collections::{BTreeMap, BTreeSet};

/// What no spreadsheet exceeds.
const RANGS: u32 = 1_048_576;
const COLONNES: u32 = 16_384;

/// Rows that hold something, and those that are hidden.
#[derive(Default)]
pub(super) struct Rangees {
    lignes: BTreeMap<u32, Vec<Cellule>>,
    masquees: BTreeSet<u32>,
}

impl Rangees {
    /// Writes a cell; the last one written at a place stays.
    pub(super) fn pose(
        &mut self,
        (rang, colonne): (u32, u32),
        cellule: Cellule,
        budget: &mut Budget,
    ) -> Result<(), Refus> {
        if rang >= RANGS || colonne >= COLONNES {
            return Err(Refus::ABIME);
        }
        let colonne = colonne as usize;
        if cellule.is_empty() {
            if let Some(place) = self.lignes.get_mut(&rang).and_then(|l| l.get_mut(colonne)) {
                place.efface();
            }
            return Ok(());
        }
        budget.take_bytes(cellule.len() as u64)?;
        let ligne = self.lignes.entry(rang).or_default();
        if ligne.len() <= colonne {
            budget.take_cells((colonne + 1 - ligne.len()) as u64)?;
            ligne.resize(colonne + 1, Cellule::VIDE);
        }
        ligne[colonne] = cellule;
        Ok(())
    }

    /// Says that a row is hidden.
    pub(super) fn masque(&mut self, rang: u32) {
        self.masquees.insert(rang);
    }

    /// The rows that hold something, in order, and the numbers of those among them that are hidden.
    pub(super) fn lignes(self) -> (Vec<Ligne>, Vec<u32>) {
        let mut lignes = Vec::new();
        let mut masquees = Vec::new();
        for (rang, mut cellules) in self.lignes {
            let remplies = cellules.iter().rposition(|c| !c.is_empty()).map_or(0, |derniere| derniere + 1);
            cellules.truncate(remplies);
            if !cellules.is_empty() {
                masquees.extend(self.masquees.contains(&rang).then_some(rang + 1));
                lignes.push(Ligne { numero: rang + 1, rang, cellules });
            }
        }
        (lignes, masquees)
    }
}
