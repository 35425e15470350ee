//! One table among those of a sheet.

use super::Lecteur;
use super::panneaux::restreinte;
use crate::diagnostic::Span;
use crate::domaine::dossier::Ligne;
use std::ops::Range;

/// Its rows.
pub(super) struct Bloc<'a> {
    /// Rows between the table before and this one's headers.
    pub(super) titres: &'a [Ligne],
    /// Rows of headers.
    pub(super) entetes: &'a [Ligne],
    /// The last of them.
    pub(super) entete: &'a Ligne,
    /// Rows below.
    pub(super) corps: &'a [Ligne],
}

impl Bloc<'_> {
    /// The lowest header of a column.
    pub(super) fn entete_de(&self, colonne: usize) -> &str {
        let nommee = self.entetes.iter().rev().map(|l| l.cellule(colonne)).find(|c| !c.is_empty());
        nommee.map_or("", |c| c.texte())
    }

    /// True when figures stand in a column.
    pub(super) fn a_des_chiffres(&self, colonne: usize) -> bool {
        self.corps.iter().any(|l| l.cellule(colonne).est_un_nombre())
    }

    /// The row of headers that goes furthest to the right.
    pub(super) fn plus_large(&self) -> &Ligne {
        self.entetes.iter().max_by_key(|l| l.cellules.len()).unwrap_or(self.entete)
    }

    /// The label, before the column `premiere`, or the header that says what a cell counts.
    pub(super) fn libelle_de(&self, ligne: &Ligne, premiere: usize, colonne: usize) -> String {
        let libelle = ligne.cellules.iter().take(premiere).rfind(|c| !c.is_empty() && c.mois().is_none());
        libelle.map_or_else(|| self.entete_de(colonne).to_owned(), |c| c.texte().to_owned())
    }

    /// Where the month of a cell was read: at the left of its row, else in its header.
    pub(super) fn place_du_mois(&self, lecteur: &Lecteur<'_>, ligne: &Ligne, colonne: usize) -> Span {
        let a_gauche = ligne.remplies().take_while(|(i, _)| *i < colonne).find(|(_, c)| c.mois().is_some());
        match a_gauche {
            Some((i, _)) => lecteur.span(ligne, i, self.entete_de(i)),
            None => lecteur.span(self.entete, colonne, self.entete_de(colonne)),
        }
    }
}

/// The titles of one table among several side by side: those above it; behind them, those that stand alone on their
/// row, which are about all of them.
pub(super) fn titres_du_panneau(titres: &[Ligne], panneau: &Range<usize>) -> Vec<Ligne> {
    let siens = titres.iter().map(|l| restreinte(l, panneau)).filter(|l| l.remplies().next().is_some());
    let seul = |l: &&Ligne| l.remplies().count() == 1 && l.remplies().all(|(i, _)| !panneau.contains(&i));
    siens.chain(titres.iter().filter(seul).cloned()).collect()
}
