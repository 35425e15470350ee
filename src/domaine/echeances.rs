//! What comes soon for the mesures being carried out: terms, majorities, entretiens. By id only.

use crate::diagnostic::Span;
use chrono::NaiveDate;
use ecow::EcoString;

/// A day not to be missed, for one mesure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rappel {
    /// When.
    pub date: NaiveDate,
    /// The mesure; empty when its row does not say.
    pub id: EcoString,
    /// Code of its dispositif.
    pub dispositif: String,
    /// Its row.
    pub span: Span,
}

/// Each list by date, then by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Echeances {
    /// Terms of decisions within the next [`Echeances::JOURS`] days.
    pub prochaines: Vec<Rappel>,
    /// Mesures still carried out past their term.
    pub depassees: Vec<Rappel>,
    /// Majorities within twelve months.
    pub majorites: Vec<Rappel>,
    /// Entretiens d'autonomie within twelve months: at the latest one year before majority (CASF L. 222-5-1).
    pub entretiens: Vec<Rappel>,
}

impl Echeances {
    /// How far ahead terms are announced, days.
    pub const JOURS: u64 = 60;
}
