//! The mesures that go on and those that still wait on the last day of a year, written as next year's follow-up table:
//! only what was read of them, so without any column that names someone.

use super::plan::{Plan, csv};
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mesure, Parcours, Suivi};
use crate::francais::date_en_chiffres;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Columns that stay even when no row fills them: next year's rows will, and they tell what kind of table it is.
const A_REMPLIR: [Colonne; 8] = [
    Colonne::Id,
    Colonne::Dispositif,
    Colonne::Decision,
    Colonne::Debut,
    Colonne::Fin,
    Colonne::Echeance,
    Colonne::MotifFin,
    Colonne::Suite,
];

/// What goes on of the follow-up tables, but for the columns that name people.
pub(super) struct Suite<'a> {
    pub(super) suivi: &'a Suivi,
    pub(super) parcours: &'a Parcours,
    /// Columns that do not go on, with the rank of their table.
    pub(super) nominatives: &'a BTreeSet<(u16, Colonne)>,
}

/// donnees/suivi.csv and donnees/attente.csv; those that would hold no row are left out. Every row of a mesure that goes
/// on is kept: its beginning and its decisions are next year's too. So are those of a mesure that ended so late that an
/// entry of January may come from it: `delai` is that of a passage, in days. What next year's folder will read of it.
pub(super) fn ajoute(plan: &mut Plan, suite: &Suite<'_>, dernier_jour: NaiveDate, delai: u32) -> Suivi {
    let (suivi, parcours) = (suite.suivi, suite.parcours);
    let (mut suivies, mut attendent) = (Vec::new(), Vec::new());
    for mesure in &parcours.mesures {
        let lignes: Vec<&LigneDeSuivi> = parcours.lignes(mesure, suivi).collect();
        if continue_apres(mesure, dernier_jour) || peut_etre_quittee(mesure, &lignes, dernier_jour, delai) {
            let attend = lignes.iter().all(|ligne| est_d_attente(suivi, ligne));
            if attend { &mut attendent } else { &mut suivies }.extend(lignes);
        }
    }
    let lignes = suivies.iter().map(|ligne| (*ligne).clone()).collect();
    for (nom, lignes) in [("suivi", suivies), ("attente", attendent)] {
        if !lignes.is_empty() {
            plan.ajoute_un_tableau(nom, suite.table(&lignes));
        }
    }
    Suivi { tables: suivi.tables.clone(), lignes, lexiques: suivi.lexiques.clone() }
}

fn continue_apres(mesure: &Mesure, dernier_jour: NaiveDate) -> bool {
    mesure.fin.is_none_or(|fin| fin > dernier_jour)
}

/// The first of January less the delay, or later: `domaine::suivi::passages` looks that far back.
fn peut_etre_quittee(mesure: &Mesure, lignes: &[&LigneDeSuivi], dernier_jour: NaiveDate, delai: u32) -> bool {
    let connu = mesure.debut.is_some() && lignes.iter().any(|ligne| !ligne.jeune.is_empty());
    let proche = |fin: NaiveDate| dernier_jour.signed_duration_since(fin).num_days() < i64::from(delai);
    connu && mesure.fin.is_some_and(proche)
}

fn est_d_attente(suivi: &Suivi, ligne: &LigneDeSuivi) -> bool {
    suivi.tables.get(usize::from(ligne.table)).is_some_and(|table| table.attente)
}

impl Suite<'_> {
    /// The columns of the tables that these rows come from, under the headers that the office gave them.
    fn table(&self, lignes: &[&LigneDeSuivi]) -> Vec<u8> {
        let suivi = self.suivi;
        let mut colonnes: Vec<(Colonne, &String)> = Vec::new();
        for (rang, table) in suivi.tables.iter().enumerate() {
            if lignes.iter().any(|ligne| usize::from(ligne.table) == rang) {
                for (colonne, _, entete) in &table.colonnes {
                    if !colonnes.iter().any(|(connue, _)| connue == colonne) {
                        colonnes.push((*colonne, entete));
                    }
                }
            }
        }
        let remplie = |colonne: Colonne| lignes.iter().any(|ligne| !self.saisie(ligne, colonne).is_empty());
        colonnes.retain(|(colonne, _)| A_REMPLIR.contains(colonne) || remplie(*colonne));
        let entetes: Vec<String> = colonnes.iter().map(|(_, entete)| (*entete).clone()).collect();
        let rangee = |ligne: &&LigneDeSuivi| {
            let saisie = |(colonne, _): &(Colonne, &String)| self.saisie(ligne, *colonne);
            colonnes.iter().map(saisie).collect::<Vec<_>>()
        };
        csv(std::iter::once(entetes).chain(lignes.iter().map(rangee)))
    }

    /// A cell that goes on; nothing in a column that names people.
    fn saisie(&self, ligne: &LigneDeSuivi, colonne: Colonne) -> String {
        if self.nominatives.contains(&(ligne.table, colonne)) {
            return String::new();
        }
        saisie(&self.suivi.cellule(ligne, colonne))
    }
}

/// A cell as an office types it.
fn saisie(cellule: &Cellule) -> String {
    match cellule.contenu() {
        Contenu::Date(jour) => date_en_chiffres(jour),
        _ => cellule.texte().to_owned(),
    }
}
