//! Absences of young people in the period: days, stays and persons, which are never added across motives.

use super::contexte::{Contexte, Sujet};
use crate::domaine::controle::DossierControle;
use crate::domaine::decompte::Decompte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::population::NON_RENSEIGNE;
use crate::domaine::registres::AbsenceDeJeune;
use crate::domaine::reglages::RegleDAbsence;
use crate::domaine::valeur::Denombrement;
use crate::francais::cle;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

const ANONYMES: &str = "des absences ne disent pas de qui";

/// What absences amount to.
#[derive(Debug, Clone, Default)]
struct Compte<'a> {
    jours: i64,
    sejours: u32,
    jeunes: BTreeSet<&'a str>,
    anonymes: bool,
}

impl<'a> Compte<'a> {
    fn ajoute(&mut self, absence: &'a AbsenceDeJeune, jours: i64) {
        self.jours += jours;
        self.sejours += 1;
        self.anonymes |= absence.jeune.is_empty();
        self.jeunes.insert(&absence.jeune);
    }

    /// Days, stays, persons.
    fn valeurs(&self, lues: &Denombrement) -> Vec<Valeur> {
        let connue = |n: Exact| Valeur::comptee(n, Denombrement { lignes: Some(self.sejours.into()), ..lues.clone() });
        let jeunes = if self.anonymes {
            Valeur::manquante(ANONYMES)
        } else {
            connue(Exact::from(u32::try_from(self.jeunes.len()).unwrap_or(u32::MAX)))
        };
        vec![connue(Exact::decimal(i128::from(self.jours), 0)), connue(Exact::from(self.sejours)), jeunes]
    }
}

/// The absences that touch the period, with their days in it: the day of return is not one.
fn de_la_periode(controle: &DossierControle) -> Vec<(&AbsenceDeJeune, NaiveDate, i64)> {
    let du = controle.reglages().exercice.janvier().premier_jour();
    let apres = controle.jusqu_a().suivant().premier_jour();
    let dedans = |absence: &'_ AbsenceDeJeune| {
        let (debut, fin) = (absence.debut.max(du), absence.fin.unwrap_or(apres).min(apres));
        let touche = absence.debut < apres && absence.fin.is_none_or(|fin| fin >= du);
        touche.then(|| (debut, fin.signed_duration_since(debut).num_days().max(0)))
    };
    let absences = controle.dossier().registres.absences.iter();
    absences.filter_map(|absence| dedans(absence).map(|(debut, jours)| (absence, debut, jours))).collect()
}

fn denombrement(controle: &DossierControle) -> Denombrement {
    let registres = &controle.dossier().registres;
    let mut places: Vec<_> = registres.absences.iter().map(|a| a.place).collect();
    places.dedup_by_key(|place| place.table);
    let tables = places.into_iter().filter_map(|place| registres.table(place)).collect();
    Denombrement { lignes: None, tables, parmi: None }
}

impl Contexte<'_> {
    /// Days, stays and persons away; the table says no dispositif.
    pub(crate) fn absences(&self, rang: usize) -> Valeur {
        match self.absences_du_service() {
            Err(motif) => Valeur::manquante(motif),
            Ok(()) => {
                let mut compte = Compte::default();
                for (absence, _, jours) in de_la_periode(self.controle) {
                    compte.ajoute(absence, jours);
                }
                let mut valeurs = compte.valeurs(&denombrement(self.controle));
                valeurs.swap_remove(rang)
            }
        }
    }

    fn absences_du_service(&self) -> Result<(), &'static str> {
        if self.controle.dossier().registres.absences.is_empty() {
            return Err("aucun tableau des absences");
        }
        let seul = self.reglages().dispositifs.len() == 1;
        let service = matches!(self.sujet, Sujet::Service(_)) || seul;
        if service { Ok(()) } else { Err("le tableau des absences ne dit pas le dispositif") }
    }

    /// Days away that the rules of [comptage] remove from those counted.
    pub(crate) fn absences_retirees(&self) -> Valeur {
        if let Err(motif) = self.absences_du_service() {
            return Valeur::manquante(motif);
        }
        let regles = &self.reglages().comptage.absences;
        let mut retirees = 0;
        let mut cumuls: BTreeMap<(&str, &str), (i64, i64)> = BTreeMap::new();
        for (absence, debut, jours) in de_la_periode(self.controle) {
            match regles.get(&cle(&absence.motif)) {
                None | Some(RegleDAbsence::Maintenue) => {}
                Some(RegleDAbsence::RetireeApres { heures }) => {
                    let gardes = Days::new(u64::from(heures.div_ceil(24)));
                    let depuis = absence.debut.checked_add_days(gardes).unwrap_or(absence.debut).max(debut);
                    let ecoules = depuis.signed_duration_since(debut).num_days();
                    retirees += (jours - ecoules).max(0);
                }
                Some(RegleDAbsence::PlafonneeA { .. }) if absence.jeune.is_empty() => {
                    return Valeur::manquante(ANONYMES);
                }
                Some(RegleDAbsence::PlafonneeA { jours: plafond }) => {
                    let cumul = cumuls.entry((&absence.jeune, &absence.motif)).or_insert((0, i64::from(*plafond)));
                    cumul.0 += jours;
                }
            }
        }
        retirees += cumuls.values().map(|(jours, plafond)| (jours - plafond).max(0)).sum::<i64>();
        Valeur::comptee(Exact::decimal(i128::from(retirees), 0), denombrement(self.controle))
    }
}

/// Absences by motive; none without a table.
pub(super) fn decompte(controle: &DossierControle) -> Option<Decompte> {
    if controle.dossier().registres.absences.is_empty() {
        return None;
    }
    let mut ensemble = Compte::default();
    let mut par_motif: BTreeMap<(bool, &str), Compte<'_>> = BTreeMap::new();
    for (absence, _, jours) in de_la_periode(controle) {
        ensemble.ajoute(absence, jours);
        par_motif.entry((absence.motif.is_empty(), &absence.motif)).or_default().ajoute(absence, jours);
    }
    let lues = denombrement(controle);
    let libelle = |mot: &str| if mot.is_empty() { NON_RENSEIGNE.to_owned() } else { mot.to_owned() };
    Some(Decompte {
        id: "absences_par_motif",
        titre: "Absences par motif",
        colonnes: vec!["journées", "séjours", "jeunes"],
        lignes: par_motif.into_iter().map(|((_, mot), compte)| (libelle(mot), compte.valeurs(&lues))).collect(),
        ensemble: ensemble.valeurs(&lues),
    })
}
