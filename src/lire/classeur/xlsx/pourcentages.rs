//! Which numbers of a sheet are shown as percentages: calamine tells the style of a cell, or its formula, never both.

use crate::lire::classeur::budget::Budget;
use crate::lire::classeur::cellule::Aspect;
use crate::lire::classeur::formats;
use crate::lire::classeur::refus::Refus;
use calamine::{DataRef, XlsxCellReader};
use std::collections::BTreeSet;
use std::io::Cursor;

/// The places of those numbers among the cells of the sheet, as they come. The sheet is only read when some style of the
/// workbook is a percentage.
pub(super) fn of_sheet(mut cells: XlsxCellReader<'_, Cursor<&[u8]>>, budget: &Budget) -> Result<Vec<usize>, Refus> {
    let pourcentage = |code: &str| formats::written(code) == Aspect::Pourcentage;
    let formats = cells.styles().iter().map(|style| style.number_format.as_ref());
    let formats = formats.enumerate().filter(|(_, format)| format.is_some_and(|f| pourcentage(&f.format_code)));
    let styles: BTreeSet<usize> = formats.map(|(style, _)| style).collect();
    let mut places = Vec::new();
    if styles.is_empty() {
        return Ok(places);
    }
    for place in 0.. {
        let Some((cellule, style)) = cells.next_cell_with_style_id()? else { break };
        if styles.contains(&style) && matches!(cellule.get_value(), DataRef::Float(_)) {
            places.push(place);
            budget.foresee_cells(places.len() as u64)?;
        }
    }
    Ok(places)
}
