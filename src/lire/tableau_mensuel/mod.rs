//! The monthly table in its shapes, all read to the same flat list of relevés, and the annual table.

mod attribution;
pub(super) mod axes;
mod bloc;
mod contexte_du_bloc;
mod croix;
mod deux_niveaux;
pub(super) mod discretion;
mod en_colonnes;
mod en_croix;
mod en_lignes;
pub(super) mod forme;
pub(super) mod panneaux;
mod parts;
pub(super) mod periode;
pub(super) mod regions;
mod ruptures;
mod sous_total;
mod suite;
mod totaux_en_croix;
mod totaux_en_lignes;

use super::entetes::Entetes;
use super::noms::Noms;
use super::saisie;
use super::signalees::Signalees;
use super::suspens::EnSuspens;
use crate::diagnostic::{Address, Span};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::{Details, Dossier, Grandeur, Ligne, Releve, Saisie, Total};
use crate::domaine::mois::Mois;
use crate::francais::{Cause, MoisLu, sans_accent};
use axes::Axes;
use bloc::Bloc;
use croix::Croix;
use forme::{Forme, Repere};
use panneaux::restreinte;
use regions::Partie;
use std::collections::{BTreeMap, BTreeSet};
use suite::Suite;

/// Beyond, a header is cut: it goes with every figure below it.
const LONGUEUR_D_UN_ENTETE: usize = 100;

/// Totals of the same figures that are checked, in one row, one table or one folder.
pub(super) const TOTAUX: usize = 64;

/// Where a table stands.
#[derive(Clone, Copy)]
pub(super) struct Lieu<'a> {
    /// Path in the folder.
    pub(super) fichier: &'a str,
    /// Sheet of a workbook.
    pub(super) feuille: Option<&'a str>,
}

impl Lieu<'_> {
    /// The address of a cell.
    pub(super) fn span(self, ligne: &Ligne, colonne: usize, entete: &str) -> Span {
        Span {
            file: self.fichier.to_owned(),
            sheet: self.feuille.map(str::to_owned),
            line: ligne.numero,
            cell: Some(Address { column: u32::try_from(colonne).unwrap_or(u32::MAX), row: ligne.rang }),
            column: Some(colonne_dite(entete)).filter(|e| !e.is_empty()),
        }
    }

    /// The names that may say what the table is about: the sheet's, then the file's.
    pub(super) fn noms(self) -> impl Iterator<Item = String> {
        self.feuille.map(str::to_owned).into_iter().chain([file_stem(self.fichier)])
    }
}

/// A header as it is said: on one line, and cut.
pub(super) fn colonne_dite(entete: &str) -> String {
    let debut: String = entete.chars().take(LONGUEUR_D_UN_ENTETE).collect();
    debut.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which cells were understood: no other is ever shown.
#[derive(Default)]
pub(super) struct Compris {
    /// Rows as a spreadsheet counts them, and columns.
    cellules: BTreeSet<(u32, usize)>,
    /// Rows of headers, shown whole.
    entetes: BTreeSet<u32>,
    /// Cells that may name someone, where no name belongs.
    caches: BTreeSet<(u32, usize)>,
}

impl Compris {
    pub(super) fn montre(&self, rang: u32, colonne: usize) -> bool {
        let compris = self.entetes.contains(&rang) || self.cellules.contains(&(rang, colonne));
        compris && !self.caches.contains(&(rang, colonne))
    }

    /// A row of headers.
    pub(in crate::lire) fn entete(&mut self, rang: u32) {
        self.entetes.insert(rang);
    }

    pub(in crate::lire) fn ajoute(&mut self, rang: u32, colonnes: impl IntoIterator<Item = usize>) {
        self.cellules.extend(colonnes.into_iter().map(|colonne| (rang, colonne)));
    }

    pub(in crate::lire) fn cache(&mut self, span: &Span) {
        let place = span.cell.and_then(|cell| Some((cell.row, usize::try_from(cell.column).ok()?)));
        self.caches.extend(place);
    }
}

/// What the tables of a sheet are read with, and into.
pub(super) struct Lecteur<'a> {
    axes: &'a Axes<'a>,
    entetes: &'a Entetes,
    noms: &'a Noms<'a>,
    lieu: Lieu<'a>,
    /// The year of the block being read.
    annee: i32,
    dossier: &'a mut Dossier,
    /// What waits for the last file.
    suspens: &'a mut EnSuspens,
    /// What may be shown.
    compris: Compris,
    /// The dispositifs that headers and titles of the sheet named, where each first did.
    attribues: BTreeMap<String, Span>,
    /// What could not be understood.
    signalees: Signalees<Anomalie>,
    /// What blocks say to those below.
    suite: Suite,
    /// It was said that some totals are not checked.
    totaux_tus: bool,
}

impl<'a> Lecteur<'a> {
    pub(super) fn new(
        axes: &'a Axes<'a>,
        lieu: Lieu<'a>,
        dossier: &'a mut Dossier,
        suspens: &'a mut EnSuspens,
    ) -> Self {
        let (entetes, noms) = (axes.entetes, axes.noms);
        Self {
            axes,
            entetes,
            noms,
            lieu,
            annee: axes.exercice,
            dossier,
            suspens,
            compris: Compris::default(),
            attribues: BTreeMap::new(),
            signalees: Signalees::default(),
            suite: Suite::default(),
            totaux_tus: false,
        }
    }

    /// Reads every block of a sheet. The number of rows that gave figures; zero when it is no monthly nor annual table.
    pub(super) fn lire(&mut self, lignes: &[Ligne], parties: &[Partie]) -> usize {
        let mut partie = |partie: &Partie| match partie.est_entiere() {
            true => self.partie(lignes, &partie.blocs),
            false => self.partie(&partie.lignes(lignes), &partie.blocs),
        };
        let utilisees = parties.iter().map(&mut partie).sum();
        self.dit_un_autre_nom();
        utilisees
    }

    fn partie(&mut self, lignes: &[Ligne], blocs: &[Repere]) -> usize {
        self.suite = Suite::default();
        let mut utilisees = 0;
        let mut titres_depuis = 0;
        let mut suite = blocs.chunk_by(|a, b| a.entete == b.entete).peekable();
        while let Some(cote_a_cote) = suite.next() {
            let entete = cote_a_cote[0].entete;
            let fin = suite.peek().map_or(lignes.len(), |suivants| suivants[0].entete);
            let mut derniere = entete + 1;
            for repere in cote_a_cote {
                self.compris.entetes.extend(lignes[entete..entete + repere.hauteur].iter().map(|l| l.rang));
                let (lues, jusqu_a) = match &repere.panneau {
                    None => self.bloc(repere, &lignes[titres_depuis..entete], &lignes[entete..fin]),
                    Some(panneau) => {
                        let cote = |l: &Ligne| restreinte(l, panneau);
                        let titres = bloc::titres_du_panneau(&lignes[titres_depuis..entete], panneau);
                        let restreintes: Vec<Ligne> = lignes[entete..fin].iter().map(cote).collect();
                        self.bloc(repere, &titres, &restreintes)
                    }
                };
                utilisees += lues;
                derniere = derniere.max(entete + repere.hauteur + jusqu_a);
            }
            titres_depuis = derniere.min(fin);
        }
        utilisees
    }

    /// Reads a block under the year that its surroundings name.
    fn bloc(&mut self, repere: &Repere, titres: &[Ligne], lignes: &[Ligne]) -> (usize, usize) {
        let (entetes, corps) = lignes.split_at(repere.hauteur.min(lignes.len()));
        let Some(entete) = entetes.last() else { return (0, 0) };
        let bloc = Bloc { titres, entetes, entete, corps };
        if self.demesure(&bloc) {
            return (0, 0);
        }
        let coin = bloc.entete.remplies().next().map_or("", |(_, c)| c.texte());
        self.annee = periode::annee_du_bloc(coin, &bloc, self.lieu, self.axes.exercice);
        self.suite.entre(repere);
        let debut = self.dossier.releves.len();
        let lu = match repere.forme {
            Forme::Colonnes => self.en_colonnes(&bloc),
            Forme::Lignes => self.en_lignes(&bloc),
            Forme::Croix => match Croix::trouve(self.axes, lignes, repere.hauteur) {
                Some(croix) => self.en_croix(&bloc, &croix),
                None => (0, 0),
            },
        };
        self.dit_une_partie(&bloc, debut);
        lu
    }

    /// Where a cell is.
    fn span(&self, ligne: &Ligne, colonne: usize, entete: &str) -> Span {
        self.lieu.span(ligne, colonne, entete)
    }

    fn signale(&mut self, nature: NatureAnomalie, span: Span) {
        self.signalees.dit(Anomalie { nature, span });
    }

    /// Hands over what was not understood, and says what was.
    pub(super) fn conclut(self) -> Compris {
        self.signalees.remet(self.dossier);
        self.compris
    }

    /// True when the headers go so far beyond short rows that the blank cells would cost more than the others.
    fn demesure(&mut self, bloc: &Bloc<'_>) -> bool {
        let largeur = bloc.plus_large().cellules.len();
        let vides: usize = bloc.corps.iter().map(|l| largeur.saturating_sub(l.cellules.len())).sum();
        let borne = self.dossier.reglages.as_ref().map_or(0, |r| r.limites.cellules_vides_par_tableau);
        if vides as u64 <= borne {
            return false;
        }
        let limite = format!("limites.cellules_vides_par_tableau = {borne}");
        self.signale(NatureAnomalie::FichierTropGrand { limite }, Span::sheet(self.lieu.fichier, self.lieu.feuille));
        true
    }

    /// Reads one figure; what is not a number is recorded as an anomaly at its cell.
    fn releve(&mut self, dispositif: &str, grandeur: Grandeur, mois: Mois, cellule: &Cellule, span: Span) {
        let saisie = self.saisie(grandeur, cellule, &span);
        if mois.annee() == self.axes.exercice {
            self.dossier.releves.push(Releve { dispositif: dispositif.to_owned(), grandeur, mois, saisie, span });
        }
    }

    fn saisie(&mut self, grandeur: Grandeur, cellule: &Cellule, span: &Span) -> Saisie {
        if discretion::nomme_quelqu_un(cellule) {
            self.compris.cache(span);
        }
        saisie::lue(cellule, grandeur.compte_des_unites()).unwrap_or_else(|nature| {
            self.signale(nature, span.clone());
            Saisie::Illisible
        })
    }

    /// A total typed in the table; one that cannot be read is recorded like any other cell.
    fn total(&mut self, grandeur: Grandeur, cellule: &Cellule, details: Vec<usize>, span: Span) {
        if let Saisie::Nombre(nombre) = self.saisie(grandeur, cellule, &span)
            && !details.is_empty()
        {
            self.dossier.totaux.push(Total { grandeur, nombre, details: Details::Mois(details), span });
        }
    }

    /// Records, once for the sheet, that a total is not checked, for there are too many of the same figures.
    fn total_non_verifie(&mut self, span: Span) {
        if !std::mem::replace(&mut self.totaux_tus, true) {
            self.signale(NatureAnomalie::TotauxNonVerifies { limite: TOTAUX }, span);
        }
    }

    /// The month of a header or cell, in the year of the block when none was typed; another year is recorded once.
    fn mois(&mut self, lu: MoisLu, span: &Span) -> Option<Mois> {
        let mois = lu.dans(self.annee)?;
        if mois.annee() != self.axes.exercice {
            self.signale(NatureAnomalie::MoisHorsExercice { mois }, span.clone());
        }
        Some(mois)
    }

    /// A row of figures under a label that nobody knows, before the column `premier`: a dispositif where the others
    /// are, else a row to leave out, whose label is kept when it is nearly one that Trame knows. True when it is.
    fn ligne_inconnue(&mut self, ligne: &Ligne, premier: usize, dispositifs: bool) -> bool {
        let Some((place, cellule)) = ligne.remplies().next().filter(|(i, _)| *i < premier) else { return false };
        if dispositifs && !self.entetes.est_ignore(cellule) && !sans_accent(cellule).to_lowercase().starts_with("dont")
        {
            self.signale(self.inconnu(cellule), self.span(ligne, place, ""));
            return false;
        }
        if self.entetes.grandeur(cellule).is_some() {
            self.precision_inconnue(ligne, premier);
            return false;
        }
        let proche = self.axes.presque_une_grandeur(cellule).map(str::to_owned);
        let libelle = if proche.is_some() { cellule.texte().to_owned() } else { String::new() };
        let span = self.span(ligne, place, &libelle);
        let montree = proche.is_some();
        self.signale(NatureAnomalie::LigneIgnoree { libelle, proche }, span);
        montree
    }

    /// Records a row of a known label, before the column `premier`, that a word behind it keeps from being read.
    fn precision_inconnue(&mut self, ligne: &Ligne, premier: usize) {
        let mut libelles = ligne.remplies().take_while(|(i, _)| *i < premier);
        let connu = libelles.find(|(_, c)| self.entetes.grandeur(c).is_some());
        let place = libelles.next().or(connu).or(ligne.remplies().next()).map_or(0, |(i, _)| i);
        let nature = match connu {
            Some((_, c)) => NatureAnomalie::PrecisionInconnue { libelle: c.texte().to_owned() },
            None => NatureAnomalie::LigneIgnoree { libelle: String::new(), proche: None },
        };
        self.signale(nature, self.span(ligne, place, ""));
    }

    /// A month without which the block cannot be read: named in its titles, and in the sheet's or the file's name.
    fn mois_du_bloc(&self, bloc: &Bloc<'_>) -> Option<MoisLu> {
        let (titre, nom) = self.mois_autour(bloc);
        titre.or(nom)
    }

    fn mois_autour(&self, bloc: &Bloc<'_>) -> (Option<MoisLu>, Option<MoisLu>) {
        let titres = bloc.titres.iter().flat_map(|l| &l.cellules);
        let titre = titres.rev().find_map(|t| periode::month_within(t));
        (titre, self.lieu.noms().find_map(|nom| periode::month_within(&nom)))
    }

    /// Figures beyond the header: a decimal comma taken for a separator, or a column without name. A remark in words is
    /// left alone, and never quoted.
    fn deborde(&mut self, ligne: &Ligne, entete: &Ligne) {
        for i in entete.cellules.len()..ligne.cellules.len() {
            let cellule = &ligne.cellules[i];
            if cellule.est_un_nombre() {
                let lu = cellule.texte().to_owned();
                let nature =
                    NatureAnomalie::ValeurIllisible { lu, attendu: "rien".to_owned(), cause: Cause::HorsEnTete };
                self.signale(nature, self.span(ligne, i, ""));
            }
        }
    }

    /// The rows that a table of movements must have, when it has one of them.
    fn exige(&mut self, presentes: &[Grandeur], span: &Span) {
        if !presentes.iter().any(|g| Grandeur::MOUVEMENTS.contains(g)) {
            return;
        }
        for grandeur in Grandeur::MOUVEMENTS.iter().filter(|g| !presentes.contains(g)) {
            let libelle = grandeur.libelle().to_owned();
            self.signale(NatureAnomalie::ColonneManquante { libelle }, span.clone());
        }
    }
}

/// `donnees/aemo-r.csv` → `aemo-r`.
fn file_stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
