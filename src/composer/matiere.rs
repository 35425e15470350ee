//! Everything that a report is made of.

use crate::diagnostic::Diagnostic;
use crate::domaine::controle::DossierControle;
use crate::domaine::edition::Edition;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Indicateurs, Perimetre};
use crate::domaine::reglages::Reglages;
use chrono::NaiveDate;

/// What is composed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// The year's report, with its annexes.
    Rapport,
    /// The monthly board: two pages at most, no annexe to send to.
    TableauDeBord,
}

/// What the other stages found, ready to be set.
#[derive(Debug, Clone, Copy)]
pub struct Matiere<'a> {
    /// The checked folder: settings, texts, pictures.
    pub controle: &'a DossierControle,
    /// Every figure.
    pub indicateurs: &'a Indicateurs,
    /// Every chart.
    pub figures: &'a [Figure],
    /// Every finding, sorted, justified or not.
    pub constats: &'a [Diagnostic],
    /// Whom the report is for.
    pub edition: Edition,
    /// In what.
    pub support: Support,
}

impl<'a> Matiere<'a> {
    /// rapport.toml.
    pub fn reglages(&self) -> &'a Reglages {
        self.controle.reglages()
    }

    /// Year of the report.
    pub fn annee(&self) -> i32 {
        self.indicateurs.exercice.annee()
    }

    /// The document's date: the one given, else 31 December of the exercise.
    pub fn date(&self) -> NaiveDate {
        self.reglages().rapport.date.unwrap_or(self.indicateurs.exercice.decembre().dernier_jour())
    }

    /// Findings that keep the report from being more than a working document.
    pub fn a_verifier(&self) -> usize {
        self.constats.iter().filter(|c| c.a_verifier()).count()
    }

    /// Dispositifs, groupes and the service; the service alone when it has one dispositif only.
    pub fn perimetres(&self) -> Vec<&'a Perimetre> {
        use crate::domaine::indicateur::Genre;
        let seul = self.indicateurs.dispositifs().count() == 1;
        let tous = self.indicateurs.perimetres.iter();
        tous.filter(|p| !seul || p.genre == Genre::Service).collect()
    }

    /// True when the last month known holds at least one figure.
    pub fn a_des_donnees(&self) -> bool {
        let mois = self.indicateurs.jusqu_a;
        let connu = |id| self.indicateurs.perimetres.iter().any(|p| p.mensuel(id, mois).exact().is_some());
        connu("presents_fin") || connu("presents_debut") || connu("journees_realisees")
    }

    /// « mars 2021 ».
    pub fn dernier_mois(&self) -> String {
        format!("{} {}", self.indicateurs.jusqu_a.nom(), self.annee())
    }
}
