//! An amount of a budget, euros: negative ones are allowed, brackets are a minus.

use super::Lecture;
use crate::diagnostic::Span;
use crate::domaine::anomalie::{ManqueDUnBudget, NatureAnomalie};
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::dossier::{Ligne, Saisie};
use crate::francais::{self, Cause, Parentheses, parse_parentheses};
use crate::lire::tableau_mensuel::discretion::nomme_quelqu_un;

const ATTENDU: &str = "un montant en euros";

/// True when the sheet writes an amount of three digits or more in brackets: then « (50) » is one too.
pub(super) fn entre_parentheses(lignes: &[Ligne]) -> bool {
    let cellules = lignes.iter().flat_map(Ligne::remplies).map(|(_, cellule)| cellule);
    cellules.into_iter().any(|c| matches!(parse_parentheses(c.texte()), Some(Parentheses::Negatif(_))))
}

impl Lecture<'_> {
    /// What a cell says; what is no amount is recorded at its place.
    pub(super) fn montant(&mut self, cellule: &Cellule, span: &Span) -> Saisie {
        // accounting brackets are a minus, here as in a billing: only « (1) » alone may be the call of a note
        match parse_parentheses(cellule.texte()) {
            Some(Parentheses::Negatif(n)) => return Saisie::Nombre(n),
            Some(Parentheses::Renvoi(n)) if self.parentheses => return Saisie::Nombre(n),
            Some(Parentheses::Renvoi(_)) => {
                self.manque(ManqueDUnBudget::Parentheses, span.clone());
                return Saisie::Illisible;
            }
            None => {}
        }
        let lu = if nomme_quelqu_un(cellule) { String::new() } else { cellule.texte().to_owned() };
        let taux = lu.trim_end().ends_with('%');
        let illisible = |lu, cause| NatureAnomalie::ValeurIllisible { lu, attendu: ATTENDU.to_owned(), cause };
        let nature = match cellule.lecture(false) {
            francais::Lecture::Nombre(_) if taux => illisible(lu, Cause::Inconnue),
            francais::Lecture::Nombre(n) => return Saisie::Nombre(n),
            francais::Lecture::Vide => return Saisie::Vide,
            francais::Lecture::Manquant => return Saisie::Manquant,
            francais::Lecture::ErreurDeTableur => NatureAnomalie::ErreurDeTableur { lu },
            francais::Lecture::Ambigu(lectures) => NatureAnomalie::NombreAmbigu { lu, lectures },
            francais::Lecture::Illisible(_) if cellule.contenu() == Contenu::FormuleSansValeur => {
                NatureAnomalie::FormuleSansValeur
            }
            francais::Lecture::Illisible(Cause::Negatif) => illisible(lu, Cause::SigneAutrement),
            francais::Lecture::Illisible(cause) => illisible(lu, cause),
        };
        self.signale(nature, span.clone());
        Saisie::Illisible
    }
}
