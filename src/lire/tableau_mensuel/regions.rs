//! Tables that stand beside one another without being aligned: bands of columns that nothing crosses, each with headers
//! of its own.

use super::axes::Axes;
use super::forme::{PROFONDEUR, Repere, blocs};
use super::panneaux::{COTE_A_COTE, restreinte};
use crate::domaine::dossier::Ligne;
use std::collections::BTreeSet;
use std::ops::Range;

/// Columns that are read on their own, and their blocks.
pub(in crate::lire) struct Partie {
    /// The columns; all of them when there is only one part.
    colonnes: Option<Range<usize>>,
    /// What stands there, from top to bottom.
    pub(in crate::lire) blocs: Vec<Repere>,
}

impl Partie {
    /// The rows as this part sees them. What stands alone on its row above every table is about all of them, where the
    /// part has no title of its own.
    pub(super) fn lignes(&self, toutes: &[Ligne]) -> Vec<Ligne> {
        let Some(colonnes) = &self.colonnes else { return toutes.to_vec() };
        let mut siennes: Vec<Ligne> = toutes.iter().map(|l| restreinte(l, colonnes)).collect();
        let titres = self.blocs.first().map_or(0, |premier| premier.entete);
        if siennes[..titres].iter().all(|l| l.cellules.is_empty()) {
            for (sienne, ligne) in siennes.iter_mut().zip(&toutes[..titres]).filter(|(_, l)| l.remplies().count() == 1)
            {
                *sienne = ligne.clone();
            }
        }
        siennes
    }

    /// True when it is the whole sheet.
    pub(super) fn est_entiere(&self) -> bool {
        self.colonnes.is_none()
    }
}

/// The parts of a sheet: one, but for tables side by side whose headers are not on the same rows.
pub(in crate::lire) fn parties(axes: &Axes<'_>, lignes: &[Ligne]) -> Vec<Partie> {
    let blocs = blocs(axes, lignes);
    let decalees = decalees(axes, lignes, &blocs);
    decalees.unwrap_or_else(|| vec![Partie { colonnes: None, blocs }])
}

fn decalees(axes: &Axes<'_>, lignes: &[Ligne], entiers: &[Repere]) -> Option<Vec<Partie>> {
    let departs = departs(lignes);
    if lignes.len() > PROFONDEUR || !(2..=COTE_A_COTE).contains(&departs.len()) {
        return None;
    }
    let fins = departs.iter().skip(1).copied().chain([usize::MAX]);
    let mut parties: Vec<Partie> = Vec::new();
    for (debut, fin) in departs.iter().copied().zip(fins) {
        let colonnes = debut..fin;
        let restreintes: Vec<Ligne> = lignes.iter().map(|l| restreinte(l, &colonnes)).collect();
        let blocs = blocs(axes, &restreintes);
        match parties.last_mut() {
            Some(Partie { colonnes: Some(precedentes), .. }) if blocs.is_empty() => precedentes.end = fin,
            _ => parties.push(Partie { colonnes: Some(colonnes), blocs }),
        }
    }
    let connus: BTreeSet<usize> = entiers.iter().map(|b| b.entete).collect();
    let nouvelle = parties.iter().flat_map(|p| &p.blocs).any(|b| !connus.contains(&b.entete));
    let toutes = parties.iter().all(|p| !p.blocs.is_empty());
    (parties.len() > 1 && toutes && nouvelle).then_some(parties)
}

/// The first column of each band: one that holds something, at the left edge or behind a column that holds nothing.
pub(in crate::lire) fn departs(lignes: &[Ligne]) -> Vec<usize> {
    let largeur = lignes.iter().map(|l| l.cellules.len()).max().unwrap_or(0);
    let mut remplie = vec![false; largeur];
    lignes.iter().flat_map(Ligne::remplies).for_each(|(i, _)| remplie[i] = true);
    (0..largeur).filter(|i| remplie[*i] && (*i == 0 || !remplie[*i - 1])).collect()
}
