//! The rows of a follow-up table given back: what Trame understood of them, written again at its own address. Columns
//! that name people, or that Trame does not know, were never loaded.

use crate::diagnostic::Address;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::{Dossier, Ligne};
use crate::domaine::suivi::{LigneDeSuivi, Suivi, TableDeSuivi};
use std::collections::{BTreeMap, BTreeSet};

/// A table of more rows is given back by those that are marked.
const LIGNES: usize = 20_000;

/// The rows of the follow-up tables of a sheet, headers first; of a long table those that hold a mark.
pub(super) fn lignes(dossier: &Dossier, fichier: &str, feuille: Option<&str>, marquees: &BTreeSet<u32>) -> Vec<Ligne> {
    let suivi = &dossier.suivi;
    let mut rendues: BTreeMap<u32, Ligne> = BTreeMap::new();
    for (rang, table) in suivi.tables.iter().enumerate() {
        if table.fichier != fichier || table.feuille.as_deref() != feuille {
            continue;
        }
        let siennes = || suivi.lignes.iter().filter(|l| usize::from(l.table) == rang);
        let longue = siennes().nth(LIGNES).is_some();
        let entetes = table.colonnes.iter().map(|(_, place, entete)| (*place, Cellule::from(entete.as_str())));
        pose(&mut rendues, table.rang, entetes);
        for ligne in siennes().filter(|l| !longue || marquees.contains(&l.rang)) {
            pose(&mut rendues, ligne.rang, cellules(suivi, table, ligne));
        }
    }
    rendues.into_values().collect()
}

/// Rows of both, those of the same rank side by side.
pub(super) fn jointes(lignes: &[Ligne], rendues: Vec<Ligne>) -> Vec<Ligne> {
    let mut jointes: BTreeMap<u32, Ligne> = lignes.iter().map(|l| (l.rang, l.clone())).collect();
    for ligne in rendues {
        let cellules = (0_u32..).zip(ligne.cellules).filter(|(_, c)| !c.is_empty());
        pose(&mut jointes, ligne.rang, cellules);
    }
    jointes.into_values().collect()
}

fn pose(lignes: &mut BTreeMap<u32, Ligne>, rang: u32, cellules: impl Iterator<Item = (u32, Cellule)>) {
    let ligne = lignes.entry(rang).or_insert_with(|| Ligne { numero: rang + 1, rang, cellules: Vec::new() });
    for (place, cellule) in cellules {
        let place = place as usize;
        if ligne.cellules.len() <= place {
            ligne.cellules.resize(place + 1, Cellule::VIDE);
        }
        ligne.cellules[place] = cellule;
    }
}

fn cellules<'a>(
    suivi: &'a Suivi,
    table: &'a TableDeSuivi,
    ligne: &'a LigneDeSuivi,
) -> impl Iterator<Item = (u32, Cellule)> + use<'a> {
    table.colonnes.iter().map(move |(colonne, place, _)| (*place, suivi.cellule(ligne, *colonne)))
}

/// Ranks of the headers of the follow-up tables of a sheet.
pub(super) fn entetes(dossier: &Dossier, fichier: &str, feuille: Option<&str>) -> BTreeSet<u32> {
    let siennes = dossier.suivi.tables.iter().filter(|t| t.fichier == fichier && t.feuille.as_deref() == feuille);
    siennes.map(|t| t.rang).collect()
}

/// Rows where a mark stands.
pub(super) fn marquees<'a>(places: impl Iterator<Item = &'a Address>) -> BTreeSet<u32> {
    places.map(|place| place.row).collect()
}
