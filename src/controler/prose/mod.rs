//! The team's words as a reader of figures sees them: blocks without markup, tokens, statements of a figure, and what
//! the tables say of it. Expressions are right by construction: they are a mark that no number crosses.

mod blocs;
mod confrontation;
mod enonces;
mod jetons;
mod nombres;
mod phrases;
mod roles;
mod vocabulaire;

pub(super) use blocs::{Bloc, Genre, Lecture, Place, blocs};
pub(super) use confrontation::{Chiffres, Issue, confronte};
pub(super) use enonces::{Enonce, enonces};
pub(super) use jetons::{Jeton, Sorte, jetons};
pub(super) use phrases::phrases;
pub(super) use roles::{Lexique, Role};

use super::vue::Vue;
use crate::diagnostic::Diagnostic;
use crate::domaine::controle::Fiche;
use crate::domaine::dossier::Texte;

/// Findings of one code that one text lists at most: the others say nothing more.
const PLUS_DE_CONSTATS: usize = 200;

/// Every text of the folder looked at, at most [`PLUS_DE_CONSTATS`] findings in each.
pub(super) fn par_texte(vue: &Vue<'_>, regarde: impl Fn(&Texte) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
    let du_texte = |texte| {
        let mut constats: Vec<Diagnostic> = regarde(texte);
        constats.truncate(PLUS_DE_CONSTATS);
        constats
    };
    vue.dossier.textes.iter().flat_map(du_texte).collect()
}

/// A finding at a place of a text: its line, its column in the message.
pub(super) fn constat(fiche: &Fiche, texte: &Texte, place: Place, (dit, aide): (&str, String)) -> Diagnostic {
    let message = format!("colonne {} : {dit}", place.colonne);
    let span = texte.lieu(place.ligne);
    Diagnostic { aide: Some(aide), ..fiche.constat(span, message) }
}
