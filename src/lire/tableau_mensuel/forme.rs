//! How a block of a file is laid out, told from its header.

use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::Ligne;
use crate::francais::Lecture;
use crate::lire::entetes::{Entetes, is_year};

/// The layouts of a monthly table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lire) enum Forme {
    EnColonnes,
    EnLignes,
}

/// Every block: the rank of its header among the rows, and its layout.
pub(in crate::lire) fn blocs(entetes: &Entetes, lignes: &[Ligne]) -> Vec<(usize, Forme)> {
    (0..lignes.len()).filter_map(|i| Some((i, forme(entetes, &lignes[i..])?))).collect()
}

/// The layout of the block whose header is the first of these rows, if it is one.
fn forme(entetes: &Entetes, lignes: &[Ligne]) -> Option<Forme> {
    let entete = lignes.first()?;
    let remplies = || entete.remplies().map(|(_, cellule)| cellule);
    if remplies().any(est_un_nombre) {
        return None;
    }
    let Some(premier) = annonce_des_mois(entetes, entete) else {
        let grandeurs = remplies().filter(|c| entetes.grandeur(c).is_some()).count();
        let cles = remplies().filter(|c| entetes.est_mois(c) || entetes.est_dispositif(c)).count();
        return (grandeurs >= 1 && grandeurs + cles >= 2).then_some(Forme::EnLignes);
    };
    let suite = lignes[1..].iter().take_while(|l| annonce_des_mois(entetes, l).is_none_or(|mois| mois == 0));
    let mut libelles = suite.filter(|l| l.cellules.iter().take(premier).any(|c| entetes.grandeur(c).is_some()));
    (premier > 0 && libelles.next().is_some()).then_some(Forme::EnColonnes)
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
fn est_un_nombre(cellule: &Cellule) -> bool {
    matches!(cellule.lecture(false), Lecture::Nombre(_)) && !is_year(cellule)
}
