//! The only impure part: reads the folder, writes files, prints. Knows every stage through `preparer`.

mod annotation;
mod classeur;
pub mod cli;
mod compris;
mod erreur;
mod explication;
mod fichiers;
mod groupes;
mod guet;
mod inventaire;
mod json;
mod nouveau;
mod page;
mod phrases;
mod pseudonymes;
mod rapport_toml;
mod refus;
mod rendu;
mod signal;
mod sortie;
mod tableur;

pub use rendu::texte_entier as rendu_en_texte;
