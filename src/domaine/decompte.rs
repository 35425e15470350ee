//! A small table of counts whose lines may overlap: its ensemble is counted, not added up.

use super::indicateur::Valeur;

/// Counts per word, in several units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decompte {
    /// Stable key of the JSON.
    pub id: &'static str,
    /// « Absences par motif ».
    pub titre: &'static str,
    /// What each column counts.
    pub colonnes: Vec<&'static str>,
    /// A word, and its count per column.
    pub lignes: Vec<(String, Vec<Valeur>)>,
    /// Everyone, per column.
    pub ensemble: Vec<Valeur>,
}
