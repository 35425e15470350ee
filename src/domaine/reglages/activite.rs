//! Capacity, forecast and tariffs: everything dated.

use super::comptage::NatureCapacite;
use crate::diagnostic::{Span, Spanned};
use crate::domaine::unites::{Euros, Journees, Taux};
use chrono::NaiveDate;

/// `[[capacite]]`: so many places from that day on.
#[derive(Debug, Clone)]
pub struct Capacite {
    /// First day in force.
    pub depuis: NaiveDate,
    /// Places.
    pub places: u32,
    /// Which of the four capacities.
    pub nature: NatureCapacite,
    /// The line of `places` in rapport.toml.
    pub span: Span,
}

/// `[activite]`.
#[derive(Debug, Clone, Default)]
pub struct Activite {
    /// What was planned.
    pub previsionnelles: Option<Spanned<Prevision>>,
    /// The declared annual figure, when no table holds it.
    pub realisees: Option<Spanned<Journees>>,
    /// The CPOM's tunnel, low and high.
    pub tunnel: Option<(Taux, Taux)>,
}

/// Three ways to state a forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prevision {
    /// One figure for the year.
    Annuelle(Journees),
    /// Twelve figures.
    Mensuelle(Box<[Journees; 12]>),
    /// A share of the théorique.
    TauxCible(Taux),
}

/// `[[tarif]]`.
#[derive(Debug, Clone)]
pub struct Tarif {
    /// First day in force.
    pub depuis: NaiveDate,
    /// Price and what it is per.
    pub prix: Prix,
    /// What the price says it is.
    pub nature: NatureTarif,
    /// The only dispositif it applies to.
    pub dispositif: Option<String>,
    /// Who pays.
    pub payeur: Option<String>,
    /// Reference of the arrêté.
    pub arrete: Option<String>,
    /// Its date.
    pub date_arrete: Option<NaiveDate>,
    /// The line of the price in rapport.toml.
    pub span: Span,
}

/// A tariff is paid by day, by mesure, or as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prix {
    /// € per day.
    Journee(Euros),
    /// € per mesure.
    ForfaitMesure(Euros),
    /// € per year, paid by twelfths.
    DotationGlobalisee(Euros),
}

/// What a price of the day is: domaine.md §2.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NatureTarif {
    /// Not stated.
    NonPrecisee,
    /// Mean price of the full year (TB).
    Moyen,
    /// In force from its date (TA).
    Applicable,
    /// Provisional, carried over from the year before.
    Reconduction,
}

impl NatureTarif {
    /// Every nature with its key and its printed words.
    pub const TOUTES: [(Self, &'static str, &'static str); 4] = [
        (Self::NonPrecisee, "non-precisee", "de nature non précisée"),
        (Self::Moyen, "moyen", "moyen annuel"),
        (Self::Applicable, "applicable", "applicable à sa date d’effet"),
        (Self::Reconduction, "reconduction", "de reconduction provisoire"),
    ];

    /// « moyen annuel ».
    pub fn libelle(self) -> &'static str {
        Self::TOUTES.iter().find(|(n, _, _)| *n == self).map_or("", |(_, _, l)| l)
    }
}
