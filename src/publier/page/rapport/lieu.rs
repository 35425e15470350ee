//! The name of a finding in an address: it is looked up among those of the moment, and never used as a path.

use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::constats::Constats;

/// `fichier|feuille|cellule`, or the line where there is no cell.
pub(super) fn lieu(span: &Span) -> String {
    let cellule = span.cell.map_or_else(|| span.line.to_string(), |cellule| cellule.to_string());
    format!("{}|{}|{cellule}", span.file, span.sheet.as_deref().unwrap_or_default())
}

/// The finding of a code at a place.
pub(super) fn trouve<'a>(constats: &'a Constats, code: &str, demande: &str) -> Option<&'a Diagnostic> {
    constats.listes.iter().find(|constat| constat.code == code && lieu(&constat.span) == demande)
}

/// Where an incoherence can be explained; nothing for what cannot or need not be, or is already.
pub(in crate::publier::page) fn adresse_pour_justifier(constat: &Diagnostic) -> Option<String> {
    let utile = constat.gravite == Gravite::Incoherence && constat.justification.is_none();
    utile.then(|| adresse(constat))
}

/// The same, whatever the finding.
pub(super) fn adresse(constat: &Diagnostic) -> String {
    format!("/rapport/justifier?code={}&lieu={}", constat.code, encode(&lieu(&constat.span)))
}

/// A text inside an address.
fn encode(texte: &str) -> String {
    let lettre = |octet: u8| match octet {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(octet).to_string(),
        _ => format!("%{octet:02X}"),
    };
    texte.bytes().map(lettre).collect()
}
