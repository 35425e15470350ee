//! What both ways of making a follow-up table amount to: young people, and when their mesures begin and end.

use chrono::NaiveDate;

/// The last day of the exercise.
pub(crate) const CLOTURE: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 31).expect("a day");

/// The dispositifs of `data/exemple`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dispositif {
    Aemo,
    Aed,
    Internat,
}

impl Dispositif {
    pub(crate) const TOUS: [Self; 3] = [Self::Aemo, Self::Aed, Self::Internat];

    pub(crate) fn code(self) -> &'static str {
        ["AEMO", "AED", "INTERNAT"][self as usize]
    }
}

/// One mesure.
#[derive(Debug, Clone)]
pub(crate) struct Mesure {
    pub(crate) dispositif: Dispositif,
    /// When it began, or when it was decided while it waits.
    pub(crate) debut: NaiveDate,
    pub(crate) fin: Option<NaiveDate>,
    pub(crate) attend: bool,
}

/// A young person, with one mesure or with two that follow each other.
#[derive(Debug, Clone)]
pub(crate) struct Jeune {
    /// Numbers of the person and of the family.
    pub(crate) numero: u32,
    pub(crate) famille: u32,
    /// Place among brothers and sisters, and how many they are.
    pub(crate) rang: u32,
    pub(crate) fratrie: u32,
    pub(crate) mesures: Vec<Mesure>,
}
