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
use crate::domaine::parts::in_parts;
use crate::domaine::population::{Population, Ventilation};
use crate::domaine::reglages::Reglages;
use crate::domaine::suivi::Attente;
use cas::Cas;
use fratries::Fratries;
use std::ops::Range;
use tables::{Comptes, Tables};

/// Counted once for every perimetre.
pub(crate) struct Populations {
    tables: Option<Tables>,
    fratries: Fratries,
}

impl Populations {
    /// Cost: linear in the rows.
    pub(crate) fn new(recensement: &Recensement<'_>, reglages: &Reglages) -> Self {
        let mut fratries = Fratries::default();
        if recensement.suivi.is_empty() {
            return Self { tables: None, fratries };
        }
        let mut tables = Tables::new(recensement.suivi, reglages);
        let dispositifs = reglages.dispositifs.len();
        let parcours = &recensement.derivation.parcours;
        let des_mesures = in_parts(parcours.mesures.len(), |mesures| {
            let mut compteur = Compteur::new(&tables);
            suivis(recensement, dispositifs, mesures, &mut compteur);
            (compteur.comptes, compteur.fratries)
        });
        let des_attentes = in_parts(parcours.attentes.len(), |rangs| {
            let mut compteur = Compteur::new(&tables);
            attendus(recensement, dispositifs, &parcours.attentes[rangs], &mut compteur);
            (compteur.comptes, compteur.fratries)
        });
        for (comptes, autres) in des_mesures.into_iter().chain(des_attentes) {
            tables.ajoute(comptes);
            fratries.ajoute(autres);
        }
        tables.range();
        fratries.trie();
        Self { tables: Some(tables), fratries }
    }
}

/// Some mesures being counted.
struct Compteur<'t> {
    tables: &'t Tables,
    comptes: Comptes,
    fratries: Fratries,
}

impl<'t> Compteur<'t> {
    fn new(tables: &'t Tables) -> Self {
        Self { tables, comptes: tables.comptes(), fratries: Fratries::default() }
    }

    fn compte(&mut self, cas: &Cas<'_>) {
        self.tables.compte(cas, &mut self.comptes);
        self.fratries.compte(cas);
    }
}

/// Consecutive mesures, in every population but those that wait.
fn suivis(recensement: &Recensement<'_>, dispositifs: usize, mesures: Range<usize>, compteur: &mut Compteur<'_>) {
    let parcours = &recensement.derivation.parcours;
    let au = recensement.periode.1;
    for episode in parcours.episodes_de(mesures).filter(|e| recensement.suivi_dans_la_periode(e)) {
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
        compteur.compte(&cas);
        if episode.en_cours_au(au) {
            cas.population = Population::Presents;
            compteur.compte(&cas);
        }
        if recensement.dans_la_periode(episode.debut) {
            (cas.population, cas.jour) = (Population::Admissions, episode.debut);
            compteur.compte(&cas);
        }
        if let Some(fin) = episode.fin.filter(|fin| recensement.dans_la_periode(*fin)) {
            (cas.population, cas.jour) = (Population::Sorties, fin);
            compteur.compte(&cas);
        }
    }
}

/// Those that wait on the last day known.
fn attendus(recensement: &Recensement<'_>, dispositifs: usize, attentes: &[Attente], compteur: &mut Compteur<'_>) {
    let au = recensement.periode.1;
    for attente in attentes.iter().filter(|a| a.en_cours_au(au)) {
        compteur.compte(&Cas {
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
pub(crate) fn ventilations(c: &Contexte<'_>, populations: &Populations) -> Vec<Ventilation> {
    let suivis = c.couverts("").unwrap_or_default();
    // a table over some of the dispositifs would pass for the whole
    let comptee = c.attente_par_lignes() && c.attendus_par_comptes().is_empty();
    let attendus = if comptee { c.attendus() } else { Vec::new() };
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
