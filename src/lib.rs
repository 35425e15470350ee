//! Trame.

pub mod calculer;
pub mod composer;
pub mod controler;
pub mod dessiner;
pub mod diagnostic;
pub mod domaine;
pub mod fontes;
pub mod francais;
pub mod lire;
pub mod publier;
