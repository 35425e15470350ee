//! What stands inside a section, one thing after another.

use super::tableau::{Notes, Tableau};
use crate::composer::texte::bloc::Bloc;
use serde::{Deserialize, Serialize};

/// One thing inside a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "genre", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Element {
    /// A heading under the section's, level 2 or more.
    Titre {
        /// 2 or more.
        niveau: u8,
        /// Words.
        texte: String,
    },
    /// The team's text.
    Texte {
        /// Typed blocks.
        blocs: Vec<Bloc>,
        /// What its figures call, under it.
        #[serde(default, skip_serializing_if = "Notes::est_vide")]
        notes: Notes,
    },
    /// A sentence of Trame's own.
    Phrase {
        /// Words.
        texte: String,
    },
    /// Names the table that follows, for those who refer to it.
    Ancre {
        /// Unique in the report.
        nom: String,
        /// Path of the chart whose numbers it holds: its caption says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        figure: Option<String>,
    },
    /// A table.
    Tableau(Tableau),
    /// A chart.
    Figure(Figure),
    /// Label and value, one a line.
    Mentions {
        /// Pairs.
        lignes: Vec<[String; 2]>,
    },
    /// A computation spelled out.
    Calculs {
        /// One a line.
        lignes: Vec<Calcul>,
        /// Notes under them.
        notes: Notes,
    },
    /// Terms and what they mean.
    Definitions {
        /// In order.
        entrees: Vec<Definition>,
    },
    /// Action sheets, after their index.
    Fiches {
        /// In the order of their titles.
        fiches: Vec<Fiche>,
    },
    /// Findings.
    Constats {
        /// In order.
        points: Vec<Constat>,
    },
}

/// A chart and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Path in the project.
    pub chemin: String,
    /// What to see.
    pub legende: String,
    /// For those who cannot see it.
    pub texte_alternatif: String,
    /// Sources and réserves.
    pub note: String,
    /// Anchor of the table that holds its numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nombres: Option<String>,
}

/// « produits prévus : 15 208 journées × 22,54 € = 342 788,32 € ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calcul {
    /// What is computed.
    pub libelle: String,
    /// The operands.
    pub operation: String,
    /// The result.
    pub resultat: String,
    /// Letter of a note.
    pub appel: Option<String>,
}

/// A term and its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Term.
    pub terme: String,
    /// Meaning.
    pub sens: String,
}

/// A sheet of the team's: headings on the left, their text on the right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fiche {
    /// Title, in the index too.
    pub titre: String,
    /// Before the first heading.
    pub chapeau: Vec<Bloc>,
    /// In order.
    pub rubriques: Vec<Rubrique>,
    /// What its figures call.
    #[serde(default, skip_serializing_if = "Notes::est_vide")]
    pub notes: Notes,
}

/// A heading of a sheet and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubrique {
    /// « Bénéficiaires ».
    pub titre: String,
    /// Its text.
    pub blocs: Vec<Bloc>,
}

/// A finding as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constat {
    /// Number in the list.
    pub numero: String,
    /// « Incohérence ».
    pub gravite: String,
    /// File, line, cell.
    pub lieu: String,
    /// The sentence.
    pub message: String,
    /// Related cells, one a line.
    pub lies: Vec<String>,
    /// Remedy, or the service's explanation, each with its label.
    pub suite: Vec<[String; 2]>,
    /// Must be looked at.
    pub alerte: bool,
}
