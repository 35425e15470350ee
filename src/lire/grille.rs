//! Text → rows of cells, each with its physical line and the row that a spreadsheet shows.

use super::entetes::Entetes;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::Ligne;

/// Separators tried, and what the user calls them.
const SEPARATORS: [(u8, &str); 4] =
    [(b';', "point-virgule"), (b',', "virgule"), (b'\t', "tabulation"), (b'|', "barre")];

/// The rows of a text file.
pub(super) struct Grille {
    /// Non-blank rows, in order.
    pub(super) lignes: Vec<Ligne>,
    /// The separator chosen, in the words of the user.
    pub(super) separateur: &'static str,
    /// The line of a quotation mark that is never closed: rows were then read without quotation marks.
    pub(super) guillemet_ouvert: Option<u32>,
}

/// Splits a text at the separator under which its headers are best recognised, then its columns most regular.
pub(super) fn split(text: &str, entetes: &Entetes) -> Grille {
    let text = &line_breaks(text);
    let (declared, body, skipped) = declared_separator(text);
    let candidates = SEPARATORS.iter().filter(|(byte, _)| declared.is_none_or(|d| d == *byte));
    let scored = candidates.map(|(byte, name)| {
        let sample = rows(head(body), *byte, skipped, true);
        (score(&sample, entetes), *byte, *name)
    });
    let best = scored.rev().max_by_key(|(score, _, _)| *score);
    let (separator, separateur) = best.map_or(SEPARATORS[0], |(_, byte, name)| (byte, name));
    let lignes = rows(body, separator, skipped, true);
    let guillemet_ouvert = unclosed(body, lignes.last());
    let lignes = if guillemet_ouvert.is_some() { rows(body, separator, skipped, false) } else { lignes };
    Grille { lignes, separateur, guillemet_ouvert }
}

/// Old Macs end lines with a lone carriage return.
fn line_breaks(text: &str) -> std::borrow::Cow<'_, str> {
    match text.contains('\n') {
        true => text.into(),
        false => text.replace('\r', "\n").into(),
    }
}

/// A field that runs over lines to the end of the file because its quotation mark is never closed: where it starts.
fn unclosed(text: &str, last: Option<&Ligne>) -> Option<u32> {
    let odd = text.matches('"').count() % 2 == 1;
    let ligne = last.filter(|l| odd && l.cellules.iter().any(|c| c.contains('\n')))?;
    Some(ligne.numero)
}

/// Excel's `sep=;` first line: the separator, the rest, and how many physical lines were taken.
fn declared_separator(text: &str) -> (Option<u8>, &str, u32) {
    let Some(reste) = text.strip_prefix("sep=") else { return (None, text, 0) };
    let separator = reste.as_bytes().first().copied();
    let body = reste.split_once('\n').map_or("", |(_, body)| body);
    (separator.filter(|s| SEPARATORS.iter().any(|(byte, _)| byte == s)), body, 1)
}

/// Enough of the file to choose a separator.
fn head(text: &str) -> &str {
    let end = text.match_indices('\n').nth(60).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Recognised headers first, then rows that agree on their width.
fn score(lignes: &[Ligne], entetes: &Entetes) -> (usize, usize) {
    let known = lignes.iter().flat_map(|l| &l.cellules).filter(|c| entetes.connait(c)).count();
    let width = lignes.iter().map(|l| l.cellules.len()).max().unwrap_or(0);
    let regular = lignes.iter().filter(|l| width > 1 && l.cellules.len() == width).count();
    (known, regular)
}

/// The csv crate's own line number is one too small after CRLF and blank lines: count newlines before the record's
/// first byte instead. A spreadsheet shows one row per record, blank ones included, so newlines inside quoted fields
/// are taken off again.
fn rows(text: &str, separator: u8, skipped: u32, quoting: bool) -> Vec<Ligne> {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator).quoting(quoting);
    let mut reader = builder.from_reader(text.as_bytes());
    let bytes = text.as_bytes();
    let (mut at, mut line, mut inside) = (0, 0_u32, 0_u32);
    let mut lignes = Vec::new();
    let mut record = csv::ByteRecord::new();
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let mut start = record.position().map_or(at, |p| usize::try_from(p.byte()).unwrap_or(at));
        while matches!(bytes.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        let start = start.clamp(at, bytes.len());
        line += newlines(&bytes[at..start]);
        at = start;
        let cellule = |champ: &[u8]| {
            let texte = String::from_utf8_lossy(champ);
            let texte = if quoting { texte.trim() } else { texte.trim().trim_matches('"').trim() };
            Cellule::from(texte)
        };
        let cellules: Vec<Cellule> = record.iter().map(cellule).collect();
        let embedded = record.iter().map(newlines).sum::<u32>();
        if cellules.iter().any(|c| !c.is_empty()) {
            lignes.push(Ligne { numero: line + 1 + skipped, rang: line - inside, cellules });
        }
        inside += embedded;
    }
    lignes
}

fn newlines(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|b| **b == b'\n').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(u32, u32)> {
        rows(text, b';', 0, true).iter().map(|l| (l.numero, l.rang + 1)).collect()
    }

    #[test]
    fn lines_and_rows_are_those_that_people_see() {
        assert_eq!(places("a;b\nc;d\n"), [(1, 1), (2, 2)]);
        assert_eq!(places("a;b\r\nc;d\r\ne;f"), [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(places("a;b\r\n\r\n\r\nc;d\r\n"), [(1, 1), (4, 4)]);
        assert_eq!(places("a;b\r\n;;\r\nc;d\r\n"), [(1, 1), (3, 3)]);
        assert_eq!(places("\"a\nb\";c\nd;e\n"), [(1, 1), (3, 2)]);
        assert_eq!(places("\n\na;b"), [(3, 3)]);
    }

    #[test]
    fn an_open_quotation_mark_does_not_swallow_the_rest() {
        let grille = split("mois;entrées\njanv;1\n\"(*) note\nfévr;2\n", &Entetes::embedded());
        assert_eq!((grille.lignes.len(), grille.guillemet_ouvert), (4, Some(3)));
        let closed = split("mois;\"entrées\ndu mois\"\njanv;1\n", &Entetes::embedded());
        assert_eq!((closed.lignes.len(), closed.guillemet_ouvert), (2, None));
    }

    #[test]
    fn lone_carriage_returns_end_lines() {
        let grille = split("mois;entrées\rjanv;1\rfévr;2\r", &Entetes::embedded());
        let lines: Vec<u32> = grille.lignes.iter().map(|l| l.numero).collect();
        assert_eq!(lines, [1, 2, 3]);
    }

    #[test]
    fn the_separator_is_the_one_that_makes_headers() {
        let entetes = Entetes::embedded();
        for (text, separateur) in [
            ("mois;entrées;sorties\njanv;1,5;2\n", "point-virgule"),
            ("mois,entrées,sorties\njanv,1,2\n", "virgule"),
            ("mois\tentrées\tsorties\njanv\t1\t2\n", "tabulation"),
            ("sep=;\nmois;entrées\njanv;1\n", "point-virgule"),
        ] {
            assert_eq!(split(text, &entetes).separateur, separateur, "{text}");
        }
    }
}
