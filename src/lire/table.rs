//! A sheet → figures: names masked, kind recognised, the rest forgotten.

use super::entetes::Entetes;
use super::feuille::Feuille;
use super::nominatif;
use super::noms::Noms;
use super::tableau_mensuel::{Lecteur, Lieu};
use crate::diagnostic::Span;
use crate::domaine::dossier::{Anomalie, Dossier, Ligne, NatureAnomalie, Table, Total};
use crate::domaine::mois::Mois;
use crate::francais::cle;
use std::collections::BTreeSet;

/// Reads a sheet into the dossier. Without a readable rapport.toml its rows are kept, and nothing is understood.
pub(super) fn lire(
    fichier: &str,
    mut feuille: Feuille,
    entetes: &Entetes,
    dossier: &mut Dossier,
    totaux_du_service: &mut Vec<(Total, Mois)>,
) {
    let lieu = Lieu { fichier, feuille: feuille.nom.as_deref() };
    nominatif::mask(&mut feuille.lignes, lieu, entetes, &mut dossier.anomalies);
    let mut table = Table {
        fichier: fichier.to_owned(),
        feuille: feuille.nom.clone(),
        forme: feuille.forme,
        genre: None,
        lignes: feuille.lignes,
        lignes_utilisees: 0,
    };
    if let Some(reglages) = dossier.reglages.clone() {
        let noms = Noms::new(&reglages, entetes);
        let mut lecteur = Lecteur::new(entetes, &noms, reglages.exercice.annee(), lieu, dossier, totaux_du_service);
        table.lignes_utilisees = lecteur.lire(&table.lignes);
        let compris = lecteur.compris;
        table.genre = (table.lignes_utilisees > 0).then_some("tableau mensuel");
        if table.genre.is_none() && !table.lignes.is_empty() {
            let span = Span::sheet(fichier, table.feuille.as_deref());
            dossier.anomalies.push(Anomalie { nature: non_reconnu(&table, entetes), span });
        }
        keep_what_was_understood(&mut table.lignes, |rang, colonne| compris.montre(rang, colonne));
    }
    dossier.tables.push(table);
}

/// Excerpts show the user's own rows: cells that Trame did not need are emptied, for they may name someone.
fn keep_what_was_understood(lignes: &mut [Ligne], montre: impl Fn(u32, usize) -> bool) {
    for ligne in lignes {
        for (_, cellule) in ligne.cellules.iter_mut().enumerate().filter(|(i, _)| !montre(ligne.rang, *i)) {
            cellule.efface();
        }
    }
}

/// What the first rows of an unknown table resemble most.
fn non_reconnu(table: &Table, entetes: &Entetes) -> NatureAnomalie {
    let presents: BTreeSet<String> = table.lignes.iter().take(20).flat_map(|l| &l.cellules).map(|c| cle(c)).collect();
    let (ressemble, manque) = match entetes.genre_proche(&presents) {
        Some((genre, manque)) => (Some(genre), manque),
        None => (None, Vec::new()),
    };
    NatureAnomalie::FichierNonReconnu { ressemble, manque }
}
