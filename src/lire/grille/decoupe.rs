//! A text cut into rows and cells in one pass, each row with its physical line and the row that a spreadsheet shows.

use crate::diagnostic::Address;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::Ligne;
use std::borrow::Cow;

/// A spreadsheet's cell holds 32 767 characters: a longer quoted field is a quotation mark that nobody closed.
const LONGEST_CELL: usize = 4 * 32_767;

/// The rows that hold something. LF, CRLF and CR each end a line, in one file too; a spreadsheet shows one row per
/// record, blank ones included, however many lines its quoted cells run over.
pub(in crate::lire) struct Decoupe<'a> {
    text: &'a str,
    separator: u8,
    at: usize,
    numero: u32,
    rang: u32,
    /// The row being read.
    cellules: Vec<Cellule>,
    /// Lines where a quotation mark opens a cell and closes none: read as if it were not there.
    pub(in crate::lire) guillemets: Vec<u32>,
}

/// A cell between quotation marks: where they close, and where the cell ends.
struct Quoted {
    close: usize,
    end: usize,
}

impl<'a> Decoupe<'a> {
    /// Rows of a text whose first line stands at `numero` in its file.
    pub(in crate::lire) fn new(text: &'a str, separator: u8, numero: u32) -> Self {
        Self { text, separator, at: 0, numero, rang: 0, cellules: Vec::new(), guillemets: Vec::new() }
    }

    /// Where the next row begins: the rest of the text, its physical line, its row.
    pub(in crate::lire) fn suite(&self) -> (&'a str, u32, u32) {
        (&self.text[self.at..], self.numero, self.rang)
    }

    /// Hands over the cells of the next row that hold something, each with its column: its physical line and its row;
    /// `None` at the end.
    pub(in crate::lire) fn champs(&mut self, mut champ: impl FnMut(usize, Cow<'a, str>)) -> Option<(u32, u32)> {
        if self.at >= self.text.len() {
            return None;
        }
        let (numero, rang) = (self.numero, self.rang);
        for colonne in 0.. {
            let lu = self.field();
            // nobody can see, or correct, a cell beyond
            if !lu.is_empty() && colonne < Address::COLUMNS as usize {
                champ(colonne, lu);
            }
            if self.text.as_bytes().get(self.at) != Some(&self.separator) {
                break;
            }
            self.at += 1;
        }
        let fin = line_break(&self.text.as_bytes()[self.at..]);
        self.at += fin;
        self.numero = self.numero.saturating_add(u32::from(fin > 0));
        self.rang = self.rang.saturating_add(1);
        Some((numero, rang))
    }

    /// The next row, its cells in no more memory than they need.
    fn record(&mut self) -> Option<Ligne> {
        let mut cellules = std::mem::take(&mut self.cellules);
        let lu = self.champs(|colonne, champ| {
            cellules.resize_with(colonne, Cellule::default);
            cellules.push(Cellule::from(champ.as_ref()));
        });
        let mut record = Vec::with_capacity(cellules.len());
        record.append(&mut cellules);
        self.cellules = cellules;
        lu.map(|(numero, rang)| Ligne { numero, rang, cellules: record })
    }

    /// The next cell; stops before its separator or the end of its line.
    fn field(&mut self) -> Cow<'a, str> {
        let text = self.text;
        if text.as_bytes().get(self.at) == Some(&b'"') {
            let inside = self.at + 1;
            if let Some(Quoted { close, end }) = self.quoted(inside) {
                self.at = end;
                self.numero = self.numero.saturating_add(line_breaks(&text[inside..close]));
                let suite = trimmed(&text[close + 1..end]);
                let dedans = text[inside..close].replace("\"\"", "\"");
                let tout = if suite.is_empty() { dedans } else { dedans + &text[close + 1..end] };
                return trimmed(&tout).into_owned().into();
            }
            self.guillemets.push(self.numero);
            self.at = inside;
        }
        let start = self.at;
        self.at = self.end(start);
        trimmed(&text[start..self.at])
    }

    /// Where the cell around a place ends.
    fn end(&self, from: usize) -> usize {
        let bytes = &self.text.as_bytes()[from..];
        let stop = |b: &u8| *b == self.separator || matches!(b, b'\n' | b'\r');
        bytes.iter().position(stop).map_or(self.text.len(), |offset| from + offset)
    }

    /// The quoted cell whose text begins here. A mark that closes far away, or in the middle of a word after several
    /// cells or lines, belongs to another cell: this one was never closed. A refused mark is looked beyond once only,
    /// for every mark up to the one that it met is doubled: time stays linear.
    fn quoted(&self, inside: usize) -> Option<Quoted> {
        let bytes = self.text.as_bytes();
        let limit = bytes.len().min(inside + LONGEST_CELL);
        let mut from = inside;
        let close = loop {
            let mark = from + bytes.get(from..limit)?.iter().position(|b| *b == b'"')?;
            if bytes.get(mark + 1) != Some(&b'"') {
                break mark;
            }
            from = mark + 2;
        };
        let end = self.end(close + 1);
        let several = bytes[inside..close].iter().any(|b| *b == self.separator || matches!(b, b'\n' | b'\r'));
        let stuck = !trimmed(&self.text[close + 1..end]).is_empty();
        (!(several && stuck)).then_some(Quoted { close, end })
    }
}

impl Iterator for Decoupe<'_> {
    type Item = Ligne;

    fn next(&mut self) -> Option<Ligne> {
        loop {
            let ligne = self.record()?;
            if !ligne.cellules.is_empty() {
                return Some(ligne);
            }
        }
    }
}

/// Bytes that end the line here: CRLF is one end.
pub(super) fn line_break(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

fn line_breaks(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let ends =
        (0..bytes.len()).filter(|i| bytes[*i] == b'\n' || (bytes[*i] == b'\r' && bytes.get(i + 1) != Some(&b'\n')));
    u32::try_from(ends.count()).unwrap_or(u32::MAX)
}

/// The text without the invisible characters around it, nor the zero bytes that some exports leave inside.
pub(in crate::lire) fn trimmed(text: &str) -> Cow<'_, str> {
    let invisible = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}');
    let net = text.trim_matches(invisible);
    if net.contains('\0') { net.replace('\0', "").into() } else { net.into() }
}
