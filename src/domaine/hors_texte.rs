//! What a document of a word processor holds and a report does not take over, or takes over otherwise.

/// A kind of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Genre {
    /// A chart, a formula, SmartArt, a spreadsheet inside the document: not read.
    Objet,
    /// A picture that is not in the file: not fetched.
    ImageLiee,
    /// Words deleted while changes were tracked: not read, as if the deletion were accepted.
    Suppression,
    /// A comment: not read.
    Commentaire,
    /// Hidden words: not read.
    Masque,
    /// A field that nobody filled in: its invitation is not read.
    ChampVide,
    /// A table of contents, of figures, an index: the report makes its own.
    Sommaire,
    /// The words of a header or a footer: the report has its own.
    EnTete,
    /// The number of a caption: the report numbers its figures.
    NumeroDeLegende,
    /// Macros: not read, and never run.
    Macro,
    /// Cells merged: what they hold stands in the first.
    CellulesFusionnees,
    /// Words struck out: printed as the others.
    Barre,
    /// The number of a page of the document: printed as it stood there.
    NumeroDePage,
}

impl Genre {
    /// True when the words are read all the same.
    pub fn est_repris(self) -> bool {
        matches!(self, Self::CellulesFusionnees | Self::Barre | Self::NumeroDePage)
    }
}

/// How often it stands in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HorsTexte {
    /// What.
    pub genre: Genre,
    /// How many.
    pub nombre: u32,
    /// Paragraph of the first, blank ones not counted, 1-based; `None` outside the text.
    pub paragraphe: Option<u32>,
}
