//! The calendar of an exercise: civil months and days, never a clock.

use chrono::{Datelike, NaiveDate};
use std::fmt;

/// Unaccented keys and printed names of the twelve months, in order.
const NOMS: [(&str, &str); 12] = [
    ("janvier", "janv."),
    ("février", "févr."),
    ("mars", "mars"),
    ("avril", "avr."),
    ("mai", "mai"),
    ("juin", "juin"),
    ("juillet", "juil."),
    ("août", "août"),
    ("septembre", "sept."),
    ("octobre", "oct."),
    ("novembre", "nov."),
    ("décembre", "déc."),
];

/// A civil month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mois {
    annee: i32,
    numero: u8,
}

impl Mois {
    /// `numero` is 1 to 12, `annee` 1900 to 2199: what a report can be about.
    pub fn new(annee: i32, numero: u8) -> Option<Self> {
        ((1900..2200).contains(&annee) && (1..=12).contains(&numero)).then_some(Self { annee, numero })
    }

    /// The month of a day.
    pub fn du(jour: NaiveDate) -> Option<Self> {
        Self::new(jour.year(), u8::try_from(jour.month()).ok()?)
    }

    /// Civil year.
    pub fn annee(self) -> i32 {
        self.annee
    }

    /// 1 to 12.
    pub fn numero(self) -> u8 {
        self.numero
    }

    /// 0 to 11, to index twelve values.
    pub fn rang(self) -> usize {
        usize::from(self.numero - 1)
    }

    /// The first day.
    pub fn premier_jour(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.annee, u32::from(self.numero), 1).unwrap_or_default()
    }

    /// The last day.
    pub fn dernier_jour(self) -> NaiveDate {
        self.suivant().premier_jour().pred_opt().unwrap_or_default()
    }

    /// The month after.
    pub fn suivant(self) -> Self {
        if self.numero == 12 {
            Self { annee: self.annee + 1, numero: 1 }
        } else {
            Self { annee: self.annee, numero: self.numero + 1 }
        }
    }

    /// 28 to 31.
    pub fn jours(self) -> u32 {
        self.dernier_jour().day()
    }

    /// Every day of the month, in order.
    pub fn tous_les_jours(self) -> impl Iterator<Item = NaiveDate> {
        self.premier_jour().iter_days().take(self.jours() as usize)
    }

    /// « mars ».
    pub fn nom(self) -> &'static str {
        NOMS[self.rang()].0
    }

    /// « sept. », as a column header prints it.
    pub fn abrege(self) -> &'static str {
        NOMS[self.rang()].1
    }
}

/// `2021-03`, the form of the JSON.
impl fmt::Display for Mois {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.annee, self.numero)
    }
}

/// A civil year whose report is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exercice(i32);

impl Exercice {
    /// From 1901 to 2199, so that N−1 and N+1 exist.
    pub fn new(annee: i32) -> Option<Self> {
        (1901..2199).contains(&annee).then_some(Self(annee))
    }

    /// Civil year.
    pub fn annee(self) -> i32 {
        self.0
    }

    /// The twelve months, in order.
    pub fn mois(self) -> impl DoubleEndedIterator<Item = Mois> {
        (1..=12).map(move |numero| Mois { annee: self.0, numero })
    }

    /// January.
    pub fn janvier(self) -> Mois {
        Mois { annee: self.0, numero: 1 }
    }

    /// December.
    pub fn decembre(self) -> Mois {
        Mois { annee: self.0, numero: 12 }
    }

    /// 365 or 366.
    pub fn jours(self) -> u32 {
        self.mois().map(Mois::jours).sum()
    }
}

impl fmt::Display for Exercice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l_annee_bissextile_a_366_jours() {
        assert_eq!(Exercice::new(2020).map(Exercice::jours), Some(366));
        assert_eq!(Exercice::new(2021).map(Exercice::jours), Some(365));
        assert_eq!(Mois::new(2024, 2).map(Mois::jours), Some(29));
    }
}
