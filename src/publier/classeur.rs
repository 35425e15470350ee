//! What every workbook that Trame writes shares: texts that a cell can hold, properties without a clock.

use crate::domaine::reglages::Reglages;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

/// Most UTF-16 units of a cell.
pub(super) const TEXTE: usize = 32_767;

/// Title and date of a workbook: its bytes depend on the folder alone.
pub(super) fn proprietes(titre: &str, reglages: Option<&Reglages>) -> Result<DocProperties, XlsxError> {
    let proprietes = DocProperties::new().set_title(titre);
    match jour(date(reglages))? {
        Some(jour) => Ok(proprietes.set_creation_datetime(&jour)),
        None => Ok(proprietes),
    }
}

/// A day as a workbook types it; `None` where spreadsheets have no such day.
pub(super) fn jour(jour: NaiveDate) -> Result<Option<ExcelDateTime>, XlsxError> {
    let parties = (u16::try_from(jour.year()), u8::try_from(jour.month()), u8::try_from(jour.day()));
    let (Ok(annee), Ok(mois), Ok(quantieme)) = parties else { return Ok(None) };
    match possible(jour) {
        true => ExcelDateTime::from_ymd(annee, mois, quantieme).map(Some),
        false => Ok(None),
    }
}

/// Spreadsheets count a 29 February 1900 that never was.
pub(super) fn possible(jour: NaiveDate) -> bool {
    NaiveDate::from_ymd_opt(1900, 3, 1).is_some_and(|premier| jour >= premier) && jour.year() <= 9999
}

/// The document's date as the report prints it: there is no clock, so that the same folder gives the same bytes.
pub(super) fn date(reglages: Option<&Reglages>) -> NaiveDate {
    let choisie = reglages.and_then(|r| r.rapport.date.or(Some(r.exercice.decembre().dernier_jour())));
    let possible = choisie.filter(|jour| (1901..=2200).contains(&jour.year()));
    possible.or(NaiveDate::from_ymd_opt(2000, 1, 1)).unwrap_or_default()
}

/// A text that a workbook can hold: no control character but the line break, and not too long.
pub(super) fn propre(texte: &str, limite: usize) -> String {
    let garde = |c: &char| *c == '\n' || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    let net: String = texte.chars().filter(garde).collect();
    if net.encode_utf16().count() <= limite {
        return net;
    }
    let mut prise = 1;
    let tient = |c: &char| {
        prise += c.len_utf16();
        prise <= limite
    };
    net.chars().take_while(tient).collect::<String>() + "…"
}
