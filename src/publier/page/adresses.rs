//! What stands in a link: nothing of a name of the user can be taken for a part of the address.

use crate::diagnostic::Span;
use std::fmt::Write;

/// A text inside a path or a query: everything but letters, digits and `-._~` is escaped.
pub(super) fn encode(texte: &str) -> String {
    let mut sortie = String::with_capacity(texte.len());
    for octet in texte.bytes() {
        match octet {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => sortie.push(char::from(octet)),
            // a String takes whatever is written to it
            _ => drop(write!(sortie, "%{octet:02X}")),
        }
    }
    sortie
}

/// The page that explains a figure, by its whole name.
pub(super) fn du_chiffre(nom: &str) -> String {
    format!("/chiffres/{}", encode(nom))
}

/// A place of a finding, the same as long as the file is: `fichier|feuille|cellule`, the line where there is no cell, 0 for the whole of it.
pub(super) fn lieu(span: &Span) -> String {
    let place = span.cell.map_or_else(|| span.line.to_string(), |cellule| cellule.to_string());
    format!("{}|{}|{place}", span.file, span.sheet.as_deref().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_nom_ne_sort_pas_de_sa_place() {
        assert_eq!(encode("donnees/a b&c=\"é\".csv"), "donnees%2Fa%20b%26c%3D%22%C3%A9%22.csv");
        assert_eq!(du_chiffre("aemo_r.sorties.2021-03"), "/chiffres/aemo_r.sorties.2021-03");
        assert_eq!(lieu(&Span::line("rapport.toml", 3, None)), "rapport.toml||3");
        assert_eq!(lieu(&Span::sheet("a.xlsx", Some("2021"))), "a.xlsx|2021|0");
    }
}
