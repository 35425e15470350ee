//! A table as it was understood: its first rows, those at fault, and each cell at fault marked. Rows that could name
//! someone are never shown.

use crate::diagnostic::{Address, Diagnostic, Gravite};
use crate::domaine::cellule::Contenu;
use crate::domaine::dossier::{Ligne, Table};
use crate::domaine::mois::Mois;
use crate::francais::enumeration;
use crate::publier::compris::Comprehension;
use serde::Serialize;
use std::collections::BTreeMap;

/// First rows shown.
const PREMIERES: usize = 12;
/// Rows at fault shown behind them.
const FAUTIVES: usize = 12;
/// Columns shown.
const COLONNES: usize = 26;
/// Longest text of a cell, letters.
const CELLULE: usize = 60;

/// What the preview shows of a table.
#[derive(Debug, Serialize)]
pub(super) struct TableVue {
    feuille: Option<String>,
    genre: Option<&'static str>,
    /// The whole of what was understood, in one line.
    compris: String,
    dispositifs: Option<String>,
    mois: Option<String>,
    /// « février et mars »: months that have begun and that the table leaves blank.
    mois_vides: Option<String>,
    /// Its rows count, and name nobody.
    montrable: bool,
    colonnes: Vec<String>,
    lignes: Vec<LigneVue>,
    lignes_omises: usize,
    colonnes_omises: usize,
}

#[derive(Debug, Serialize)]
struct LigneVue {
    numero: u32,
    cellules: Vec<Case>,
}

#[derive(Debug, Serialize)]
struct Case {
    texte: String,
    /// Of the worst finding there.
    gravite: Option<&'static str>,
}

/// The view of a table; `constats`: those of its file.
pub(super) fn vue(
    table: &Table,
    comprehension: &Comprehension<'_>,
    constats: &[&Diagnostic],
    jusqu_a: Option<Mois>,
) -> TableVue {
    let compris = comprehension.de(table);
    let fautes = fautes(table, constats);
    let choisies = if table.est_agrege() { lignes(table, &fautes) } else { Vec::new() };
    let largeur = choisies.iter().map(|ligne| ligne.cellules.len()).max().unwrap_or(0);
    let vides = jusqu_a.filter(|_| table.genre == Some(Table::MENSUEL)).map(|mois| compris.mois_vides(mois));
    let vides: Vec<String> = vides.unwrap_or_default().into_iter().map(|mois| mois.nom().to_owned()).collect();
    let montrees = u32::try_from(largeur.min(COLONNES)).unwrap_or(0);
    TableVue {
        feuille: table.feuille.clone(),
        genre: table.genre,
        compris: comprehension.ligne(table),
        dispositifs: compris.sujets(),
        mois: compris.mois_remplis(),
        mois_vides: Some(enumeration(&vides)).filter(|_| !vides.is_empty()),
        montrable: table.est_agrege(),
        colonnes: (0..montrees).map(lettre).collect(),
        lignes_omises: if table.est_agrege() { table.lignes.len() - choisies.len() } else { 0 },
        colonnes_omises: largeur.saturating_sub(COLONNES),
        lignes: choisies.into_iter().map(|ligne| ligne_vue(ligne, montrees, &fautes)).collect(),
    }
}

fn lettre(colonne: u32) -> String {
    Address { column: colonne, row: 0 }.to_string().trim_end_matches('1').to_owned()
}

/// The cells at fault, each with its worst finding.
fn fautes(table: &Table, constats: &[&Diagnostic]) -> BTreeMap<(u32, u32), Gravite> {
    let mut fautes = BTreeMap::new();
    for constat in constats.iter().filter(|d| d.span.sheet == table.feuille && d.gravite != Gravite::Information) {
        let Some(cellule) = constat.span.cell else { continue };
        let pire = fautes.entry((cellule.row, cellule.column)).or_insert(constat.gravite);
        *pire = constat.gravite.min(*pire);
    }
    fautes
}

/// The first rows, then those at fault further down.
fn lignes<'a>(table: &'a Table, fautes: &BTreeMap<(u32, u32), Gravite>) -> Vec<&'a Ligne> {
    let fautive = |ligne: &&Ligne| fautes.range((ligne.rang, 0)..=(ligne.rang, u32::MAX)).next().is_some();
    let premieres = table.lignes.iter().take(PREMIERES);
    premieres.chain(table.lignes.iter().skip(PREMIERES).filter(fautive).take(FAUTIVES)).collect()
}

fn ligne_vue(ligne: &Ligne, largeur: u32, fautes: &BTreeMap<(u32, u32), Gravite>) -> LigneVue {
    let case = |(colonne, rang): (u32, usize)| {
        let cellule = ligne.cellule(rang);
        let texte = match cellule.contenu() {
            Contenu::Retire => "non reproduit".to_owned(),
            _ => court(cellule.texte()),
        };
        Case { texte, gravite: fautes.get(&(ligne.rang, colonne)).map(|gravite| gravite.libelle()) }
    };
    LigneVue { numero: ligne.rang + 1, cellules: (0..largeur).zip(0..).map(case).collect() }
}

/// On one line, cut when it is long.
fn court(texte: &str) -> String {
    let net = texte.split_whitespace().collect::<Vec<_>>().join(" ");
    if net.chars().count() <= CELLULE {
        return net;
    }
    net.chars().take(CELLULE - 1).chain(['…']).collect()
}
