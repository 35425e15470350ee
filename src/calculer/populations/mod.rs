//! Who the mesures are about: every population by its criteria, counted in one pass over the follow-up table, else as
//! the office declares them.

mod axes;
mod cas;
mod declarees;
mod fratries;
mod tables;
mod tranches;

use super::contexte::Contexte;
use super::recensement::Recensement;
use crate::domaine::population::{Population, Ventilation};
use crate::domaine::reglages::Reglages;
use cas::Cas;
use tables::Tables;

/// Counted once for every perimetre.
pub(crate) struct Populations<'a> {
    tables: Option<Tables>,
    fratries: fratries::Fratries<'a>,
}

impl<'a> Populations<'a> {
    /// Cost: linear in the rows.
    pub(crate) fn new(recensement: &'a Recensement<'a>, reglages: &Reglages) -> Self {
        let mut fratries = fratries::Fratries::default();
        if recensement.suivi.is_empty() {
            return Self { tables: None, fratries };
        }
        let mut tables = Tables::new(recensement.suivi, reglages);
        chaque(recensement, reglages.dispositifs.len(), |cas| {
            tables.compte(cas);
            fratries.compte(cas);
        });
        tables.range();
        fratries.trie();
        Self { tables: Some(tables), fratries }
    }
}

/// Every mesure of every population.
fn chaque<'a>(recensement: &'a Recensement<'a>, dispositifs: usize, mut compte: impl FnMut(&Cas<'a>)) {
    let parcours = &recensement.derivation.parcours;
    let au = recensement.periode.1;
    for episode in parcours.episodes().filter(|e| recensement.suivi_dans_la_periode(e)) {
        let mut cas = Cas {
            recensement,
            population: Population::Suivis,
            dispositif: usize::from(episode.dispositif).min(dispositifs),
            mesure: episode.mesure,
            ligne: episode.ligne,
            derniere: episode.derniere,
            depuis: Some(episode.debut),
            jour: au,
        };
        compte(&cas);
        if episode.en_cours_au(au) {
            cas.population = Population::Presents;
            compte(&cas);
        }
        if recensement.dans_la_periode(episode.debut) {
            (cas.population, cas.jour) = (Population::Admissions, episode.debut);
            compte(&cas);
        }
        if let Some(fin) = episode.fin.filter(|fin| recensement.dans_la_periode(*fin)) {
            (cas.population, cas.jour) = (Population::Sorties, fin);
            compte(&cas);
        }
    }
    for attente in parcours.attentes.iter().filter(|a| a.en_cours_au(au)) {
        compte(&Cas {
            recensement,
            population: Population::Attente,
            dispositif: attente.dispositif.map_or(dispositifs, |d| usize::from(d).min(dispositifs)),
            mesure: attente.mesure,
            ligne: attente.ligne,
            derniere: attente.ligne,
            depuis: attente.decision,
            jour: au,
        });
    }
}

/// The populations of a perimetre, in print order; each from the follow-up table where it covers the perimetre, else as
/// declared.
pub(crate) fn ventilations(c: &Contexte<'_>, populations: &Populations<'_>) -> Vec<Ventilation> {
    let suivis = c.couverts("").unwrap_or_default();
    let attendus = if c.attente_par_lignes() { c.attendus() } else { Vec::new() };
    let mut ventilations = Vec::new();
    for (population, _, _) in Population::TOUTES {
        let rangs = if population == Population::Attente { &attendus } else { &suivis };
        match (&populations.tables, &rangs[..]) {
            (Some(tables), [_, ..]) => {
                ventilations.extend(tables.ventilations(c, population, rangs));
                ventilations.extend(populations.fratries.ventilation(c, population, rangs));
            }
            _ => ventilations.extend(declarees::ventilations(c, population)),
        }
    }
    ventilations
}
