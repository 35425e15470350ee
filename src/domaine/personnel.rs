//! The staff as the tables say it: posts, movements, absences, trainings. Functions and counts, never a name.

use super::dossier::Saisie;
use super::exact::Exact;
use crate::diagnostic::Span;
use chrono::{Datelike, NaiveDate};

/// A cell that was read, and where.
pub type Lue = (Saisie, Span);

/// Everything that the tables of staff hold (§ 4.5).
#[derive(Debug, Clone, Default)]
pub struct Personnel {
    /// Posts, a function per row.
    pub effectifs: Vec<Effectif>,
    /// Arrivals and departures.
    pub mouvements: Vec<MouvementDuPersonnel>,
    /// Absences, a motive per row.
    pub absences: Vec<AbsenceDuPersonnel>,
    /// Trainings.
    pub formations: Vec<Formation>,
    /// Totals typed in these tables: checked, never counted.
    pub totaux: Vec<TotalDuPersonnel>,
}

/// Those who hold a function, at a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effectif {
    /// « Éducateur spécialisé ».
    pub fonction: String,
    /// The day that the row tells of; `None` where nothing says it.
    pub date: Option<NaiveDate>,
    /// Full-time equivalents.
    pub etp: Option<Lue>,
    /// Persons.
    pub personnes: Option<Lue>,
}

/// People who came or left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MouvementDuPersonnel {
    /// « Éducateur spécialisé ».
    pub fonction: String,
    /// A word of the vocabulary (« arrivée », « départ »…), else the office's own.
    pub nature: String,
    /// How many.
    pub nombre: Lue,
}

/// Days away for a motive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceDuPersonnel {
    /// What it is: a word of the vocabulary where one says it, else the office's own.
    pub motif: String,
    /// True for an arrêt de travail, false for a leave; `None` where no word says it.
    pub arret: Option<bool>,
    /// Where the row, its header or the title of its table says « arrêt de travail ».
    pub dit_arret: bool,
    /// Days.
    pub jours: Lue,
    /// Persons.
    pub personnes: Option<Lue>,
    /// Number of its table, in reading order.
    pub tableau: usize,
}

/// A training that was followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formation {
    /// Title.
    pub intitule: String,
    /// « Collective »; empty when not said.
    pub nature: String,
    /// Who; empty when not said.
    pub fonction: String,
    /// How many followed it.
    pub participants: Lue,
    /// Days.
    pub jours: Option<Lue>,
}

/// A total typed in one of these tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalDuPersonnel {
    /// « ETP », « jours ».
    pub quoi: &'static str,
    /// The total.
    pub nombre: Exact,
    /// Where.
    pub span: Span,
    /// The cells that it adds up.
    pub details: Vec<Lue>,
}

impl Personnel {
    /// The posts as they stand at the end of an exercise: those dated of its last known day of the year, else those
    /// that no date tells apart.
    pub fn au_31_decembre(&self, annee: i32) -> Vec<&Effectif> {
        let dates = self.effectifs.iter().filter_map(|e| e.date).filter(|date| date.year() == annee);
        let derniere = dates.max();
        self.effectifs.iter().filter(|e| e.date == derniere).collect()
    }

    /// How many persons work in the service at the end of an exercise; `None` while one row does not say it.
    pub fn personnes_au_31_decembre(&self, annee: i32) -> Option<Exact> {
        somme(self.au_31_decembre(annee).iter().map(|e| e.personnes.as_ref()))
    }

    /// Full-time equivalents at the end of an exercise; `None` while one row does not say it.
    pub fn etp_au_31_decembre(&self, annee: i32) -> Option<Exact> {
        somme(self.au_31_decembre(annee).iter().map(|e| e.etp.as_ref()))
    }
}

/// The sum of cells that are all known; `None` without any.
fn somme<'a>(cellules: impl Iterator<Item = Option<&'a Lue>>) -> Option<Exact> {
    let nombres: Option<Vec<Exact>> = cellules.map(|c| c?.0.nombre()).collect();
    nombres.filter(|n| !n.is_empty()).map(|n| n.into_iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lue(n: u32) -> Option<Lue> {
        Some((Saisie::Nombre(n.into()), Span::line("p.csv", n, None)))
    }

    #[test]
    fn l_effectif_au_31_decembre_prend_la_derniere_date_et_rien_d_incomplet() {
        let jour = |mois| NaiveDate::from_ymd_opt(2021, mois, 1);
        let poste = |date, personnes| Effectif { fonction: String::new(), date, etp: None, personnes };
        let effectifs = vec![poste(jour(6), lue(9)), poste(jour(12), lue(4)), poste(jour(12), lue(7))];
        let mut personnel = Personnel { effectifs, ..Personnel::default() };
        assert_eq!(personnel.personnes_au_31_decembre(2021), Some(Exact::from(11_u32)));
        assert_eq!((personnel.etp_au_31_decembre(2021), personnel.personnes_au_31_decembre(2020)), (None, None));
        personnel.effectifs.push(poste(jour(12), None));
        assert_eq!(personnel.personnes_au_31_decembre(2021), None);
    }
}
