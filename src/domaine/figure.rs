//! A chart, ready to be set: drawing, words for those who cannot see it, numbers beside.

use crate::diagnostic::Span;
use std::collections::BTreeSet;

use super::designation::nom_de;
use super::indicateur::Perimetre;
use super::mois::Mois;

/// The figure that a number of a chart is, so that it can be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origine {
    /// Its whole name: `aemo_r.sorties.2021-03`.
    pub nom: String,
    /// The month at whose end the known period is cut, for a running sum.
    pub au: Option<Mois>,
}

impl Origine {
    /// A figure of the period.
    pub fn annuelle(perimetre: &Perimetre, id: &str) -> Option<Self> {
        Some(Self { nom: format!("{}.{id}", nom_de(perimetre)), au: None })
    }

    /// A figure of a month.
    pub fn du_mois(perimetre: &Perimetre, id: &str, mois: Mois) -> Option<Self> {
        Some(Self { nom: format!("{}.{id}.{mois}", nom_de(perimetre)), au: None })
    }

    /// A figure of the period as it was at the end of a month.
    pub fn a_fin(perimetre: &Perimetre, id: &str, mois: Mois) -> Option<Self> {
        Some(Self { au: Some(mois), ..Self::annuelle(perimetre, id)? })
    }
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Stable kebab-case name: file name of the SVG.
    pub nom: String,
    /// Section of the report where it belongs (`tableau-de-bord`, `journees`…).
    pub section: &'static str,
    /// The caption: says what to see.
    pub legende: String,
    /// Alternative text, written from the data.
    pub texte_alternatif: String,
    /// Where the numbers come from, with the réserves that apply.
    pub note: String,
    /// The drawing.
    pub svg: String,
    /// The numbers, as a table: header row first, cells as printed.
    pub tableau: Vec<Vec<String>>,
    /// What the numbers of that table are, row by row, its header row left out; empty where none has a name.
    pub origines: Vec<Vec<Option<Origine>>>,
    /// Where those that have no name were read or counted: cells, keys and tables, never a row.
    pub sources: BTreeSet<Span>,
}
