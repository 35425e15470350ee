//! The way out on 29 April: an incoherence that the service explains. An erreur is never explained away.

use super::vue::{Vue, texte_saisi};
use crate::diagnostic::Diagnostic;
use crate::domaine::dossier::Dossier;
use crate::domaine::reglages::Justification;
use crate::francais::{Lecture, parse_nombre};

/// Marks the findings that rapport.toml explains.
pub(super) fn apply(constats: &mut [Diagnostic], vue: &Vue<'_>) {
    for constat in constats {
        let explication = vue.reglages.justifications.iter().find(|j| explique(j, constat, vue.dossier));
        constat.justification = explication.map(|j| j.motif.clone());
    }
}

/// True when the explanation names this finding, may explain it, and the cell still holds what was explained.
pub(super) fn explique(justification: &Justification, constat: &Diagnostic, dossier: &Dossier) -> bool {
    let inchangee = || justification.valeur.as_deref().is_none_or(|valeur| tient(valeur, constat, dossier));
    constat.s_explique() && justification.designe(constat) && inchangee()
}

fn tient(valeur: &str, constat: &Diagnostic, dossier: &Dossier) -> bool {
    texte_saisi(dossier, &constat.span).is_some_and(|texte| meme_valeur(valeur, texte))
}

/// Compared as text, else as numbers: « 15 208 » and `15208` are one value.
fn meme_valeur(a: &str, b: &str) -> bool {
    let (lu_a, lu_b) = (parse_nombre(a, false), parse_nombre(b, false));
    a.trim().eq_ignore_ascii_case(b.trim()) || (matches!(lu_a, Lecture::Nombre(_)) && lu_a == lu_b)
}
