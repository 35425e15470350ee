//! The way out on 29 April: an incoherence that the service explains. An erreur is never explained away.

use super::vue::{Vue, texte_de_la_cellule};
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

/// True when code, file and cell are those of the finding.
pub(super) fn designe(justification: &Justification, constat: &Diagnostic) -> bool {
    let cellule = justification.cellule.as_deref().map(str::trim);
    justification.code == constat.code
        && justification.fichier == constat.span.file
        && cellule.is_none_or(|cellule| constat.span.short().eq_ignore_ascii_case(cellule))
}

fn tient(valeur: &str, constat: &Diagnostic, dossier: &Dossier) -> bool {
    let cellule = constat.span.cell.and_then(|cellule| texte_de_la_cellule(dossier, &constat.span, cellule));
    let reglage = || {
        let rapport = dossier.rapport_toml.as_deref().filter(|_| constat.span.file == "rapport.toml")?;
        let ligne = rapport.lines().nth(usize::try_from(constat.span.line).ok()?.checked_sub(1)?)?;
        Some(ligne.split_once('=')?.1.trim().trim_matches('"'))
    };
    cellule.or_else(reglage).is_some_and(|texte| meme_valeur(valeur, texte))
}

/// Compared as text, else as numbers: « 15 208 » and `15208` are one value.
fn meme_valeur(a: &str, b: &str) -> bool {
    let (lu_a, lu_b) = (parse_nombre(a, false), parse_nombre(b, false));
    a.trim() == b.trim() || (matches!(lu_a, Lecture::Nombre(_)) && lu_a == lu_b)
}
