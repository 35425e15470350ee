//! The rows of a sheet while it is read: cells come in any order, nothing is allocated that the budget does not allow.

use super::budget::Budget;
use super::refus::Refus;
use crate::diagnostic::Address;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::Ligne;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that hold something, and those that are hidden.
#[derive(Default)]
pub(super) struct Rangees {
    lignes: BTreeMap<u32, Vec<Cellule>>,
    masquees: BTreeSet<u32>,
    colonnes_masquees: BTreeSet<u32>,
    /// How many columns were said to be hidden.
    colonnes_dites: u32,
}

/// What a sheet holds.
pub(super) struct Lues {
    /// The rows that hold something, in order.
    pub(super) lignes: Vec<Ligne>,
    /// The numbers of those among them that are hidden.
    pub(super) masquees: Vec<u32>,
    /// The hidden columns that hold something.
    pub(super) colonnes_masquees: Vec<u32>,
}

impl Rangees {
    /// Writes a cell; the last one written at a place stays.
    pub(super) fn pose(
        &mut self,
        (rang, colonne): (u32, u32),
        cellule: Cellule,
        budget: &mut Budget,
    ) -> Result<(), Refus> {
        if rang >= Address::ROWS || colonne >= Address::COLUMNS {
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

    /// Says that columns are hidden, from one to another. What says more columns than a sheet has is not believed.
    pub(super) fn masque_les_colonnes(&mut self, premiere: u32, derniere: u32) {
        let derniere = derniere.min(Address::COLUMNS - 1);
        self.colonnes_dites = self.colonnes_dites.saturating_add(derniere.saturating_sub(premiere) + 1);
        if self.colonnes_dites <= Address::COLUMNS {
            self.colonnes_masquees.extend(premiere..=derniere);
        }
    }

    /// What was read.
    pub(super) fn lues(self) -> Lues {
        let mut lues = Lues { lignes: Vec::new(), masquees: Vec::new(), colonnes_masquees: Vec::new() };
        let mut colonnes: BTreeSet<u32> = BTreeSet::new();
        for (rang, mut cellules) in self.lignes {
            let remplies = cellules.iter().rposition(|c| !c.is_empty()).map_or(0, |derniere| derniere + 1);
            cellules.truncate(remplies);
            if !cellules.is_empty() {
                let cachees = self.colonnes_masquees.range(..=u32::try_from(remplies).unwrap_or(Address::COLUMNS));
                let pleine = |c: &&u32| cellules.get(**c as usize).is_some_and(|c| !c.is_empty());
                colonnes.extend(cachees.filter(pleine));
                lues.masquees.extend(self.masquees.contains(&rang).then_some(rang + 1));
                lues.lignes.push(Ligne { numero: rang + 1, rang, cellules });
            }
        }
        lues.colonnes_masquees.extend(colonnes);
        lues
    }
}
