//! The only impure part: reads the folder, writes files, prints. Knows every stage through `preparer`.

pub mod cli;
mod erreur;
mod fichiers;
mod json;
mod nouveau;
mod rendu;

pub use rendu::texte as rendu_en_texte;
