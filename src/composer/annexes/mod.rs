//! The annexes: how days are counted, what is still to be verified, what the words mean.

pub(super) mod definitions;
mod fiches;
mod glossaire;
mod methode;
pub(super) mod points;

use super::entree::Section;
use super::matiere::Matiere;
use definitions::Imprimes;

/// Lettered by the template in this order; an annexe with nothing to say keeps its place and says so, but for the last.
pub(super) fn annexes(m: &Matiere<'_>, imprimes: &Imprimes) -> Vec<Section> {
    let toujours = [methode::annexe(m, imprimes), points::annexe(m), glossaire::annexe(m)];
    toujours.into_iter().chain(fiches::annexe(m)).collect()
}
