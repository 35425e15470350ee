//! `absence-hors-mesure`: an absence of someone whom the follow-up table does not know, or has not in those days.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::registres::AbsenceDeJeune;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "absence-hors-mesure",
    famille: Famille::Suivi,
    gravite: Gravite::Avertissement,
    regarde: "Les absences de l’exercice dont l’identifiant (de la mesure ou du jeune) n’est pas dans le suivi, quand le suivi couvre tous les dispositifs, ou qui commencent ou finissent hors des jours de la mesure.",
    importance: "Ces journées seraient comptées, et peut-être retirées des journées facturables, pour un enfant qui n’était pas là.",
    exemple: "Absence de « J014 » : elle finit hors des jours de sa mesure selon le suivi.",
    correction: "Corriger l’identifiant ou les dates de l’absence, sinon le début ou la fin de la mesure dans le suivi. Une absence qui dure jusqu’à la sortie finit le jour de la sortie.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

/// Days from one to the other, both included; to the end of time while it goes on.
type Jours = (NaiveDate, NaiveDate);

/// What is wrong with an absence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Faute {
    Inconnu,
    Commence,
    Finit,
    SansRetour,
}

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let (du, au) = (vue.exercice().janvier().premier_jour(), vue.jusqu_a.dernier_jour());
    let touche = |a: &&AbsenceDeJeune| a.debut <= au && a.fin.is_none_or(|fin| fin >= du) && !a.jeune.is_empty();
    let absences: Vec<&AbsenceDeJeune> = vue.dossier.registres.absences.iter().filter(touche).collect();
    if absences.is_empty() || vue.dossier.suivi.is_empty() {
        return;
    }
    let presences = presences(vue, &absences);
    let connu = |absence: &AbsenceDeJeune| presences.get(absence.jeune.as_str()).is_some_and(|p| !p.is_empty());
    let entier = (0..vue.reglages.dispositifs.len()).all(|rang| vue.derivation.couvre(rang));
    if !absences.iter().any(|absence| connu(absence)) {
        let premiere = absences.first().filter(|_| entier);
        let constat = premiere.and_then(|absence| aucune(vue, absence));
        trouves.extend(constat);
        return;
    }
    for absence in absences {
        let jours = presences.get(absence.jeune.as_str()).map(Vec::as_slice).unwrap_or_default();
        if let Some(faute) = faute(absence, jours, au).filter(|faute| entier || *faute != Faute::Inconnu) {
            let constat = constat(vue, absence, faute, trouves);
            trouves.extend(constat);
        }
    }
}

/// The days that the follow-up table knows of each of those who were away, in order and apart. Cost: the rows, times the
/// logarithm of the absences.
fn presences<'a>(vue: &Vue<'a>, absences: &[&'a AbsenceDeJeune]) -> BTreeMap<&'a str, Vec<Jours>> {
    let (suivi, parcours) = (&vue.dossier.suivi, &vue.derivation.parcours);
    let mut presences: BTreeMap<&str, Vec<Jours>> =
        absences.iter().map(|absence| (absence.jeune.as_str(), Vec::new())).collect();
    for mesure in &parcours.mesures {
        let Some(debut) = mesure.debut.or_else(|| parcours.sejours.get(mesure.sejours.start as usize).map(|s| s.debut))
        else {
            continue;
        };
        let sejours = &parcours.sejours[mesure.sejours.start as usize..mesure.sejours.end as usize];
        let mut jours: Vec<Jours> = sejours.iter().map(|s| (s.debut, s.fin.unwrap_or(NaiveDate::MAX))).collect();
        if jours.is_empty() {
            jours.push((debut, mesure.fin.unwrap_or(NaiveDate::MAX)));
        }
        let id = parcours.lignes(mesure, suivi).next().map_or("", |l| l.id.as_str());
        let jeune = parcours.lignes(mesure, suivi).map(|l| l.jeune.as_str()).find(|jeune| !jeune.is_empty());
        for nom in std::iter::once(id).chain(jeune.filter(|jeune| *jeune != id)) {
            if let Some(siens) = presences.get_mut(nom) {
                siens.extend(&jours);
            }
        }
    }
    presences.values_mut().for_each(reunit);
    presences
}

/// Periods that touch made one.
fn reunit(jours: &mut Vec<Jours>) {
    jours.sort_unstable();
    let mut reunis: Vec<Jours> = Vec::with_capacity(jours.len());
    for (debut, fin) in jours.drain(..) {
        match reunis.last_mut() {
            Some((_, avant)) if debut <= *avant || avant.succ_opt() == Some(debut) => *avant = fin.max(*avant),
            _ => reunis.push((debut, fin)),
        }
    }
    *jours = reunis;
}

/// The period that a day belongs to.
fn periode(jours: &[Jours], jour: NaiveDate) -> Option<Jours> {
    let avant = jours.partition_point(|(debut, _)| *debut <= jour);
    jours.get(avant.checked_sub(1)?).filter(|(_, fin)| jour <= *fin).copied()
}

fn faute(absence: &AbsenceDeJeune, jours: &[Jours], au: NaiveDate) -> Option<Faute> {
    if jours.is_empty() {
        return Some(Faute::Inconnu);
    }
    let Some((_, sortie)) = periode(jours, absence.debut) else { return Some(Faute::Commence) };
    match absence.fin {
        Some(fin) => (fin > sortie).then_some(Faute::Finit),
        None => (sortie <= au).then_some(Faute::SansRetour),
    }
}

fn place(vue: &Vue<'_>, absence: &AbsenceDeJeune) -> Option<Span> {
    Some(Span { line: absence.place.numero, ..vue.dossier.registres.table(absence.place)? })
}

fn constat(vue: &Vue<'_>, absence: &AbsenceDeJeune, faute: Faute, trouves: &mut Trouves<'_>) -> Option<Diagnostic> {
    trouves.place_d_un_registre(&FICHE, absence.place)?;
    let (quoi, aide) = match faute {
        Faute::Inconnu => (
            "le suivi ne connaît aucun jour sous cet identifiant",
            "écrire l’identifiant de la mesure ou du jeune comme dans le suivi, ou ajouter la mesure au suivi",
        ),
        Faute::Commence => (
            "elle commence hors des jours de sa mesure selon le suivi",
            "corriger l’identifiant ou la date de l’absence, sinon le début ou la fin de la mesure dans le suivi",
        ),
        Faute::Finit => (
            "elle finit hors des jours de sa mesure selon le suivi",
            "corriger la fin de l’absence (le jour de la sortie, si elle dure jusque-là), sinon la fin de la mesure dans le suivi",
        ),
        Faute::SansRetour => (
            "elle n’a pas de fin, alors que sa mesure est finie selon le suivi",
            "dater la fin de l’absence (le jour de la sortie, si elle dure jusque-là), sinon corriger la fin de la mesure dans le suivi",
        ),
    };
    let message = format!("absence de {} : {quoi}", mots::cite(&absence.jeune));
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(place(vue, absence)?, message) })
}

/// No absence at all is of someone known: identifiers of another kind, said once.
fn aucune(vue: &Vue<'_>, absence: &AbsenceDeJeune) -> Option<Diagnostic> {
    let message = "aucun identifiant des absences de l’exercice n’est dans le suivi : rien ne permet de les rapprocher";
    let aide = "écrire dans les absences l’identifiant de la mesure, ou celui du jeune (colonne « jeune » du suivi)";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(place(vue, absence)?, message) })
}
