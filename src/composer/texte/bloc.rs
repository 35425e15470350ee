//! The team's text as typed blocks: what a template can print, and nothing that it could run.

use serde::{Deserialize, Serialize};

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "genre", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Bloc {
    /// A heading; 2 or more, since 1 is the section's.
    Titre {
        /// Level in the report.
        niveau: u8,
        /// Words.
        contenu: Vec<Fragment>,
    },
    /// A paragraph.
    Paragraphe {
        /// Words.
        contenu: Vec<Fragment>,
    },
    /// A list, possibly nested.
    Liste {
        /// First number of an ordered list.
        depart: Option<u64>,
        /// Its items.
        elements: Vec<Vec<Bloc>>,
    },
    /// A quotation.
    Citation {
        /// What is quoted.
        blocs: Vec<Bloc>,
    },
    /// A table typed in the text.
    Tableau {
        /// Alignment of each column: `gauche`, `centre`, `droite`.
        alignements: Vec<String>,
        /// Columns that share what the short ones leave.
        larges: Vec<bool>,
        /// Header cells.
        entetes: Vec<Vec<Fragment>>,
        /// Rows of cells.
        lignes: Vec<Vec<Vec<Fragment>>>,
    },
    /// Pictures of one paragraph, two a row.
    Images {
        /// In order.
        images: Vec<Illustration>,
    },
    /// Preformatted text.
    Code {
        /// As typed.
        texte: String,
    },
    /// A rule between two parts.
    Filet,
}

/// A picture of the team, numbered among the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Illustration {
    /// Path in the project.
    pub chemin: String,
    /// What those who cannot see it are told.
    pub texte_alternatif: String,
    /// What to see.
    pub legende: String,
    /// Widest that it may be, tenths of a millimetre.
    pub largeur: u32,
    /// As high as that makes it, tenths of a millimetre.
    pub hauteur: u32,
}

/// A run inside a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "genre", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fragment {
    /// Plain words.
    Texte {
        /// As printed.
        texte: String,
    },
    /// A figure that an expression brought in: never cut at the end of a line.
    Chiffre {
        /// As printed.
        texte: String,
        /// Letter of the note that it calls.
        appel: Option<String>,
    },
    /// Emphasis.
    Emphase {
        /// Inside.
        contenu: Vec<Fragment>,
    },
    /// Strong emphasis.
    Fort {
        /// Inside.
        contenu: Vec<Fragment>,
    },
    /// A link: its words, then its address when the words do not say it.
    Lien {
        /// Inside.
        contenu: Vec<Fragment>,
        /// Where it leads; only web and mail addresses.
        adresse: String,
        /// Printed after the words.
        visible: bool,
    },
    /// End of line.
    Saut,
}
