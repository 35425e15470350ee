//! `part-de-capacite-a-une-autre-date`: the waiting list as a percentage of a capacity that is not the one of its day.

use super::attendus::{Attendue, attendus, places, places_au};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Texte;
use crate::domaine::exact::Exact;
use crate::francais::{self, Lecture};
use chrono::NaiveDate;

const FICHE: Fiche = Fiche {
    code: "part-de-capacite-a-une-autre-date",
    famille: Famille::Attente,
    gravite: Gravite::Avertissement,
    regarde: "Les pourcentages de la capacité donnés pour la liste d’attente, dans un tableau ou dans les textes de l’équipe, refaits avec la capacité de chaque date.",
    importance: "La même liste fait 55 % de 60 places et 66 % de 50 : sans la date, deux années ne se comparent plus.",
    exemple: "33 mesures en attente au 31 décembre, dites 55 % de la capacité : 33 ÷ 60, la capacité du lendemain.",
    correction: "Rapporter la liste à la capacité du jour où elle est comptée, ou nommer les places de l’autre date dans la phrase.",
};

pub(in crate::controler) const CONTROLE: Controle =
    Controle { fiche: &FICHE, regarde: Regarde::Cellules(des_tableaux) };

/// The same check, of what the team writes.
pub(in crate::controler) const DANS_LES_TEXTES: Controle =
    Controle { fiche: &FICHE, regarde: Regarde::Cellules(des_textes) };

/// What a stated part of the capacity turns out to be.
pub(super) enum Part {
    /// That of the day.
    Juste,
    /// That of a capacity in force from another day.
    AutreDate { places: Exact, attendue: Exact, depuis: NaiveDate, autres: Exact },
    /// None that rapport.toml knows.
    Fausse { places: Exact, attendue: Exact },
}

/// Compares a stated part with the capacity of the day, then with those of the other dates, the nearest first.
/// `None` when the capacity of the day is unknown.
pub(super) fn juge(vue: &Vue<'_>, liste: &Attendue<'_>, part: Exact) -> Option<Part> {
    let toutes = places(vue, liste.code);
    let places = places_au(&toutes, liste.jour).filter(|places| *places > Exact::ZERO)?;
    let attendue = liste.mesures.divise_par(places)?;
    if egales(attendue, part) {
        return Some(Part::Juste);
    }
    let mut dates: Vec<NaiveDate> = toutes.iter().flat_map(|p| p.capacites).map(|c| c.depuis).collect();
    dates.sort_by_key(|date| (date.signed_duration_since(liste.jour).num_days().abs(), *date));
    let autre = dates.into_iter().find_map(|depuis| {
        let autres = places_au(&toutes, depuis)?;
        let taux = liste.mesures.divise_par(autres)?;
        egales(taux, part).then_some(Part::AutreDate { places, attendue, depuis, autres })
    });
    Some(autre.unwrap_or(Part::Fausse { places, attendue }))
}

/// Equal at the precision at which the part was typed.
fn egales(calculee: Exact, dite: Exact) -> bool {
    let cent = Exact::from(100_u32);
    let (calculee, dite) = (calculee * cent, dite * cent);
    let precision = (0..4).find(|k| Exact::decimal(dite.arrondi(*k), *k) == dite).unwrap_or(4);
    calculee.arrondi(precision) == dite.arrondi(precision)
}

fn des_tableaux(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let attendus = attendus(vue);
    let constats = attendus.iter().filter_map(|liste| {
        let (part, span) = liste.part?;
        constat(vue, liste, part, span.clone())
    });
    constats.collect()
}

fn des_textes(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let dits: Vec<_> = vue.textes.iter().flat_map(pourcentages).collect();
    if dits.is_empty() {
        return Vec::new();
    }
    let attendus = attendus(vue);
    let Some(liste) = attendus.iter().filter(|a| a.code.is_none()).max_by_key(|a| a.jour) else { return Vec::new() };
    let constats = dits.into_iter().filter_map(|(part, span, phrase)| {
        let Part::AutreDate { autres, .. } = juge(vue, liste, part)? else { return None };
        (!nomme(phrase, autres)).then(|| constat(vue, liste, part, span)).flatten()
    });
    constats.collect()
}

fn constat(vue: &Vue<'_>, liste: &Attendue<'_>, part: Exact, span: Span) -> Option<Diagnostic> {
    let Part::AutreDate { places, attendue, depuis, autres } = juge(vue, liste, part)? else { return None };
    let pourcent = |taux: Exact| francais::nombre_court(taux * Exact::from(100_u32));
    let jour = francais::date_en_lettres(liste.jour);
    let message = format!(
        "{} : {} % de la capacité, c’est {} en attente ÷ {}, la capacité du {} ; au {jour} elle est de {}, et la liste en fait {} %",
        liste.qui(),
        pourcent(part),
        francais::pluriel(liste.mesures, "mesure", "mesures"),
        mots::places(autres),
        francais::date_en_lettres(depuis),
        mots::places(places),
        pourcent(attendue)
    );
    let aide = format!(
        "écrire {} %, ou dire dans la phrase que le pourcentage se rapporte aux {} du {}",
        pourcent(attendue),
        mots::places(autres),
        francais::date_en_lettres(depuis)
    );
    let lies =
        if span == liste.span { Vec::new() } else { vec![(liste.span.clone(), "la liste d’attente".to_owned())] };
    Some(Diagnostic { lies, aide: Some(aide), ..FICHE.constat(span, message) })
}

/// The percentages of the sentences that speak of the waiting list and of the capacity, with their line and sentence.
fn pourcentages(texte: &Texte) -> Vec<(Exact, Span, &str)> {
    let mut trouves = Vec::new();
    for (numero, ligne) in (1_u32..).zip(texte.contenu.lines()) {
        for phrase in ligne.split_inclusive(". ") {
            let mots = francais::cle(phrase);
            let attente = texte.section == "attente" || mots.split(' ').any(|mot| mot == "attente");
            if !attente || !mots.split(' ').any(|mot| mot == "capacite") {
                continue;
            }
            let parts = phrase.match_indices('%').filter_map(|(fin, _)| nombre_avant(&phrase[..fin]));
            trouves.extend(parts.map(|part| (part, Span::line(&texte.fichier, numero, None), phrase)));
        }
    }
    trouves
}

/// The number that ends a text, as a ratio.
fn nombre_avant(texte: &str) -> Option<Exact> {
    let texte = texte.trim_end();
    let chiffres = texte.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    match francais::parse_nombre(&texte[chiffres.len()..], false) {
        Lecture::Nombre(n) => Some(n * Exact::decimal(1, 2)),
        _ => None,
    }
}

/// True when a sentence itself gives the number of places that it counts with.
fn nomme(phrase: &str, places: Exact) -> bool {
    let places = francais::nombre_court(places);
    phrase.split(|c: char| !c.is_alphanumeric()).any(|mot| mot == places)
}
