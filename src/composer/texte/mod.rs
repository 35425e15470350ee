//! Markdown → typed blocks, set with French spaces, figures in their place. No text can run code: there is no markup left
//! after this, and no figure ever makes any: the Markdown is read with marks in their stead.

pub mod bloc;
mod lecture;
mod marques;
mod titres;
mod typographie;

use crate::domaine::expression::{Expression, Extrait, segments};
use bloc::{Bloc, Fragment};
use marques::Marques;

pub(super) use titres::mots;

pub use typographie::{propre, propre_sur_une_ligne};

/// The team's text, ready for a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TexteLu {
    /// The heading that opens the file, when it is its only one of the first level: the section takes it as its title.
    pub titre: Option<String>,
    /// The rest, headings at level 2 or more, without jumps.
    pub blocs: Vec<Bloc>,
}

/// Reads the Markdown of a section; `dit` says what an expression prints. One that prints nothing stays as typed: the
/// checks refuse the report before.
pub fn lire(markdown: &str, mut dit: impl FnMut(&Expression<'_>) -> Option<Vec<Fragment>>) -> TexteLu {
    let mut marques = Marques::new(markdown);
    let mut marque = String::with_capacity(markdown.len());
    for segment in segments(markdown) {
        match &segment.extrait {
            Extrait::Commentaire => {}
            Extrait::Expression(Ok(expression)) => match dit(expression) {
                Some(fragments) => marque.push_str(&marques.marque(segment.saisi, fragments)),
                None => marque.push_str(segment.saisi),
            },
            Extrait::Litteral | Extrait::Expression(Err(_)) => marque.push_str(segment.saisi),
        }
    }
    titres::recale(lecture::blocs(&marque, &marques))
}
