//! What a check is in the catalogue, and the proof that a folder was checked.

use super::constats::Omis;
use super::dossier::{Dossier, Textes};
use super::mois::Mois;
use super::reglages::Reglages;
use super::suivi::Derivation;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Families of the catalogue, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Famille {
    /// rapport.toml.
    Reglages,
    /// Reading of the files.
    Lecture,
    /// Monthly movements.
    Mouvements,
    /// Days of presence.
    Journees,
    /// Follow-up of mesures.
    Suivi,
    /// Waiting lists and counts of populations.
    Attente,
    /// Tariffs.
    Tarif,
    /// Compte administratif.
    Budget,
    /// Contract: objectives and their financing.
    Objectifs,
    /// Staff.
    Personnel,
    /// Scores, plan d'action, events.
    Qualite,
    /// The team's texts.
    Textes,
}

impl Famille {
    /// Every family with its printed title.
    pub const TOUTES: [(Self, &'static str); 12] = [
        (Self::Reglages, "Réglages (rapport.toml)"),
        (Self::Lecture, "Lecture des fichiers"),
        (Self::Mouvements, "Mouvements mensuels"),
        (Self::Journees, "Journées"),
        (Self::Suivi, "Suivi des mesures"),
        (Self::Attente, "Liste d’attente et répartitions"),
        (Self::Tarif, "Tarif"),
        (Self::Budget, "Compte administratif"),
        (Self::Objectifs, "Objectifs et financement"),
        (Self::Personnel, "Personnel"),
        (Self::Qualite, "Qualité"),
        (Self::Textes, "Textes"),
    ];
}

/// The entry of a check in docs/controles.md, in the words of the field.
#[derive(Debug, Clone, Copy)]
pub struct Fiche {
    /// Stable kebab-case code.
    pub code: &'static str,
    /// Where it stands in the catalogue.
    pub famille: Famille,
    /// How much it matters (a check whose findings differ in gravity gives the highest here).
    pub gravite: Gravite,
    /// What it looks at.
    pub regarde: &'static str,
    /// Why it matters.
    pub importance: &'static str,
    /// An example of what it finds.
    pub exemple: &'static str,
    /// How to correct.
    pub correction: &'static str,
}

impl Fiche {
    /// A finding of this check, at its usual gravity.
    pub fn constat(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code: self.code,
            gravite: self.gravite,
            message: message.into(),
            span,
            lies: Vec::new(),
            aide: None,
            justification: None,
        }
    }
}

/// A folder whose cells were checked, with every finding: only `controler` makes one, and `calculer` takes nothing else.
/// Its texts stand beside what the tables say, which they never change: [`DossierControle::avec_textes`] shares it.
#[derive(Debug, Clone)]
pub struct DossierControle {
    tables: Arc<Tables>,
    textes: Textes,
}

/// What comes of everything but the texts.
#[derive(Debug)]
struct Tables {
    dossier: Dossier,
    reglages: Reglages,
    derivation: Derivation,
    jusqu_a: Mois,
    constats: Vec<Diagnostic>,
    omis: Vec<Omis>,
    incoherentes: BTreeSet<Span>,
}

impl DossierControle {
    /// Takes the folder and the findings of every check on its cells, listed or only counted. Without a readable rapport.toml nothing can be
    /// computed: both are given back, so that the findings can be shown with their excerpts.
    pub fn new(
        mut dossier: Dossier,
        derivation: Derivation,
        (constats, omis): (Vec<Diagnostic>, Vec<Omis>),
    ) -> Result<Self, Box<(Dossier, Vec<Diagnostic>)>> {
        let Some(reglages) = dossier.reglages.clone() else {
            return Err(Box::new((dossier, constats)));
        };
        let jusqu_a = dossier.jusqu_a(&reglages, &derivation);
        let en_incoherence = constats.iter().filter(|c| c.gravite == Gravite::Incoherence);
        let incoherentes = en_incoherence.map(|c| c.span.clone()).collect();
        let textes = std::mem::take(&mut dossier.textes);
        let tables = Tables { dossier, reglages, derivation, jusqu_a, constats, omis, incoherentes };
        Ok(Self { tables: Arc::new(tables), textes })
    }

    /// The same tables beside other texts.
    pub fn avec_textes(&self, textes: Textes) -> Self {
        Self { tables: Arc::clone(&self.tables), textes }
    }

    /// The team's texts.
    pub fn textes(&self) -> &Textes {
        &self.textes
    }

    /// The findings that were only counted.
    pub fn omis(&self) -> &[Omis] {
        &self.tables.omis
    }

    /// The folder as read, its texts apart.
    pub fn dossier(&self) -> &Dossier {
        &self.tables.dossier
    }

    /// rapport.toml.
    pub fn reglages(&self) -> &Reglages {
        &self.tables.reglages
    }

    /// What the follow-up table amounts to; empty where there is none.
    pub fn derivation(&self) -> &Derivation {
        &self.tables.derivation
    }

    /// Last month known.
    pub fn jusqu_a(&self) -> Mois {
        self.tables.jusqu_a
    }

    /// The findings on the cells, sorted.
    pub fn constats(&self) -> &[Diagnostic] {
        &self.tables.constats
    }

    /// The cells found in incoherence, justified or not: a figure that rests on one carries a réserve.
    pub fn incoherentes(&self) -> &BTreeSet<Span> {
        &self.tables.incoherentes
    }
}
