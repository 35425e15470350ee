//! A cell where a count or a number of days belongs: what it says, or why it does not read.

use super::tableau_mensuel::discretion::nomme_quelqu_un;
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::dossier::Saisie;
use crate::domaine::exact::Exact;
use crate::francais::{Cause, Lecture, est_un_taux_ou_un_montant};

/// Reads a number that is not negative; a whole one with `entier`. A text that may name someone is not kept.
pub(super) fn lue(cellule: &Cellule, entier: bool) -> Result<Saisie, NatureAnomalie> {
    let lu = if nomme_quelqu_un(cellule) { String::new() } else { cellule.texte().to_owned() };
    let illisible = |lu, cause| {
        let attendu = if entier { "un nombre entier, zéro ou plus" } else { "un nombre, zéro ou plus" };
        NatureAnomalie::ValeurIllisible { lu, attendu: attendu.to_owned(), cause }
    };
    Err(match cellule.lecture(entier) {
        Lecture::Nombre(_) | Lecture::Illisible(Cause::Decimales) if est_un_taux_ou_un_montant(&lu) => {
            illisible(lu, Cause::AutreUnite)
        }
        Lecture::Nombre(n) if n < Exact::ZERO => illisible(lu, Cause::Negatif),
        Lecture::Nombre(n) => return Ok(Saisie::Nombre(n)),
        Lecture::Vide => return Ok(Saisie::Vide),
        Lecture::Manquant => return Ok(Saisie::Manquant),
        Lecture::ErreurDeTableur => NatureAnomalie::ErreurDeTableur { lu },
        Lecture::Ambigu(lectures) => NatureAnomalie::NombreAmbigu { lu, lectures },
        Lecture::Illisible(_) if cellule.contenu() == Contenu::FormuleSansValeur => NatureAnomalie::FormuleSansValeur,
        Lecture::Illisible(cause) => illisible(lu, cause),
    })
}
