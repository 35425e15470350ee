//! `attente-differente-du-suivi`: a waiting list by counts against the rows of the follow-up table, on the same day.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::AttenteDeclaree;
use crate::domaine::exact::Exact;
use crate::domaine::suivi::Attente;
use crate::francais;
use chrono::NaiveDate;
use std::collections::BTreeSet;

const FICHE: Fiche = Fiche {
    code: "attente-differente-du-suivi",
    famille: Famille::Attente,
    gravite: Gravite::Incoherence,
    regarde: "Chaque ligne d’une liste d’attente par dates, comparée aux mesures décidées et non commencées le même jour selon le suivi (ou la liste d’attente mesure par mesure), quand il connaît ce dispositif. Une mesure sans date de décision, ou sans dispositif, peut y compter ou non.",
    importance: "Le rapport imprime l’attente que donne le suivi : une liste qui en donne une autre, déjà transmise peut-être, serait contredite.",
    exemple: "AEMO-R, 31 décembre 2021 : 19 mesures en attente dans la liste, mais 17 selon le suivi (écart +2).",
    correction: "Ajouter au suivi les mesures décidées qui n’ont pas commencé (une ligne sans début), y dater le début de celles qui ont commencé ; sinon corriger la liste.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let attentes = &vue.derivation.parcours.attentes;
    let comparables = !attentes.is_empty() && !vue.dossier.attentes.is_empty();
    let Some(table) = vue.dossier.suivi.tables.first().filter(|_| comparables) else { return Vec::new() };
    let files = Files::new(vue);
    let suivi = Span::sheet(&table.fichier, table.feuille.as_deref());
    let (ensemble, parts): (Vec<_>, Vec<_>) = vue.dossier.attentes.iter().partition(|a| a.dispositif.is_none());
    let mut dites = BTreeSet::new();
    let mut constats = Vec::new();
    for declaree in parts.into_iter().chain(ensemble) {
        // what is said of a dispositif is not said again of the service
        let redite = declaree.dispositif.is_none() && dites.contains(&declaree.date);
        if let Some(constat) = constat(vue, &files, declaree, &suivi).filter(|_| !redite) {
            dites.insert(declaree.date);
            constats.push(constat);
        }
    }
    constats
}

fn constat(vue: &Vue<'_>, files: &Files, declaree: &AttenteDeclaree, suivi: &Span) -> Option<Diagnostic> {
    let (dite, span) = (declaree.mesures.0.nombre()?, &declaree.mesures.1);
    let (moins, plus) = files.au(vue, declaree)?;
    if (moins..=plus).contains(&dite) {
        return None;
    }
    let proche = if dite < moins { moins } else { plus };
    let selon = if moins == plus {
        francais::nombre_court(proche)
    } else {
        format!("de {} à {}", francais::nombre_court(moins), francais::nombre_court(plus))
    };
    let message = format!(
        "{}, {} : {} dans la liste, mais {selon} selon le suivi (écart {})",
        declaree.dispositif.as_deref().unwrap_or("service"),
        francais::date_en_lettres(declaree.date),
        francais::pluriel(dite, "mesure en attente", "mesures en attente"),
        mots::ecart(dite - proche)
    );
    let aide = if dite > plus {
        "ajouter au suivi, sans début, les mesures décidées qui n’ont pas commencé ; sinon corriger la liste"
    } else {
        "dater dans le suivi le début des mesures qui ont commencé, ou la fin de celles qui n’auront pas lieu ; sinon corriger la liste"
    };
    let lies = vec![(suivi.clone(), "le suivi est ici".to_owned())];
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(span.clone(), message) })
}

/// Mesures waiting on each day of the exercise.
#[derive(Clone)]
struct File {
    /// Those whose decision is dated.
    datees: Vec<i64>,
    /// The others: since when they wait is not known.
    sans_date: Vec<i64>,
}

/// One per dispositif of rapport.toml, then that of the rows whose dispositif is not known.
struct Files {
    janvier: NaiveDate,
    par_dispositif: Vec<File>,
}

impl Files {
    /// Cost: linear in the rows, and in the days of each dispositif.
    fn new(vue: &Vue<'_>) -> Self {
        let jours = vue.exercice().mois().flat_map(|mois| mois.tous_les_jours()).count();
        let vide = File { datees: vec![0; jours + 1], sans_date: vec![0; jours + 1] };
        let inconnu = vue.reglages.dispositifs.len();
        let janvier = vue.exercice().janvier().premier_jour();
        let mut par_dispositif = vec![vide; inconnu + 1];
        for attente in &vue.derivation.parcours.attentes {
            let rang = attente.dispositif.map_or(inconnu, |d| usize::from(d).min(inconnu));
            par_dispositif[rang].ajoute(attente, janvier);
        }
        for file in &mut par_dispositif {
            cumule(&mut file.datees);
            cumule(&mut file.sans_date);
        }
        Self { janvier, par_dispositif }
    }

    /// The fewest and the most that the rows allow on the day of a list; `None` where they cannot tell.
    fn au(&self, vue: &Vue<'_>, declaree: &AttenteDeclaree) -> Option<(Exact, Exact)> {
        let dernier = vue.jusqu_a.dernier_jour();
        if !(self.janvier..=dernier).contains(&declaree.date) {
            return None;
        }
        let jour = rang_du_jour(self.janvier, declaree.date, usize::MAX);
        let (inconnus, connus) = self.par_dispositif.split_last()?;
        let dit = |rang: usize| vue.derivation.couvre(rang) || connus.get(rang).is_some_and(File::attend);
        let siennes = match &declaree.dispositif {
            Some(code) => {
                let rang = vue.reglages.dispositifs.iter().position(|d| d.code == *code).filter(|rang| dit(*rang))?;
                connus.get(rang..=rang)?
            }
            None => Some(connus).filter(|connus| (0..connus.len()).all(dit))?,
        };
        let somme = |files: &[File], de: fn(&File) -> &[i64]| -> i64 {
            files.iter().filter_map(|file| de(file).get(jour)).sum()
        };
        let inconnus = std::slice::from_ref(inconnus);
        let (datees, sans_date) = (somme(siennes, |f| &f.datees), somme(siennes, |f| &f.sans_date));
        let ailleurs = somme(inconnus, |f| &f.datees) + somme(inconnus, |f| &f.sans_date);
        let certaines = if declaree.date == dernier { datees + sans_date } else { datees };
        let [moins, plus] = [certaines, datees + sans_date + ailleurs].map(|n| Exact::from(i128::from(n)));
        Some((moins, plus))
    }
}

impl File {
    fn attend(&self) -> bool {
        self.datees.iter().chain(&self.sans_date).any(|n| *n > 0)
    }

    /// One more on its first day in the exercise, one less on the day when it no longer waits.
    fn ajoute(&mut self, attente: &Attente, janvier: NaiveDate) {
        let jours = if attente.decision.is_some() { &mut self.datees } else { &mut self.sans_date };
        let dernier = jours.len() - 1;
        let depuis = attente.decision.map_or(0, |jour| rang_du_jour(janvier, jour, dernier));
        let fins = [attente.debut, attente.abandon].into_iter().flatten();
        let jusque = fins.min().map_or(dernier, |jour| rang_du_jour(janvier, jour, dernier));
        if depuis < jusque {
            jours[depuis] += 1;
            jours[jusque] -= 1;
        }
    }
}

/// The rank of a day in the exercise, that of its first day for one before it.
fn rang_du_jour(janvier: NaiveDate, jour: NaiveDate, dernier: usize) -> usize {
    usize::try_from(jour.signed_duration_since(janvier).num_days()).unwrap_or(0).min(dernier)
}

fn cumule(jours: &mut [i64]) {
    let mut total = 0;
    for jour in jours {
        total += *jour;
        *jour = total;
    }
}
