//! A sheet → figures: names masked, kind recognised, the rest forgotten.

use super::entetes::Entetes;
use super::feuille::Feuille;
use super::genres::{Genres, MENSUEL, Reconnu};
use super::nominatif;
use super::noms::Noms;
use super::suspens::EnSuspens;
use super::tableau_mensuel::axes::Axes;
use super::tableau_mensuel::forme::{Repere, blocs};
use super::tableau_mensuel::{Lecteur, Lieu};
use super::vocabulaire::Vocabulaire;
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::{Dossier, Grandeur, Ligne, Table};
use crate::domaine::reglages::Reglages;
use crate::francais::cle;
use std::collections::BTreeSet;

/// The name of a table that holds no month.
const ANNUEL: &str = "tableau annuel";

/// What every sheet is read with: our words, and those that the office declared.
pub(super) struct Lexique {
    pub(super) entetes: Entetes,
    genres: Genres,
    vocabulaire: Vocabulaire,
}

impl Lexique {
    pub(super) fn new(reglages: Option<&Reglages>) -> Self {
        let correspondances = reglages.map(|r| r.correspondances.clone()).unwrap_or_default();
        Self {
            entetes: Entetes::new(&correspondances),
            genres: Genres::new(&correspondances),
            vocabulaire: Vocabulaire::new(&correspondances),
        }
    }
}

/// Reads a sheet into the dossier. Without a readable rapport.toml its rows are kept, and nothing is understood.
pub(super) fn lire(
    fichier: &str,
    mut feuille: Feuille,
    lexique: &Lexique,
    dossier: &mut Dossier,
    suspens: &mut EnSuspens,
) {
    let lieu = Lieu { fichier, feuille: feuille.nom.as_deref() };
    let reglages = dossier.reglages.clone();
    let noms = Noms::new(reglages.as_ref(), &lexique.entetes);
    let exercice = reglages.as_ref().map_or(0, |r| r.exercice.annee());
    let axes = Axes::new(&lexique.entetes, &noms, exercice);
    let (blocs, reconnu) = recognise(&axes, &lexique.genres, &feuille.lignes);
    let headers = nominatif::headers(&feuille.lignes, &blocs, reconnu.as_ref().map(|r| r.entete));
    nominatif::mask(&mut feuille.lignes, &headers, lieu, &lexique.entetes, &mut dossier.anomalies);
    let mut table = Table {
        fichier: fichier.to_owned(),
        feuille: feuille.nom.clone(),
        forme: feuille.forme,
        genre: None,
        lignes: feuille.lignes,
        lignes_utilisees: 0,
    };
    if reglages.is_some() {
        match reconnu {
            Some(reconnu) => known_kind(&mut table, &reconnu, lieu, &lexique.vocabulaire, dossier),
            None => monthly(&mut table, &blocs, &axes, lieu, (&lexique.genres, dossier, suspens)),
        }
    }
    dossier.tables.push(table);
}

/// The blocks of monthly and annual tables, else the kind of another table. A kind that takes precedence leaves no block.
fn recognise(axes: &Axes<'_>, genres: &Genres, lignes: &[Ligne]) -> (Vec<Repere>, Option<Reconnu>) {
    let reconnu = genres.reconnu(lignes);
    if reconnu.as_ref().is_some_and(|r| r.prime) {
        return (Vec::new(), reconnu);
    }
    let blocs = blocs(axes, lignes);
    let reconnu = reconnu.filter(|_| blocs.is_empty());
    (blocs, reconnu)
}

/// A table that Trame recognises and does not count: nothing of it is kept.
fn known_kind(table: &mut Table, reconnu: &Reconnu, lieu: Lieu<'_>, vocabulaire: &Vocabulaire, dossier: &mut Dossier) {
    table.genre = Some(reconnu.genre);
    let entete = &table.lignes[reconnu.entete];
    let premier = entete.remplies().next().map_or(0, |(i, _)| i);
    let nature = NatureAnomalie::GenreNonCompte { genre: reconnu.genre };
    dossier.anomalies.push(Anomalie { nature, span: lieu.span(entete, premier, entete.cellule(premier)) });
    dossier.anomalies.extend(vocabulaire.inconnus(&table.lignes, reconnu, lieu));
    keep_what_was_understood(&mut table.lignes, |_, _| false);
}

fn monthly(
    table: &mut Table,
    blocs: &[Repere],
    axes: &Axes<'_>,
    lieu: Lieu<'_>,
    (genres, dossier, suspens): (&Genres, &mut Dossier, &mut EnSuspens),
) {
    let (releves, annuels) = (dossier.releves.len(), dossier.annuels.len());
    let mut lecteur = Lecteur::new(axes, lieu, dossier, suspens);
    table.lignes_utilisees = lecteur.lire(&table.lignes, blocs);
    let compris = lecteur.compris;
    let mois = dossier.releves.len() > releves || dossier.annuels.len() == annuels;
    table.genre = (table.lignes_utilisees > 0).then_some(if mois { MENSUEL } else { ANNUEL });
    if table.genre.is_none() && !table.lignes.is_empty() {
        let span = Span::sheet(&table.fichier, table.feuille.as_deref());
        dossier.anomalies.push(Anomalie { nature: non_reconnu(table, axes.entetes, genres), span });
    }
    keep_what_was_understood(&mut table.lignes, |rang, colonne| compris.montre(rang, colonne));
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
fn non_reconnu(table: &Table, entetes: &Entetes, genres: &Genres) -> NatureAnomalie {
    let cellules = || table.lignes.iter().take(20).flat_map(|l| &l.cellules);
    let grandeurs: BTreeSet<Grandeur> = cellules().filter_map(|c| entetes.grandeur(c)).collect();
    let absents = Grandeur::MOUVEMENTS.into_iter().filter(|g| !grandeurs.contains(g));
    let mut manque: Vec<String> = absents.map(|g| g.libelle().to_owned()).collect();
    let mois = cellules().any(|c| c.mois().is_some() || entetes.est_mois(c));
    manque.extend((!mois).then(|| "les mois".to_owned()));
    if manque.len() <= 2 {
        return NatureAnomalie::FichierNonReconnu { ressemble: Some(MENSUEL.to_owned()), manque };
    }
    let presents: BTreeSet<String> = cellules().map(|c| cle(c)).collect();
    let (ressemble, manque) = match genres.proche(&presents) {
        Some((genre, manque)) => (Some(genre.to_owned()), manque),
        None => (None, Vec::new()),
    };
    NatureAnomalie::FichierNonReconnu { ressemble, manque }
}
