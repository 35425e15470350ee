//! Days that the service declares, beside what its own movements allow.

use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::Span;
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::journees::Bornes;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::Activite;
use crate::domaine::tableau::Tableau;

/// Declared days of a month or of the year.
pub(super) struct Declaration<'a> {
    /// « AEMO-R, mars », « service, année 2021 ».
    pub(super) quoi: String,
    /// The declared figure.
    pub(super) journees: Exact,
    /// Where.
    pub(super) span: &'a Span,
    /// What the movements of the same months allow.
    pub(super) bornes: Bornes,
    /// Days of absence said apart: présents, but not counted.
    absences: Exact,
    /// False for a month whose own balance is broken: its midpoint means nothing.
    milieu_fiable: bool,
}

impl Declaration<'_> {
    /// No distribution of entries and exits gives this figure, with or without the absences.
    pub(super) fn impossible(&self) -> bool {
        self.journees > self.bornes.max || self.journees + self.absences < self.bornes.min
    }

    /// Possible, but far from the midpoint.
    pub(super) fn peu_vraisemblable(&self) -> bool {
        let loin = |journees| self.bornes.peu_vraisemblable(journees);
        !self.impossible() && self.milieu_fiable && loin(self.journees) && loin(self.journees + self.absences)
    }
}

/// Every declaration that can be compared: monthly cells, then the annual figures of rapport.toml.
pub(super) fn declarations<'a>(vue: &Vue<'a>) -> Vec<Declaration<'a>> {
    let mensuelles = vue.tableaux.iter().flat_map(|t| vue.mois().filter_map(move |mois| du_mois(vue, t, mois)));
    let mut toutes: Vec<_> = mensuelles.collect();
    if vue.annee_complete() {
        let dispositifs = vue.tableaux.iter();
        toutes.extend(
            dispositifs
                .filter_map(|t| annuelle(vue, &t.dispositif.code, &t.dispositif.activite, vue.bornes_de_l_annee(t)?)),
        );
        let bornes = vue.tableaux.iter().try_fold(Bornes::default(), |b, t| Some(b.plus(vue.bornes_de_l_annee(t)?)));
        toutes.extend(bornes.and_then(|bornes| annuelle(vue, "service", &vue.reglages.activite, bornes)));
    }
    toutes
}

fn du_mois<'a>(vue: &Vue<'a>, tableau: &Tableau<'a>, mois: Mois) -> Option<Declaration<'a>> {
    let lue = vue.lue(tableau, Grandeur::JourneesRealisees, mois)?;
    let ligne = vue.ligne(tableau, mois)?;
    Some(Declaration {
        quoi: mots::lieu(&tableau.dispositif.code, mois),
        journees: lue.nombre,
        span: lue.span,
        bornes: vue.bornes_du_mois(tableau, mois)?,
        absences: tableau.nombre(Grandeur::Absences, mois).unwrap_or(Exact::ZERO),
        milieu_fiable: ligne.fin.nombre == ligne.fin_attendue(),
    })
}

fn annuelle<'a>(vue: &Vue<'a>, qui: &str, activite: &'a Activite, bornes: Bornes) -> Option<Declaration<'a>> {
    let declarees = activite.realisees.as_ref()?;
    let absences = vue.tableaux.iter().filter(|t| qui == "service" || t.dispositif.code == qui);
    let absences = absences.flat_map(|t| vue.mois().filter_map(|mois| t.nombre(Grandeur::Absences, mois)));
    Some(Declaration {
        quoi: format!("{qui}, année {}", vue.exercice()),
        journees: declarees.value.0,
        span: &declarees.span,
        bornes,
        absences: absences.sum(),
        milieu_fiable: true,
    })
}
