//! The different words of a column, each known by its number: a row of a million keeps two bytes of it.

use super::NatureDeDecision;
use crate::domaine::exact::Exact;
use ecow::EcoString;

/// A word of a column, by its number in the column's [`Lexique`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mot(pub u16);

impl Mot {
    /// Nothing typed, or a mark that says so.
    pub const VIDE: Self = Self(0);

    /// True when something was typed.
    pub fn est_dit(self) -> bool {
        self != Self::VIDE
    }
}

/// A word as typed, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MotLu {
    /// As typed, the first spelling met. Never printed from a row: a column of words may name someone.
    pub texte: EcoString,
    /// The word of the vocabulary, or the spelling to keep of a free word (territoire, referent, unite).
    pub mot: EcoString,
    /// True when `mot` is one of the vocabulary, or when the column has none.
    pub connu: bool,
    /// For a dispositif: its index in rapport.toml.
    pub dispositif: Option<usize>,
    /// For a nature of decision: which one.
    pub nature: Option<NatureDeDecision>,
    /// For a quotité: its number.
    pub nombre: Option<Exact>,
    /// Index in `Suivi::lignes` of the first row that holds it.
    pub premiere: u32,
}

/// The words of a column; number 0 is « nothing typed ».
#[derive(Debug, Clone, Default)]
pub struct Lexique {
    /// Word number n at index n − 1.
    pub mots: Vec<MotLu>,
}

impl Lexique {
    /// What a number stands for; `None` for nothing typed.
    pub fn lu(&self, mot: Mot) -> Option<&MotLu> {
        self.mots.get(usize::from(mot.0).checked_sub(1)?)
    }
}
