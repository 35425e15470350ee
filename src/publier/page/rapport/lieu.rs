//! The name of a finding in an address: it is looked up among those of the moment, and never used as a path.

use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::constats::Constats;
use crate::publier::page::adresses::{encode, lieu};

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
