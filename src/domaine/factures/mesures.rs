//! Which mesure of the follow-up table each billed row is about: identifiers become numbers once.

use crate::domaine::facturation::Facturation;
use crate::domaine::suivi::{Derivation, Suivi};
use hashbrown::HashMap;

/// The mesures that are billed.
pub(crate) struct Mesures {
    /// Per row, the number of its identifier in reading order, from 1; zero without one.
    numeros: Vec<u32>,
    /// Per number of identifier, the mesure in `Parcours::mesures`.
    mesures: Vec<Option<u32>>,
    /// Per mesure of the follow-up table, true when a row bills it; empty when no row has an identifier.
    facturees: Vec<bool>,
}

impl Mesures {
    /// Cost: linear in the rows; nothing is looked up in the follow-up table where no row has an identifier.
    pub(super) fn new(facturation: &Facturation, suivi: &Suivi, derivation: &Derivation) -> Self {
        let mut connus: HashMap<&str, u32> = HashMap::new();
        let mut numeros = Vec::with_capacity(facturation.lignes.len());
        for ligne in &facturation.lignes {
            let suivant = u32::try_from(connus.len() + 1).unwrap_or(u32::MAX);
            numeros.push(if ligne.id.is_empty() { 0 } else { *connus.entry(&ligne.id).or_insert(suivant) });
        }
        let mut mesures = vec![None; connus.len() + 1];
        let mut facturees = Vec::new();
        if !connus.is_empty() {
            let parcours = &derivation.parcours;
            facturees = vec![false; parcours.mesures.len()];
            for (mesure, rang) in parcours.mesures.iter().zip(0_u32..) {
                let id = parcours.lignes(mesure, suivi).next().map_or("", |ligne| ligne.id.as_str());
                if let Some(numero) = connus.get(id) {
                    mesures[*numero as usize].get_or_insert(rang);
                    facturees[rang as usize] = true;
                }
            }
        }
        Self { numeros, mesures, facturees }
    }

    /// The mesure of a row, when the follow-up table knows it.
    pub(crate) fn de(&self, rang: usize) -> Option<u32> {
        self.mesures[self.numeros[rang] as usize]
    }

    /// The number of the identifier of a row; zero without one.
    pub(crate) fn numero(&self, rang: u32) -> u32 {
        self.numeros[rang as usize]
    }

    /// True when an identifier of the billing is one of the follow-up table.
    pub(crate) fn rapprochees(&self) -> bool {
        self.facturees.contains(&true)
    }
}
