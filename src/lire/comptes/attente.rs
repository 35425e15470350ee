//! A waiting list by counts: a date, mesures, familles.

use super::{Bloc, Comptes, Qui};
use crate::diagnostic::Span;
use crate::domaine::anomalie::{ManqueDUneRepartition, NatureAnomalie};
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::dossier::{AttenteDeclaree, Ligne, Saisie};
use crate::domaine::exact::Exact;
use crate::francais::{Cause, Lecture, parse_date};
use chrono::NaiveDate;

impl Comptes<'_> {
    pub(super) fn attente(&mut self, bloc: &Bloc<'_>) {
        let colonnes = ["date", "mesures", "familles"].map(|cle| bloc.colonne(cle));
        let [Some(date), Some(mesures), Some(familles)] = colonnes else { return };
        let connues: Vec<usize> = bloc.colonnes.values().copied().collect();
        self.inconnues(bloc, &connues);
        let mut jour = None;
        for ligne in bloc.corps {
            let vide = |colonne: usize| ligne.cellule(colonne).is_empty();
            if vide(mesures) && vide(familles) {
                continue;
            }
            let total = self.axes.noms.est_ensemble(ligne.cellule(date));
            if !vide(date) && !total {
                jour = self.jour(bloc, ligne, date);
            }
            let Some(date_lue) = jour else {
                if vide(date) {
                    self.manque(bloc, ligne, date, ManqueDUneRepartition::Date);
                }
                continue;
            };
            self.compris.ajoute(ligne.rang, [date]);
            let Qui::Dispositif(dispositif) = self.qui(bloc, ligne) else { continue };
            self.utilisees += 1;
            let attente = AttenteDeclaree {
                date: date_lue,
                dispositif,
                mesures: self.saisie(bloc, ligne, mesures),
                familles: Some(self.saisie(bloc, ligne, familles)),
                part: bloc.colonne("part").map(|colonne| self.part(bloc, ligne, colonne)),
            };
            self.dossier.attentes.push(attente);
        }
    }

    /// The day of a cell; else said.
    fn jour(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, colonne: usize) -> Option<NaiveDate> {
        let cellule = ligne.cellule(colonne);
        let jour = match cellule.contenu() {
            Contenu::Date(jour) => Some(jour),
            _ => parse_date(cellule),
        };
        if jour.is_none() {
            let lu = String::new();
            let attendu = "une date, par exemple 31/12/2021".to_owned();
            let span = self.span(bloc, ligne, colonne);
            self.signale(NatureAnomalie::ValeurIllisible { lu, attendu, cause: Cause::Inconnue }, span);
        }
        jour
    }

    /// A part of the capacity as a plain ratio: « 55 % », 0,55, 55.
    fn part(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, colonne: usize) -> (Saisie, Span) {
        let (cellule, span) = (ligne.cellule(colonne), self.span(bloc, ligne, colonne));
        let saisie = match cellule.lecture(false) {
            Lecture::Nombre(n) if n >= Exact::ZERO => {
                self.compris.ajoute(ligne.rang, [colonne]);
                Saisie::Nombre(ratio(cellule, n))
            }
            Lecture::Vide => Saisie::Vide,
            Lecture::Manquant => Saisie::Manquant,
            _ => {
                let attendu = "un pourcentage, par exemple 66 %".to_owned();
                let nature = NatureAnomalie::ValeurIllisible { lu: String::new(), attendu, cause: Cause::Inconnue };
                self.signale(nature, span.clone());
                Saisie::Illisible
            }
        };
        (saisie, span)
    }
}

/// With its mark, or beyond what a ratio is: a percentage. A cell that a workbook shows as one already holds the ratio.
fn ratio(cellule: &Cellule, n: Exact) -> Exact {
    let pourcentage = match (cellule.contains('%'), cellule.contenu()) {
        (true, contenu) => !matches!(contenu, Contenu::Nombre(_)),
        (false, _) => n > Exact::from(2_u32),
    };
    if pourcentage { n * Exact::decimal(1, 2) } else { n }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_pourcentage_n_est_divise_qu_une_fois() {
        let cellules = [
            (Cellule::from("12,5 %"), Exact::decimal(125, 3)),
            (Cellule::from("12,5"), Exact::decimal(125, 3)),
            (Cellule::from("0,125"), Exact::decimal(125, 3)),
            (Cellule::nombre(Exact::decimal(125, 1)), Exact::decimal(125, 3)),
            (Cellule::pourcentage(Exact::decimal(125, 3)), Exact::decimal(125, 3)),
            (Cellule::pourcentage(Exact::decimal(25, 1)), Exact::decimal(25, 1)),
        ];
        for (cellule, attendu) in cellules {
            let Lecture::Nombre(n) = cellule.lecture(false) else { panic!("{}", cellule.texte()) };
            assert_eq!(ratio(&cellule, n), attendu, "{}", cellule.texte());
        }
    }
}
