//! A table, whatever it is written as: a sheet of the workbook, a CSV file.

use crate::domaine::indicateur::{Unite, Valeur};
use chrono::NaiveDate;

/// A table with one row of headers.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Name of the sheet: at most 31 characters, no two alike.
    pub(super) feuille: &'static str,
    /// Name of the CSV file, without its end.
    pub(super) fichier: &'static str,
    /// Above the headers.
    pub(super) titre: String,
    /// Sentences under the title.
    pub(super) consignes: Vec<String>,
    pub(super) colonnes: Vec<Colonne>,
    pub(super) lignes: Vec<Ligne>,
    /// Columns that stay in sight.
    pub(super) figees: u16,
}

#[derive(Debug, Clone)]
pub(super) struct Colonne {
    pub(super) titre: String,
    /// Characters.
    pub(super) largeur: u32,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Ligne {
    pub(super) cases: Vec<Case>,
    /// The first of a group: a line is drawn above.
    pub(super) debut: bool,
    /// A total.
    pub(super) forte: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Case {
    Vide,
    Texte(String),
    Jour(NaiveDate),
    /// As it is, and what decides its format.
    Valeur(Valeur, Forme),
    /// As the report prints it: rounded once, here.
    Imprimee(Valeur, Unite),
    /// What should be zero.
    Controle(Valeur),
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forme {
    Unite(Unite),
    /// With the decimals that it has.
    Libre,
}

impl Table {
    pub(super) fn new(feuille: &'static str, fichier: &'static str, titre: impl Into<String>) -> Self {
        let titre = titre.into();
        let (consignes, colonnes, lignes) = (Vec::new(), Vec::new(), Vec::new());
        Self { feuille, fichier, titre, consignes, colonnes, lignes, figees: 0 }
    }

    pub(super) fn consigne(mut self, phrase: impl Into<String>) -> Self {
        self.consignes.push(phrase.into());
        self
    }

    pub(super) fn colonnes<T: Into<String>>(mut self, colonnes: impl IntoIterator<Item = (T, u32)>) -> Self {
        self.colonnes.extend(colonnes.into_iter().map(|(titre, largeur)| Colonne { titre: titre.into(), largeur }));
        self
    }

    pub(super) fn figees(self, figees: u16) -> Self {
        Self { figees, ..self }
    }

    /// Row of the headers, from zero: title, sentences, headers.
    pub(super) fn entete(&self) -> u32 {
        u32::try_from(self.consignes.len()).unwrap_or(0) + 1
    }
}

impl Case {
    pub(super) fn texte(texte: impl Into<String>) -> Self {
        Self::Texte(texte.into())
    }

    pub(super) fn de(valeur: Valeur, unite: Unite) -> Self {
        Self::Valeur(valeur, Forme::Unite(unite))
    }

    /// The value of the cell, and whether the cell may be where it lives.
    pub(super) fn valeur(&self) -> Option<(&Valeur, bool)> {
        match self {
            Self::Valeur(valeur, _) => Some((valeur, true)),
            Self::Imprimee(valeur, _) | Self::Controle(valeur) => Some((valeur, false)),
            Self::Vide | Self::Texte(_) | Self::Jour(_) => None,
        }
    }
}

impl From<Vec<Case>> for Ligne {
    fn from(cases: Vec<Case>) -> Self {
        Self { cases, debut: false, forte: false }
    }
}
