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
        self.bornes.impossible(self.journees, self.absences)
    }

    /// Possible, but far from the midpoint.
    pub(super) fn peu_vraisemblable(&self) -> bool {
        !self.impossible() && self.milieu_fiable && self.bornes.peu_vraisemblable(self.journees, self.absences)
    }
}

/// Every declaration that can be compared: monthly cells and the year that they make, then the annual figures of
/// rapport.toml.
pub(super) fn declarations<'a>(vue: &Vue<'a>) -> Vec<Declaration<'a>> {
    let mut toutes: Vec<_> = vue.tableaux.iter().flat_map(|t| des_mois(vue, t)).collect();
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

/// The months of a dispositif; and, when none of them is reported, the year that twelve months make.
fn des_mois<'a>(vue: &Vue<'a>, tableau: &Tableau<'a>) -> Vec<Declaration<'a>> {
    let mut mensuelles: Vec<_> = vue.mois().filter_map(|mois| du_mois(vue, tableau, mois)).collect();
    let aucune_signalee = mensuelles.iter().all(|d| !d.impossible() && !d.peu_vraisemblable());
    let douze = vue.exercice().mois().all(|mois| tableau.ferme(mois) || du_mois(vue, tableau, mois).is_some());
    if vue.annee_complete() && aucune_signalee && douze {
        mensuelles.extend(les_douze(vue, tableau, &mensuelles));
    }
    mensuelles
}

/// Twelve months as one year, unless rapport.toml declares the same figure.
fn les_douze<'a>(vue: &Vue<'a>, tableau: &Tableau<'a>, mois: &[Declaration<'a>]) -> Option<Declaration<'a>> {
    let journees = mois.iter().map(|d| d.journees).sum();
    let deja_declarees = tableau.dispositif.activite.realisees.as_ref().is_some_and(|d| d.value.0 == journees);
    (mois.len() > 1 && !deja_declarees).then_some(Declaration {
        quoi: format!("{}, année {} (somme des mois)", tableau.dispositif.code, vue.exercice()),
        journees,
        span: mois.first()?.span,
        bornes: mois.iter().fold(Bornes::default(), |total, d| total.plus(d.bornes)),
        absences: mois.iter().map(|d| d.absences).sum(),
        milieu_fiable: mois.iter().all(|d| d.milieu_fiable),
    })
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
