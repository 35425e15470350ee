//! A sheet given back: the cells that Trame understood at their own addresses, those that are wrong coloured, with
//! their notes. Of an unknown table, the addresses alone: it could name someone.

use super::marques::{self, Marques};
use super::{adresse, noms, styles, suivi, valeur};
use crate::diagnostic::Address;
use crate::domaine::dossier::{Dossier, Ligne};
use crate::publier::compris::Comprehension;
use crate::publier::groupes::{Feuille, Fichier};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Narrowest and widest column, characters.
const LARGEUR: (usize, usize) = (6, 42);

/// A sheet of the workbook.
pub(super) struct Page<'a> {
    /// Its name there.
    pub(super) nom: String,
    /// The sheet of the source.
    pub(super) feuille: &'a Feuille<'a>,
    marques: Marques<'a>,
    /// The rows that are given back.
    lignes: Cow<'a, [Ligne]>,
    /// Ranks of the headers of follow-up tables.
    entetes: BTreeSet<u32>,
}

/// The sheets worth giving back: those with rows that may be shown, or with a cell to point at.
pub(super) fn pages<'a>(fichier: &'a Fichier<'a>, dossier: &Dossier) -> Vec<Page<'a>> {
    let mut marques = marques::par_feuille(fichier);
    let radical = Path::new(fichier.chemin).file_stem().map_or(String::new(), |s| s.to_string_lossy().into_owned());
    let noms = noms::de_feuilles(fichier.feuilles.iter().map(|f| f.nom.unwrap_or(&radical)));
    let page = |(feuille, nom): (&'a Feuille<'a>, String)| {
        let marques = marques.remove(&feuille.nom).unwrap_or_default();
        let lignes = rendues(feuille, fichier.chemin, dossier, &marques);
        let entetes = suivi::entetes(dossier, fichier.chemin, feuille.nom);
        let page = Page { nom, feuille, marques, lignes, entetes };
        (page.est_montree() || !page.marques.is_empty()).then_some(page)
    };
    fichier.feuilles.iter().zip(noms).filter_map(page).collect()
}

/// The rows of counts as they are, those of a follow-up table as they were understood.
fn rendues<'a>(feuille: &Feuille<'a>, chemin: &str, dossier: &Dossier, marques: &Marques<'_>) -> Cow<'a, [Ligne]> {
    let comptes: &[Ligne] = feuille.table.filter(|t| t.est_agrege()).map_or(&[], |t| &t.lignes);
    let suivies = suivi::lignes(dossier, chemin, feuille.nom, &suivi::marquees(marques.keys()));
    if suivies.is_empty() { Cow::Borrowed(comptes) } else { Cow::Owned(suivi::jointes(comptes, suivies)) }
}

impl Page<'_> {
    /// Whether its rows are given back.
    pub(super) fn est_montree(&self) -> bool {
        !self.lignes.is_empty()
    }

    fn lignes(&self) -> &[Ligne] {
        &self.lignes
    }

    /// Rows beyond what a sheet holds.
    pub(super) fn lignes_coupees(&self) -> usize {
        self.lignes().iter().filter(|l| adresse(Address { column: 0, row: l.rang }).is_none()).count()
    }

    pub(super) fn ecrit(&self, page: &mut Worksheet, comprehension: &Comprehension<'_>) -> Result<(), XlsxError> {
        page.set_name(&self.nom)?;
        let rangs = self.feuille.table.map(|t| &comprehension.de(t).rangs);
        let compte = |ligne: &Ligne| rangs.is_none_or(|rangs| rangs.is_empty() || rangs.contains(&ligne.rang));
        let suivie = |ligne: &Ligne| self.entetes.first().is_some_and(|premiere| ligne.rang > *premiere);
        let est_entete = |ligne: &Ligne| self.entetes.contains(&ligne.rang) || !(compte(ligne) || suivie(ligne));
        let mut largeurs: BTreeMap<u16, usize> = BTreeMap::new();
        for ligne in self.lignes() {
            for (i, cellule) in ligne.remplies() {
                let cell = Address { column: u32::try_from(i).unwrap_or(u32::MAX), row: ligne.rang };
                let Some(place) = adresse(cell) else { continue };
                let format = styles::cellule(est_entete(ligne), i == 0);
                let format = match self.marques.get(&cell) {
                    Some(marque) => styles::marque(format, marque.gravite()),
                    None => format,
                };
                valeur::ecrit(page, place, cellule, format)?;
                let largeur = largeurs.entry(place.1).or_default();
                *largeur = cellule.lines().map(|l| l.chars().count()).max().unwrap_or(0).max(*largeur);
            }
        }
        self.ecrit_les_marques(page)?;
        for (colonne, largeur) in largeurs {
            let largeur = u32::try_from(largeur.clamp(LARGEUR.0, LARGEUR.1) + 2).unwrap_or(10);
            page.set_column_width(colonne, largeur)?;
        }
        self.mise_en_page(page, est_entete)
    }

    /// Blank cells that are marked, and the notes.
    fn ecrit_les_marques(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        page.set_default_note_author("Trame");
        for (cell, marque) in &self.marques {
            let Some((ligne, colonne)) = adresse(*cell) else { continue };
            if !self.est_remplie(*cell) {
                page.write_blank(ligne, colonne, &styles::marque(Format::new(), marque.gravite()))?;
            }
            page.insert_note(ligne, colonne, &marque.note())?;
        }
        Ok(())
    }

    fn est_remplie(&self, cell: Address) -> bool {
        let ligne = self.lignes().binary_search_by_key(&cell.row, |l| l.rang).ok().map(|place| &self.lignes()[place]);
        let colonne = usize::try_from(cell.column).unwrap_or(usize::MAX);
        ligne.is_some_and(|l| !l.cellule(colonne).is_empty())
    }

    /// The header stays in sight when there is only one; one page wide on paper.
    fn mise_en_page(&self, page: &mut Worksheet, est_entete: impl Fn(&Ligne) -> bool) -> Result<(), XlsxError> {
        let mut entetes = self.lignes().iter().filter(|l| est_entete(l) && l.remplies().next().is_some());
        if let (Some(entete), None) = (entetes.next(), entetes.next())
            && entete.rang < 10
        {
            page.set_freeze_panes(entete.rang + 1, 1)?;
            page.set_repeat_rows(entete.rang, entete.rang)?;
        }
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        page.set_footer("&L&A&RPage &P sur &N");
        Ok(())
    }
}
