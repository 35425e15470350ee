//! Markdown → typed blocks, set with French spaces. No text can run code: there is no markup left after this.

pub mod bloc;
mod lecture;
mod titres;
mod typographie;

use crate::domaine::texte::sans_commentaires;
use bloc::Bloc;

pub use typographie::{propre, propre_sur_une_ligne};

/// The team's text, ready for a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TexteLu {
    /// The heading that opens the file, when it is its only one of the first level: the section takes it as its title.
    pub titre: Option<String>,
    /// The rest, headings at level 2 or more, without jumps.
    pub blocs: Vec<Bloc>,
}

/// Reads the Markdown of a section.
pub fn lire(markdown: &str) -> TexteLu {
    titres::recale(lecture::blocs(&sans_commentaires(markdown)))
}
