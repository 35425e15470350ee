//! `identifiant-en-double`: two mesures under one identifier. A chain of decisions is no duplicate.

use super::Regard;
use super::regard::nom;
use super::repetitions::{Repetition, repetition};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mesure, NatureDeDecision};

const FICHE: Fiche = Fiche {
    code: "identifiant-en-double",
    famille: Famille::Suivi,
    gravite: Gravite::Erreur,
    regarde: "Les lignes d’un même identifiant dans le suivi ou dans la liste d’attente : deux décisions initiales, deux lignes sans date, deux lignes de la même décision, deux jeunes. Une suite de décisions n’est pas un double, ni la même décision, sans rien qui se contredise, dans les tableaux de deux années (`mesure-dans-deux-tableaux`).",
    importance: "Les lignes d’un identifiant se lisent comme les décisions d’une seule mesure : deux mesures sous le même numéro n’en feraient plus qu’une.",
    exemple: "Mesure M014 : deux décisions initiales sous le même identifiant.",
    correction: "Donner à chaque mesure son identifiant ; écrire « renouvellement » pour la ligne qui prolonge une mesure ; ôter la ligne copiée deux fois ; d’une mesure que deux tableaux disent autrement, ne garder que la ligne la plus à jour.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Mesures(constats) };

fn constats<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) {
    if mesure.lignes.len() > 1 {
        let faute = [false, true].into_iter().find_map(|attente| faute(regard, mesure, attente));
        let constat = faute.and_then(|faute| constat(regard, faute, trouves));
        trouves.extend(constat);
    }
}

/// The first way in which the rows of one kind of table are those of two mesures.
fn faute<'a>(regard: &Regard<'a>, mesure: &'a Mesure, attente: bool) -> Option<Faute<'a>> {
    let nature = |l: &LigneDeSuivi| regard.suivi.nature(l);
    let lignes = || regard.lignes(mesure).filter(|l| regard.attend(l) == attente);
    let initiales = lignes().filter(|l| nature(l) == Some(NatureDeDecision::Initiale));
    let neuve = |l: &LigneDeSuivi| nature(l).is_none_or(|nature| nature == NatureDeDecision::Initiale);
    let sans_date = lignes().filter(|l| neuve(l) && l.decision.is_none() && l.debut.is_none() && l.fin.is_none());
    deux(regard, initiales)
        .map(|(a, b)| (a, b, "deux décisions initiales"))
        .or_else(|| deux(regard, sans_date).map(|(a, b)| (a, b, "deux lignes sans date")))
        .or_else(|| deux_jeunes(lignes()).map(|(a, b)| (a, b, "deux jeunes différents")))
        .or_else(|| copies(regard, lignes()).map(|(a, b)| (a, b, "deux lignes de la même décision")))
}

fn constat<'a>(regard: &Regard<'a>, faute: Faute<'a>, trouves: &mut Trouves<'a>) -> Option<Diagnostic> {
    let (premiere, double, quoi) = faute;
    trouves.place(&FICHE, double)?;
    let lies = vec![(regard.span(premiere, Colonne::Id), "l’autre ligne est ici".to_owned())];
    let (message, aide) = if repetition(regard.suivi, premiere, double).is_some() {
        (
            format!("{} : la même décision est dans deux tableaux, qui ne disent pas la même chose", nom(double)),
            "garder une seule des deux lignes, la plus à jour, ou corriger la cellule qui diffère : la mesure sera comptée une fois",
        )
    } else {
        (
            format!("{} : {quoi} sous le même identifiant", nom(double)),
            "donner à chaque mesure son identifiant, écrire « renouvellement » dans la colonne « nature de décision » pour la ligne qui prolonge la mesure, ou ôter la ligne copiée deux fois",
        )
    };
    let constat = FICHE.constat(regard.span(double, Colonne::Id), message);
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..constat })
}

/// A row, another that cannot go with it, and why.
type Faute<'a> = (&'a LigneDeSuivi, &'a LigneDeSuivi, &'static str);
type Deux<'a> = (&'a LigneDeSuivi, &'a LigneDeSuivi);

/// The first row, and the first other that does not only repeat it in another table.
fn deux<'a>(regard: &Regard<'a>, mut lignes: impl Iterator<Item = &'a LigneDeSuivi>) -> Option<Deux<'a>> {
    let premiere = lignes.next()?;
    Some((premiere, lignes.find(|l| !redite(regard, premiere, l))?))
}

fn redite(regard: &Regard<'_>, a: &LigneDeSuivi, b: &LigneDeSuivi) -> bool {
    repetition(regard.suivi, a, b) == Some(Repetition::Compatible)
}

fn deux_jeunes<'a>(lignes: impl Iterator<Item = &'a LigneDeSuivi>) -> Option<Deux<'a>> {
    let mut dits = lignes.filter(|l| !l.jeune.is_empty());
    let premier = dits.next()?;
    Some((premier, dits.find(|l| l.jeune != premier.jeune)?))
}

/// Rows that do not say what they decide, taken the same day about the same dispositif from the same day on.
fn copies<'a>(regard: &Regard<'a>, lignes: impl Iterator<Item = &'a LigneDeSuivi>) -> Option<Deux<'a>> {
    let meme = |a: &LigneDeSuivi, b: &LigneDeSuivi| {
        let (du, au) =
            [a, b].map(|l| (l.decision, l.debut, l.mot(Colonne::Dispositif), l.mot(Colonne::Quotite))).into();
        du == au && (a.decision.is_some() || a.debut.is_some())
    };
    let mut avant: Option<&LigneDeSuivi> = None;
    for ligne in lignes.filter(|l| regard.suivi.nature(l).is_none()) {
        let double = |autre: &&LigneDeSuivi| meme(autre, ligne) && !redite(regard, autre, ligne);
        if let Some(autre) = avant.replace(ligne).filter(double) {
            return Some((autre, ligne));
        }
    }
    None
}
