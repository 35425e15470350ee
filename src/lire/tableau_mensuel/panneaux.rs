//! Tables side by side: each begins at a column of labels, behind the figures of the one before.

use super::axes::Axes;
use super::forme::{Forme, est_un_libelle, trouve};
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::Ligne;
use std::ops::Range;

/// More tables than that side by side are left to the last of them.
pub(super) const COTE_A_COTE: usize = 12;

/// The columns of each table under these headers, with its layout; empty when there is only one.
pub(super) fn panneaux(axes: &Axes<'_>, lignes: &[Ligne], hauteur: usize) -> Vec<(Range<usize>, Forme, usize)> {
    let departs = starts(axes, lignes, hauteur);
    let fins = departs.iter().skip(1).copied().chain([usize::MAX]);
    let cotes = departs.iter().zip(fins).map(|(debut, fin)| {
        let panneau = *debut..fin;
        let restreintes: Vec<Ligne> = lignes.iter().map(|l| restreinte(l, &panneau)).collect();
        let (forme, hauteur) = trouve(axes, &restreintes, true)?;
        Some((panneau, forme, hauteur))
    });
    let cotes: Option<Vec<_>> = cotes.collect();
    cotes.filter(|cotes| cotes.len() > 1).unwrap_or_default()
}

/// The first column of each table: 0, then every column of labels that stands behind figures, under no header of its
/// own, or under one that heads labels.
fn starts(axes: &Axes<'_>, lignes: &[Ligne], hauteur: usize) -> Vec<usize> {
    let (entetes, corps) = lignes.split_at(hauteur.min(lignes.len()));
    let largeur = corps.iter().map(|l| l.cellules.len()).max().unwrap_or(0);
    let libelles = |i: usize| corps.iter().any(|l| est_un_libelle(axes.entetes, l.cellule(i)));
    let tete_de_libelles = |c: &Cellule| {
        c.is_empty() || axes.entetes.est_mois(c) || axes.entetes.est_dispositif(c) || axes.lire(c).quoi.is_none()
    };
    let situe = |i: usize| entetes.iter().any(|l| axes.lire(l.cellule(i)).situe());
    let mut departs = vec![0];
    let (mut libelle, mut donnees) = (false, false);
    for i in 0..largeur {
        let depart =
            libelles(i) && entetes.iter().all(|l| l.cellule(i).mois().is_none() && tete_de_libelles(l.cellule(i)));
        if depart && donnees && departs.len() < COTE_A_COTE {
            departs.push(i);
            donnees = false;
        } else if depart {
            libelle = true;
        } else {
            donnees = donnees || (libelle && situe(i));
        }
    }
    departs
}

/// The row as one table sees it: the cells of the others are blank, and none changes its address.
pub(in crate::lire) fn restreinte(ligne: &Ligne, panneau: &Range<usize>) -> Ligne {
    let fin = panneau.end.min(ligne.cellules.len());
    let cellule = |i: usize| if i < panneau.start { Cellule::VIDE } else { ligne.cellule(i).clone() };
    let mut cellules: Vec<Cellule> = (0..fin).map(cellule).collect();
    while cellules.last().is_some_and(|c| c.is_empty()) {
        cellules.pop();
    }
    Ligne { numero: ligne.numero, rang: ligne.rang, cellules }
}
