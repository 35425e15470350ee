//! The project's charts within a page: the drawing with its title and its description, its numbers beside.

use super::case::Regard;
use crate::diagnostic::Span;
use crate::domaine::figure::{Figure, Origine};
use crate::francais::typographie;
use crate::publier::explication::DITES;
use crate::publier::page::chiffres::lien;
use serde::Serialize;
use std::collections::BTreeSet;

/// A chart, cut where its title goes.
#[derive(Serialize)]
pub(super) struct Image {
    /// Unique in the page.
    nom: String,
    legende: String,
    texte_alternatif: String,
    note: String,
    /// `<svg …`, its closing `>` left out: ours, without style nor script, its words escaped.
    tete: String,
    /// What follows.
    corps: String,
    entetes: Vec<String>,
    lignes: Vec<Vec<Cellule>>,
    /// Where those that have no explanation of their own come from.
    sources: Vec<String>,
}

/// A number of a chart, as printed.
#[derive(Serialize)]
struct Cellule {
    texte: String,
    /// Where it is explained.
    lien: Option<String>,
}

pub(super) fn images(regard: &Regard<'_>, figures: Vec<Figure>) -> Vec<Image> {
    figures.into_iter().filter_map(|figure| image(regard, figure)).collect()
}

fn image(regard: &Regard<'_>, figure: Figure) -> Option<Image> {
    let (tete, corps) = figure.svg.split_once('>')?;
    let mut lignes = figure.tableau.into_iter();
    let entetes = lignes.next().unwrap_or_default();
    let origines = figure.origines.into_iter().chain(std::iter::repeat_with(Vec::new));
    let ligne = |(textes, origines): (Vec<String>, Vec<Option<Origine>>)| {
        let origines = origines.into_iter().chain(std::iter::repeat(None));
        textes.into_iter().zip(origines).map(|(texte, origine)| cellule(regard, texte, origine)).collect()
    };
    Some(Image {
        nom: figure.nom,
        legende: figure.legende,
        texte_alternatif: figure.texte_alternatif,
        note: figure.note,
        tete: tete.to_owned(),
        corps: corps.to_owned(),
        entetes,
        lignes: lignes.zip(origines).map(ligne).collect(),
        sources: sources(&figure.sources),
    })
}

fn cellule(regard: &Regard<'_>, texte: String, origine: Option<Origine>) -> Cellule {
    let origine = origine.filter(|origine| !texte.is_empty() && regard.indicateurs.chiffre(&origine.nom).is_ok());
    // at the end of the last month known, the whole folder says the same
    let au = |origine: &Origine| origine.au.filter(|au| *au < regard.mois).or(regard.au);
    Cellule { lien: origine.map(|origine| lien(&origine.nom, au(&origine))), texte }
}

/// « donnees/suivi.csv »: each table or cell once, a bound on how many are said.
fn sources(spans: &BTreeSet<Span>) -> Vec<String> {
    let mut dites: Vec<String> = spans.iter().take(DITES).map(|span| typographie(&span.en_entier())).collect();
    let autres = spans.len().saturating_sub(DITES);
    if autres > 0 {
        dites.push(if autres == 1 { "une autre".to_owned() } else { format!("{autres} autres") });
    }
    dites
}
