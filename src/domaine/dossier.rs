//! The folder as read: every figure with its cell, and everything that could not be understood, as data.

use super::anomalie::{Anomalie, Omises};
use super::budget::Budget;
use super::cellule::Cellule;
pub use super::depot::{Depot, Ecarte, RaisonDEcart, Source};
use super::exact::Exact;
use super::facturation::Facturation;
use super::mois::Mois;
use super::objectifs::Objectifs;
use super::personnel::Personnel;
use super::population::{EffectifDeclare, TotalDeclare};
use super::qualite::Qualite;
use super::registres::Registres;
use super::reglages::Reglages;
use super::suivi::Suivi;
pub use super::texte::{Texte, Textes};
use crate::diagnostic::Span;
use chrono::NaiveDate;

/// Everything that `lire` found in a folder. It locates and never judges.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    /// rapport.toml, when its required keys are there.
    pub reglages: Option<Reglages>,
    /// Every figure of the monthly tables, in reading order.
    pub releves: Vec<Releve>,
    /// Figures of a whole year, typed in a table.
    pub annuels: Vec<Annuel>,
    /// Totals typed in the tables: checked, never counted.
    pub totaux: Vec<Total>,
    /// Follow-up tables and waiting lists, row by row.
    pub suivi: Suivi,
    /// Requests and absences, row by row.
    pub registres: Registres,
    /// Billing, row by row.
    pub facturation: Facturation,
    /// Counts of populations, as an office declares them.
    pub repartitions: Vec<EffectifDeclare>,
    /// Totals typed among those counts: checked, never counted.
    pub totaux_declares: Vec<TotalDeclare>,
    /// Waiting lists that only give counts.
    pub attentes: Vec<AttenteDeclaree>,
    /// What the tables of budget say.
    pub budget: Budget,
    /// What the tables of objectives say.
    pub objectifs: Objectifs,
    /// The staff.
    pub personnel: Personnel,
    /// Scores, plan d'action, événements indésirables.
    pub qualite: Qualite,
    /// Each table file as it was understood.
    pub tables: Vec<Table>,
    /// The team's texts; a folder that was checked keeps them beside it.
    pub textes: Textes,
    /// Pictures of the folder (logo, photographs).
    pub images: Vec<Source>,
    /// rapport.toml as text, for excerpts.
    pub rapport_toml: Option<String>,
    /// What could not be understood.
    pub anomalies: Vec<Anomalie>,
    /// Those that are only counted.
    pub omises: Vec<Omises>,
}

/// What a row of the monthly table counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grandeur {
    /// Présents au début du mois.
    PresentsDebut,
    /// Entrées du mois.
    Entrees,
    /// Sorties du mois.
    Sorties,
    /// Présents à la fin du mois.
    PresentsFin,
    /// « dont passages internes ».
    Passages,
    /// Journées réalisées.
    JourneesRealisees,
    /// Journées prévisionnelles.
    JourneesPrevisionnelles,
    /// Capacité.
    Capacite,
    /// Journées d'absence.
    Absences,
}

impl Grandeur {
    /// Every grandeur with its key (in the data file of synonyms) and its printed label.
    pub const TOUTES: [(Self, &'static str, &'static str); 9] = [
        (Self::PresentsDebut, "presents_debut", "présents au début du mois"),
        (Self::Entrees, "entrees", "entrées"),
        (Self::Sorties, "sorties", "sorties"),
        (Self::PresentsFin, "presents_fin", "présents à la fin du mois"),
        (Self::Passages, "passages", "dont passages internes"),
        (Self::JourneesRealisees, "journees", "journées réalisées"),
        (Self::JourneesPrevisionnelles, "journees_previsionnelles", "journées prévisionnelles"),
        (Self::Capacite, "capacite", "capacité"),
        (Self::Absences, "absences", "absences"),
    ];

    /// The four rows without which a monthly table of movements cannot be checked.
    pub const MOUVEMENTS: [Self; 4] = [Self::PresentsDebut, Self::Entrees, Self::Sorties, Self::PresentsFin];

    /// « présents au début du mois ».
    pub fn libelle(self) -> &'static str {
        Self::TOUTES.iter().find(|(g, _, _)| *g == self).map_or("", |(_, _, l)| l)
    }

    /// Whole numbers only; days may be shared.
    pub fn compte_des_unites(self) -> bool {
        !matches!(self, Self::JourneesRealisees | Self::JourneesPrevisionnelles | Self::Absences)
    }

    /// Adds up over months (a stock does not).
    pub fn est_un_flux(self) -> bool {
        !matches!(self, Self::PresentsDebut | Self::PresentsFin | Self::Capacite)
    }
}

/// One figure of a monthly table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Releve {
    /// Code of the dispositif.
    pub dispositif: String,
    /// What is counted.
    pub grandeur: Grandeur,
    /// Of which month.
    pub mois: Mois,
    /// What the cell says.
    pub saisie: Saisie,
    /// Where.
    pub span: Span,
}

/// What a cell says, before anyone judges it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saisie {
    /// A number.
    Nombre(Exact),
    /// Nothing typed.
    Vide,
    /// A mark that says the figure is missing (`NC`, `-`, `s.o.`).
    Manquant,
    /// Something else: an [`Anomalie`] at the same place says what.
    Illisible,
}

impl Dossier {
    /// The table that holds a place.
    pub fn table(&self, span: &Span) -> Option<&Table> {
        self.tables.iter().find(|t| t.fichier == span.file && t.feuille == span.sheet)
    }
}

impl Saisie {
    /// The number, when there is one.
    pub fn nombre(&self) -> Option<Exact> {
        match self {
            Self::Nombre(n) => Some(*n),
            _ => None,
        }
    }
}

/// A figure of a whole year, of this exercise or of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annuel {
    /// Code of the dispositif; `None` for the whole service.
    pub dispositif: Option<String>,
    /// What is counted.
    pub grandeur: Grandeur,
    /// Of which year.
    pub annee: i32,
    /// What the cell says.
    pub saisie: Saisie,
    /// Where.
    pub span: Span,
}

/// A waiting list by counts (§ 4.3), at a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttenteDeclaree {
    /// The day that it tells of.
    pub date: NaiveDate,
    /// Code of the dispositif; `None` for the whole service.
    pub dispositif: Option<String>,
    /// Mesures waiting, and where it is said.
    pub mesures: (Saisie, Span),
    /// Families waiting, and where it is said; `None` where the table has no such column.
    pub familles: Option<(Saisie, Span)>,
    /// Part of the capacity that the table states, as a plain ratio; `None` where it has no such column.
    pub part: Option<(Saisie, Span)>,
}

/// What a total should add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Details {
    /// Months: indices in [`Dossier::releves`].
    Mois(Vec<usize>),
    /// Years: indices in [`Dossier::annuels`].
    Annees(Vec<usize>),
}

impl Details {
    /// True when there is nothing to add up.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Mois(indices) | Self::Annees(indices) => indices.is_empty(),
        }
    }
}

/// A total that the table itself states.
#[derive(Debug, Clone)]
pub struct Total {
    /// What is totalled.
    pub grandeur: Grandeur,
    /// The figure.
    pub nombre: Exact,
    /// The cells that it should add up.
    pub details: Details,
    /// Where.
    pub span: Span,
}

/// A table as it was understood, with its rows for excerpts: a text file, or one sheet of a workbook.
#[derive(Debug, Clone)]
pub struct Table {
    /// Path in the folder.
    pub fichier: String,
    /// Sheet of a workbook.
    pub feuille: Option<String>,
    /// What was assumed to read it.
    pub forme: FormeDeFichier,
    /// What kind of table it is; `None` when not recognised.
    pub genre: Option<&'static str>,
    /// Rows as read; those of a row-by-row table are not kept.
    pub lignes: Vec<Ligne>,
    /// How many rows hold something.
    pub lignes_remplies: usize,
    /// Rows that gave figures.
    pub lignes_utilisees: usize,
}

impl Table {
    /// The kind that everything rests on.
    pub const MENSUEL: &'static str = "tableau mensuel";
    /// The kind that holds no month.
    pub const ANNUEL: &'static str = "tableau annuel";
    /// A column for each day of a month, which Trame does not add up.
    pub const PAR_JOUR: &'static str = "tableau par jour";
    /// One row per decision (§ 4.2).
    pub const SUIVI: &'static str = "suivi des mesures";
    /// One row per mesure that has not begun (§ 4.3).
    pub const ATTENTE: &'static str = "liste d’attente";
    /// One row per request (§ 4.8).
    pub const DEMANDES: &'static str = "demandes";
    /// One row per absence (§ 4.10).
    pub const ABSENCES_DES_JEUNES: &'static str = "absences des jeunes";
    /// One row per month, dispositif and payer, or per mesure and month (§ 4.4).
    pub const FACTURATION: &'static str = "facturation";
    /// Counts of a population, one per row.
    pub const REPARTITION: &'static str = "répartition";
    /// The same, a column for girls and one for boys.
    pub const REPARTITION_PAR_SEXE: &'static str = "répartition entre filles et garçons";
    /// The same, a column per dispositif.
    pub const REPARTITION_PAR_DISPOSITIF: &'static str = "répartition entre dispositifs";
    /// Waiting counts at dates.
    pub const ATTENTE_PAR_DATE: &'static str = "liste d’attente par date";

    /// Charges and produits by group (§ 4.12).
    pub const BUDGET: &'static str = "budget";
    /// Action sheets: étapes by year (§ 4.7).
    pub const OBJECTIFS: &'static str = "calendrier d’objectifs";
    /// Indicators of actions (§ 4.7).
    pub const INDICATEURS: &'static str = "indicateurs d’objectifs";
    /// Who pays for what (§ 4.7).
    pub const FINANCEMENT: &'static str = "financement des objectifs";

    /// True for kinds that count populations (§ 4.3, § 4.9).
    pub fn genre_de_comptes(genre: &str) -> bool {
        let repartitions = [Self::REPARTITION, Self::REPARTITION_PAR_SEXE, Self::REPARTITION_PAR_DISPOSITIF];
        repartitions.contains(&genre) || genre == Self::ATTENTE_PAR_DATE
    }

    /// True for kinds that tell of objectives (§ 4.7).
    pub fn genre_d_objectifs(genre: &str) -> bool {
        [Self::OBJECTIFS, Self::INDICATEURS, Self::FINANCEMENT].contains(&genre)
    }

    /// True for kinds that count and never name: only their rows are ever shown. Any other is row by row.
    pub fn genre_agrege(genre: &str) -> bool {
        let du_personnel =
            [Self::PERSONNEL, Self::MOUVEMENTS_DU_PERSONNEL, Self::ABSENCES_DU_PERSONNEL, Self::FORMATIONS];
        let autres = [Self::MENSUEL, Self::ANNUEL, Self::BUDGET, Self::QUALITE, Self::PLAN_D_ACTION];
        du_personnel.contains(&genre)
            || autres.contains(&genre)
            || Self::genre_de_comptes(genre)
            || Self::genre_d_objectifs(genre)
    }

    /// True when its rows are those of [`Dossier::suivi`].
    pub fn est_un_suivi(&self) -> bool {
        self.genre.is_some_and(|genre| [Self::SUIVI, Self::ATTENTE].contains(&genre))
    }

    /// True when its rows may be shown.
    pub fn est_agrege(&self) -> bool {
        self.genre.is_some_and(Self::genre_agrege)
    }
}

/// What a table file is, in the words of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormeDeFichier {
    /// Text: assumed encoding and separator.
    Texte {
        /// « Windows-1252 ».
        encodage: &'static str,
        /// « point-virgule ».
        separateur: &'static str,
    },
    /// A workbook: « XLSX ».
    Classeur(&'static str),
}

/// One row of a table.
#[derive(Debug, Clone, Default)]
pub struct Ligne {
    /// Physical line in the file, 1-based.
    pub numero: u32,
    /// Row as a spreadsheet shows it, 0-based.
    pub rang: u32,
    /// Its cells, blank ones at the end left out.
    pub cellules: Vec<Cellule>,
}

impl Ligne {
    /// The cell of a column; a blank one beyond the last.
    pub fn cellule(&self, colonne: usize) -> &Cellule {
        static VIDE: Cellule = Cellule::VIDE;
        self.cellules.get(colonne).unwrap_or(&VIDE)
    }

    /// Cells that hold something, with their column.
    pub fn remplies(&self) -> impl DoubleEndedIterator<Item = (usize, &Cellule)> {
        self.cellules.iter().enumerate().filter(|(_, c)| !c.is_empty())
    }
}
