//! A cell as a workbook types it: a number with the format that the user sees, a day, or text that stays text.

use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::exact::Exact;
use crate::francais::{Lecture, parse_nombre};
use crate::publier::classeur::{self, TEXTE, possible, propre};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// What to write.
#[derive(Debug, PartialEq)]
enum Valeur {
    Texte(String),
    /// With its number format; `None` where the workbook showed the number plainly.
    Nombre(Exact, Option<String>),
    /// With its date format.
    Jour(NaiveDate, &'static str),
}

/// Days as offices type them, and the same for a workbook.
const JOURS: [(&str, &str); 3] = [("%d/%m/%Y", "dd/mm/yyyy"), ("%Y-%m-%d", "yyyy-mm-dd"), ("%d/%m/%y", "dd/mm/yy")];

/// Writes a cell that holds something.
pub(super) fn ecrit(
    page: &mut Worksheet,
    (ligne, colonne): (u32, u16),
    cellule: &Cellule,
    format: Format,
) -> Result<(), XlsxError> {
    match valeur(cellule) {
        Valeur::Nombre(n, nombre) => {
            let format = nombre.map_or(format.clone(), |nombre| format.set_num_format(nombre));
            page.write_number_with_format(ligne, colonne, n.flottant(), &format)?;
        }
        Valeur::Jour(jour, forme) => {
            let Some(date) = classeur::jour(jour)? else { return Ok(()) };
            page.write_datetime_with_format(ligne, colonne, &date, &format.set_num_format(forme))?;
        }
        Valeur::Texte(texte) => {
            let format = if ressemble_a_une_formule(&texte) { format.set_quote_prefix() } else { format };
            page.write_string_with_format(ligne, colonne, texte, &format)?;
        }
    }
    Ok(())
}

/// A text that a spreadsheet would compute if it were typed again.
fn ressemble_a_une_formule(texte: &str) -> bool {
    texte.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn valeur(cellule: &Cellule) -> Valeur {
    let texte = || Valeur::Texte(propre(cellule.texte(), TEXTE));
    match cellule.contenu() {
        Contenu::Nombre(n) => Valeur::Nombre(n, nombre_saisi(cellule).filter(|(lu, _)| *lu == n).map(|(_, f)| f)),
        Contenu::Date(jour) if possible(jour) => Valeur::Jour(jour, JOURS[0].1),
        Contenu::Date(_) | Contenu::FormuleSansValeur | Contenu::Retire => texte(),
        Contenu::Texte => match (nombre_saisi(cellule), jour_saisi(cellule)) {
            (Some((n, format)), _) => Valeur::Nombre(n, Some(format)),
            (None, Some((jour, forme))) => Valeur::Jour(jour, forme),
            (None, None) => texte(),
        },
    }
}

fn jour_saisi(texte: &str) -> Option<(NaiveDate, &'static str)> {
    let chiffres = texte.chars().filter(char::is_ascii_digit).count();
    let lu = |(saisie, forme): &(&str, &'static str)| {
        let jour = NaiveDate::parse_from_str(texte, saisie).ok()?;
        (possible(jour) && texte.len() == forme.len() && chiffres + 2 == forme.len()).then_some((jour, *forme))
    };
    JOURS.iter().find_map(lu)
}

/// A number that a spreadsheet shows as it was typed: `15 208`, `22,54 €`, `87,6 %`; not `007`, nor what is ambiguous.
fn nombre_saisi(texte: &str) -> Option<(Exact, String)> {
    let Lecture::Nombre(n) = parse_nombre(texte, false) else { return None };
    let chiffres = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | '-' | '−');
    let fin = texte.char_indices().find(|(_, c)| !chiffres(*c)).map_or(texte.len(), |(i, _)| i);
    let (corps, unite) = texte.split_at(fin);
    let espace = if corps.ends_with(char::is_whitespace) { " " } else { "" };
    let (entiers, decimales) = corps.trim().split_once([',', '.']).unwrap_or((corps.trim(), ""));
    let sans_signe = entiers.trim_start_matches(['-', '−']).trim_start();
    let zero_devant = sans_signe.len() > 1 && sans_signe.starts_with('0');
    if corps.is_empty() || zero_devant || !unite.chars().all(|c| c.is_alphabetic() || matches!(c, '€' | '%')) {
        return None;
    }
    let milliers = if sans_signe.contains(char::is_whitespace) { "#,##0" } else { "0" };
    let point = if decimales.is_empty() { String::new() } else { format!(".{}", "0".repeat(decimales.len())) };
    let unite = if unite.is_empty() { String::new() } else { format!("\"{espace}{unite}\"") };
    Some((n, format!("{milliers}{point}{unite}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_nombre_garde_la_forme_que_l_on_voit() {
        for (texte, mantisse, decimales, format) in [
            ("17", 17, 0, "0"),
            ("-3", -3, 0, "0"),
            ("15 208", 15_208, 0, "#,##0"),
            ("15\u{202f}208,50", 1_520_850, 2, "#,##0.00"),
            ("13.5", 135, 1, "0.0"),
            ("22,54 €", 2_254, 2, "0.00\" €\""),
            ("87,6%", 876, 1, "0.0\"%\""),
            ("362 jours", 362, 0, "0\" jours\""),
        ] {
            let attendu = Valeur::Nombre(Exact::decimal(mantisse, decimales), Some(format.to_owned()));
            assert_eq!(valeur(&Cellule::from(texte)), attendu, "{texte}");
        }
        let classeur = Cellule::nombre(Exact::decimal(225, 1));
        assert_eq!(valeur(&classeur), Valeur::Nombre(Exact::decimal(225, 1), Some("0.0".to_owned())));
    }

    #[test]
    fn le_reste_demeure_du_texte() {
        for texte in ["=SUM(A1:A9)", "+5", "@a", "-2+3", "007", "13.316", "NC", "-", "#REF!", "9/20", "'33", "1er mars"]
        {
            assert_eq!(valeur(&Cellule::from(texte)), Valeur::Texte(texte.to_owned()), "{texte}");
        }
        assert!(["=A1", "+5", "-", "@a", "\ta"].into_iter().all(ressemble_a_une_formule));
        assert_eq!(valeur(&Cellule::from("a\u{1}\u{ffff}b")), Valeur::Texte("ab".to_owned()));
    }

    #[test]
    fn une_date_est_une_date() {
        let jour = NaiveDate::from_ymd_opt(2021, 3, 1).unwrap();
        for (texte, forme) in [("01/03/2021", "dd/mm/yyyy"), ("2021-03-01", "yyyy-mm-dd"), ("01/03/21", "dd/mm/yy")] {
            assert_eq!(valeur(&Cellule::from(texte)), Valeur::Jour(jour, forme));
        }
        assert_eq!(valeur(&Cellule::date(jour)), Valeur::Jour(jour, "dd/mm/yyyy"));
        let ancien = NaiveDate::from_ymd_opt(1850, 1, 1).unwrap();
        assert_eq!(valeur(&Cellule::date(ancien)), Valeur::Texte("1850-01-01".to_owned()));
    }
}
