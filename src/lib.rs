//! Trame.

pub mod diagnostic;
pub mod domaine;
pub mod fontes;
pub mod francais;
