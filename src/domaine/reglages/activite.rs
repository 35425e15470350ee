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
    /// What was planned, where the tariff is a lump sum by mesure.
    pub mesures_previsionnelles: Option<Spanned<MesuresPrevues>>,
    /// The share of the théorique that the forecast in days was worked out with.
    pub taux_retenu: Option<Spanned<Taux>>,
    /// The CPOM's tunnel.
    pub tunnel: Option<Tunnel>,
}

/// `tunnel`, `tunnel_base`, `tunnel_regle`: all contractual.
#[derive(Debug, Clone)]
pub struct Tunnel {
    /// The low share of the base.
    pub plancher: Taux,
    /// The high one.
    pub plafond: Taux,
    /// Which days they are shares of.
    pub base: BaseDuTunnel,
    /// The clawback, where the contract has one.
    pub regle: Option<RegleDuTunnel>,
    /// The line of `tunnel` in rapport.toml.
    pub span: Span,
}

/// Which days a tunnel is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseDuTunnel {
    /// What was planned.
    Previsionnelles,
    /// What the capacity allows.
    Theoriques,
}

impl BaseDuTunnel {
    /// Every base with its key and its printed words.
    pub const TOUTES: [(Self, &'static str, &'static str); 2] = [
        (Self::Previsionnelles, "previsionnelles", "journées prévisionnelles"),
        (Self::Theoriques, "theoriques", "journées théoriques"),
    ];
}

/// What the contract takes back for the days below the floor.
#[derive(Debug, Clone)]
pub struct RegleDuTunnel {
    /// « CPOM 2024–2028, article 7 »: no euro without it.
    pub texte: String,
    /// Which share of the days below the floor.
    pub part: Taux,
    /// At which price; the price in force when the contract names none.
    pub prix: Option<Spanned<Euros>>,
    /// The line of `part` in rapport.toml.
    pub span: Span,
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

/// Mesures planned, where each is worth a lump sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MesuresPrevues {
    /// One figure for the year.
    Annuelles(u32),
    /// Twelve figures.
    Mensuelles(Box<[u32; 12]>),
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
    /// Days planned for whoever pays it, for the year or for each month: never a share.
    pub previsionnelles: Option<Spanned<Prevision>>,
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
