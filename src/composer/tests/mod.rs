//! The report as a whole: on the published year of the ACESM, and on everything that a folder may lack.

mod chiffres;
mod contrat;
mod expressions;
mod fixture;
mod galerie;
mod hasard;
mod illustrations;
mod injection;
mod mensuel;
mod mots;
mod objectifs;
mod pages;
mod populations;
mod rapport;
mod reglages;

use super::{Projet, Rapport, projet, rapport as met_en_pages};
use fixture::Cas;

/// The whole pipeline of this stage.
fn compose(cas: &Cas) -> (Projet, Rapport) {
    let projet = projet(&cas.matiere());
    let rapport = met_en_pages(&projet).unwrap_or_else(|e| panic!("{e}"));
    (projet, rapport)
}
