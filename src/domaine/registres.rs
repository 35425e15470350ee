//! Requests and absences of young people, row by row: dates and words by number, never quoted.

use crate::diagnostic::{Address, Span};
use chrono::NaiveDate;
use ecow::EcoString;

/// A row's place: a table by its number, a line, a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Index in [`Registres::tables`].
    pub table: u16,
    /// Physical line in the file, 1-based.
    pub numero: u32,
    /// Row as a spreadsheet shows it, 0-based.
    pub rang: u32,
}

/// Everything read row by row beside the follow-up table.
#[derive(Debug, Clone, Default)]
pub struct Registres {
    /// File and sheet of each table.
    pub tables: Vec<(String, Option<String>)>,
    /// Requests (§ 4.8).
    pub demandes: Vec<Demande>,
    /// Absences (§ 4.10).
    pub absences: Vec<AbsenceDeJeune>,
}

impl Registres {
    /// Where a table stands.
    pub fn table(&self, place: Place) -> Option<Span> {
        self.tables.get(usize::from(place.table)).map(|(fichier, feuille)| Span::sheet(fichier, feuille.as_deref()))
    }

    /// Where a cell stands.
    pub fn cellule(&self, place: Place, column: u32) -> Option<Span> {
        let span = self.table(place)?;
        Some(Span { line: place.numero, cell: Some(Address { column, row: place.rang }), ..span })
    }
}

/// A request made to the service. Words are those of `data/parametres/vocabulaire.toml`; a free one is « autre ».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demande {
    /// Where.
    pub place: Place,
    /// When it was received.
    pub date: NaiveDate,
    /// Index of the dispositif in rapport.toml, when the table says it.
    pub dispositif: Option<u16>,
    /// « ordinaire », « urgence », « relais »; empty when not said.
    pub nature: EcoString,
    /// « admise », « refusée », « annulée », « réorientée », « sans réponse »; empty when not said.
    pub issue: EcoString,
    /// Why; empty when not said.
    pub motif: EcoString,
}

impl Demande {
    /// The word of an urgence.
    pub const URGENCE: &'static str = "urgence";
    /// The issue that makes an admission.
    pub const ADMISE: &'static str = "admise";
    /// The issue that makes a refusal.
    pub const REFUSEE: &'static str = "refusée";
}

/// A young person away, from the first day to the day of return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceDeJeune {
    /// Where.
    pub place: Place,
    /// Who, a pseudonym; empty when not said.
    pub jeune: EcoString,
    /// First day away.
    pub debut: NaiveDate,
    /// Day of return; none while away.
    pub fin: Option<NaiveDate>,
    /// Why: a word of the vocabulary, « autre » for a free one; empty when not said.
    pub motif: EcoString,
}
