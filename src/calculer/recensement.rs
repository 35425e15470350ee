//! What the follow-up table says beyond its monthly figures, gathered once for every indicator: durations, waiting,
//! persons, présents of each day.

use super::facturees::Facturees;
use crate::diagnostic::Span;
use crate::domaine::budget::CompteAdministratif;
use crate::domaine::capacite::poids_du_jour;
use crate::domaine::controle::DossierControle;
use crate::domaine::exact::Exact;
use crate::domaine::suivi::{Colonne, Derivation, Episode, NatureDeDecision, Numeros, Parcours, Suivi};
use crate::domaine::valeur::Denombrement;
use chrono::{Datelike, NaiveDate};
use hashbrown::HashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

/// One dispositif of the follow-up table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Compte {
    /// Days from entry to exit of the mesures that ended in the period, sorted.
    pub(crate) durees: Vec<i64>,
    /// Days from entry to the last day known of the présents, sorted.
    pub(crate) anciennetes: Vec<i64>,
    pub(crate) renouvellements: [u32; 12],
    pub(crate) attente: FileDAttente,
    /// Mesures decided for it that are carried out in another one on the last day known.
    pub(crate) exercees_autrement: u32,
    /// Mesures counted on each day of the exercise, closed days at zero; `None` where the table does not cover.
    pub(crate) par_jour: Option<Vec<i64>>,
    /// Days of the exercise that are open.
    pub(crate) ouverts: Vec<bool>,
}

/// The waiting list of a dispositif.
#[derive(Debug, Clone, Default)]
pub(crate) struct FileDAttente {
    pub(crate) mesures: u32,
    /// Days from decision to beginning of those that began in the period, sorted.
    pub(crate) delais: Vec<i64>,
    /// Days waited so far by those still waiting whose decision is dated, sorted.
    pub(crate) anciennetes: Vec<i64>,
}

/// Distinct persons or families, by the dispositifs in which they are met.
#[derive(Debug, Clone, Default)]
pub(crate) struct Distincts {
    /// Set of dispositifs, as bits → how many.
    groupes: BTreeMap<u128, u32>,
    /// Mesures that do not say whose they are, per dispositif; the last one for an unknown dispositif.
    anonymes: Vec<u32>,
}

impl Distincts {
    /// How many in these dispositifs together; the number of mesures that do not say it, when there are any.
    pub(crate) fn dans(&self, rangs: &[usize]) -> Result<u32, u32> {
        let masque = rangs.iter().fold(0, |masque, rang| masque | bit(*rang));
        match rangs.iter().filter_map(|rang| self.anonymes.get(*rang)).sum() {
            0 => Ok(self.groupes.iter().filter(|(g, _)| **g & masque != 0).map(|(_, n)| n).sum()),
            anonymes => Err(anonymes),
        }
    }
}

/// Distinct persons or families being met, each known by its number.
struct Rencontres {
    /// Per number, the set of dispositifs where it is met, as its index in `groupes`.
    vus: Vec<u32>,
    /// Sets of dispositifs, as bits, the first one empty.
    groupes: Vec<u128>,
    indices: HashMap<u128, u32>,
    anonymes: Vec<u32>,
}

impl Rencontres {
    fn new(numeros: &Numeros, dispositifs: usize) -> Self {
        let vus = vec![0; numeros.nombre as usize + 1];
        Self { vus, groupes: vec![0], indices: HashMap::from([(0, 0)]), anonymes: vec![0; dispositifs + 1] }
    }

    /// Meets the one of a number, zero when it is not said who it is, in a dispositif.
    fn rencontre(&mut self, numero: u32, rang: usize) {
        if numero == 0 {
            self.anonymes[rang] += 1;
            return;
        }
        let avant = self.groupes[self.vus[numero as usize] as usize];
        let groupe = avant | bit(rang);
        if groupe != avant {
            let indice = *self.indices.entry(groupe).or_insert_with(|| {
                self.groupes.push(groupe);
                u32::try_from(self.groupes.len() - 1).unwrap_or(u32::MAX)
            });
            self.vus[numero as usize] = indice;
        }
    }

    fn distincts(self) -> Distincts {
        let mut nombres = vec![0; self.groupes.len()];
        self.vus.iter().for_each(|indice| nombres[*indice as usize] += 1);
        let groupes = self.groupes.into_iter().zip(nombres).skip(1).collect();
        Distincts { groupes, anonymes: self.anonymes }
    }
}

/// A service has at most a hundred dispositifs.
fn bit(rang: usize) -> u128 {
    u32::try_from(rang).ok().and_then(|rang| 1_u128.checked_shl(rang)).unwrap_or(0)
}

/// Everything gathered, per dispositif of rapport.toml; one more at the end for an unknown dispositif.
pub(crate) struct Recensement<'a> {
    pub(crate) suivi: &'a Suivi,
    pub(crate) derivation: &'a Derivation,
    /// 1 January and the last day known.
    pub(crate) periode: (NaiveDate, NaiveDate),
    pub(crate) comptes: Vec<Compte>,
    pub(crate) personnes: Distincts,
    pub(crate) familles: Distincts,
    pub(crate) familles_en_attente: Distincts,
    /// The accounts of the service and of the dispositifs that have their own.
    pub(crate) comptes_administratifs: Vec<CompteAdministratif>,
    /// What was billed; `None` where no table says it.
    pub(crate) facturees: Option<Facturees<'a>>,
    /// The tables of the follow-up, as places.
    tables: Arc<[Span]>,
}

impl<'a> Recensement<'a> {
    /// Cost: linear in the rows, but for the sort of durations.
    pub(crate) fn new(controle: &'a DossierControle) -> Self {
        let reglages = controle.reglages();
        let periode = (reglages.exercice.janvier().premier_jour(), controle.jusqu_a().dernier_jour());
        let dispositifs = reglages.dispositifs.len();
        let mut recensement = Self {
            suivi: &controle.dossier().suivi,
            derivation: controle.derivation(),
            periode,
            comptes: vec![Compte::default(); dispositifs + 1],
            personnes: Distincts::default(),
            familles: Distincts::default(),
            familles_en_attente: Distincts::default(),
            comptes_administratifs: CompteAdministratif::tous(&controle.dossier().budget),
            facturees: Facturees::new(controle),
            tables: tables(&controle.dossier().suivi),
        };
        recensement.jours(controle);
        let (suivis, attentes) = thread::scope(|scope| {
            let attentes = scope.spawn(|| recensement.attentes(dispositifs));
            let suivis = recensement.suivis(dispositifs);
            (suivis, attentes.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        (recensement.personnes, recensement.familles) = (suivis.personnes, suivis.familles);
        recensement.familles_en_attente = attentes.1;
        let jours = suivis.jours.into_iter().zip(attentes.0);
        for (compte, ((durees, anciennetes), attente)) in recensement.comptes.iter_mut().zip(jours) {
            (compte.durees, compte.anciennetes, compte.attente) = (durees, anciennetes, attente);
        }
        recensement.renouvellements(dispositifs);
        recensement.exercees_autrement(dispositifs);
        for compte in &mut recensement.comptes {
            compte.durees.sort_unstable();
            compte.anciennetes.sort_unstable();
            compte.attente.delais.sort_unstable();
            compte.attente.anciennetes.sort_unstable();
        }
        recensement
    }

    /// Where its figures come from, and over how many mesures.
    pub(crate) fn denombrement(&self, lignes: Option<u64>) -> Denombrement {
        Denombrement { lignes, tables: Arc::clone(&self.tables), parmi: None }
    }

    /// Being carried out at some time of the period, were it for no day.
    pub(crate) fn suivi_dans_la_periode(&self, episode: &Episode) -> bool {
        let (du, au) = self.periode;
        episode.debut <= au && episode.fin.is_none_or(|fin| fin >= du)
    }

    pub(crate) fn dans_la_periode(&self, jour: NaiveDate) -> bool {
        (self.periode.0..=self.periode.1).contains(&jour)
    }

    fn jours(&mut self, controle: &DossierControle) {
        let reglages = controle.reglages();
        let jours = || reglages.exercice.mois().flat_map(|mois| mois.tous_les_jours());
        for (rang, dispositif) in reglages.dispositifs.iter().enumerate() {
            let ouverture = reglages.comptage_de(dispositif).jours_ouverture;
            let ouvert = |jour| poids_du_jour(&ouverture, reglages.exercice, jour) != Exact::ZERO;
            let compte = &mut self.comptes[rang];
            compte.ouverts = jours().map(ouvert).collect();
            let presence = self.derivation.presences.get(rang).and_then(Option::as_ref);
            compte.par_jour = presence.map(|presence| {
                let comptes = presence.par_jour().into_iter().zip(&compte.ouverts);
                comptes.map(|(n, ouvert)| if *ouvert { n } else { 0 }).collect()
            });
        }
    }

    fn suivis(&self, dispositifs: usize) -> Suivis {
        let parcours = &self.derivation.parcours;
        let (du, au) = self.periode;
        let mut jours = vec![(Vec::new(), Vec::new()); dispositifs + 1];
        let mut personnes = Rencontres::new(&parcours.jeunes, dispositifs);
        let mut familles = Rencontres::new(&parcours.familles, dispositifs);
        for episode in parcours.episodes() {
            let rang = usize::from(episode.dispositif).min(dispositifs);
            if !self.suivi_dans_la_periode(&episode) {
                continue;
            }
            let (durees, anciennetes) = &mut jours[rang];
            match episode.fin.filter(|fin| *fin >= du && *fin <= au) {
                Some(fin) => durees.push(jours_entre(episode.debut, fin)),
                None => anciennetes.push(jours_entre(episode.debut, au)),
            }
            personnes.rencontre(parcours.jeune(&episode), rang);
            familles.rencontre(parcours.famille(&episode), rang);
        }
        Suivis { jours, personnes: personnes.distincts(), familles: familles.distincts() }
    }

    fn attentes(&self, dispositifs: usize) -> (Vec<FileDAttente>, Distincts) {
        let mut files = vec![FileDAttente::default(); dispositifs + 1];
        let numeros = &self.derivation.parcours.familles;
        let mut familles = Rencontres::new(numeros, dispositifs);
        let au = self.periode.1;
        for attente in &self.derivation.parcours.attentes {
            let rang = attente.dispositif.map_or(dispositifs, |d| usize::from(d).min(dispositifs));
            if let (Some(decision), Some(debut)) = (attente.decision, attente.debut)
                && self.dans_la_periode(debut)
            {
                files[rang].delais.push(jours_entre(decision, debut));
            }
            if attente.en_cours_au(au) {
                let file = &mut files[rang];
                file.mesures += 1;
                file.anciennetes.extend(attente.decision.map(|decision| jours_entre(decision, au)));
                familles.rencontre(numeros.de(attente.ligne), rang);
            }
        }
        (files, familles.distincts())
    }

    fn renouvellements(&mut self, dispositifs: usize) {
        let parcours: &Parcours = &self.derivation.parcours;
        for episode in parcours.episodes().filter(|e| parcours.mesures[e.mesure as usize].lignes.len() > 1) {
            let rang = usize::from(episode.dispositif).min(dispositifs);
            // the same renewal, in the tables of two years, is one
            let mut deja = None;
            for ligne in parcours.lignes_de(&episode, self.suivi).skip(1) {
                let depuis = ligne.debut.or(ligne.decision).filter(|jour| self.dans_la_periode(*jour));
                let sien = |jour: &NaiveDate| *jour >= episode.debut && episode.fin.is_none_or(|fin| *jour < fin);
                let renouvelle = self.suivi.nature(ligne) == Some(NatureDeDecision::Renouvellement);
                if let (true, Some(jour)) = (renouvelle, depuis.filter(sien).filter(|_| depuis != deja)) {
                    deja = depuis;
                    self.comptes[rang].renouvellements[jour.month0() as usize] += 1;
                }
            }
        }
    }

    fn exercees_autrement(&mut self, dispositifs: usize) {
        let autres = self.suivi.lexique(Colonne::ExerceeEn).map(|lexique| lexique.mots.as_slice());
        if autres.unwrap_or_default().is_empty() {
            return;
        }
        for episode in self.derivation.parcours.episodes().filter(|e| e.en_cours_au(self.periode.1)) {
            let ligne = &self.suivi.lignes[episode.ligne as usize];
            let autre = self.suivi.lu(ligne, Colonne::ExerceeEn).and_then(|lu| lu.dispositif);
            let decide = self.suivi.dispositif(ligne);
            let ici = Some(usize::from(episode.dispositif));
            if autre == ici && decide != ici && ligne.exercee_depuis == Some(episode.debut) {
                self.comptes[decide.unwrap_or(dispositifs).min(dispositifs)].exercees_autrement += 1;
            }
        }
    }
}

fn tables(suivi: &Suivi) -> Arc<[Span]> {
    let places: BTreeSet<Span> = suivi.tables.iter().map(|t| Span::sheet(&t.fichier, t.feuille.as_deref())).collect();
    places.into_iter().collect()
}

/// What the mesures carried out in the period say.
struct Suivis {
    /// Durations and seniorities, per dispositif.
    jours: Vec<(Vec<i64>, Vec<i64>)>,
    personnes: Distincts,
    familles: Distincts,
}

/// Days from one date to another; negative when they are the wrong way round.
pub(crate) fn jours_entre(du: NaiveDate, au: NaiveDate) -> i64 {
    au.signed_duration_since(du).num_days()
}
