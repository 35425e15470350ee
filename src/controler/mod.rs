//! The checks: what the cells say against each other, in the words of the field. It never repairs, and knows only
//! the base (`diagnostic`, `domaine`, `francais`, `fontes`). One check is one file, one fixture folder, one entry of
//! docs/controles.md.

mod attente;
mod budget;
mod catalogue;
mod controle;
mod correspondance;
mod detail;
mod donnees;
mod ecrits;
mod figures;
mod journees;
mod justifications;
mod lecture;
mod mots;
mod mouvements;
mod objectifs;
mod omises;
mod passes;
mod personnel;
mod prose;
mod qualite;
mod reglages;
mod suivi;
mod tarif;
mod textes;
mod trouves;
mod vue;

#[cfg(test)]
mod essais;
#[cfg(test)]
mod tests;

pub use catalogue::{Article, Chapitre, catalogue, catalogue_markdown, chapitres};
pub use passes::{Etablis, donnees, ensemble, figures, tableaux};

use crate::diagnostic::Diagnostic;
use crate::domaine::dossier::Dossier;

/// What an explanation of a finding says that its cell holds, so that it lapses when the cell changes; nothing where the
/// content may not be quoted.
pub fn valeur_expliquee<'a>(dossier: &'a Dossier, constat: &Diagnostic) -> Option<&'a str> {
    vue::texte_saisi(dossier, &constat.span)
}
