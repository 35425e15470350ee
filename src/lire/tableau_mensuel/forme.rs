//! How the blocks of a sheet are laid out, told from their headers.

use super::axes::Axes;
use super::croix::{APERCU, Croix};
use super::panneaux::panneaux;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::Ligne;
use crate::francais::Lecture;
use crate::lire::entetes::{Entetes, is_year};
use std::ops::Range;

/// Tables whose rows and columns both are coordinates are short: no header of theirs is looked for further down.
const PROFONDEUR: usize = 2_000;

/// The layouts of a monthly or annual table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lire) enum Forme {
    /// Months in columns, what is counted in rows.
    Colonnes,
    /// What is counted in columns; months or dispositifs in rows.
    Lignes,
    /// Coordinates on both sides.
    Croix,
}

/// Where a block stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lire) struct Repere {
    /// Index of its first row of headers.
    pub(in crate::lire) entete: usize,
    /// How many rows of headers it has.
    pub(in crate::lire) hauteur: usize,
    /// Its layout.
    pub(in crate::lire) forme: Forme,
    /// Its columns, when another table stands beside it.
    pub(in crate::lire) panneau: Option<Range<usize>>,
}

/// Every block, from top to bottom, then from left to right.
pub(in crate::lire) fn blocs(axes: &Axes<'_>, lignes: &[Ligne]) -> Vec<Repere> {
    let mut reperes = Vec::new();
    let mut entete = 0;
    while entete < lignes.len() {
        let Some((forme, hauteur)) = trouve(axes, &lignes[entete..], entete < PROFONDEUR) else {
            entete += 1;
            continue;
        };
        let fin = lignes.len().min(entete + hauteur + APERCU);
        let cotes = panneaux(axes, &lignes[entete..fin], hauteur);
        if cotes.is_empty() {
            reperes.push(Repere { entete, hauteur, forme, panneau: None });
        }
        let plus_haut = cotes.iter().map(|(_, _, hauteur)| *hauteur).max().unwrap_or(hauteur);
        for (panneau, forme, hauteur) in cotes {
            reperes.push(Repere { entete, hauteur, forme, panneau: Some(panneau) });
        }
        entete += plus_haut;
    }
    reperes
}

/// The layout of the block whose headers are the first of these rows, if it is one, and how many rows they take.
pub(super) fn trouve(axes: &Axes<'_>, lignes: &[Ligne], en_croix: bool) -> Option<(Forme, usize)> {
    let plusieurs = |niveaux| Croix::trouve(axes, lignes, niveaux).filter(|c| c.hauteur >= niveaux);
    let croix = |niveaux| en_croix.then(|| plusieurs(niveaux)).flatten().map(|c| (Forme::Croix, c.hauteur));
    if lignes.first()?.remplies().any(|(_, cellule)| est_un_nombre(cellule)) {
        return None;
    }
    croix(2).or_else(|| simple(axes, lignes).map(|forme| (forme, 1))).or_else(|| croix(1))
}

/// A layout under one row of headers.
fn simple(axes: &Axes<'_>, lignes: &[Ligne]) -> Option<Forme> {
    let entete = lignes.first()?;
    let entetes = axes.entetes;
    let remplies = || entete.remplies().map(|(_, cellule)| cellule);
    let Some(premier) = entete.cellules.iter().position(|c| c.mois().is_some()) else {
        let grandeurs = remplies().filter(|c| entetes.grandeur(c).is_some()).count();
        let cles = remplies().filter(|c| entetes.est_mois(c) || entetes.est_dispositif(c)).count();
        return (grandeurs >= 1 && grandeurs + cles >= 2).then_some(Forme::Lignes);
    };
    let suite = || lignes[1..].iter().take_while(|l| !l.cellules.iter().skip(1).any(|c| c.mois().is_some()));
    let libelle = |l: &Ligne| l.cellules.iter().take(premier).any(|c| entetes.grandeur(c).is_some());
    let nomme = |l: &&Ligne| libelle(l) && l.cellules.iter().take(premier).any(|c| axes.noms.code(c).is_some());
    if suite().take(APERCU).any(|l| nomme(&l)) {
        return None;
    }
    (premier > 0 && suite().any(libelle)).then_some(Forme::Colonnes)
}

/// A figure; a year is a title.
pub(super) fn est_un_nombre(cellule: &Cellule) -> bool {
    matches!(cellule.lecture(false), Lecture::Nombre(_)) && !is_year(cellule)
}

/// What a row of labels may say: a grandeur or a month.
pub(super) fn est_un_libelle(entetes: &Entetes, cellule: &Cellule) -> bool {
    !cellule.is_empty() && (entetes.grandeur(cellule).is_some() || cellule.mois().is_some())
}
