//! The mesures that could explain why a month of a typed table differs from the follow-up table: those that begin or end
//! near its edges, by identifier only.

use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::domaine::exact::Exact;
use crate::domaine::mois::{Exercice, Mois};
use crate::francais;
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// Most mesures named.
const NOMMEES: usize = 10;
/// Days on either side of the first and last day of a month.
const BORD: i64 = 5;
/// Where a mesure without a beginning stands: behind every other.
const SANS_DATE: i64 = 1_000;

/// A month that differs, and the mesures met so far.
pub(super) struct Cherche {
    /// Index of the dispositif.
    pub(super) dispositif: usize,
    /// The month.
    pub(super) mois: Mois,
    /// True when entries or stocks differ: beginnings explain it.
    pub(super) entrees: bool,
    /// True when exits or stocks differ: ends explain it.
    pub(super) sorties: bool,
    /// True when the follow-up table counts more: any movement of the month itself may be the one in excess.
    pub(super) en_trop: bool,
    proches: Vec<(i64, u32)>,
    nombre: u32,
}

impl Cherche {
    pub(super) fn new(dispositif: usize, mois: Mois) -> Self {
        Self { dispositif, mois, entrees: false, sorties: false, en_trop: false, proches: Vec::new(), nombre: 0 }
    }

    /// How far a movement is from the edges of the month; `None` when it explains nothing.
    fn distance(&self, jour: NaiveDate) -> Option<i64> {
        let (premier, dernier) = (self.mois.premier_jour(), self.mois.dernier_jour());
        let depuis = |borne: NaiveDate| jour.signed_duration_since(borne).num_days().abs();
        let distance = depuis(premier).min(depuis(dernier));
        let dedans = (premier..=dernier).contains(&jour);
        (!dedans || self.en_trop || distance <= BORD).then_some(distance)
    }

    /// Keeps the nearest, counts all.
    fn ajoute(&mut self, distance: i64, mesure: u32) {
        self.nombre += 1;
        let place = self.proches.partition_point(|proche| *proche <= (distance, mesure));
        if place < NOMMEES {
            self.proches.insert(place, (distance, mesure));
            self.proches.truncate(NOMMEES);
        }
    }

    /// « M003, M014 et 2 autres »; `None` when no mesure is near.
    pub(super) fn liste(&self, vue: &Vue<'_>) -> Option<String> {
        let nomme = |(_, mesure): &(i64, u32)| {
            let lignes = &vue.derivation.parcours.mesures[*mesure as usize].lignes;
            let ligne = &vue.dossier.suivi.lignes[vue.derivation.parcours.ordre[lignes.start as usize] as usize];
            let sans_id = || format!("celle de la ligne {}", ligne.numero);
            if ligne.id.is_empty() { sans_id() } else { mots::cite(&ligne.id) }
        };
        let mut noms: Vec<String> = self.proches.iter().map(nomme).collect();
        let autres = self.nombre.saturating_sub(u32::try_from(noms.len()).unwrap_or(u32::MAX));
        if autres > 0 {
            noms.push(francais::pluriel(Exact::from(autres), "autre", "autres"));
        }
        (!noms.is_empty()).then(|| mots::liste(&noms))
    }
}

/// Finds them, in one pass for every month that differs.
pub(super) fn cherche(vue: &Vue<'_>, cherches: &mut [Cherche]) {
    let exercice = vue.exercice();
    let mut rangs = vec![[None; 12]; vue.reglages.dispositifs.len()];
    for (i, cherche) in cherches.iter().enumerate() {
        rangs[cherche.dispositif][cherche.mois.rang()] = Some(i);
    }
    for sejour in &vue.derivation.parcours.sejours {
        let Some(du_dispositif) = rangs.get(usize::from(sejour.dispositif)) else { continue };
        let debut = Some(sejour.debut).filter(|_| sejour.entre);
        let fin = sejour.fin.filter(|_| sejour.sort);
        let (avant, apres) = (voisins(exercice, debut), voisins(exercice, fin));
        for (rang, i) in du_dispositif.iter().enumerate().filter_map(|(rang, i)| Some((rang, (*i)?))) {
            let cherche = &mut cherches[i];
            let debut = debut.filter(|_| cherche.entrees && avant.contains(&rang)).and_then(|j| cherche.distance(j));
            let fin = fin.filter(|_| cherche.sorties && apres.contains(&rang)).and_then(|j| cherche.distance(j));
            let deja = cherche.proches.iter().any(|(_, mesure)| *mesure == sejour.mesure);
            if let (false, Some(distance)) = (deja, debut.into_iter().chain(fin).min()) {
                cherche.ajoute(distance, sejour.mesure);
            }
        }
    }
    sans_debut(vue, &rangs, cherches);
}

/// Mesures decided around the month, that have no beginning: perhaps it was not typed.
fn sans_debut(vue: &Vue<'_>, rangs: &[[Option<usize>; 12]], cherches: &mut [Cherche]) {
    for attente in &vue.derivation.parcours.attentes {
        if attente.debut.is_some() || attente.abandon.is_some() {
            continue;
        }
        let Some(du_dispositif) = attente.dispositif.and_then(|d| rangs.get(usize::from(d))) else { continue };
        let autour = attente.decision.map_or(0..12, |jour| voisins(vue.exercice(), Some(jour)));
        for i in autour.filter_map(|rang| du_dispositif[rang]) {
            if cherches[i].entrees && !cherches[i].en_trop {
                cherches[i].ajoute(SANS_DATE, attente.mesure);
            }
        }
    }
}

/// The months of the exercise, by rank, that a day falls in or next to.
fn voisins(exercice: Exercice, jour: Option<NaiveDate>) -> Range<usize> {
    let Some((jour, mois)) = jour.and_then(|jour| Some((jour, Mois::du(jour)?))) else { return 0..0 };
    match jour.year() - exercice.annee() {
        0 => mois.rang().saturating_sub(1)..(mois.rang() + 2).min(12),
        -1 if mois.rang() == 11 => 0..1,
        1 if mois.rang() == 0 => 11..12,
        _ => 0..0,
    }
}
