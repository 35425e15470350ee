//! A table as printed, and the notes under what is printed.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A table with its caption and notes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tableau {
    /// What to see.
    pub legende: String,
    /// Column widths: `libelle`, `texte`, `large` (share what is left), `court` (as wide as its words),
    /// `montant`, `nombre`, `mois`, `total`, `part` (with its bar; a short table that ends with it is set at half width),
    /// `annee` and `annee-du-rapport` (a mark or nothing); `terme` and `sens` set the table densely.
    pub colonnes: Vec<String>,
    /// One or two header rows.
    pub entetes: Vec<Vec<Entete>>,
    /// Body.
    pub lignes: Vec<Ligne>,
    /// Under the table.
    pub notes: Notes,
}

/// A header cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entete {
    /// Words.
    pub texte: String,
    /// Columns that it spans.
    pub largeur: usize,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ligne {
    /// Cells, one per column.
    pub cellules: Vec<Cellule>,
    /// A row that sums up or concludes.
    pub forte: bool,
    /// Names the rows under it: its only cell spans the table.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub groupe: bool,
}

/// A cell as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cellule {
    /// Words or number.
    pub texte: String,
    /// Letter of the note that it calls.
    pub appel: Option<String>,
    /// The cell itself is in incoherence.
    pub fausse: bool,
    /// Length of its bar, in thousandths of the longest of the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barre: Option<u16>,
}

/// What stands under a table, the key figures or a computation; in JSON, the list alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Notes {
    /// In order.
    pub liste: Vec<Note>,
    /// The indicators whose values are printed above: annexe A defines them.
    #[serde(skip)]
    pub indicateurs: BTreeSet<&'static str>,
}

impl Notes {
    /// True when nothing stands there.
    pub fn est_vide(&self) -> bool {
        self.liste.is_empty()
    }
}

/// A note under a table, with the letter that calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// `a`, `b`…; none for a general note.
    pub appel: Option<String>,
    /// Words.
    pub texte: String,
}
