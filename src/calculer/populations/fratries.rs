//! Mesures per family.

use super::cas::Cas;
use crate::calculer::contexte::Contexte;
use crate::domaine::exact::Exact;
use crate::domaine::population::{Critere, NON_RENSEIGNE, Population, Ventilation};
use crate::domaine::reglages::UniteDeCompte;
use std::collections::BTreeMap;
use std::thread;

/// From so many mesures on, families are counted together.
const ET_PLUS: usize = 4;

/// The number of the family of each mesure of a population, zero when no row names it, with its dispositif.
#[derive(Default)]
pub(super) struct Fratries {
    mesures: BTreeMap<Population, Vec<(u32, u32)>>,
}

impl Fratries {
    pub(super) fn compte(&mut self, cas: &Cas<'_>) {
        if matches!(cas.population, Population::Suivis | Population::Presents | Population::Attente) {
            let dispositif = u32::try_from(cas.dispositif).unwrap_or(u32::MAX);
            self.mesures.entry(cas.population).or_default().push((cas.famille(), dispositif));
        }
    }

    /// Adds those of other mesures.
    pub(super) fn ajoute(&mut self, autres: Self) {
        for (population, mesures) in autres.mesures {
            self.mesures.entry(population).or_default().extend(mesures);
        }
    }

    pub(super) fn trie(&mut self) {
        thread::scope(|scope| {
            for mesures in self.mesures.values_mut() {
                scope.spawn(|| mesures.sort_unstable());
            }
        });
    }

    /// Families by their number of mesures; those that no row names count one by one as « non renseigné ». `None` when
    /// no row names any.
    pub(super) fn ventilation(&self, c: &Contexte<'_>, population: Population, rangs: &[usize]) -> Option<Ventilation> {
        let mesures = self.mesures.get(&population)?;
        if mesures.iter().all(|(famille, _)| *famille == 0) {
            return None;
        }
        let mut comptes = [0_u32; ET_PLUS + 1];
        for famille in mesures.chunk_by(|a, b| a.0 == b.0) {
            let siennes = famille.iter().filter(|(_, dispositif)| rangs.contains(&(*dispositif as usize))).count();
            match famille[0].0 {
                0 => comptes[ET_PLUS] += u32::try_from(siennes).unwrap_or(u32::MAX),
                _ if siennes > 0 => comptes[siennes.min(ET_PLUS) - 1] += 1,
                _ => {}
            }
        }
        let libelle = |n: usize| match n {
            1 => "1 mesure".to_owned(),
            ET_PLUS => format!("{n} mesures et plus"),
            n => format!("{n} mesures"),
        };
        Some(Ventilation {
            population,
            critere: Critere::Fratrie,
            par: None,
            unite: UniteDeCompte::Famille,
            reference: String::new(),
            lignes: (1..=ET_PLUS).map(libelle).chain([NON_RENSEIGNE.to_owned()]).collect(),
            colonnes: vec![String::new()],
            effectifs: comptes.iter().map(|n| vec![c.compte_du_suivi(Exact::from(*n))]).collect(),
            marges: None,
        })
    }
}
