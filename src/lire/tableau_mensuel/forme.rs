//! How the blocks of a sheet are laid out, told from their headers.

use super::axes::Axes;
use super::croix::{APERCU, Croix};
use super::panneaux::panneaux;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::Ligne;
use crate::lire::entetes::{Entetes, is_year};
use std::ops::Range;

/// Tables whose rows and columns both are coordinates are short: no header of theirs is looked for further down.
pub(super) const PROFONDEUR: usize = 2_000;

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
pub(in crate::lire) fn trouve(axes: &Axes<'_>, lignes: &[Ligne], en_croix: bool) -> Option<(Forme, usize)> {
    let plusieurs = |niveaux| Croix::trouve(axes, lignes, niveaux).filter(|c| c.hauteur >= niveaux);
    let croix = |niveaux| en_croix.then(|| plusieurs(niveaux)).flatten().map(|c| (Forme::Croix, c.hauteur));
    let premiere = lignes.first()?;
    let des_mois = || premiere.cellules.iter().any(|c| c.mois().is_some());
    let des_figures = premiere.remplies().any(|(_, cellule)| est_un_nombre(cellule));
    if des_figures || (des_mois() && annonce_des_mois(axes.entetes, premiere).is_none()) {
        return None;
    }
    croix(2).or_else(|| simple(axes, lignes).map(|forme| (forme, 1))).or_else(|| croix(1))
}

/// A layout under one row of headers.
fn simple(axes: &Axes<'_>, lignes: &[Ligne]) -> Option<Forme> {
    let entete = lignes.first()?;
    let entetes = axes.entetes;
    let remplies = || entete.remplies().map(|(_, cellule)| cellule);
    let Some(premier) = annonce_des_mois(entetes, entete) else {
        let grandeurs = remplies().filter(|c| entetes.grandeur(c).is_some()).count();
        let cles = remplies().filter(|c| entetes.est_mois(c) || entetes.est_dispositif(c)).count();
        return (grandeurs >= 1 && grandeurs + cles >= 2).then_some(Forme::Lignes);
    };
    let suite = || lignes[1..].iter().take_while(|l| annonce_des_mois(entetes, l).is_none_or(|mois| mois == 0));
    let libelle = |l: &Ligne| l.cellules.iter().take(premier).any(|c| entetes.grandeur(c).is_some());
    let partage = |c: &Cellule| {
        entetes.est_qualificatif(c) || entetes.sous_colonne(c).is_some_and(|sens| sens.partie().is_some())
    };
    let autre_axe = |c: &Cellule| {
        axes.noms.code(c).is_some() || (entetes.grandeur(c).is_none() && (axes.lire(c).annee.is_some() || partage(c)))
    };
    let nomme = |l: &&Ligne| libelle(l) && l.cellules.iter().take(premier).any(autre_axe);
    if suite().take(APERCU).any(|l| nomme(&l)) {
        return None;
    }
    (premier > 0 && suite().any(libelle)).then_some(Forme::Colonnes)
}

/// The first column of months, in a row that announces them. A row of figures announces none, even where the
/// spreadsheet made « 06-oct » of « 6-10 »: its months do not follow each other.
fn annonce_des_mois(entetes: &Entetes, ligne: &Ligne) -> Option<usize> {
    let premier = ligne.cellules.iter().position(|c| c.mois().is_some())?;
    let libelle = ligne.cellules.iter().take(premier).any(|c| entetes.grandeur(c).is_some());
    let rangs = ligne.cellules.iter().filter_map(Cellule::mois);
    let rangs: Vec<i32> = rangs.map(|lu| lu.annee.unwrap_or(0) * 12 + i32::from(lu.numero)).collect();
    let suivis = rangs.len() > 1 && rangs.windows(2).all(|deux| deux[1] == deux[0] + 1);
    (!libelle || suivis).then_some(premier)
}

/// A figure; a year is a title.
pub(super) fn est_un_nombre(cellule: &Cellule) -> bool {
    cellule.est_un_nombre() && !is_year(cellule)
}

/// What a row of labels may say: a grandeur or a month.
pub(super) fn est_un_libelle(entetes: &Entetes, cellule: &Cellule) -> bool {
    !cellule.is_empty() && (entetes.grandeur(cellule).is_some() || cellule.mois().is_some())
}
