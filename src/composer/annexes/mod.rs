//! The annexes: how days are counted, what is still to be verified, what the words mean.

mod fiches;
mod glossaire;
mod methode;
pub(super) mod points;

use super::entree::Section;
use super::matiere::Matiere;

/// Lettered by the template in this order; an annexe with nothing to say keeps its place and says so, but for the last.
pub(super) fn annexes(m: &Matiere<'_>) -> Vec<Section> {
    let toujours = [methode::annexe(m), points::annexe(m), glossaire::annexe(m)];
    toujours.into_iter().chain(fiches::annexe(m)).collect()
}
