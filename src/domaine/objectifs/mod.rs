//! The objectives of a contract (§ 4.7): actions with their étapes by year, indicators, financing.

pub mod financement;
mod preuve;
mod reference;

use super::exact::Exact;
use crate::diagnostic::Span;
use chrono::NaiveDate;
pub use financement::Financement;
pub use preuve::{Cellule, Ecart, Egalite};
pub use reference::Renvoi;

/// What the tables of objectives say, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Objectifs {
    /// Action sheets.
    pub actions: Vec<Action>,
    /// Indicators of actions, one per row.
    pub indicateurs: Vec<IndicateurDAction>,
    /// Who pays for what.
    pub financement: Financement,
}

/// « Action n° 1.1 : « … » », « Objectif stratégique n°2 : … ».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titre {
    /// « Objectif stratégique », « Action ».
    pub mot: String,
    /// « 1.1 ».
    pub numero: Option<String>,
    /// Without its quotation marks; may be empty.
    pub intitule: String,
}

/// One action sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The objective that it serves.
    pub objectif: Option<Titre>,
    /// Its own title.
    pub titre: Titre,
    /// « Début ».
    pub debut: Option<Borne>,
    /// « Fin ».
    pub fin: Option<Borne>,
    /// The years of its tables, in order.
    pub annees: Vec<i32>,
    /// In order.
    pub etapes: Vec<Etape>,
    /// Where its title stands, or its first table.
    pub span: Span,
}

/// An end of the calendar of an action: a year, or a month of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Borne {
    /// Year.
    pub annee: i32,
    /// 1 to 12, when it is said.
    pub mois: Option<u8>,
    /// Where.
    pub span: Span,
}

/// A step of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Etape {
    /// Words of the contract.
    pub libelle: String,
    /// The years marked with an X, each at its cell.
    pub annees: Vec<(i32, Span)>,
    /// Word of the vocabulary: « réalisée », « en cours »…
    pub etat: Option<String>,
    /// Free words.
    pub commentaire: Option<String>,
    /// Where its label stands.
    pub span: Span,
}

/// A row of the table of indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicateurDAction {
    /// The objective that it names, when numbers of actions start again with each.
    pub objectif: Option<String>,
    /// The action that it names, as typed.
    pub action: Option<(String, Span)>,
    /// Words of the contract.
    pub libelle: String,
    /// Of which year.
    pub annee: Option<i32>,
    /// What the contract asks for.
    pub cible: Option<Mesure>,
    /// What was reached.
    pub realise: Option<Mesure>,
    /// Unit of a number, as typed.
    pub unite: Option<String>,
    /// Where its label stands.
    pub span: Span,
}

/// The value of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mesure {
    /// A number, in the unit of its row.
    Nombre(Exact),
    /// A rate, as a plain ratio.
    Taux(Exact),
    /// Euros.
    Euros(Exact),
    /// Oui, non.
    Oui(bool),
    /// A day.
    Date(NaiveDate),
    /// A month: year, 1 to 12.
    Mois(i32, u8),
}

impl Objectifs {
    /// True when no table says anything.
    pub fn est_vide(&self) -> bool {
        self.actions.is_empty() && self.indicateurs.is_empty() && self.financement.est_vide()
    }
}

impl Titre {
    /// « Action n° 1.1 », « Action ».
    pub fn court(&self) -> String {
        match &self.numero {
            Some(numero) => format!("{} n° {numero}", self.mot),
            None if self.mot.is_empty() => self.intitule.clone(),
            None => self.mot.clone(),
        }
    }

    /// « Action n° 1.1 : Créer un dispositif ».
    pub fn entier(&self) -> String {
        match (self.mot.is_empty(), self.intitule.is_empty()) {
            (true, _) => self.intitule.clone(),
            (false, true) => self.court(),
            (false, false) => format!("{} : {}", self.court(), self.intitule),
        }
    }
}

impl Action {
    /// True when the calendar of the action lets a year in; `None` when it has no calendar, or half of one that would
    /// be needed to know.
    pub fn admet(&self, annee: i32) -> Option<bool> {
        let avant = self.debut.as_ref().map(|b| annee < b.annee);
        let apres = self.fin.as_ref().map(|b| annee > b.annee);
        match (avant, apres) {
            (Some(true), _) | (_, Some(true)) => Some(false),
            (Some(false), Some(false)) => Some(true),
            _ => None,
        }
    }

    /// The steps marked in a year.
    pub fn etapes_de(&self, annee: i32) -> impl Iterator<Item = &Etape> {
        self.etapes.iter().filter(move |etape| etape.annees.iter().any(|(a, _)| *a == annee))
    }
}
