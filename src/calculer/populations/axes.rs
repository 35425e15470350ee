//! Criteria: into which line or column a mesure falls.

use super::cas::Cas;
use super::tranches::Tranches;
use crate::domaine::age::age_au;
use crate::domaine::population::{Critere, NON_RENSEIGNE, Population};
use crate::domaine::reglages::{Cadre, Reglages};
use crate::domaine::suivi::{Colonne, Suivi};
use std::collections::BTreeMap;

/// A criterion and its modalités in print order, « non renseigné » last.
pub(super) struct Axe {
    pub(super) critere: Critere,
    pub(super) modalites: Vec<String>,
    /// True when a modalité without any mesure stays in the table.
    pub(super) fixes: bool,
    choix: Choix,
}

enum Choix {
    /// Modalité of each word of a column, by its number.
    Mots(Colonne, Vec<usize>),
    Ages(Vec<u32>),
    Tranches(Tranches),
    /// Modalité of each dispositif; of each word of the prescripteur where it carries out both.
    Cadre(Vec<Option<usize>>, Vec<Option<usize>>),
}

impl Axe {
    /// A column of words; `None` when no row says anything there.
    pub(super) fn mots(critere: Critere, colonne: Colonne, suivi: &Suivi) -> Option<Self> {
        let lus = &suivi.lexique(colonne)?.mots;
        let mut connus: BTreeMap<&str, usize> = BTreeMap::new();
        for mot in lus.iter().filter(|m| m.connu) {
            connus.insert(mot.mot.as_str(), 0);
        }
        if lus.is_empty() {
            return None;
        }
        for (rang, place) in connus.values_mut().enumerate() {
            *place = rang;
        }
        let inconnu = connus.len();
        let places = lus.iter().map(|m| if m.connu { connus.get(m.mot.as_str()).copied() } else { None });
        let places = std::iter::once(inconnu).chain(places.map(|p| p.unwrap_or(inconnu))).collect();
        let modalites = connus.keys().map(|m| (*m).to_owned()).chain([NON_RENSEIGNE.to_owned()]).collect();
        Some(Self { critere, modalites, fixes: colonne == Colonne::Sexe, choix: Choix::Mots(colonne, places) })
    }

    /// Ages by bands that begin at these ages; `None` when no row gives a birth.
    pub(super) fn ages(suivi: &Suivi, reglages: &Reglages) -> Option<Self> {
        suivi.lignes.iter().any(|l| l.naissance.is_some()).then(|| {
            let bandes = reglages.bandes_d_age.clone();
            let modalites = bandes.iter().enumerate().map(|(rang, age)| match bandes.get(rang + 1) {
                Some(suivant) if suivant - age == 1 => format!("{age} an{}", if *age < 2 { "" } else { "s" }),
                Some(suivant) => format!("{age}–{} ans", suivant - 1),
                None => format!("{age} ans et plus"),
            });
            let modalites = modalites.chain([NON_RENSEIGNE.to_owned()]).collect();
            Self { critere: Critere::Age, modalites, fixes: true, choix: Choix::Ages(bandes) }
        })
    }

    pub(super) fn tranches(critere: Critere, tranches: Tranches) -> Self {
        let modalites = tranches.libelles().into_iter().chain([NON_RENSEIGNE.to_owned()]).collect();
        Self { critere, modalites, fixes: true, choix: Choix::Tranches(tranches) }
    }

    /// Judicial or administrative: by the dispositif, else by who decided.
    pub(super) fn cadre(suivi: &Suivi, reglages: &Reglages) -> Self {
        let du_dispositif = |cadre| match cadre {
            Cadre::Judiciaire => Some(0),
            Cadre::Administratif => Some(1),
            Cadre::Mixte => None,
        };
        let du_prescripteur = |mot: &str| match mot {
            "aide sociale à l’enfance" => Some(1),
            "juge des enfants" | "parquet" | "juge d’un autre département" | "cour d’appel" => Some(0),
            _ => None,
        };
        let dispositifs = reglages.dispositifs.iter().map(|d| du_dispositif(d.cadre)).collect();
        let mots = suivi.lexique(Colonne::Prescripteur).map(|l| l.mots.as_slice()).unwrap_or_default();
        let mots = std::iter::once(None).chain(mots.iter().map(|m| du_prescripteur(m.mot.as_str()))).collect();
        let modalites = ["judiciaire", "administratif", NON_RENSEIGNE].map(str::to_owned).to_vec();
        Self { critere: Critere::Cadre, modalites, fixes: true, choix: Choix::Cadre(dispositifs, mots) }
    }

    /// The modalité of a mesure, the last when it does not say.
    pub(super) fn rang(&self, cas: &Cas<'_>) -> usize {
        let inconnu = self.modalites.len() - 1;
        let trouve = match &self.choix {
            Choix::Mots(colonne, places) => places.get(usize::from(cas.mot(*colonne).0)).copied(),
            Choix::Ages(bandes) => {
                let age = cas.trouve(|l| l.naissance).and_then(|n| age_au(n.jour, cas.jour));
                age.and_then(|age| bandes.partition_point(|bande| *bande <= age).checked_sub(1))
            }
            Choix::Tranches(tranches) => {
                let du = match self.critere {
                    Critere::Delai if cas.population == Population::Admissions => cas.decision(),
                    _ => cas.depuis,
                };
                du.and_then(|du| tranches.rang(du, cas.jour))
            }
            Choix::Cadre(dispositifs, mots) => {
                let prescripteur = || *mots.get(usize::from(cas.mot(Colonne::Prescripteur).0))?;
                dispositifs.get(cas.dispositif).copied().flatten().or_else(prescripteur)
            }
        };
        trouve.unwrap_or(inconnu)
    }
}
