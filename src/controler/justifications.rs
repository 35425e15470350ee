//! The way out on 29 April: an incoherence that the service explains. An erreur is never explained away.

use super::vue::{Vue, texte_saisi};
use crate::diagnostic::{Diagnostic, Gravite};
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
    let justifiable = matches!(constat.gravite, Gravite::Incoherence | Gravite::Avertissement);
    let inchangee = || justification.valeur.as_deref().is_none_or(|valeur| tient(valeur, constat, dossier));
    justifiable && designe(justification, constat) && inchangee()
}

/// True when code, file and cell are those of the finding. Without a cell, an explanation only covers what has none:
/// one line must not silence a whole file.
pub(super) fn designe(justification: &Justification, constat: &Diagnostic) -> bool {
    let cellule = justification.cellule.as_deref().map(str::trim);
    let meme_lieu = match cellule {
        Some(cellule) => constat.span.short().eq_ignore_ascii_case(cellule),
        None => constat.span.cell.is_none(),
    };
    meme_code_et_fichier(justification, constat) && meme_lieu
}

/// True when it would name this finding, had it the right cell.
pub(super) fn meme_code_et_fichier(justification: &Justification, constat: &Diagnostic) -> bool {
    let meme_feuille = justification.feuille.is_none() || justification.feuille == constat.span.sheet;
    justification.code == constat.code && justification.fichier == constat.span.file && meme_feuille
}

fn tient(valeur: &str, constat: &Diagnostic, dossier: &Dossier) -> bool {
    texte_saisi(dossier, &constat.span).is_some_and(|texte| meme_valeur(valeur, texte))
}

/// Compared as text, else as numbers: « 15 208 » and `15208` are one value.
fn meme_valeur(a: &str, b: &str) -> bool {
    let (lu_a, lu_b) = (parse_nombre(a, false), parse_nombre(b, false));
    a.trim().eq_ignore_ascii_case(b.trim()) || (matches!(lu_a, Lecture::Nombre(_)) && lu_a == lu_b)
}
