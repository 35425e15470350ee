//! The tables, one file each, in the order of the sheets.

mod accueil;
mod analyse;
mod capacites;
mod compte;
mod controles;
mod definitions;
pub(super) mod facturation;
mod journees;
mod mensuel;
mod produits;
mod tarifs;

use super::Matiere;
use super::table::Table;
use crate::domaine::indicateur::Valeur;

/// Every table; « Détail » and « Sources » are made from them.
pub(super) fn toutes(m: &Matiere<'_>) -> Vec<Table> {
    let mut tables =
        vec![mensuel::table(m), journees::table(m), capacites::table(m), tarifs::table(m), produits::table(m)];
    tables.extend(facturation::tables(m));
    tables.extend(compte::table(m));
    tables.extend([analyse::table(m), controles::table(m), definitions::table(m)]);
    tables.insert(0, accueil::table(m, &tables));
    tables
}

/// True when there is something to say of a value: a number, or why there is none.
fn parle(valeur: &Valeur) -> bool {
    valeur.nombre.is_ok() || valeur.raison().is_some()
}

/// « 2021 », or « 2021, de janvier à mai ».
fn periode(m: &Matiere<'_>) -> String {
    let i = m.indicateurs;
    if i.en_cours() { format!("{}, de janvier à {}", i.exercice, i.jusqu_a.nom()) } else { i.exercice.to_string() }
}
