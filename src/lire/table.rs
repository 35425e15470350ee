//! A sheet → figures: names masked, kind recognised, the rest forgotten.

use super::budget;
use super::comptes;
use super::entetes::Entetes;
use super::facturation;
use super::feuille::Feuille;
use super::genres::{Genres, Reconnu};
use super::nominatif;
use super::objectifs;
use super::onglets;
use super::registres;
use super::simple;
use super::suivi;
use super::suspens::EnSuspens;
use super::tableau_mensuel::axes::Axes;
use super::tableau_mensuel::regions::{Partie, parties};
use super::tableau_mensuel::{Compris, Lecteur, Lieu};
use super::vocabulaire::Vocabulaire;
use super::zones;
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::{Dossier, Grandeur, Ligne, Table};
use crate::domaine::exact::Exact;
use crate::domaine::reglages::{Correspondances, Reglages};
use crate::francais::{Lecture, cle};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// What every sheet is read with: our words, and those that the office declared.
pub(super) struct Lexique {
    pub(super) entetes: Entetes,
    pub(super) genres: Genres,
    pub(super) vocabulaire: Vocabulaire,
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

    /// A word of headers, titles or kinds of tables.
    pub(super) fn connait(&self, mot: &str) -> bool {
        let mot = cle(mot);
        self.entetes.connait(&mot) || self.entetes.est_bruit(&mot) || self.genres.connait(&mot)
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
    let remplies = feuille.lignes.len();
    let (genre, mesures) = prioritaires(&mut feuille.lignes, (lexique, axes), lieu, dossier);
    feuille.lignes.retain(|ligne| !ligne.cellules.is_empty());
    let contrat = objectifs::reconnu(&lexique.genres, &lexique.vocabulaire, &feuille.lignes);
    let parties = des_parties(axes, &feuille.lignes, genre.is_some() || contrat.is_some());
    let blocs = parties.iter().flat_map(|partie| &partie.blocs);
    let aucun = blocs.clone().next().is_none() && genre.is_none();
    let reconnu = || lexique.genres.reconnu(&feuille.lignes);
    let reconnu = reconnu().or_else(|| comptes::reconnu(axes, &lexique.genres, &feuille.lignes));
    let reconnu = reconnu.or_else(|| budget::reconnu(axes, &lexique.genres, &feuille.lignes));
    let reconnu = contrat.or_else(|| reconnu.filter(|r| aucun && !r.prime));
    for zone in nominatif::zones(&feuille.lignes, blocs, reconnu.as_ref().map(|r| r.entete)) {
        nominatif::mask(&mut feuille.lignes, &zone, lieu, &lexique.entetes, &mut dossier.anomalies);
    }
    let mut table = Table {
        fichier: fichier.to_owned(),
        feuille: feuille.nom.clone(),
        forme: feuille.forme,
        genre,
        lignes_remplies: remplies,
        lignes: feuille.lignes,
        lignes_utilisees: 0,
    };
    if dossier.reglages.is_some() {
        let compris = monthly(&mut table, &parties, axes, lieu, dossier, suspens);
        let autre = reconnu.as_ref().map(|reconnu| known_kind(&mut table, reconnu, (axes, lexique), lieu, dossier));
        let (autre, utilisees) = autre.unwrap_or_default();
        table.lignes_utilisees += utilisees + mesures;
        if table.genre.is_none() && !table.lignes.is_empty() {
            let span = Span::sheet(fichier, table.feuille.as_deref());
            let nature = non_reconnu(&table.lignes, &lexique.entetes, &lexique.genres);
            dossier.anomalies.push(Anomalie { nature, span });
        }
        keep_what_was_understood(&mut table.lignes, |rang, colonne| {
            compris.montre(rang, colonne) || autre.montre(rang, colonne)
        });
    }
    onglets::tait(&mut table, feuille.rang, (lexique, axes.noms), dossier);
    dossier.tables.push(table);
}

/// The tables that take precedence over a monthly one: those of rows are read, the others said; then emptied. The kind
/// of the first of them, and how many mesures they gave.
fn prioritaires(
    lignes: &mut [Ligne],
    (lexique, axes): (&Lexique, &Axes<'_>),
    lieu: Lieu<'_>,
    dossier: &mut Dossier,
) -> (Option<&'static str>, usize) {
    let (mut premier, mut mesures) = (None, 0);
    for _ in 0..zones::ZONES {
        let Some((reconnu, zone)) = zones::prioritaire(axes, &lexique.genres, lignes) else { break };
        nominatif::mask(lignes, &zone, lieu, &lexique.entetes, &mut dossier.anomalies);
        if dossier.reglages.is_some() {
            let ici = &lignes[..zone.lignes.end];
            let mots = (&lexique.vocabulaire, axes.noms);
            let lues = suivi::lire(ici, &reconnu, lieu, mots, dossier);
            let lues = lues.or_else(|| registres::lire(ici, &reconnu, lieu, mots, dossier));
            match lues.or_else(|| facturation::lire(ici, (&reconnu, zone.colonnes.clone()), lieu, axes, dossier)) {
                Some(lues) => mesures += lues,
                None => said(ici, &reconnu, &lexique.vocabulaire, lieu, dossier),
            }
            premier = premier.or(Some(reconnu.genre));
        }
        zone.vide(lignes);
    }
    (premier, mesures)
}

/// The blocks of monthly and annual tables; beside another table, only those that count movements for sure.
pub(super) fn des_parties(axes: &Axes<'_>, lignes: &[Ligne], accompagne: bool) -> Vec<Partie> {
    let mut parties = parties(axes, lignes);
    for partie in parties.iter_mut().filter(|_| accompagne) {
        partie.blocs.retain(|bloc| zones::est_sur(axes.entetes, lignes, bloc));
    }
    parties
}

/// A table of another kind: counts are read; of the others it is said that Trame does not count them. What may be
/// shown, and how many rows are counts.
fn known_kind(
    table: &mut Table,
    reconnu: &Reconnu,
    (axes, lexique): (&Axes<'_>, &Lexique),
    lieu: Lieu<'_>,
    dossier: &mut Dossier,
) -> (Compris, usize) {
    table.genre = table.genre.or(Some(reconnu.genre));
    let vocabulaire = &lexique.vocabulaire;
    if Table::genre_de_comptes(reconnu.genre) {
        dossier.anomalies.extend(vocabulaire.inconnus(&table.lignes, reconnu, lieu));
        return comptes::lire(&table.lignes, (reconnu, &lexique.genres), (axes, vocabulaire), lieu, dossier);
    }
    if Table::genre_d_objectifs(reconnu.genre) {
        return objectifs::lire(&table.lignes, (&lexique.genres, vocabulaire), lieu, dossier);
    }
    if reconnu.genre == Table::BUDGET {
        return budget::lire(&table.lignes, &lexique.genres, axes, lieu, dossier);
    }
    if simple::est_simple(reconnu.genre) {
        let mots = (axes, vocabulaire);
        let (compris, utilisees, genre) = simple::lire(&table.lignes, (reconnu, &lexique.genres), mots, lieu, dossier);
        table.genre = Some(genre);
        return (compris, utilisees);
    }
    said(&table.lignes, reconnu, vocabulaire, lieu, dossier);
    (Compris::default(), 0)
}

/// A table that Trame recognises and does not count.
fn said(lignes: &[Ligne], reconnu: &Reconnu, vocabulaire: &Vocabulaire, lieu: Lieu<'_>, dossier: &mut Dossier) {
    let entete = &lignes[reconnu.entete];
    let premier = reconnu.colonnes.values().min().copied().unwrap_or(0);
    let nature = NatureAnomalie::GenreNonCompte { genre: reconnu.genre };
    dossier.anomalies.push(Anomalie { nature, span: lieu.span(entete, premier, entete.cellule(premier)) });
    dossier.anomalies.extend(vocabulaire.inconnus(lignes, reconnu, lieu));
}

/// Reads the blocks; what was understood of them.
fn monthly(
    table: &mut Table,
    parties: &[Partie],
    axes: &Axes<'_>,
    lieu: Lieu<'_>,
    dossier: &mut Dossier,
    suspens: &mut EnSuspens,
) -> Compris {
    let (releves, annuels) = (dossier.releves.len(), dossier.annuels.len());
    let mut lecteur = Lecteur::new(axes, lieu, dossier, suspens);
    table.lignes_utilisees = lecteur.lire(&table.lignes, parties);
    let compris = lecteur.conclut();
    let mois = dossier.releves.len() > releves || dossier.annuels.len() == annuels;
    let lu = (table.lignes_utilisees > 0).then_some(if mois { Table::MENSUEL } else { Table::ANNUEL });
    table.genre = lu.or(table.genre);
    compris
}

/// Excerpts show the user's own rows: cells that Trame did not need are emptied, for they may name someone.
fn keep_what_was_understood(lignes: &mut [Ligne], montre: impl Fn(u32, usize) -> bool) {
    for ligne in lignes {
        for (_, cellule) in ligne.cellules.iter_mut().enumerate().filter(|(i, _)| !montre(ligne.rang, *i)) {
            cellule.retire();
        }
    }
}

/// Headers that are the days of a month: 1 to 28, 29, 30 or 31, side by side.
fn par_jour(ligne: &Ligne) -> bool {
    let mut jour: u32 = 0;
    for (_, cellule) in ligne.remplies() {
        jour = match cellule.lecture(true) {
            Lecture::Nombre(n) if n == Exact::from(jour + 1) => jour + 1,
            Lecture::Nombre(n) if n == Exact::from(1_u32) => 1,
            _ if (28..=31).contains(&jour) => return true,
            _ => 0,
        };
    }
    (28..=31).contains(&jour)
}

/// What the first rows of an unknown table resemble most.
fn non_reconnu(lignes: &[Ligne], entetes: &Entetes, genres: &Genres) -> NatureAnomalie {
    if lignes.iter().take(20).any(par_jour) {
        return NatureAnomalie::FichierNonReconnu { ressemble: Some(Table::PAR_JOUR.to_owned()), manque: Vec::new() };
    }
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
