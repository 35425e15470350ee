//! `composer` stage: indicators, figures and texts → one Typst project, one PDF. In memory only: it never touches disk,
//! network or clock, and the plain Typst compiler gives the same pages from the same project.

mod annexes;
mod chiffres;
mod couleur;
mod couverture;
mod ecriture;
pub mod entree;
mod extraction;
mod identite;
mod images;
mod matiere;
pub mod mensuel;
mod monde;
mod notes;
mod pieces;
mod projet;
mod rendu;
mod repartitions;
mod sections;
mod tables;
pub mod texte;

#[cfg(test)]
mod tests;

pub use matiere::{Matiere, Support};
pub use mensuel::{en_deux_pages, projets as mensuel};
pub use projet::{Projet, projet};
pub use rendu::{Pages, Rapport, rapport};
pub use sections::{SectionPrevue, plan};

/// The report could not be typeset. Nothing that a user writes in a table or a text leads here: what the fonts or the
/// PDF cannot hold is replaced before.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Typst refused the project.
    #[error("le rapport n’a pas pu être mis en pages : {}", .0.join(" ; "))]
    Typst(Vec<String>),
    /// The pages could not be written as PDF/A-3a and PDF/UA-1.
    #[error("le PDF n’a pas pu être écrit : {}", .0.join(" ; "))]
    Pdf(Vec<String>),
}
