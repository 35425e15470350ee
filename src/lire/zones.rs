//! Where a table that takes precedence stands among those of its sheet: its rows are emptied, and what stands above,
//! beside or below is read as if it were alone.

use super::entetes::Entetes;
use super::genres::{Genres, Reconnu, TETE};
use super::tableau_mensuel::axes::Axes;
use super::tableau_mensuel::forme::{Repere, trouve};
use super::tableau_mensuel::panneaux::restreinte;
use super::tableau_mensuel::regions::departs;
use crate::domaine::dossier::{Grandeur, Ligne};
use std::collections::BTreeSet;
use std::ops::Range;

/// Tables of a sheet that take precedence: more are left to the last one.
pub(super) const ZONES: usize = 12;

/// How far below a header what it counts is looked for.
const APERCU: usize = 16;

/// Rows and columns of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Zone {
    /// Indices of its rows, from its headers on.
    pub(super) lignes: Range<usize>,
    /// Its columns.
    pub(super) colonnes: Range<usize>,
}

impl Zone {
    /// Every cell below a row of headers, the row itself included.
    pub(super) fn sous(entete: usize, lignes: &[Ligne]) -> Self {
        Self { lignes: entete..lignes.len(), colonnes: 0..usize::MAX }
    }

    /// Forgets what stands there.
    pub(super) fn vide(&self, lignes: &mut [Ligne]) {
        for ligne in &mut lignes[self.lignes.clone()] {
            let fin = self.colonnes.end.min(ligne.cellules.len());
            ligne.cellules[self.colonnes.start.min(fin)..fin].iter_mut().for_each(|c| c.efface());
            let derniere = ligne.cellules.iter().rposition(|c| !c.is_empty()).map_or(0, |i| i + 1);
            ligne.cellules.truncate(derniere);
        }
    }
}

/// The first table of a kind that takes precedence, with its place. Headers that only make one together with those of a
/// monthly table make none.
pub(super) fn prioritaire(axes: &Axes<'_>, genres: &Genres, lignes: &[Ligne]) -> Option<(Reconnu, Zone)> {
    let mut possibles = lignes.iter().take(TETE).enumerate();
    possibles.find_map(|(entete, ligne)| {
        let entier = genres.de(ligne).filter(|genre| genre.prime)?;
        let zone = Zone { lignes: entete..fin(axes, lignes, entete), colonnes: 0..usize::MAX };
        let bandes = bandes(&lignes[zone.lignes.clone()]);
        let seule = bandes.iter().find_map(|colonnes| {
            let bande = restreinte(ligne, colonnes);
            let genre = genres.de(&bande).filter(|genre| genre.prime && !compte_des_presents(axes.entetes, &bande))?;
            Some((genre, Zone { lignes: zone.lignes.clone(), colonnes: colonnes.clone() }))
        });
        let entier = || (!compte_des_presents(axes.entetes, ligne)).then_some((entier, zone));
        let (genre, zone) = seule.or_else(entier)?;
        Some((Reconnu { entete, ..genre }, zone))
    })
}

/// Only tables of movements count who is there, before and after.
fn compte_des_presents(entetes: &Entetes, ligne: &Ligne) -> bool {
    let dit = |grandeur| ligne.remplies().any(|(_, c)| entetes.grandeur(c) == Some(grandeur));
    dit(Grandeur::PresentsDebut) && dit(Grandeur::PresentsFin)
}

/// Where a table ends: at the blank row above a monthly table and its titles, else with the sheet.
fn fin(axes: &Axes<'_>, lignes: &[Ligne], entete: usize) -> usize {
    let apres_un_vide = |i: &usize| lignes[*i].rang > lignes[*i - 1].rang + 1;
    let sous_des_titres = |i: usize| {
        let titres = lignes[i..].iter().take(APERCU).take_while(|l| l.remplies().count() == 1).count();
        (i..=i + titres).any(|debut| est_un_mensuel(axes, lignes, debut))
    };
    (entete + 1..lignes.len()).filter(apres_un_vide).find(|i| sous_des_titres(*i)).unwrap_or(lignes.len())
}

/// True when the headers of a monthly table stand on this row, and what they count is what movements count.
fn est_un_mensuel(axes: &Axes<'_>, lignes: &[Ligne], entete: usize) -> bool {
    let apercu = &lignes[entete.min(lignes.len())..lignes.len().min(entete + APERCU)];
    trouve(axes, apercu, true).is_some() && compte_des_mouvements(axes.entetes, apercu)
}

/// Two grandeurs at least, one of which is no movement of someone: « Entrée » and « Sortie » head other tables too.
fn compte_des_mouvements(entetes: &Entetes, lignes: &[Ligne]) -> bool {
    let grandeurs = lignes.iter().flat_map(|l| &l.cellules).filter_map(|c| entetes.grandeur(c));
    let grandeurs: BTreeSet<Grandeur> = grandeurs.collect();
    let sur = |g: &Grandeur| !matches!(g, Grandeur::Entrees | Grandeur::Sorties | Grandeur::Passages);
    grandeurs.len() > 1 && grandeurs.iter().any(sur)
}

/// True for a block that may be read in the sheet of a table that took precedence.
pub(super) fn est_sur(entetes: &Entetes, lignes: &[Ligne], bloc: &Repere) -> bool {
    compte_des_mouvements(entetes, &lignes[bloc.entete..lignes.len().min(bloc.entete + APERCU)])
}

/// Columns that hold something, between those that hold nothing; all of them when no column is blank.
fn bandes(lignes: &[Ligne]) -> Vec<Range<usize>> {
    let debuts = departs(lignes);
    let fins = debuts.iter().skip(1).copied().chain([usize::MAX]);
    debuts.iter().copied().zip(fins).map(|(debut, fin)| debut..fin).collect()
}
