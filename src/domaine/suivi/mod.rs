//! The follow-up table as read: one row per decision, made of dates, identifiers and words known by their number. A row
//! keeps only its row number: its file and its columns are said once per table.

mod derivation;
mod lexique;
mod mois_par_mois;
mod numeros;
mod parcours;
mod passages;
mod payeurs;
mod presence;
mod sejours;

pub use derivation::Derivation;
pub use lexique::{Lexique, Mot, MotLu};
pub use mois_par_mois::{Calendrier, JoursDuMois, quotite};
pub use numeros::Numeros;
pub use parcours::{Attente, Episode, Mesure, Parcours, Sejour};
pub use payeurs::{Payeurs, QuiPaie};
pub use presence::Presence;

use super::cellule::Cellule;
use super::exact::Exact;
use crate::diagnostic::{Address, Span};
use chrono::{Datelike, NaiveDate};
use ecow::EcoString;

/// Every row of the follow-up tables and waiting lists of a folder, in reading order.
#[derive(Debug, Clone, Default)]
pub struct Suivi {
    /// Where rows come from.
    pub tables: Vec<TableDeSuivi>,
    /// One per row.
    pub lignes: Vec<LigneDeSuivi>,
    /// The words of each column of words, in the order of [`Colonne::MOTS`].
    pub lexiques: [Lexique; Colonne::MOTS.len()],
}

/// A follow-up table or a waiting list, and its columns.
#[derive(Debug, Clone)]
pub struct TableDeSuivi {
    /// Path in the folder.
    pub fichier: String,
    /// Sheet of a workbook.
    pub feuille: Option<String>,
    /// Row of its headers as a spreadsheet shows it, 0-based.
    pub rang: u32,
    /// True for a waiting list: none of its rows has begun.
    pub attente: bool,
    /// Column and header as typed of each key that the table has.
    pub colonnes: Vec<(Colonne, u32, String)>,
}

/// A row: a decision about a mesure, or the whole mesure where the office writes one row for it.
#[derive(Debug, Clone)]
pub struct LigneDeSuivi {
    /// Physical line in the file, 1-based.
    pub numero: u32,
    /// Row as a spreadsheet shows it, 0-based.
    pub rang: u32,
    /// Index in [`Suivi::tables`].
    pub table: u16,
    /// The mesure; empty when the table does not say.
    pub id: EcoString,
    /// The person, a pseudonym; empty when not said.
    pub jeune: EcoString,
    /// The family; empty when not said.
    pub famille: EcoString,
    /// When the jeune was born.
    pub naissance: Option<Naissance>,
    /// When it was decided.
    pub decision: Option<NaiveDate>,
    /// When the service was told.
    pub notification: Option<NaiveDate>,
    /// When it began; none while waiting.
    pub debut: Option<NaiveDate>,
    /// When it ended.
    pub fin: Option<NaiveDate>,
    /// Term of the decision.
    pub echeance: Option<NaiveDate>,
    /// Since when it is exercised in another form.
    pub exercee_depuis: Option<NaiveDate>,
    /// Its words, in the order of [`Colonne::MOTS`].
    pub mots: [Mot; Colonne::MOTS.len()],
}

/// A birth, to the day or to the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Naissance {
    /// The day; the first of the month when only the month is known.
    pub jour: NaiveDate,
    /// False when only the month is known.
    pub au_jour: bool,
}

/// Columns of a follow-up table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words of the specification, § 4.2")]
pub enum Colonne {
    Id,
    Jeune,
    Famille,
    Naissance,
    Decision,
    Notification,
    Debut,
    Fin,
    Echeance,
    ExerceeDepuis,
    Dispositif,
    ExerceeEn,
    Nature,
    Quotite,
    Sexe,
    Territoire,
    Prescripteur,
    MotifFin,
    Suite,
    Payeur,
    Public,
    Unite,
    Residence,
    SituationParentale,
    Referent,
    CoReferent,
}

impl Colonne {
    /// Every column with its key in `data/parametres/genres.toml`.
    pub const TOUTES: [(Self, &'static str); 26] = [
        (Self::Id, "id"),
        (Self::Jeune, "jeune"),
        (Self::Famille, "famille"),
        (Self::Naissance, "naissance"),
        (Self::Decision, "decision"),
        (Self::Notification, "notification"),
        (Self::Debut, "debut"),
        (Self::Fin, "fin"),
        (Self::Echeance, "echeance"),
        (Self::ExerceeDepuis, "exercee_depuis"),
        (Self::Dispositif, "dispositif"),
        (Self::ExerceeEn, "exercee_en"),
        (Self::Nature, "nature_de_decision"),
        (Self::Quotite, "quotite"),
        (Self::Sexe, "sexe"),
        (Self::Territoire, "territoire"),
        (Self::Prescripteur, "prescripteur"),
        (Self::MotifFin, "motif_fin"),
        (Self::Suite, "suite"),
        (Self::Payeur, "payeur"),
        (Self::Public, "public"),
        (Self::Unite, "unite"),
        (Self::Residence, "residence"),
        (Self::SituationParentale, "situation_parentale"),
        (Self::Referent, "referent"),
        (Self::CoReferent, "co_referent"),
    ];

    /// Columns of words.
    pub const MOTS: [Self; 16] = [
        Self::Dispositif,
        Self::ExerceeEn,
        Self::Nature,
        Self::Quotite,
        Self::Sexe,
        Self::Territoire,
        Self::Prescripteur,
        Self::MotifFin,
        Self::Suite,
        Self::Payeur,
        Self::Public,
        Self::Unite,
        Self::Residence,
        Self::SituationParentale,
        Self::Referent,
        Self::CoReferent,
    ];

    /// Place among [`Colonne::MOTS`]; `None` for identifiers and dates.
    pub const fn mot(self) -> Option<usize> {
        let (rang, premier) = (self as usize, Self::Dispositif as usize);
        if rang >= premier { Some(rang - premier) } else { None }
    }
}

/// What a row decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NatureDeDecision {
    /// Begins a mesure.
    Initiale,
    /// Prolongs it: neither an entry nor an exit.
    Renouvellement,
    /// Changes it: another dispositif, another quotité.
    Modification,
    /// Ends it.
    Mainlevee,
}

impl NatureDeDecision {
    /// Every nature with its word of `data/parametres/vocabulaire.toml`.
    pub const TOUTES: [(Self, &'static str); 4] = [
        (Self::Initiale, "initiale"),
        (Self::Renouvellement, "renouvellement"),
        (Self::Modification, "modification"),
        (Self::Mainlevee, "mainlevée"),
    ];

    /// The nature that a word of the vocabulary names.
    pub fn du_mot(mot: &str) -> Option<Self> {
        Self::TOUTES.iter().find(|(_, cle)| *cle == mot).map(|(nature, _)| *nature)
    }
}

impl LigneDeSuivi {
    /// A row that says nothing but where it stands.
    pub fn vide(table: u16, numero: u32, rang: u32) -> Self {
        Self {
            numero,
            rang,
            table,
            id: EcoString::new(),
            jeune: EcoString::new(),
            famille: EcoString::new(),
            naissance: None,
            decision: None,
            notification: None,
            debut: None,
            fin: None,
            echeance: None,
            exercee_depuis: None,
            mots: [Mot::VIDE; Colonne::MOTS.len()],
        }
    }

    /// The word of a column of words.
    pub fn mot(&self, colonne: Colonne) -> Mot {
        colonne.mot().map_or(Mot::VIDE, |i| self.mots[i])
    }
}

impl Suivi {
    /// True when no table gave a row.
    pub fn is_empty(&self) -> bool {
        self.lignes.is_empty()
    }

    /// The words of a column of words.
    pub fn lexique(&self, colonne: Colonne) -> Option<&Lexique> {
        self.lexiques.get(colonne.mot()?)
    }

    /// What a row says in a column of words.
    pub fn lu(&self, ligne: &LigneDeSuivi, colonne: Colonne) -> Option<&MotLu> {
        self.lexique(colonne)?.lu(ligne.mot(colonne))
    }

    /// Index of the dispositif of a row in rapport.toml.
    pub fn dispositif(&self, ligne: &LigneDeSuivi) -> Option<usize> {
        self.lu(ligne, Colonne::Dispositif)?.dispositif
    }

    /// What the row decides, when it says it.
    pub fn nature(&self, ligne: &LigneDeSuivi) -> Option<NatureDeDecision> {
        self.lu(ligne, Colonne::Nature)?.nature
    }

    /// The share of the days that is billed; one when nothing is said.
    pub fn quotite(&self, ligne: &LigneDeSuivi) -> Exact {
        self.lu(ligne, Colonne::Quotite).and_then(|lu| lu.nombre).unwrap_or(Exact::from(1_u32))
    }

    /// What was understood of a cell, as it would be typed again; blank for a column that the row does not fill.
    pub fn cellule(&self, ligne: &LigneDeSuivi, colonne: Colonne) -> Cellule {
        let date = |jour: Option<NaiveDate>| jour.map_or(Cellule::VIDE, Cellule::date);
        match colonne {
            Colonne::Id => ligne.id.as_str().into(),
            Colonne::Jeune => ligne.jeune.as_str().into(),
            Colonne::Famille => ligne.famille.as_str().into(),
            Colonne::Naissance => match ligne.naissance {
                Some(n) if !n.au_jour => format!("{:02}/{}", n.jour.month(), n.jour.year()).into(),
                n => date(n.map(|n| n.jour)),
            },
            Colonne::Decision => date(ligne.decision),
            Colonne::Notification => date(ligne.notification),
            Colonne::Debut => date(ligne.debut),
            Colonne::Fin => date(ligne.fin),
            Colonne::Echeance => date(ligne.echeance),
            Colonne::ExerceeDepuis => date(ligne.exercee_depuis),
            mot => self.lu(ligne, mot).map_or(Cellule::VIDE, |lu| lu.texte.as_str().into()),
        }
    }

    /// The place of a row, or of one of its cells.
    pub fn span(&self, ligne: &LigneDeSuivi, colonne: Option<Colonne>) -> Span {
        let table = &self.tables[usize::from(ligne.table)];
        let cellule = colonne.and_then(|c| table.colonnes.iter().find(|(autre, _, _)| *autre == c));
        Span {
            file: table.fichier.clone(),
            sheet: table.feuille.clone(),
            line: ligne.numero,
            cell: cellule.map(|(_, column, _)| Address { column: *column, row: ligne.rang }),
            column: cellule.map(|(_, _, entete)| entete.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_words_know_their_place() {
        for (rang, colonne) in Colonne::MOTS.iter().enumerate() {
            assert_eq!(colonne.mot(), Some(rang));
        }
        let cles: Vec<Colonne> = Colonne::TOUTES.iter().map(|(colonne, _)| *colonne).collect();
        assert!(cles.is_sorted() && cles.ends_with(&Colonne::MOTS));
        assert_eq!(Colonne::Id.mot(), None);
    }
}
