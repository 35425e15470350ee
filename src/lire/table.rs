//! A sheet → figures: names masked, kind recognised, the rest forgotten.

use super::comptes;
use super::entetes::Entetes;
use super::feuille::Feuille;
use super::genres::{Genres, Reconnu};
use super::nominatif;
use super::suivi;
use super::suspens::EnSuspens;
use super::tableau_mensuel::axes::Axes;
use super::tableau_mensuel::regions::{Partie, parties};
use super::tableau_mensuel::{Compris, Lecteur, Lieu};
use super::vocabulaire::Vocabulaire;
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::{Dossier, Grandeur, Ligne, Table};
use crate::domaine::reglages::{Correspondances, Reglages};
use crate::francais::cle;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// What every sheet is read with: our words, and those that the office declared.
pub(super) struct Lexique {
    pub(super) entetes: Entetes,
    pub(super) genres: Genres,
    vocabulaire: Vocabulaire,
}

impl Lexique {
    /// Ours alone is made once.
    pub(super) fn of(reglages: Option<&Reglages>) -> Arc<Self> {
        static NOTRE: LazyLock<Arc<Lexique>> = LazyLock::new(|| Arc::new(Lexique::new(&Correspondances::default())));
        match reglages.map(|r| &r.correspondances).filter(|c| **c != Correspondances::default()) {
            None => Arc::clone(&NOTRE),
            Some(correspondances) => Arc::new(Self::new(correspondances)),
        }
    }

    fn new(correspondances: &Correspondances) -> Self {
        Self {
            entetes: Entetes::new(correspondances),
            genres: Genres::new(correspondances),
            vocabulaire: Vocabulaire::new(correspondances),
        }
    }
}

/// Reads a sheet into the dossier. Without a readable rapport.toml its rows are kept, and nothing is understood.
pub(super) fn lire(
    fichier: &str,
    mut feuille: Feuille,
    (lexique, axes): (&Lexique, &Axes<'_>),
    dossier: &mut Dossier,
    suspens: &mut EnSuspens,
) {
    let lieu = Lieu { fichier, feuille: feuille.nom.as_deref() };
    let (parties, reconnu) = recognise(axes, &lexique.genres, &feuille.lignes);
    let blocs = parties.iter().flat_map(|partie| &partie.blocs);
    let headers = nominatif::headers(&feuille.lignes, blocs, reconnu.as_ref().map(|r| r.entete));
    nominatif::mask(&mut feuille.lignes, &headers, lieu, &lexique.entetes, &mut dossier.anomalies);
    let mut table = Table {
        fichier: fichier.to_owned(),
        feuille: feuille.nom.clone(),
        forme: feuille.forme,
        genre: None,
        lignes_remplies: feuille.lignes.len(),
        lignes: feuille.lignes,
        lignes_utilisees: 0,
    };
    if dossier.reglages.is_some() {
        let compris = monthly(&mut table, (&parties, reconnu.as_ref()), axes, lieu, dossier, suspens);
        let autre = reconnu.as_ref().map(|reconnu| known_kind(&mut table, reconnu, (axes, lexique), lieu, dossier));
        let (autre, utilisees) = autre.unwrap_or_default();
        table.lignes_utilisees += utilisees;
        if table.genre.is_none() && !table.lignes.is_empty() {
            let span = Span::sheet(fichier, table.feuille.as_deref());
            let nature = non_reconnu(&table.lignes, &lexique.entetes, &lexique.genres);
            dossier.anomalies.push(Anomalie { nature, span });
        }
        keep_what_was_understood(&mut table.lignes, |rang, colonne| {
            compris.montre(rang, colonne) || autre.montre(rang, colonne)
        });
    }
    dossier.tables.push(table);
}

/// The blocks of monthly and annual tables, and the kind of another table: below them when it takes precedence, else
/// only where there is no block.
fn recognise(axes: &Axes<'_>, genres: &Genres, lignes: &[Ligne]) -> (Vec<Partie>, Option<Reconnu>) {
    let reconnu = genres.reconnu(lignes).or_else(|| comptes::reconnu(axes, genres, lignes));
    let fin = reconnu.as_ref().filter(|r| r.prime).map_or(lignes.len(), |r| r.entete);
    let parties = parties(axes, &lignes[..fin]);
    let aucun = parties.iter().all(|partie| partie.blocs.is_empty());
    let reconnu = reconnu.filter(|r| r.prime || aucun);
    (parties, reconnu)
}

/// A table of another kind: a row-by-row table is read, and its rows forgotten; counts are read; of the others it is
/// said that Trame does not count them. What may be shown, and how many rows are mesures or counts.
fn known_kind(
    table: &mut Table,
    reconnu: &Reconnu,
    (axes, lexique): (&Axes<'_>, &Lexique),
    lieu: Lieu<'_>,
    dossier: &mut Dossier,
) -> (Compris, usize) {
    let genre = *table.genre.get_or_insert(reconnu.genre);
    let vocabulaire = &lexique.vocabulaire;
    if let Some(mesures) = suivi::lire(&table.lignes, reconnu, lieu, (vocabulaire, axes.noms), dossier) {
        table.lignes.truncate(reconnu.entete);
        return (Compris::default(), mesures);
    }
    dossier.anomalies.extend(vocabulaire.inconnus(&table.lignes, reconnu, lieu));
    if Table::genre_de_comptes(reconnu.genre) && genre == reconnu.genre {
        return comptes::lire(&table.lignes, (reconnu, &lexique.genres), (axes, vocabulaire), lieu, dossier);
    }
    let entete = &table.lignes[reconnu.entete];
    let premier = entete.remplies().next().map_or(0, |(i, _)| i);
    let nature = NatureAnomalie::GenreNonCompte { genre: reconnu.genre };
    dossier.anomalies.push(Anomalie { nature, span: lieu.span(entete, premier, entete.cellule(premier)) });
    (Compris::default(), 0)
}

/// Reads the blocks, those above the table of another kind if there is one; what was understood of them.
fn monthly(
    table: &mut Table,
    (parties, reconnu): (&[Partie], Option<&Reconnu>),
    axes: &Axes<'_>,
    lieu: Lieu<'_>,
    dossier: &mut Dossier,
    suspens: &mut EnSuspens,
) -> Compris {
    let (releves, annuels) = (dossier.releves.len(), dossier.annuels.len());
    let mut lecteur = Lecteur::new(axes, lieu, dossier, suspens);
    let fin = reconnu.map_or(table.lignes.len(), |r| r.entete.min(table.lignes.len()));
    table.lignes_utilisees = lecteur.lire(&table.lignes[..fin], parties);
    let compris = lecteur.compris;
    let mois = dossier.releves.len() > releves || dossier.annuels.len() == annuels;
    let lu = (table.lignes_utilisees > 0).then_some(if mois { Table::MENSUEL } else { Table::ANNUEL });
    table.genre = lu.or(table.genre);
    compris
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
fn non_reconnu(lignes: &[Ligne], entetes: &Entetes, genres: &Genres) -> NatureAnomalie {
    let cellules = || lignes.iter().take(20).flat_map(|l| &l.cellules);
    let grandeurs: BTreeSet<Grandeur> = cellules().filter_map(|c| entetes.grandeur(c)).collect();
    let absents = Grandeur::MOUVEMENTS.into_iter().filter(|g| !grandeurs.contains(g));
    let mut manque: Vec<String> = absents.map(|g| g.libelle().to_owned()).collect();
    let mois = cellules().any(|c| c.mois().is_some() || entetes.est_mois(c));
    manque.extend((!mois).then(|| "les mois".to_owned()));
    if manque.len() <= 2 {
        return NatureAnomalie::FichierNonReconnu { ressemble: Some(Table::MENSUEL.to_owned()), manque };
    }
    let presents: BTreeSet<String> = cellules().map(|c| cle(c)).collect();
    let (ressemble, manque) = match genres.proche(&presents) {
        Some((genre, manque)) => (Some(genre.to_owned()), manque),
        None => (None, Vec::new()),
    };
    NatureAnomalie::FichierNonReconnu { ressemble, manque }
}
