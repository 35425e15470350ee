//! The figures of a billed row: days, price, amount, share. An avoir is negative.

use super::Factures;
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::cellule::Contenu;
use crate::domaine::dossier::Ligne;
use crate::domaine::facturation::{ColonneDeFacture, Facturation, Millioniemes};
use crate::francais::{Cause, Lecture, Parentheses, est_une_marque_de_vide, parse_parentheses};
use crate::lire::suivi::recueil::error;
use crate::lire::suivi::sens::share;

/// Accounting brackets are a minus where euros are, here as in a budget: only « (1) » alone may be the call of a note.
/// Days in brackets stay refused: only euros are written so.
fn entre_parentheses(cellule: &str, colonne: ColonneDeFacture) -> Option<Millioniemes> {
    match parse_parentheses(cellule) {
        Some(Parentheses::Negatif(n)) if colonne != ColonneDeFacture::Journees => Millioniemes::new(n),
        _ => None,
    }
}

impl Factures<'_> {
    /// A number of either sign, and whether something else is typed: that is recorded, without its text.
    pub(super) fn chiffre(&mut self, ligne: &Ligne, colonne: ColonneDeFacture) -> (Option<Millioniemes>, bool) {
        let Some(rang) = self.colonne(colonne) else { return (None, false) };
        let cellule = ligne.cellule(rang);
        let attendu = match colonne {
            ColonneDeFacture::Journees => "un nombre de journées, précédé de − pour un avoir",
            ColonneDeFacture::Prix => "un prix en euros, comme 22,54",
            _ => "un montant en euros, précédé de − pour un avoir",
        };
        let illisible =
            |cause| NatureAnomalie::ValeurIllisible { lu: String::new(), attendu: attendu.to_owned(), cause };
        let nature = match cellule.lecture(false) {
            Lecture::Vide | Lecture::Manquant => return (None, false),
            Lecture::Nombre(_) if cellule.ends_with('%') => illisible(Cause::AutreUnite),
            Lecture::Nombre(n) => match Millioniemes::new(n) {
                Some(chiffre) => return (Some(chiffre), false),
                None => illisible(Cause::TropGrand),
            },
            Lecture::ErreurDeTableur => match error(cellule.texte().trim()) {
                Some(lu) => NatureAnomalie::ErreurDeTableur { lu },
                None => illisible(Cause::Inconnue),
            },
            Lecture::Ambigu(lectures) => NatureAnomalie::NombreAmbigu { lu: String::new(), lectures },
            Lecture::Illisible(_) if cellule.contenu() == Contenu::FormuleSansValeur => {
                NatureAnomalie::FormuleSansValeur
            }
            Lecture::Illisible(Cause::Negatif) => match entre_parentheses(cellule, colonne) {
                Some(chiffre) => return (Some(chiffre), false),
                None => illisible(Cause::SigneAutrement),
            },
            Lecture::Illisible(cause) => illisible(cause),
        };
        self.signale(nature, ligne, rang);
        (None, true)
    }

    /// The number of the share that a row gives; zero where it gives none.
    pub(super) fn quotite(&mut self, ligne: &Ligne, facturation: &mut Facturation) -> u16 {
        let Some(texte) = self.texte(ligne, ColonneDeFacture::Quotite).filter(|t| !est_une_marque_de_vide(t)) else {
            return 0;
        };
        let Some(quotite) = share(texte) else {
            let attendu = "une part, comme 0,5, 50 % ou 1/2".to_owned();
            let nature = NatureAnomalie::ValeurIllisible { lu: String::new(), attendu, cause: Cause::Inconnue };
            if let Some(rang) = self.colonne(ColonneDeFacture::Quotite) {
                self.signale(nature, ligne, rang);
            }
            return 0;
        };
        *self.quotites.entry(quotite).or_insert_with(|| {
            facturation.quotites.push(quotite);
            u16::try_from(facturation.quotites.len()).unwrap_or(0)
        })
    }
}
