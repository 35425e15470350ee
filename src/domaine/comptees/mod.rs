//! Which rows a counted figure was counted over: looked for on demand, for `expliquer` alone, and never kept.

mod des_factures;
mod des_registres;
mod du_suivi;

use super::controle::DossierControle;
use super::exact::Exact;
use super::factures::Factures;
use super::indicateur::Indicateurs;
use super::mois::Mois;
use super::rapprochement::Cause;
use super::suivi::Calendrier;
use super::valeur::{Denombrement, Nom, Provenance, Valeur};
use crate::diagnostic::Span;
use chrono::NaiveDate;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rows that only the count itself can tell: its name does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parmi {
    /// Mesures that have days between two dates, both included.
    Journees {
        /// Ranks in rapport.toml.
        dispositifs: Vec<usize>,
        /// First and last day.
        jours: (NaiveDate, NaiveDate),
        /// Who pays for them; everyone when nothing is said.
        payeur: Option<Paye>,
    },
    /// Rows of the billing.
    Factures {
        /// True for the amount, false for the days.
        montant: bool,
        /// Rank in rapport.toml; else all.
        dispositif: Option<u16>,
        /// As [`crate::francais::cle`] writes it, empty for the rows that do not say; else all.
        payeur: Option<String>,
        /// Else the period known.
        mois: Option<Mois>,
    },
    /// Rows that a cause of the rapprochement was found in; of all dispositifs without one.
    Cause(Option<u16>, Cause),
    /// Rows billed after the term of a decision, and due.
    ARisque(Option<u16>),
    /// Rows of a small table, told one by one: what one of them is, and where each stands.
    Lignes([&'static str; 2], Vec<Span>),
}

/// Whose days, as the tariffs see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paye {
    /// That payer.
    Par(String),
    /// Someone whom no tariff names.
    ParUnAutre,
    /// The mesure does not say.
    NonDit,
}

/// What a figure was counted over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comptees {
    /// What one of them is: « mesure », « demande », « ligne de facturation ».
    pub quoi: [&'static str; 2],
    /// How many.
    pub nombre: u64,
    /// What they amount to, where the rows alone tell it: always the figure itself.
    pub total: Option<Exact>,
    /// Their rows, each once.
    pub tables: Vec<Plages>,
    /// Their cells with what each brings, where the figure is a sum of cells; in reading order.
    pub cellules: Vec<(Span, Exact)>,
}

/// Rows of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plages {
    /// The table.
    pub table: Span,
    /// First and last row of each run, as a text editor or a spreadsheet numbers them, in order.
    pub plages: Vec<(u32, u32)>,
}

/// Looks for rows. Each search walks the follow-up table once.
pub struct Recherche<'a> {
    controle: &'a DossierControle,
    indicateurs: &'a Indicateurs,
    factures: OnceCell<Factures<'a>>,
    calendrier: Calendrier,
}

impl<'a> Recherche<'a> {
    /// Nothing is looked for yet.
    pub fn new(controle: &'a DossierControle, indicateurs: &'a Indicateurs) -> Self {
        let calendrier = Calendrier::new(controle.reglages());
        Self { controle, indicateurs, factures: OnceCell::new(), calendrier }
    }

    /// The rows of a counted value; `None` for a value that was not counted, or whose rows nothing tells.
    pub fn de(&self, valeur: &Valeur) -> Option<Comptees> {
        let Provenance::Comptee(denombrement) = &*valeur.provenance else { return None };
        match (denombrement.parmi.as_deref(), valeur.nom.as_deref()) {
            (Some(Parmi::Journees { dispositifs, jours, payeur }), _) => {
                Some(self.journees(dispositifs, *jours, payeur.as_ref()))
            }
            (Some(Parmi::Lignes(quoi, places)), _) => Some(une_a_une(*quoi, places)),
            (Some(parmi), _) => Some(self.des_factures(parmi)),
            (None, Some(Nom::Indicateur { perimetre, id, mois })) => {
                self.du_suivi(perimetre, id, *mois).or_else(|| self.des_registres(perimetre, id))
            }
            (None, _) => None,
        }
    }

    /// Ranks of the dispositifs of a perimetre, and whether it is the service, which also counts what names none.
    fn rangs(&self, perimetre: &str) -> (Vec<usize>, bool) {
        let reglages = self.controle.reglages();
        let tous = reglages.dispositifs.iter().enumerate();
        if let Some((rang, _)) = tous.clone().find(|(_, d)| d.code == perimetre) {
            return (vec![rang], false);
        }
        match reglages.groupes.iter().find(|g| g.code == perimetre) {
            Some(groupe) => {
                (tous.filter(|(_, d)| groupe.dispositifs.contains(&d.code)).map(|(r, _)| r).collect(), false)
            }
            None => (tous.map(|(rang, _)| rang).collect(), true),
        }
    }

    /// The days of a month, else of the period known.
    fn jours(&self, mois: Option<Mois>) -> (NaiveDate, NaiveDate) {
        let premier = mois.unwrap_or(self.controle.reglages().exercice.janvier());
        (premier.premier_jour(), mois.unwrap_or(self.controle.jusqu_a()).dernier_jour())
    }
}

/// A count with the rows that it counted, where they are few: what one of them is, and where each stands.
pub fn compte_lignes<'s>(quoi: [&'static str; 2], places: impl IntoIterator<Item = &'s Span>) -> Valeur {
    let places: Vec<Span> = places.into_iter().cloned().collect();
    let tables: BTreeSet<Span> = places.iter().map(|p| Span::sheet(&p.file, p.sheet.as_deref())).collect();
    let nombre = u32::try_from(places.len()).unwrap_or(u32::MAX);
    let parmi = Some(Arc::new(Parmi::Lignes(quoi, places)));
    Valeur::comptee(nombre.into(), Denombrement { lignes: None, parmi, tables: tables.into_iter().collect() })
}

fn une_a_une(quoi: [&'static str; 2], places: &[Span]) -> Comptees {
    let nombre = u32::try_from(places.len()).unwrap_or(u32::MAX);
    let lignes = places.iter().map(|p| (Span::sheet(&p.file, p.sheet.as_deref()), p.line));
    Comptees { quoi, nombre: nombre.into(), total: Some(nombre.into()), tables: plages(lignes), cellules: Vec::new() }
}

/// Rows put in order, table by table, runs joined.
fn plages(lignes: impl IntoIterator<Item = (Span, u32)>) -> Vec<Plages> {
    let mut par_table: BTreeMap<Span, BTreeSet<u32>> = BTreeMap::new();
    for (table, ligne) in lignes {
        par_table.entry(table).or_default().insert(ligne);
    }
    let jointes = |(table, lignes): (Span, BTreeSet<u32>)| {
        let mut plages: Vec<(u32, u32)> = Vec::new();
        for ligne in lignes {
            match plages.last_mut().filter(|(_, a)| *a + 1 == ligne) {
                Some((_, a)) => *a = ligne,
                None => plages.push((ligne, ligne)),
            }
        }
        Plages { table, plages }
    };
    par_table.into_iter().map(jointes).collect()
}
