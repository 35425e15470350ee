//! A cell of a table as it was read: its text as a person sees it, and what the file itself says that it holds.

use super::exact::Exact;
use crate::francais::{Cause, Lecture, MoisLu, decimal_saisi, est_un_nombre, parse_mois, parse_nombre};
use chrono::{Datelike, NaiveDate};
use std::ops::Deref;

/// One cell. It reads as its text; a workbook also says what the text stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cellule {
    texte: String,
    contenu: Contenu,
}

/// What a workbook says that a cell holds. A text file says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Contenu {
    /// Text, to be understood.
    #[default]
    Texte,
    /// A number: never ambiguous.
    Nombre(Exact),
    /// A day.
    Date(NaiveDate),
    /// A formula whose result the file does not hold.
    FormuleSansValeur,
    /// Something that nobody needed, and that may name someone: it was not kept.
    Retire,
}

impl Cellule {
    /// Nothing.
    pub const VIDE: Self = Self { texte: String::new(), contenu: Contenu::Texte };

    /// Something that is not shown.
    pub const RETIREE: Self = Self { texte: String::new(), contenu: Contenu::Retire };

    /// A number typed in a workbook, shown with a decimal comma.
    pub fn nombre(n: Exact) -> Self {
        Self { texte: decimal_saisi(n), contenu: Contenu::Nombre(n) }
    }

    /// A share typed in a workbook: 0.12 is shown as `12 %`.
    pub fn pourcentage(n: Exact) -> Self {
        Self { texte: format!("{} %", decimal_saisi(n * Exact::from(100_u32))), contenu: Contenu::Nombre(n) }
    }

    /// A date typed in a workbook, shown as `2021-03-01`.
    pub fn date(jour: NaiveDate) -> Self {
        Self { texte: jour.to_string(), contenu: Contenu::Date(jour) }
    }

    /// A formula never computed: the cell shows nothing, and is not blank.
    pub fn formule_sans_valeur() -> Self {
        Self { texte: "(formule)".to_owned(), contenu: Contenu::FormuleSansValeur }
    }

    /// What the file says of it.
    pub fn contenu(&self) -> Contenu {
        self.contenu
    }

    /// The text alone.
    pub fn texte(&self) -> &str {
        &self.texte
    }

    /// The month that it names; a date cell is its month, whatever its day.
    pub fn mois(&self) -> Option<MoisLu> {
        match self.contenu {
            Contenu::Texte => parse_mois(&self.texte),
            Contenu::Date(jour) => {
                Some(MoisLu { annee: Some(jour.year()), numero: u8::try_from(jour.month()).unwrap_or(0) })
            }
            Contenu::Nombre(_) | Contenu::FormuleSansValeur | Contenu::Retire => None,
        }
    }

    /// The number that it holds; with `entier`, only a whole one.
    pub fn lecture(&self, entier: bool) -> Lecture {
        match self.contenu {
            Contenu::Texte | Contenu::Retire => parse_nombre(&self.texte, entier),
            Contenu::Nombre(n) if entier && !n.est_entier() => Lecture::Illisible(Cause::Decimales),
            Contenu::Nombre(n) => Lecture::Nombre(n),
            Contenu::Date(jour) => Lecture::Illisible(Cause::date(jour)),
            Contenu::FormuleSansValeur => Lecture::Illisible(Cause::FormuleSansValeur),
        }
    }

    /// True for a figure that is read without a doubt.
    pub fn est_un_nombre(&self) -> bool {
        match self.contenu {
            Contenu::Texte => est_un_nombre(&self.texte),
            Contenu::Nombre(_) => true,
            Contenu::Date(_) | Contenu::FormuleSansValeur | Contenu::Retire => false,
        }
    }

    /// Forgets what it held, but not that it held something.
    pub fn retire(&mut self) {
        if !self.texte.is_empty() {
            *self = Self::RETIREE;
        }
    }

    /// Forgets what it held.
    pub fn efface(&mut self) {
        *self = Self::default();
    }
}

impl Deref for Cellule {
    type Target = str;

    fn deref(&self) -> &str {
        &self.texte
    }
}

impl From<String> for Cellule {
    fn from(texte: String) -> Self {
        Self { texte, contenu: Contenu::Texte }
    }
}

impl From<&str> for Cellule {
    fn from(texte: &str) -> Self {
        texte.to_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ce_que_dit_un_classeur_n_est_jamais_ambigu() {
        let n = Exact::decimal(13_316, 3);
        assert_eq!((Cellule::nombre(n).texte(), Cellule::nombre(n).lecture(false)), ("13,316", Lecture::Nombre(n)));
        assert!(matches!(Cellule::from("13.316").lecture(true), Lecture::Ambigu(_)));
        assert_eq!(Cellule::nombre(n).lecture(true), Lecture::Illisible(Cause::Decimales));
        let jour = NaiveDate::from_ymd_opt(2021, 3, 15).unwrap();
        assert_eq!(Cellule::date(jour).mois(), Some(MoisLu { annee: Some(2021), numero: 3 }));
        assert_eq!(Cellule::from("2021-03-15").mois(), None);
    }
}
