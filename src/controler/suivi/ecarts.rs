//! The monthly figures of the follow-up table, each found by its dispositif, what it counts and its month.

use crate::controler::vue::Vue;
use crate::diagnostic::Span;
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use std::collections::BTreeMap;

/// Built once per check that compares.
pub(in crate::controler) struct Derivees<'a>(BTreeMap<(&'a str, Grandeur, Mois), (Exact, &'a Span)>);

impl<'a> Derivees<'a> {
    pub(in crate::controler) fn new(vue: &Vue<'a>) -> Self {
        let releves = vue.derivation.releves.iter();
        let nombre = |r: &'a crate::domaine::dossier::Releve| {
            Some(((r.dispositif.as_str(), r.grandeur, r.mois), (r.saisie.nombre()?, &r.span)))
        };
        Self(releves.filter_map(nombre).collect())
    }

    /// The figure, with the place of the table that it comes from.
    pub(in crate::controler) fn nombre(&self, code: &str, grandeur: Grandeur, mois: Mois) -> Option<(Exact, &'a Span)> {
        self.0.get(&(code, grandeur, mois)).copied()
    }

    /// The figures of several months added up; `None` when one is unknown.
    pub(in crate::controler) fn somme(
        &self,
        code: &str,
        grandeur: Grandeur,
        mut mois: impl Iterator<Item = Mois>,
    ) -> Option<(Exact, &'a Span)> {
        let (premier, span) = self.nombre(code, grandeur, mois.next()?)?;
        let somme = mois.try_fold(premier, |somme, mois| Some(somme + self.nombre(code, grandeur, mois)?.0))?;
        Some((somme, span))
    }
}
