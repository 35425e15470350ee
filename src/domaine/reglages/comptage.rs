//! How a service counts: printed in the report's methodological note.

use crate::francais::cle;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// `[comptage]`: printed in the report's methodological note.
#[derive(Debug, Clone)]
pub struct Comptage {
    /// Is the first day of a mesure counted?
    pub jour_d_entree: bool,
    /// Is the last day of a mesure counted (billed)?
    pub jour_de_sortie: bool,
    /// Which days are open.
    pub jours_ouverture: JoursOuverture,
    /// How an annual forecast is shared between months.
    pub prevision_par: PrevisionPar,
    /// Which capacity is the denominator of rates.
    pub capacite_de_reference: NatureCapacite,
    /// What is counted.
    pub unite_de_compte: UniteDeCompte,
    /// An exit followed by an entry of the same jeune within this many days is a passage.
    pub delai_de_passage_jours: u32,
    /// Are days past the term of the decision cut?
    pub couper_a_l_echeance: bool,
    /// What becomes of the days of an absence, per motive as folded by `francais::cle`; days of other motives are kept.
    pub absences: BTreeMap<String, RegleDAbsence>,
}

/// What becomes of the days of an absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegleDAbsence {
    /// Counted as presence.
    Maintenue,
    /// No longer counted beyond so many hours.
    RetireeApres {
        /// Zero: from the first day.
        heures: u32,
    },
    /// Counted up to so many days a year and person.
    PlafonneeA {
        /// Days.
        jours: u32,
    },
}

impl RegleDAbsence {
    /// « retirée après 48 heures ».
    pub fn en_mots(self) -> String {
        match self {
            Self::Maintenue => "maintenue".to_owned(),
            Self::RetireeApres { heures: 0 } => "retirée".to_owned(),
            Self::RetireeApres { heures } => format!("retirée après {heures} heures"),
            Self::PlafonneeA { jours } => format!("plafonnée à {jours} jours par an"),
        }
    }

    /// Reads « maintenue », « retirée », « retirée après 48 heures », « plafonnée à 35 jours ».
    pub fn lue(texte: &str) -> Option<Self> {
        let cle = cle(texte);
        match cle.split(' ').collect::<Vec<_>>()[..] {
            ["maintenue"] => Some(Self::Maintenue),
            ["retiree"] => Some(Self::RetireeApres { heures: 0 }),
            ["retiree", "apre", n, "heure" | "h"] => Some(Self::RetireeApres { heures: borne(n)? }),
            ["plafonnee", "a", n, "jour"] => Some(Self::PlafonneeA { jours: borne(n)? }),
            _ => None,
        }
    }
}

/// A year of hours at most.
fn borne(nombre: &str) -> Option<u32> {
    nombre.parse().ok().filter(|n| *n <= 8784)
}

impl Default for Comptage {
    fn default() -> Self {
        Self {
            jour_d_entree: true,
            jour_de_sortie: false,
            jours_ouverture: JoursOuverture::Calendaires,
            prevision_par: PrevisionPar::Jours,
            capacite_de_reference: NatureCapacite::Autorisee,
            unite_de_compte: UniteDeCompte::Mesure,
            delai_de_passage_jours: 1,
            couper_a_l_echeance: false,
            absences: BTreeMap::new(),
        }
    }
}

/// Opening days of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JoursOuverture {
    /// Every calendar day.
    Calendaires,
    /// So many days a year, not said which: each calendar day weighs N/365 or N/366.
    Nombre(u32),
    /// Every day but these.
    Fermetures(BTreeSet<NaiveDate>),
}

/// Both usages exist; the report prints which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrevisionPar {
    /// By calendar days.
    Jours,
    /// By twelfths.
    Douziemes,
}

/// The four capacities that are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NatureCapacite {
    /// By the arrêté d'autorisation.
    Autorisee,
    /// By the habilitation justice.
    Habilitee,
    /// Places really open.
    Installee,
    /// Places in the budget.
    Financee,
}

impl NatureCapacite {
    /// Every nature with its key in rapport.toml and its printed word.
    pub const TOUTES: [(Self, &'static str, &'static str); 4] = [
        (Self::Autorisee, "autorisee", "autorisée"),
        (Self::Habilitee, "habilitee", "habilitée"),
        (Self::Installee, "installee", "installée"),
        (Self::Financee, "financee", "financée"),
    ];

    /// « autorisée ».
    pub fn libelle(self) -> &'static str {
        Self::TOUTES.iter().find(|(n, _, _)| *n == self).map_or("", |(_, _, l)| l)
    }
}

/// What one unit of the tables is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UniteDeCompte {
    /// A decision being carried out.
    Mesure,
    /// A person.
    Jeune,
    /// A family.
    Famille,
    /// A mandat (a fraction of a sibling group, in some PEAD).
    Mandat,
}

impl UniteDeCompte {
    /// Every unit with its key, its printed singular and plural.
    pub const TOUTES: [(Self, &'static str, &'static str); 4] = [
        (Self::Mesure, "mesure", "mesures"),
        (Self::Jeune, "jeune", "jeunes"),
        (Self::Famille, "famille", "familles"),
        (Self::Mandat, "mandat", "mandats"),
    ];

    /// « mesures ».
    pub fn pluriel(self) -> &'static str {
        Self::TOUTES.iter().find(|(u, _, _)| *u == self).map_or("", |(_, _, p)| p)
    }
}
