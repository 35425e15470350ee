//! The tables given back: one workbook per table file that has findings, the same cells at the same addresses, those
//! that are wrong coloured and explained, and a first sheet that lists everything. Bytes in memory, the same twice.

mod feuille;
mod liste;
mod marques;
mod noms;
mod styles;
mod suivi;
#[cfg(test)]
mod tests;
mod valeur;

use super::classeur::{self, TEXTE, propre};
use super::compris::Comprehension;
use super::groupes::{self, Fichier};
use crate::diagnostic::Address;
use crate::domaine::constats::Constats;
use crate::domaine::dossier::Dossier;
use feuille::Page;
use rust_xlsxwriter::{Workbook, XlsxError};

/// The workbooks of a folder, and what they leave out.
pub(super) struct Annotation {
    /// Sorted by table file.
    pub(super) classeurs: Vec<Classeur>,
    /// Names that the tables without findings would have had: an older workbook of that name is out of date.
    pub(super) perimes: Vec<String>,
    /// Findings that no table holds: rapport.toml, texts, files that were not read.
    pub(super) hors_des_tableaux: usize,
}

/// A table file given back.
pub(super) struct Classeur {
    /// Its name, a single component.
    pub(super) nom: String,
    /// Its content.
    pub(super) octets: Vec<u8>,
}

/// The workbooks to write.
pub(super) fn annote(constats: &Constats, dossier: &Dossier) -> Result<Annotation, XlsxError> {
    let comprehension = Comprehension::new(dossier);
    let fichiers = groupes::fichiers(constats, dossier);
    let autres: Vec<_> = fichiers.iter().filter(|f| !f.est_lu()).collect();
    let mut annotation = Annotation { classeurs: Vec::new(), perimes: Vec::new(), hors_des_tableaux: 0 };
    for (fichier, nom) in lus(&fichiers) {
        if !a_annoter(fichier) {
            annotation.perimes.push(nom);
            continue;
        }
        let octets = classeur(fichier, constats, &comprehension, dossier)?;
        annotation.classeurs.push(Classeur { nom, octets });
    }
    let omis = |chemin: &str| constats.omis.iter().filter(|o| o.fichier == chemin).map(|o| o.nombre).sum::<usize>();
    annotation.hors_des_tableaux = autres.iter().map(|f| f.constats().count() + omis(f.chemin)).sum();
    Ok(annotation)
}

/// The workbook of one table file; `None` when no table of that path was read, or nothing is found in it.
pub(super) fn du_fichier(chemin: &str, constats: &Constats, dossier: &Dossier) -> Result<Option<Classeur>, XlsxError> {
    let fichiers = groupes::fichiers(constats, dossier);
    let Some((fichier, nom)) = lus(&fichiers).find(|(fichier, _)| fichier.chemin == chemin && a_annoter(fichier))
    else {
        return Ok(None);
    };
    let octets = classeur(fichier, constats, &Comprehension::new(dossier), dossier)?;
    Ok(Some(Classeur { nom, octets }))
}

/// Whether there is a workbook to give back.
pub(super) fn a_annoter(fichier: &Fichier<'_>) -> bool {
    fichier.est_lu() && fichier.constats().next().is_some()
}

/// The table files that were read, each with the name of its workbook.
fn lus<'f, 'a>(fichiers: &'f [Fichier<'a>]) -> impl Iterator<Item = (&'f Fichier<'a>, String)> {
    let noms = noms::de_fichiers(fichiers.iter().filter(|f| f.est_lu()).map(|f| f.chemin));
    fichiers.iter().filter(|f| f.est_lu()).zip(noms)
}

fn classeur(
    fichier: &Fichier<'_>,
    constats: &Constats,
    comprehension: &Comprehension<'_>,
    dossier: &Dossier,
) -> Result<Vec<u8>, XlsxError> {
    let pages = feuille::pages(fichier, dossier);
    let mut classeur = Workbook::new();
    let proprietes = classeur::proprietes(&format!("À corriger : {}", fichier.chemin), dossier.reglages.as_ref())?;
    classeur.set_properties(&proprietes.set_author("Trame"));
    liste::ecrit(classeur.add_worksheet(), fichier, &pages, constats, comprehension)?;
    for page in &pages {
        page.ecrit(classeur.add_worksheet(), comprehension)?;
    }
    classeur.save_to_buffer()
}

/// Where a finding or a cell stands in the workbook: `None` beyond what a spreadsheet holds.
fn adresse(cell: Address) -> Option<(u32, u16)> {
    let tient = cell.row < Address::ROWS && cell.column < Address::COLUMNS;
    Some((cell.row, u16::try_from(cell.column).ok().filter(|_| tient)?))
}

/// Its page in the workbook.
fn page_de<'p, 'a>(pages: &'p [Page<'a>], feuille: Option<&str>) -> Option<&'p Page<'a>> {
    pages.iter().find(|p| p.feuille.nom == feuille)
}
