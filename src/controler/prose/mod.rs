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

pub(super) use blocs::{Bloc, Blocs, Genre, Lecture, Place, blocs, derniere_ligne};
pub(super) use confrontation::Issue;
pub(super) use enonces::{Enonce, enonces};
pub(super) use jetons::{Jeton, Sorte, jetons};
pub(super) use phrases::phrases;
pub(super) use roles::{Lexique, Role};
pub(super) use vocabulaire::Liste;

use super::trouves::Trouves;
use super::vue::Vue;
use crate::diagnostic::Diagnostic;
use crate::domaine::controle::Fiche;
use crate::domaine::dossier::Texte;
use crate::domaine::indicateur::Indicateurs;
use confrontation::{Chiffres, confronte};

/// Every text of the folder looked at: of each the first findings are kept, the others counted.
pub(super) fn par_texte<'a>(
    vue: &Vue<'a>,
    trouves: &mut Trouves<'a>,
    regarde: impl Fn(&Texte, &Blocs) -> Vec<Diagnostic>,
) {
    for (texte, lus) in vue.textes.iter().zip(vue.blocs()) {
        trouves.extend(regarde(texte, lus));
    }
}

/// Every statement of the texts beside what was computed; `paroles` says what is wrong and what to do, or nothing.
pub(super) fn confrontes<'a>(
    (vue, indicateurs): (&Vue<'a>, &Indicateurs),
    trouves: &mut Trouves<'a>,
    fiche: &Fiche,
    paroles: fn(&Enonce, Issue) -> Option<(String, String)>,
) {
    let lexique = Lexique::new(vue.reglages);
    let chiffres = Chiffres { indicateurs, reglages: vue.reglages };
    par_texte(vue, trouves, |texte, lus| {
        let mut constats = Vec::new();
        for bloc in &lus.tous {
            for enonce in enonces(&jetons(&bloc.texte), &lexique) {
                let Some((dit, aide)) = paroles(&enonce, confronte(chiffres, &enonce)) else { continue };
                constats.push(constat(fiche, texte, lus.place(bloc, enonce.debut), (&dit, aide)));
            }
        }
        constats
    });
}

/// A finding at a place of a text: its line, its column in the message.
pub(super) fn constat(fiche: &Fiche, texte: &Texte, place: Place, (dit, aide): (&str, String)) -> Diagnostic {
    let message = format!("colonne {} : {dit}", place.colonne);
    let span = texte.lieu(place.ligne);
    Diagnostic { aide: Some(aide), ..fiche.constat(span, message) }
}
