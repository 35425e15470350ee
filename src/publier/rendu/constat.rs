//! One finding: what, where, the row, the other places, the remedy.

use super::extrait;
use super::lignes::Lignes;
use crate::diagnostic::{Diagnostic, Span};
use crate::domaine::dossier::Dossier;
use crate::francais::majuscule;
use crate::publier::compris::Comprehension;

/// Writes a finding under the line of its file.
pub(super) fn ecrit(d: &Diagnostic, comprehension: &Comprehension<'_>, dossier: &Dossier, lignes: &mut Lignes) {
    let explique = d.justification.as_ref().map_or("", |_| ", expliquée par le service");
    lignes.pousse(2, &format!("{}{explique} [{}]{}", d.gravite.libelle(), d.code, place(&d.span)));
    lignes.pousse(4, &d.message);
    for extrait in extrait::lignes(&d.span, comprehension, dossier) {
        lignes.pousse_tel_quel(4, &extrait);
    }
    for (span, message) in &d.lies {
        lignes.pousse(4, &format!("voir {}\u{a0}: {message}", texte_de_la_place(span, &d.span)));
    }
    if let Some(aide) = &d.aide {
        let (remede, a_coller) = remede(aide);
        lignes.pousse(4, &format!("à faire\u{a0}: {remede}"));
        a_coller.for_each(|ligne| lignes.pousse_tel_quel(6, ligne));
    }
    if let Some(motif) = &d.justification {
        lignes.pousse(4, &format!("explication\u{a0}: {motif}"));
    }
}

/// What to do, to be read after « à faire : », then the lines to paste.
fn remede(aide: &str) -> (String, impl Iterator<Item = &str>) {
    let mut parties = aide.split('\n');
    let dit = parties.next().unwrap_or_default();
    let dit = dit.strip_prefix("rien à faire").map_or_else(|| dit.to_owned(), |suite| format!("rien{suite}"));
    (dit, parties)
}

/// The same as a sentence of its own, then the lines to paste as one text: a sentence that leads to them ends with its colon.
pub(in crate::publier) fn remede_en_phrase(aide: &str) -> (String, String) {
    let (dit, a_coller) = remede(aide);
    let point = if dit.ends_with([':', '.']) { "" } else { "." };
    (format!("{}{point}", majuscule(&dit)), a_coller.collect::<Vec<_>>().join("\n"))
}

/// « feuille « 2021 », ligne 2, colonne « Dec » (M2) ».
fn place(span: &Span) -> String {
    if span.line == 0 {
        return String::new();
    }
    let feuille = span.sheet.as_ref().map_or(String::new(), |f| format!(" feuille «\u{a0}{f}\u{a0}»,"));
    format!("{feuille} {}", place_dans_la_feuille(span))
}

/// « ligne 2, colonne « Dec » (M2) »; nothing for the whole of it.
pub(in crate::publier) fn place_dans_la_feuille(span: &Span) -> String {
    if span.line == 0 {
        return String::new();
    }
    let quoi = if span.cell.is_some() { "colonne" } else { "clé" };
    let colonne = span.column.as_ref().map_or(String::new(), |c| format!(", {quoi} «\u{a0}{c}\u{a0}»"));
    let cellule = span.cell.map_or(String::new(), |c| format!(" ({c})"));
    format!("{}{colonne}{cellule}", span.ligne())
}

/// A place seen from another: the file and the sheet are said when they differ.
pub(in crate::publier) fn texte_de_la_place(span: &Span, depuis: &Span) -> String {
    let meme_fichier = span.file == depuis.file;
    let fichier = if meme_fichier { String::new() } else { format!("{}, ", span.file) };
    let feuille = span.sheet.as_ref().filter(|_| !meme_fichier || span.sheet != depuis.sheet);
    let feuille = feuille.map_or(String::new(), |f| format!("feuille «\u{a0}{f}\u{a0}», "));
    if span.cell.is_none() && span.line == 0 {
        return format!("{fichier}{feuille}").trim_end_matches(", ").to_owned();
    }
    format!("{fichier}{feuille}{}", span.short())
}
