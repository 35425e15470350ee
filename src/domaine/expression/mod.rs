//! Living figures in the team's texts: `{{ perimetre.indicateur[.mois] | filtre }}`, and nothing else.
//!
//! [`segments`] cuts a text into what the team typed and what is to be computed; [`Figures::dit`] says what an expression
//! prints. Markup is never made of a figure: `composer` reads the Markdown first, and puts the figures in afterwards.

mod decoupe;
mod filtre;
mod sens;
mod syntaxe;
#[cfg(test)]
mod tests;

pub use decoupe::{Extrait, OPTIONS, Segment, segments};
pub use filtre::Filtre;
pub use sens::{Figures, Morceau, Refus, a_coller};
pub use syntaxe::{Expression, Faute};
