//! A chart, ready to be set: drawing, words for those who cannot see it, numbers beside.

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
}
