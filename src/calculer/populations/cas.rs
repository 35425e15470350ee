//! One mesure of a population, and what its rows say.

use crate::calculer::recensement::Recensement;
use crate::domaine::population::Population;
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mot};
use chrono::NaiveDate;

/// A mesure counted in a population.
pub(super) struct Cas<'a> {
    pub(super) recensement: &'a Recensement<'a>,
    pub(super) population: Population,
    /// Index in rapport.toml; beyond the last when it is unknown.
    pub(super) dispositif: usize,
    pub(super) mesure: u32,
    /// The row that opens it, and the one that closes it.
    pub(super) ligne: u32,
    pub(super) derniere: u32,
    /// From the entry, or from the decision of one that waits; unknown when that decision is not dated.
    pub(super) depuis: Option<NaiveDate>,
    /// The day that the population tells of: entry, exit, or the last day known.
    pub(super) jour: NaiveDate,
}

impl<'a> Cas<'a> {
    fn lignes(&self) -> &'a [u32] {
        let parcours = &self.recensement.derivation.parcours;
        let plage = &parcours.mesures[self.mesure as usize].lignes;
        &parcours.ordre[plage.start as usize..plage.end as usize]
    }

    fn ligne(&self, rang: u32) -> &'a LigneDeSuivi {
        &self.recensement.suivi.lignes[rang as usize]
    }

    /// The number of its family, zero when no row names it.
    pub(super) fn famille(&self) -> u32 {
        let familles = &self.recensement.derivation.parcours.familles;
        let mut rangs = std::iter::once(&self.ligne).chain(self.lignes());
        rangs.find_map(|rang| Some(familles.de(*rang)).filter(|numero| *numero > 0)).unwrap_or(0)
    }

    /// What the mesure says at its entry, else in any of its rows.
    pub(super) fn trouve<T>(&self, lit: impl Fn(&'a LigneDeSuivi) -> Option<T>) -> Option<T> {
        lit(self.ligne(self.ligne)).or_else(|| match self.lignes() {
            [_] => None,
            lignes => lignes.iter().find_map(|rang| lit(self.ligne(*rang))),
        })
    }

    pub(super) fn mot(&self, colonne: Colonne) -> Mot {
        let dit = |ligne: &LigneDeSuivi| Some(ligne.mot(colonne)).filter(|mot| mot.est_dit());
        if matches!(colonne, Colonne::MotifFin | Colonne::Suite) {
            let de_la_fin = dit(self.ligne(self.derniere));
            let autres = || self.lignes().iter().rev().find_map(|rang| dit(self.ligne(*rang)));
            return de_la_fin.or_else(autres).unwrap_or(Mot::VIDE);
        }
        self.trouve(dit).unwrap_or(Mot::VIDE)
    }

    /// The decision of a mesure that has just begun for the first time.
    pub(super) fn decision(&self) -> Option<NaiveDate> {
        let mesure = &self.recensement.derivation.parcours.mesures[self.mesure as usize];
        let premiere = self.lignes().first().map(|rang| self.ligne(*rang))?;
        premiere.decision.filter(|_| mesure.debut == Some(self.jour))
    }
}
