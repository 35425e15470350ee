//! Ready-made sentences, which the team may take or leave: `{{ phrase.entrees }}` prints the whole sentence, with the
//! gender, the number and the sign that the figures of the day ask for. To add one: a constant and a line of its list.

mod activite;
mod admissions;
mod attente;
mod budget;
mod journees;
mod plume;
mod projection;
mod sorties;
mod suivis;

use super::expression::{Figures, Morceau};
use super::indicateur::Perimetre;
use plume::Plume;

/// A sentence of the registry.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// Its name in expressions.
    pub id: &'static str,
    /// The section that it is made for.
    pub section: &'static str,
    ecrit: fn(&mut Plume<'_>) -> Result<(), Indisponible>,
}

/// Why a sentence cannot be written: a missing figure and its reason, or a condition that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Indisponible(pub String);

/// In the order of the report's sections.
const PHRASES: [&[Phrase]; 8] = [
    projection::PHRASES,
    journees::PHRASES,
    activite::PHRASES,
    admissions::PHRASES,
    suivis::PHRASES,
    sorties::PHRASES,
    attente::PHRASES,
    budget::PHRASES,
];

/// Every sentence, in the order of the report's sections.
pub fn toutes() -> impl Iterator<Item = &'static Phrase> {
    PHRASES.iter().flat_map(|phrases| phrases.iter())
}

impl Phrase {
    /// The sentence for a perimetre, from its capital to its full stop.
    pub fn redige(&self, figures: Figures<'_>, perimetre: &Perimetre) -> Result<Vec<Morceau>, Indisponible> {
        let mut plume = Plume::new(figures, perimetre);
        (self.ecrit)(&mut plume)?;
        Ok(plume.phrase())
    }
}
