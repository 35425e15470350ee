//! The project's charts within a page: the drawing with its title and its description, its numbers beside.

use crate::domaine::figure::Figure;
use serde::Serialize;

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
    lignes: Vec<Vec<String>>,
}

pub(super) fn images(figures: Vec<Figure>) -> Vec<Image> {
    figures.into_iter().filter_map(image).collect()
}

fn image(figure: Figure) -> Option<Image> {
    let (tete, corps) = figure.svg.split_once('>')?;
    let mut lignes = figure.tableau.into_iter();
    Some(Image {
        nom: figure.nom,
        legende: figure.legende,
        texte_alternatif: figure.texte_alternatif,
        note: figure.note,
        tete: tete.to_owned(),
        corps: corps.to_owned(),
        entetes: lignes.next().unwrap_or_default(),
        lignes: lignes.collect(),
    })
}
