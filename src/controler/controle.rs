//! A check: its entry in the catalogue, and what it needs to look at.

use super::mots;
use super::suivi::Regard;
use super::trouves::Trouves;
use super::vue::{Vue, texte_saisi};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::constats::Omis;
use crate::domaine::controle::Fiche;
use crate::domaine::dossier::{Dossier, Textes};
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::parts::in_parts;
use crate::domaine::suivi::Mesure;

/// One line of a registry.
pub(super) struct Controle {
    /// Its entry in docs/controles.md.
    pub(super) fiche: &'static Fiche,
    /// What it looks at.
    pub(super) regarde: Regarde,
}

/// What a check needs.
pub(super) enum Regarde {
    /// The folder as read, even without a readable rapport.toml.
    Lecture(fn(&Dossier) -> Vec<Diagnostic>),
    /// The texts as read, beside the pictures of the folder, even without a readable rapport.toml.
    Textes(fn(&Dossier, &Textes) -> Vec<Diagnostic>),
    /// The cells, in the light of rapport.toml.
    Cellules(fn(&Vue<'_>) -> Vec<Diagnostic>),
    /// One mesure of the follow-up table after the other: these checks share one pass.
    Mesures(for<'a> fn(&Regard<'a>, &'a Mesure, &mut Trouves<'a>)),
    /// The follow-up table, the billing, or the texts, as a whole.
    Suivi(for<'a> fn(&Vue<'a>, &mut Trouves<'a>)),
    /// What was computed from them.
    Figures(fn(&Vue<'_>, &Indicateurs) -> Vec<Diagnostic>),
    /// The same beside the rows of the billing, or the texts.
    Factures(for<'a> fn(&Vue<'a>, &Indicateurs, &mut Trouves<'a>)),
    /// What every other check found.
    Constats(fn(&Vue<'_>, &[Diagnostic]) -> Vec<Diagnostic>),
}

impl Controle {
    pub(super) fn sur_les_cellules(&self, dossier: &Dossier, vue: Option<&Vue<'_>>) -> Vec<Diagnostic> {
        match (&self.regarde, vue) {
            (Regarde::Lecture(constats), _) => mis_en_forme(constats(dossier), dossier),
            (Regarde::Cellules(constats), Some(vue)) => mis_en_forme(constats(vue), dossier),
            _ => Vec::new(),
        }
    }

    pub(super) fn sur_les_textes(&self, dossier: &Dossier, textes: &Textes) -> Vec<Diagnostic> {
        match &self.regarde {
            Regarde::Textes(constats) => mis_en_forme(constats(dossier, textes), dossier),
            _ => Vec::new(),
        }
    }

    /// Findings about rows or texts looked at as a whole.
    pub(super) fn sur_les_rangees<'a>(&self, vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
        if let Regarde::Suivi(regarde) = self.regarde {
            regarde(vue, trouves);
        }
    }

    pub(super) fn sur_les_figures(&self, vue: &Vue<'_>, indicateurs: &Indicateurs) -> Vec<Diagnostic> {
        match &self.regarde {
            Regarde::Figures(constats) => mis_en_forme(constats(vue, indicateurs), vue.dossier),
            _ => Vec::new(),
        }
    }

    /// Findings about rows, and how many were only counted.
    pub(super) fn sur_les_factures<'a>(
        &self,
        vue: &Vue<'a>,
        indicateurs: &Indicateurs,
    ) -> (Vec<Diagnostic>, Vec<Omis>) {
        let Regarde::Factures(regarde) = self.regarde else { return Default::default() };
        let mut trouves = Trouves::new(vue.dossier, vue.textes);
        regarde(vue, indicateurs, &mut trouves);
        finis(trouves, vue.dossier)
    }

    pub(super) fn sur_les_constats(&self, vue: &Vue<'_>, trouves: &[Diagnostic]) -> Vec<Diagnostic> {
        match &self.regarde {
            Regarde::Constats(constats) => mis_en_forme(constats(vue, trouves), vue.dossier),
            _ => Vec::new(),
        }
    }
}

/// Every check of the follow-up table: those of a mesure alone in one pass. What is only counted comes with the findings.
pub(super) fn sur_le_suivi(controles: &[Controle], vue: &Vue<'_>) -> (Vec<Diagnostic>, Vec<Omis>) {
    let regard = Regard::new(vue);
    let mesures = regard.mesures();
    let trouves = || Trouves::new(vue.dossier, vue.textes);
    let regards = controles.iter().filter_map(|controle| match controle.regarde {
        Regarde::Mesures(regarde) => Some(regarde),
        _ => None,
    });
    let regards: Vec<_> = regards.collect();
    let mut tous = trouves();
    let parts = in_parts(mesures.len(), |rangs| {
        let mut siens = trouves();
        for mesure in &mesures[rangs] {
            regards.iter().for_each(|regarde| regarde(&regard, mesure, &mut siens));
        }
        siens
    });
    parts.into_iter().for_each(|part| tous.ajoute(part));
    controles.iter().for_each(|controle| controle.sur_les_rangees(vue, &mut tous));
    finis(tous, vue.dossier)
}

/// What was found, in words, and what is only counted.
pub(super) fn finis(trouves: Trouves<'_>, dossier: &Dossier) -> (Vec<Diagnostic>, Vec<Omis>) {
    let (constats, omis) = trouves.finis();
    (mis_en_forme(constats, dossier), omis)
}

/// The spaces of French typography, and the way out of every incoherence.
fn mis_en_forme(mut constats: Vec<Diagnostic>, dossier: &Dossier) -> Vec<Diagnostic> {
    for constat in &mut constats {
        constat.message = mots::typographie(&constat.message);
        for (_, message) in &mut constat.lies {
            *message = mots::typographie(message);
        }
        let aide = constat.aide.take().map(|aide| mots::typographie(&aide));
        constat.aide = match (aide, constat.gravite) {
            (Some(aide), Gravite::Incoherence) => {
                Some(format!("{aide}{}", mots::recours(constat, texte_saisi(dossier, &constat.span))))
            }
            (aide, _) => aide,
        };
    }
    constats
}
