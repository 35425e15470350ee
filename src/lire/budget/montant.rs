//! An amount of a budget, euros: negative ones are allowed, brackets only where the sheet uses them so.

use super::Lecture;
use crate::diagnostic::Span;
use crate::domaine::anomalie::{ManqueDUnBudget, NatureAnomalie};
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::dossier::{Ligne, Saisie};
use crate::domaine::exact::Exact;
use crate::francais::{self, Cause, parse_nombre};
use crate::lire::tableau_mensuel::discretion::nomme_quelqu_un;

const ATTENDU: &str = "un montant en euros";

/// True when the sheet writes several amounts in brackets, and none with a minus sign.
pub(super) fn entre_parentheses(lignes: &[Ligne]) -> bool {
    let cellules = || lignes.iter().flat_map(Ligne::remplies).map(|(_, cellule)| cellule);
    let negatif = |c: &Cellule| matches!(c.lecture(false), francais::Lecture::Nombre(n) if n < Exact::ZERO);
    cellules().filter(|c| dedans(c).is_some()).nth(1).is_some() && !cellules().any(negatif)
}

/// The amount in brackets: `(1 200)`, `(1 200,50 €)`, `(1 200) €`.
fn dedans(cellule: &Cellule) -> Option<Exact> {
    let texte = cellule.texte().trim();
    let texte = texte.strip_suffix('€').unwrap_or(texte).trim_end();
    let dedans = texte.strip_prefix('(')?.strip_suffix(')')?;
    match parse_nombre(dedans, false) {
        francais::Lecture::Nombre(n) if n >= Exact::ZERO => Some(n),
        _ => None,
    }
}

impl Lecture<'_> {
    /// What a cell says; what is no amount is recorded at its place.
    pub(super) fn montant(&mut self, cellule: &Cellule, span: &Span) -> Saisie {
        if let Some(n) = dedans(cellule) {
            if self.parentheses {
                return Saisie::Nombre(-n);
            }
            self.manque(ManqueDUnBudget::Parentheses, span.clone());
            return Saisie::Illisible;
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
            francais::Lecture::Illisible(cause) => illisible(lu, cause),
        };
        self.signale(nature, span.clone());
        Saisie::Illisible
    }
}
