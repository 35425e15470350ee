//! The mesures that the monthly tables of a folder suppose: the same stock, the same entries and exits, the same days.

use super::hasard::{Hasard, ferme, ouvre};
use super::parcours::{CLOTURE, Dispositif, Jeune, Mesure};
use chrono::{Datelike, Days, NaiveDate};
use trame::domaine::dossier::{Dossier, Grandeur};

/// Families that wait at the end of the year, as the text of the example says, and how many children each.
const ATTENTE: [(Dispositif, &[u32]); 2] = [(Dispositif::Aemo, &[2, 1, 2, 1, 1]), (Dispositif::Aed, &[2, 1])];
/// Passages from one dispositif to another in the year: at most so many of each kind.
const PASSAGES: usize = 2;
/// Draws before giving a month up.
const ESSAIS: u32 = 2_000_000;

/// The young people of a folder.
pub(crate) struct Releves<'a> {
    dossier: &'a Dossier,
    hasard: Hasard,
    jeunes: Vec<Jeune>,
    famille: u32,
}

/// A month of a dispositif, as its table prints it.
struct MoisDit {
    premier: NaiveDate,
    jours: u32,
    presents: u32,
    entrees: u32,
    sorties: u32,
    journees: u32,
    places: u32,
}

/// Days of the month, each for so many brothers and sisters.
type Groupes = Vec<(u32, u32)>;

impl<'a> Releves<'a> {
    pub(crate) fn new(dossier: &'a Dossier, hasard: Hasard) -> Self {
        Self { dossier, hasard, jeunes: Vec::new(), famille: 0 }
    }

    /// Everyone, in the order of their first mesure.
    ///
    /// # Errors
    /// When a monthly table lacks a figure, or cannot be kept to the day.
    pub(crate) fn jeunes(mut self) -> Result<Vec<Jeune>, String> {
        for dispositif in Dispositif::TOUS {
            self.stock(dispositif)?;
            for mois in 1..=12 {
                let dit = self.mois(dispositif, mois)?;
                let (entrees, sorties) = self.jours(&dit).ok_or_else(|| {
                    format!(
                        "{}, mois {mois} : aucun choix de jours ne donne les journées du tableau",
                        dispositif.code()
                    )
                })?;
                self.entre(dispositif, &dit, &entrees);
                self.sort(dispositif, &dit, &sorties);
            }
        }
        self.passages();
        for (dispositif, familles) in ATTENTE {
            for nombre in familles {
                let debut = ouvre(CLOTURE - Days::new(u64::from(self.hasard.entre(9, 110))));
                self.fratrie(*nombre, &Mesure { dispositif, debut, fin: None, attend: true });
            }
        }
        self.jeunes.sort_by_key(|jeune| (jeune.mesures[0].attend, jeune.mesures[0].debut, jeune.famille));
        let mut familles: Vec<u32> = Vec::new();
        for (jeune, numero) in self.jeunes.iter_mut().zip(1..) {
            jeune.numero = numero;
            let connue = familles.iter().position(|famille| *famille == jeune.famille).unwrap_or(familles.len());
            if connue == familles.len() {
                familles.push(jeune.famille);
            }
            jeune.famille = u32::try_from(connue + 1).unwrap_or(0);
        }
        Ok(self.jeunes)
    }

    fn mois(&self, dispositif: Dispositif, mois: u32) -> Result<MoisDit, String> {
        let chiffre = |grandeur: Grandeur| {
            let ici = |r: &&trame::domaine::dossier::Releve| {
                r.dispositif == dispositif.code() && r.grandeur == grandeur && r.mois.premier_jour().month() == mois
            };
            let nombre = self.dossier.releves.iter().find(ici).and_then(|r| r.saisie.nombre()).and_then(|n| n.entier());
            let manque = || format!("{}, mois {mois} : il manque {}", dispositif.code(), grandeur.libelle());
            nombre.and_then(|n| u32::try_from(n).ok()).ok_or_else(manque)
        };
        let premier = NaiveDate::from_ymd_opt(CLOTURE.year(), mois, 1).ok_or("mois")?;
        let reglages = self.dossier.reglages.as_ref().ok_or("rapport.toml ne se lit pas")?;
        let regle = reglages.dispositifs.iter().find(|d| d.code == dispositif.code());
        let capacites = regle.into_iter().flat_map(|d| &d.capacites).filter(|c| c.depuis <= premier);
        let places = capacites.max_by_key(|c| c.depuis).map_or(u32::MAX, |c| c.places);
        Ok(MoisDit {
            premier,
            jours: u32::from(premier.num_days_in_month()),
            presents: chiffre(Grandeur::PresentsDebut)?,
            entrees: chiffre(Grandeur::Entrees)?,
            sorties: chiffre(Grandeur::Sorties)?,
            journees: chiffre(Grandeur::JourneesRealisees)?,
            places,
        })
    }

    /// Those who were there on 1 January.
    fn stock(&mut self, dispositif: Dispositif) -> Result<(), String> {
        let mut reste = self.mois(dispositif, 1)?.presents;
        while reste > 0 {
            let nombre = self.hasard.un(&[1, 1, 1, 2, 2, 3]).min(reste);
            let (min, max) = self.hasard.un(&[(1, 200), (1, 365), (200, 500), (365, 800)]);
            let recul = self.hasard.entre(min, max);
            let debut = ouvre(NaiveDate::from_ymd_opt(CLOTURE.year(), 1, 1).ok_or("jour")? - Days::new(recul.into()));
            self.fratrie(nombre, &Mesure { dispositif, debut, fin: None, attend: false });
            reste -= nombre;
        }
        Ok(())
    }

    fn fratrie(&mut self, fratrie: u32, mesure: &Mesure) {
        self.famille += 1;
        let famille = self.famille;
        let jeune = |rang| Jeune { numero: 0, famille, rang, fratrie, mesures: vec![mesure.clone()] };
        self.jeunes.extend((0..fratrie).map(jeune));
    }

    /// Days of entry and of exit that give the days of the month, without a day above the capacity.
    fn jours(&mut self, dit: &MoisDit) -> Option<(Groupes, Groupes)> {
        (0..ESSAIS).find_map(|essai| {
            let fermes = essai < ESSAIS / 2;
            let entrees = self.groupes(dit, dit.entrees, fermes);
            let sorties = self.groupes(dit, dit.sorties, fermes);
            (dit.tenu(&entrees, &sorties)).then_some((entrees, sorties))
        })
    }

    fn groupes(&mut self, dit: &MoisDit, nombre: u32, fermes: bool) -> Groupes {
        let (mut reste, mut groupes) = (nombre, Vec::new());
        while reste > 0 {
            let taille = self.hasard.un(&[1, 1, 1, 2, 2, 3]).min(reste);
            let mut jour = self.hasard.entre(1, dit.jours);
            while fermes && dit.ferme(jour) {
                jour = self.hasard.entre(1, dit.jours);
            }
            groupes.push((jour, taille));
            reste -= taille;
        }
        groupes
    }

    fn entre(&mut self, dispositif: Dispositif, dit: &MoisDit, groupes: &Groupes) {
        for (jour, nombre) in groupes {
            let debut = dit.premier + Days::new(u64::from(jour - 1));
            self.fratrie(*nombre, &Mesure { dispositif, debut, fin: None, attend: false });
        }
    }

    /// Those who leave: the oldest of three draws, brothers and sisters together where there are as many.
    fn sort(&mut self, dispositif: Dispositif, dit: &MoisDit, groupes: &Groupes) {
        for (jour, nombre) in groupes {
            let fin = dit.premier + Days::new(u64::from(jour - 1));
            let ensemble = self.partants(dispositif, fin, *nombre);
            let seuls = (0..if ensemble { 0 } else { *nombre }).all(|_| self.partants(dispositif, fin, 1));
            assert!(seuls, "somebody must be able to leave");
        }
    }

    fn partants(&mut self, dispositif: Dispositif, fin: NaiveDate, nombre: u32) -> bool {
        let present = |j: &Jeune| {
            let mesure = &j.mesures[0];
            mesure.dispositif == dispositif && mesure.fin.is_none() && mesure.debut + Days::new(75) <= fin
        };
        let mut familles: Vec<(NaiveDate, u32, u32)> = Vec::new();
        for jeune in self.jeunes.iter().filter(|j| present(j)) {
            match familles.last_mut() {
                Some((_, famille, restent)) if *famille == jeune.famille => *restent += 1,
                _ => familles.push((jeune.mesures[0].debut, jeune.famille, 1)),
            }
        }
        let aussi_nombreuses = familles.iter().filter(|(_, _, restent)| *restent == nombre).copied();
        let mut possibles: Vec<(NaiveDate, u32, u32)> = aussi_nombreuses.collect();
        if possibles.is_empty() && nombre == 1 {
            possibles = familles;
        }
        if possibles.is_empty() {
            return false;
        }
        let famille = (0..3).map(|_| self.hasard.un(&possibles)).min().map_or(0, |(_, famille, _)| famille);
        let partants = self.jeunes.iter_mut().filter(|j| j.famille == famille && present(j));
        partants.take(nombre as usize).for_each(|jeune| jeune.mesures[0].fin = Some(fin));
        true
    }

    /// An exit and an entry elsewhere the same day, or the day after, may be those of one child.
    fn passages(&mut self) {
        use Dispositif::{Aed, Aemo, Internat};
        let permis = [(Aed, Aemo), (Aemo, Internat), (Internat, Aemo), (Aemo, Aed)];
        let (mut rang, mut faits) = (0, Vec::new());
        while rang < self.jeunes.len() {
            let arrive = self.jeunes[rang].mesures[0].clone();
            let sorti = |jeune: &Jeune| {
                let [part] = &jeune.mesures[..] else { return false };
                let passage = (part.dispositif, arrive.dispositif);
                permis.contains(&passage)
                    && faits.iter().filter(|fait| **fait == passage).count() < PASSAGES
                    && part.fin.is_some_and(|fin| fin == arrive.debut || fin + Days::new(1) == arrive.debut)
            };
            let seul = self.jeunes[rang].fratrie == 1 && self.jeunes[rang].mesures.len() == 1;
            match self.jeunes.iter().position(sorti).filter(|_| seul) {
                Some(avant) => {
                    faits.push((self.jeunes[avant].mesures[0].dispositif, arrive.dispositif));
                    self.jeunes[avant].mesures.push(arrive);
                    self.jeunes.remove(rang);
                }
                None => rang += 1,
            }
        }
    }
}

impl MoisDit {
    fn ferme(&self, jour: u32) -> bool {
        ferme(self.premier + Days::new(u64::from(jour - 1)))
    }

    /// The day of entry counts, the day of exit does not.
    fn tenu(&self, entrees: &Groupes, sorties: &Groupes) -> bool {
        let jours = |groupes: &Groupes| groupes.iter().map(|(jour, n)| (self.jours - jour + 1) * n).sum::<u32>();
        let avant =
            |groupes: &Groupes, jour: u32| groupes.iter().filter(|(le, _)| *le <= jour).map(|(_, n)| n).sum::<u32>();
        let presents = |jour| self.presents + avant(entrees, jour) - avant(sorties, jour).min(self.presents);
        self.presents * self.jours + jours(entrees) == self.journees + jours(sorties)
            && (1..=self.jours).all(|jour| presents(jour) <= self.places)
    }
}
