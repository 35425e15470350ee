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

/// Reads the Markdown of a section; `dit` says what an expression prints, in the paragraph of that rank. One that prints
/// nothing stays as typed: the checks refuse the report before.
pub fn lire(markdown: &str, mut dit: impl FnMut(&Expression<'_>, usize) -> Option<Vec<Fragment>>) -> TexteLu {
    let mut marques = Marques::new(markdown);
    let mut paragraphe = 0;
    let mut marque = String::with_capacity(markdown.len());
    for segment in segments(markdown) {
        match &segment.extrait {
            Extrait::Commentaire => {}
            Extrait::Expression(Ok(expression)) => match dit(expression, paragraphe) {
                Some(fragments) => marque.push_str(&marques.marque(segment.saisi, fragments)),
                None => marque.push_str(segment.saisi),
            },
            Extrait::Litteral | Extrait::Expression(Err(_)) => {
                paragraphe += ouvertures(segment.saisi);
                marque.push_str(segment.saisi);
            }
        }
    }
    titres::recale(lecture::blocs(&marque, &marques))
}

/// How many paragraphs, items and headings begin in what stands before an expression.
fn ouvertures(litteral: &str) -> usize {
    let mut lignes = litteral.split('\n').map(str::trim_start).skip(1).peekable();
    let mut combien = 0;
    while let Some(ligne) = lignes.next() {
        let vide = ligne.is_empty() && lignes.peek().is_some();
        let marque = ligne.starts_with(|c: char| matches!(c, '-' | '*' | '+' | '#' | '>' | '|') || c.is_ascii_digit());
        combien += usize::from(vide || marque);
    }
    combien
}
