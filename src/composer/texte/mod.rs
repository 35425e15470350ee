//! Markdown → typed blocks, set with French spaces. No text can run code: there is no markup left after this.

pub mod bloc;
mod lecture;
mod titres;
mod typographie;

use bloc::Bloc;
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

/// Reads the Markdown of a section.
pub fn lire(markdown: &str) -> TexteLu {
    titres::recale(lecture::blocs(&sans_commentaires(markdown)))
}

/// What the team wrote for itself (`<!-- … -->`) is not printed; an opening that is never closed is text.
fn sans_commentaires(markdown: &str) -> String {
    let mut sortie = String::with_capacity(markdown.len());
    let mut reste = markdown;
    while let Some((avant, apres)) = reste.split_once("<!--") {
        let Some((_, suite)) = apres.split_once("-->") else { break };
        sortie.push_str(avant);
        reste = suite;
    }
    sortie + reste
}
