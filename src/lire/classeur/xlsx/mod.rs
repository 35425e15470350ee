//! XLSX and XLSM, through calamine's streaming reader, once the guard has let the archive pass.

mod garde;
mod parties;
mod pourcentages;

use super::Onglet;
use super::archive::Archive;
use super::budget::Budget;
use super::cellule::{self, Aspect};
use super::rangees::Rangees;
use super::refus::Refus;
use crate::domaine::cellule::Cellule;
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader};
use std::io::Cursor;

/// The sheets of a workbook.
pub(super) fn onglets(octets: &[u8], archive: &mut Archive<'_>, budget: &mut Budget) -> Result<Vec<Onglet>, Refus> {
    let masquees = garde::pass(archive, budget)?;
    let chemins = parties::of_sheets(archive, budget)?;
    let mut classeur = Xlsx::new(Cursor::new(octets))?;
    let depuis_1904 = classeur.has_1904_epoch();
    let mut onglets = Vec::new();
    for feuille in classeur.sheets_metadata().to_vec() {
        budget.take_sheet()?;
        if feuille.typ != SheetType::WorkSheet {
            continue;
        }
        if feuille.visible != SheetVisible::Visible {
            onglets.push(Onglet { nom: feuille.name, rangees: None });
            continue;
        }
        let mut rangees = Rangees::default();
        let pourcentages = pourcentages::of_sheet(classeur.worksheet_cells_reader(&feuille.name)?, budget)?;
        let cells = classeur.worksheet_cells_reader(&feuille.name)?;
        read(cells, (&pourcentages, depuis_1904), &mut rangees, budget)?;
        let siennes = chemins.get(&feuille.name).and_then(|chemin| masquees.get(chemin));
        if let Some(siennes) = siennes {
            siennes.rangs.iter().for_each(|rang| rangees.masque(*rang));
            siennes.colonnes.iter().for_each(|(premiere, derniere)| rangees.masque_les_colonnes(*premiere, *derniere));
        }
        onglets.push(Onglet { nom: feuille.name, rangees: Some(rangees) });
    }
    Ok(onglets)
}

fn read(
    mut cells: XlsxCellReader<'_, Cursor<&[u8]>>,
    (pourcentages, depuis_1904): (&[usize], bool),
    rangees: &mut Rangees,
    budget: &mut Budget,
) -> Result<(), Refus> {
    let mut pourcentages = pourcentages.iter().copied().peekable();
    for rang in 0.. {
        let Some(lue) = cells.next_cell_with_formula_metadata()? else { break };
        let pourcentage = pourcentages.next_if_eq(&rang).is_some();
        let cellule = match lue.value {
            DataRef::Empty if lue.formula.is_some() => Cellule::formule_sans_valeur(),
            DataRef::Float(n) if pourcentage => cellule::nombre(n, Aspect::Pourcentage, depuis_1904),
            valeur => convert(&valeur, depuis_1904),
        };
        rangees.pose(lue.pos, cellule, budget)?;
    }
    Ok(())
}

fn convert(valeur: &DataRef<'_>, depuis_1904: bool) -> Cellule {
    match valeur {
        DataRef::Empty => Cellule::VIDE,
        DataRef::Int(n) => Cellule::from(n.to_string()),
        DataRef::Float(n) => cellule::nombre(*n, Aspect::Nombre, depuis_1904),
        DataRef::DateTime(instant) => cellule::nombre(instant.as_f64(), aspect(instant), depuis_1904),
        DataRef::DateTimeIso(iso) => cellule::date_iso(iso),
        DataRef::String(texte) | DataRef::DurationIso(texte) => cellule::texte(texte),
        DataRef::SharedString(texte) => cellule::texte(texte),
        DataRef::Bool(vrai) => cellule::booleen(*vrai),
        DataRef::Error(erreur) => cellule::texte(&erreur.to_string()),
    }
}

fn aspect(instant: &ExcelDateTime) -> Aspect {
    if instant.is_duration() { Aspect::Duree } else { Aspect::Date }
}
