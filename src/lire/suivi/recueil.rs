//! Rows built one after another, whichever way their cells come.

use super::super::signalees::Signalees;
use super::dates::{Lu, lit, naissance_passee};
use super::mots::Graphies;
use super::plan::Plan;
use crate::domaine::anomalie::{CauseDeDate, NatureAnomalie};
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mot, Naissance};
use crate::francais::{cle, est_une_marque_de_vide};
use ecow::EcoString;

/// What a cell holds: its text, trimmed, and what a workbook may say of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Champ<'c> {
    pub(super) texte: &'c str,
    /// The cell itself, where there is one.
    pub(super) cellule: Option<&'c Cellule>,
}

impl Champ<'_> {
    /// Nothing.
    pub(super) const VIDE: Self = Champ { texte: "", cellule: None };

    fn contenu(&self) -> Contenu {
        self.cellule.map_or(Contenu::Texte, Cellule::contenu)
    }
}

/// A cell that could not be understood.
#[derive(Debug, Clone)]
pub(super) struct Refus {
    pub(super) numero: u32,
    pub(super) rang: u32,
    /// Index in [`Plan::places`].
    pub(super) place: usize,
    pub(super) nature: NatureAnomalie,
}

/// The rows of a table, or of a part of it.
#[derive(Debug)]
pub(super) struct Recueil<'p> {
    plan: &'p Plan,
    pub(super) lignes: Vec<LigneDeSuivi>,
    /// In the order of [`Colonne::MOTS`].
    pub(super) graphies: [Graphies; Colonne::MOTS.len()],
    /// Cells that hold no date.
    pub(super) refus: Signalees<Refus>,
    /// Physical line and row of the first row, which those of the others are counted from.
    pub(super) depuis: (u32, u32),
    /// True once a birth was said to be a year alone.
    annee_seule: bool,
}

impl<'p> Recueil<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        let graphies = std::array::from_fn(|_| Graphies::default());
        Self { plan, lignes: Vec::new(), graphies, refus: Signalees::default(), depuis: (0, 0), annee_seule: false }
    }

    /// One row: a cell per place of the plan. Totals, notes, headers said again are no mesures.
    pub(super) fn ligne(&mut self, table: u16, numero: u32, rang: u32, champs: &[Champ<'_>]) {
        if !self.est_une_mesure(champs) {
            return;
        }
        let index = u32::try_from(self.lignes.len()).unwrap_or(u32::MAX);
        let mut ligne = LigneDeSuivi::vide(table, numero, rang);
        for (place, champ) in champs.iter().enumerate().filter(|(_, champ)| !champ.texte.is_empty()) {
            let colonne = self.plan.places[place].colonne;
            match colonne.mot() {
                Some(rang) => ligne.mots[rang] = Mot(self.graphies[rang].numero(mot(champ), index)),
                None => self.champ(&mut ligne, place, colonne, champ),
            }
        }
        self.lignes.push(ligne);
    }

    /// An identifier or a date.
    fn champ(&mut self, ligne: &mut LigneDeSuivi, place: usize, colonne: Colonne, champ: &Champ<'_>) {
        match colonne {
            Colonne::Id => ligne.id = identifiant(champ),
            Colonne::Jeune => ligne.jeune = identifiant(champ),
            Colonne::Famille => ligne.famille = identifiant(champ),
            Colonne::Naissance => ligne.naissance = self.naissance(ligne, place, champ),
            _ => {
                let jour = match lit(champ.texte, champ.contenu()) {
                    Lu::Jour(jour) => Some(jour),
                    Lu::Vide => None,
                    Lu::Mois(_) => self.refuse(ligne, place, champ, CauseDeDate::MoisSeul),
                    Lu::Illisible(CauseDeDate::AnneeSeule) => self.refuse(ligne, place, champ, CauseDeDate::Nombre),
                    Lu::Illisible(cause) => self.refuse(ligne, place, champ, cause),
                };
                if let Some(date) = date(ligne, colonne) {
                    *date = jour;
                }
            }
        }
    }

    fn naissance(&mut self, ligne: &LigneDeSuivi, place: usize, champ: &Champ<'_>) -> Option<Naissance> {
        let (lu, au_jour) = match lit(champ.texte, champ.contenu()) {
            Lu::Jour(jour) => (jour, true),
            Lu::Mois(jour) => (jour, false),
            Lu::Vide => return None,
            Lu::Illisible(cause) => return self.refuse(ligne, place, champ, cause),
        };
        let jour = naissance_passee(lu, champ.texte, self.plan.exercice);
        match jour {
            Some(jour) => Some(Naissance { jour, au_jour }),
            None => self.refuse(ligne, place, champ, CauseDeDate::Inexistante),
        }
    }

    /// Records why a cell is no date; years alone are said once.
    #[cold]
    fn refuse<T>(&mut self, ligne: &LigneDeSuivi, place: usize, champ: &Champ<'_>, cause: CauseDeDate) -> Option<T> {
        let nature = match (champ.contenu(), error(champ.texte)) {
            (Contenu::FormuleSansValeur, _) => NatureAnomalie::FormuleSansValeur,
            (_, Some(lu)) => NatureAnomalie::ErreurDeTableur { lu },
            _ => NatureAnomalie::DateIllisible { cause },
        };
        let annee = cause == CauseDeDate::AnneeSeule;
        if !(annee && self.annee_seule) {
            let (numero, rang) = (ligne.numero, ligne.rang);
            self.refus.ajoute(nature, |nature| Refus { numero, rang, place, nature });
        }
        self.annee_seule |= annee;
        None
    }

    /// Two cells at least, one of which says whose mesure it is, when, or in which dispositif.
    fn est_une_mesure(&self, champs: &[Champ<'_>]) -> bool {
        let (mut remplis, mut dit) = (0, false);
        for (place, champ) in self.plan.places.iter().zip(champs).filter(|(_, champ)| !champ.texte.is_empty()) {
            if remplis == 0 && (total(champ.texte) || champ.texte == place.entete) {
                return false;
            }
            remplis += 1;
            dit = dit
                || match place.colonne {
                    Colonne::Id | Colonne::Jeune | Colonne::Famille | Colonne::Dispositif => true,
                    colonne if colonne.mot().is_none() => !count(champ),
                    _ => false,
                };
        }
        dit && remplis > 1
    }
}

/// The date of a column of dates.
fn date(ligne: &mut LigneDeSuivi, colonne: Colonne) -> Option<&mut Option<chrono::NaiveDate>> {
    Some(match colonne {
        Colonne::Decision => &mut ligne.decision,
        Colonne::Notification => &mut ligne.notification,
        Colonne::Debut => &mut ligne.debut,
        Colonne::Fin => &mut ligne.fin,
        Colonne::Echeance => &mut ligne.echeance,
        Colonne::ExerceeDepuis => &mut ligne.exercee_depuis,
        _ => return None,
    })
}

fn mot<'c>(champ: &Champ<'c>) -> &'c str {
    if champ.contenu() == Contenu::FormuleSansValeur { "" } else { champ.texte }
}

fn identifiant(champ: &Champ<'_>) -> EcoString {
    // neither a mark nor an error
    if champ.cellule.is_none() && champ.texte.as_bytes().last().is_some_and(u8::is_ascii_digit) {
        return champ.texte.into();
    }
    let vide = champ.contenu() == Contenu::FormuleSansValeur
        || est_une_marque_de_vide(champ.texte)
        || error(champ.texte).is_some();
    if vide { EcoString::new() } else { champ.texte.into() }
}

/// A short number, under a date: what a row of totals holds.
fn count(champ: &Champ<'_>) -> bool {
    champ.texte.len() < 5 && champ.texte.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
}

/// « Total », « Sous-total AEMO », « Nombre de mesures ».
pub(in crate::lire) fn total(texte: &str) -> bool {
    const TOTAUX: [&str; 5] = ["total", "totau", "sou total", "ensemble", "nombre de"];
    let lettres = texte.as_bytes().iter().take(3).all(u8::is_ascii_alphabetic);
    lettres && texte.len() < 100 && {
        let cle = cle(texte);
        TOTAUX.iter().any(|mot| cle.strip_prefix(mot).is_some_and(|suite| suite.is_empty() || suite.starts_with(' ')))
    }
}

/// `#REF!` and its kin, from a closed list: nothing else of a row is ever quoted.
pub(in crate::lire) fn error(texte: &str) -> Option<String> {
    const ERREURS: [&str; 14] = [
        "#REF!", "#VALEUR!", "#VALUE!", "#NOM?", "#NAME?", "#N/A", "#NV", "#DIV/0!", "#NUL!", "#NULL!", "#NOMBRE!",
        "#NUM!", "Err:502", "Err:522",
    ];
    if !texte.starts_with(['#', 'E', 'e']) {
        return None;
    }
    let net: String = texte.chars().filter(|c| !c.is_whitespace()).take(12).collect();
    let large = net.len() > 1 && net.bytes().all(|b| b == b'#');
    let connue = ERREURS.iter().find(|erreur| erreur.eq_ignore_ascii_case(&net));
    connue.map(|erreur| (*erreur).to_owned()).or_else(|| large.then(|| "#####".to_owned()))
}
