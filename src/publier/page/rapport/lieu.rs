//! The name of a finding in an address: it is looked up among those of the moment, and never used as a path.

use crate::diagnostic::Diagnostic;
use crate::domaine::constats::Constats;
use crate::publier::inventaire;
use crate::publier::page::adresses::{encode, lieu};

/// Letters of the seal of a message: enough to tell apart the findings of one place.
const LETTRES: usize = 12;

/// The finding of a code at a place; the one with this message where several share it.
pub(super) fn trouve<'a>(constats: &'a Constats, code: &str, demande: &str, point: &str) -> Option<&'a Diagnostic> {
    let ici = || constats.listes.iter().filter(|constat| constat.code == code && lieu(&constat.span) == demande);
    match ici().count() {
        // its figures may have changed since the address was made
        1 => ici().next(),
        _ => ici().find(|constat| sceau(constat) == point),
    }
}

/// What tells a finding from another of the same place.
pub(super) fn sceau(constat: &Diagnostic) -> String {
    inventaire::empreinte(constat.message.as_bytes()).chars().take(LETTRES).collect()
}

/// Where a finding can be explained; nothing for what cannot be, or is already.
pub(in crate::publier::page) fn adresse_pour_justifier(constat: &Diagnostic) -> Option<String> {
    (constat.s_explique() && constat.justification.is_none()).then(|| adresse(constat))
}

/// The same, whatever the finding.
pub(super) fn adresse(constat: &Diagnostic) -> String {
    let (code, lieu) = (constat.code, encode(&lieu(&constat.span)));
    format!("/rapport/justifier?code={code}&lieu={lieu}&point={}", sceau(constat))
}
