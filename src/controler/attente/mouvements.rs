//! What the tables say of a population over the exercise: the figure that every répartition must add up to.

use super::attendus::{Attendue, attendus};
use crate::controler::vue::Vue;
use crate::diagnostic::Span;
use crate::domaine::dossier::{Grandeur, Releve};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::domaine::population::Population;
use crate::domaine::tableau::Tableau;
use std::collections::BTreeMap;

/// A figure of the tables, and where it begins.
pub(super) struct Reference {
    pub(super) nombre: Exact,
    /// What of it may be counted once less: passages between dispositifs.
    pub(super) passages: Exact,
    /// Per dispositif: its code, its share, the first cell.
    pub(super) parts: Vec<(String, Exact, Span)>,
}

/// The figures of the tables, each worked out once.
pub(super) struct References<'v, 'a> {
    vue: &'v Vue<'a>,
    derives: BTreeMap<(&'a str, Grandeur, Mois), &'a Releve>,
    listes: Vec<Attendue<'a>>,
    connues: BTreeMap<(Population, Option<String>), Option<Reference>>,
}

impl<'v, 'a> References<'v, 'a> {
    pub(super) fn new(vue: &'v Vue<'a>) -> Self {
        let releves = vue.derivation.releves.iter();
        let derives = releves.map(|r| ((r.dispositif.as_str(), r.grandeur, r.mois), r)).collect();
        Self { vue, derives, listes: attendus(vue), connues: BTreeMap::new() }
    }

    /// The mesures of a population, for a dispositif or for the whole service. `None` while a month is missing, or for
    /// a waiting list that no table gives.
    pub(super) fn de(&mut self, population: Population, code: Option<&str>) -> Option<&Reference> {
        let cle = (population, code.map(str::to_owned));
        if !self.connues.contains_key(&cle) {
            let reference = match population {
                Population::Attente => self.de_l_attente(code),
                _ => self.des_mouvements(population, code),
            };
            self.connues.insert(cle.clone(), reference);
        }
        self.connues.get(&cle)?.as_ref()
    }

    fn de_l_attente(&self, code: Option<&str>) -> Option<Reference> {
        let derniere = self.listes.iter().filter(|a| a.code == code).max_by_key(|a| a.jour)?;
        let parts = vec![(derniere.qui().to_owned(), derniere.mesures, derniere.span.clone())];
        Some(Reference { nombre: derniere.mesures, passages: Exact::ZERO, parts })
    }

    fn des_mouvements(&self, population: Population, code: Option<&str>) -> Option<Reference> {
        if !self.vue.annee_complete() {
            return None;
        }
        let mut reference = Reference { nombre: Exact::ZERO, passages: Exact::ZERO, parts: Vec::new() };
        let retenu = |t: &&Tableau<'_>| code.is_none_or(|code| code == t.dispositif.code);
        for tableau in self.vue.tableaux.iter().filter(retenu) {
            let (nombre, span) = self.d_un_dispositif(tableau, population)?;
            reference.nombre = reference.nombre + nombre;
            if code.is_none() {
                let passages = self.vue.mois().filter_map(|mois| self.vue.lue(tableau, Grandeur::Passages, mois));
                reference.passages = reference.passages + passages.map(|lue| lue.nombre).sum();
            }
            reference.parts.push((tableau.dispositif.code.clone(), nombre, span));
        }
        (!reference.parts.is_empty()).then_some(reference)
    }

    fn d_un_dispositif(&self, tableau: &Tableau<'a>, population: Population) -> Option<(Exact, Span)> {
        let (janvier, decembre) = (self.vue.exercice().janvier(), self.vue.exercice().decembre());
        let somme = |grandeur| {
            let (_, span) = self.mouvement(tableau, grandeur, janvier)?;
            let mut mois = self.vue.mois();
            let total = mois.try_fold(Exact::ZERO, |n, m| Some(n + self.mouvement(tableau, grandeur, m)?.0))?;
            Some((total, span))
        };
        match population {
            Population::Admissions => somme(Grandeur::Entrees),
            Population::Sorties => somme(Grandeur::Sorties),
            Population::Presents => self.mouvement(tableau, Grandeur::PresentsFin, decembre),
            Population::Suivis => {
                let (debut, span) = self.mouvement(tableau, Grandeur::PresentsDebut, janvier)?;
                Some((debut + somme(Grandeur::Entrees)?.0, span))
            }
            Population::Attente => None,
        }
    }

    /// The figure of a month and its place: the monthly table's, else the follow-up table's; zero while closed.
    fn mouvement(&self, tableau: &Tableau<'a>, grandeur: Grandeur, mois: Mois) -> Option<(Exact, Span)> {
        if let Some(lue) = self.vue.lue(tableau, grandeur, mois) {
            return Some((lue.nombre, lue.span.clone()));
        }
        if let Some(derive) = self.derives.get(&(tableau.dispositif.code.as_str(), grandeur, mois)) {
            return Some((derive.saisie.nombre()?, derive.span.clone()));
        }
        tableau.ferme(mois).then(|| (Exact::ZERO, Span::file("rapport.toml")))
    }
}
