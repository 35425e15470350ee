//! The figures as an accountant keeps them: one table per sheet of a workbook whose formulas compute again, or one per
//! CSV file. Every formula is read off the operand tree of its value: nothing is computed twice in two ways.
//! To add a table of values: one function in `tables/` that returns a [`Table`], one line in [`tables::toutes`].

mod csv;
mod exacts;
mod feuille;
mod formule;
mod mots;
mod plan;
mod styles;
mod table;
mod tables;
#[cfg(test)]
mod tests;

use super::classeur;
use crate::Preparation;
use crate::domaine::constats::Constats;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::reglages::Reglages;
use plan::Plan;
use rust_xlsxwriter::{Workbook, XlsxError};
use table::Table;

/// What the tables are made from.
#[derive(Clone, Copy)]
pub(super) struct Matiere<'a> {
    pub(super) reglages: &'a Reglages,
    pub(super) indicateurs: &'a Indicateurs,
    pub(super) constats: &'a Constats,
}

impl<'a> Matiere<'a> {
    /// The figures of a folder; nothing while an *erreur* stands in the way.
    pub(super) fn de(preparation: &'a Preparation) -> Option<Self> {
        let (reglages, indicateurs) = (preparation.controle()?.reglages(), preparation.indicateurs()?);
        let constats = &preparation.constats;
        (!constats.bloquent_les_chiffres()).then_some(Self { reglages, indicateurs, constats })
    }
}

/// The workbook: bytes in memory, the same for the same folder.
pub(super) fn classeur(m: &Matiere<'_>) -> Result<Vec<u8>, XlsxError> {
    ecrit(&tables::toutes(m), m)
}

/// Names of the CSV files: nothing of them is written.
pub(super) fn noms(m: &Matiere<'_>) -> Vec<String> {
    let (tables, _) = Plan::complet(tables::toutes(m), m.indicateurs);
    tables.iter().map(nom).collect()
}

fn nom(table: &Table) -> String {
    format!("{}.csv", table.fichier)
}

/// Names and contents of the CSV files.
pub(super) fn csv(m: &Matiere<'_>) -> Result<Vec<(String, Vec<u8>)>, ::csv::Error> {
    let (tables, _) = Plan::complet(tables::toutes(m), m.indicateurs);
    tables.iter().map(|table| Ok((nom(table), csv::ecrit(table)?))).collect()
}

/// Billed and due alone, as a workbook whose formulas compute again; `None` without billing.
pub(super) fn classeur_de_facturation(m: &Matiere<'_>) -> Result<Option<Vec<u8>>, XlsxError> {
    let tables = tables::facturation::tables(m);
    if tables.is_empty() { Ok(None) } else { ecrit(&tables, m).map(Some) }
}

/// One of the tables of billing as CSV, by the name of its file; `None` for another name, or without billing.
pub(super) fn csv_de_facturation(fichier: &str, m: &Matiere<'_>) -> Result<Option<Vec<u8>>, ::csv::Error> {
    let table = tables::facturation::tables(m).into_iter().find(|table| nom(table) == fichier);
    table.map(|table| csv::ecrit(&table)).transpose()
}

fn ecrit(tables: &[Table], m: &Matiere<'_>) -> Result<Vec<u8>, XlsxError> {
    let (tables, plan) = Plan::complet(tables.to_vec(), m.indicateurs);
    let service = &m.reglages.service.nom;
    let mut classeur = Workbook::new();
    let titre = format!("Chiffres {}\u{a0}: {service}", m.indicateurs.exercice);
    classeur.set_properties(&classeur::proprietes(&titre, Some(m.reglages))?);
    for (rang, table) in tables.iter().enumerate() {
        feuille::ecrit(classeur.add_worksheet(), table, rang, &plan, service)?;
    }
    classeur.save_to_buffer()
}
