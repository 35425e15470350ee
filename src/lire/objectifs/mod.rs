//! The tables of objectives (§ 4.7): action sheets one after the other, indicators, financing. A sheet may hold several.
//! Rows of free text between them are passed over.

mod etapes;
mod financement;
mod indicateurs;
mod titres;

use super::entetes::is_year;
use super::genres::{Genres, Reconnu, TETE};
use super::signalees::Signalees;
use super::tableau_mensuel::discretion::{est_nom_et_prenom, nomme_quelqu_un};
use super::tableau_mensuel::{Compris, Lieu};
use super::vocabulaire::Vocabulaire;
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, ManqueDUnObjectif, NatureAnomalie};
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::{Dossier, Ligne, Table};
use crate::domaine::objectifs::{Action, Objectifs, Titre};
use crate::francais::apostrophes;
use etapes::{Annees, Etapes};
use financement::Plan;
use indicateurs::Colonnes;
use std::collections::BTreeMap;
use titres::TitreLu;

/// A sheet being read.
struct Lecture<'a> {
    lieu: Lieu<'a>,
    genres: &'a Genres,
    vocabulaire: &'a Vocabulaire,
    compris: Compris,
    signalees: Signalees<Anomalie>,
    objectif: Option<Titre>,
    /// True while the action on top of the list belongs to what is being read.
    ouverte: bool,
    utilisees: usize,
}

/// The table that rows belong to.
enum Bloc {
    Aucun,
    Calendrier(Annees),
    Etapes(Etapes),
    Indicateurs(Colonnes),
    Financement(Box<Plan>),
}

/// A sheet of objectives, by the first table of objectives that it holds.
pub(super) fn reconnu(genres: &Genres, vocabulaire: &Vocabulaire, lignes: &[Ligne]) -> Option<Reconnu> {
    (0..lignes.len().min(TETE)).find_map(|entete| {
        let genre = match entree(genres, vocabulaire, &lignes[entete..])?.0 {
            Bloc::Etapes(_) => Table::OBJECTIFS,
            Bloc::Indicateurs(_) => Table::INDICATEURS,
            Bloc::Financement(_) => Table::FINANCEMENT,
            Bloc::Calendrier(_) | Bloc::Aucun => return None,
        };
        Some(Reconnu { genre, entete, prime: false, colonnes: BTreeMap::new() })
    })
}

/// Reads every table of objectives of a sheet: what may be shown, and the rows that gave something.
pub(super) fn lire(
    lignes: &[Ligne],
    (genres, vocabulaire): (&Genres, &Vocabulaire),
    lieu: Lieu<'_>,
    dossier: &mut Dossier,
) -> (Compris, usize) {
    let mut lecture = Lecture {
        lieu,
        genres,
        vocabulaire,
        compris: Compris::default(),
        signalees: Signalees::default(),
        objectif: None,
        ouverte: false,
        utilisees: 0,
    };
    let mut lus = std::mem::take(&mut dossier.objectifs);
    let mut bloc = Bloc::Aucun;
    let mut rang = 0;
    while rang < lignes.len() {
        rang += lecture.rangee(&lignes[rang..], &mut bloc, &mut lus);
    }
    dossier.objectifs = lus;
    let Lecture { compris, signalees, utilisees, .. } = lecture;
    signalees.remet(dossier);
    (compris, utilisees)
}

/// The table that the first of these rows opens, and the rows of its header.
fn entree(genres: &Genres, vocabulaire: &Vocabulaire, lignes: &[Ligne]) -> Option<(Bloc, usize)> {
    let ligne = lignes.first()?;
    if let Some((etapes, hauteur)) = Etapes::trouve(genres, lignes) {
        return Some((Bloc::Etapes(etapes), hauteur));
    }
    let reconnu = genres.de(ligne).filter(|r| Table::genre_d_objectifs(r.genre));
    match reconnu {
        Some(r) if r.genre == Table::INDICATEURS => Some((Bloc::Indicateurs(Colonnes::new(ligne, r.colonnes)), 1)),
        _ => Some((Bloc::Financement(Box::new(Plan::trouve(genres, vocabulaire, ligne)?)), 1)),
    }
}

impl Lecture<'_> {
    /// Reads the first of these rows, and those of its header; how many were read.
    fn rangee(&mut self, lignes: &[Ligne], bloc: &mut Bloc, lus: &mut Objectifs) -> usize {
        let ligne = &lignes[0];
        if self.titre(ligne, lus) {
            *bloc = Bloc::Aucun;
            return 1;
        }
        if let Some((nouveau, hauteur)) = entree(self.genres, self.vocabulaire, lignes) {
            lignes[..hauteur].iter().for_each(|l| self.compris.entete(l.rang));
            match &nouveau {
                Bloc::Etapes(etapes) => self.ouvre(&lignes[hauteur - 1], etapes.annees.clone(), lus),
                Bloc::Financement(_) => lus.financement.tables += 1,
                _ => {}
            }
            *bloc = nouveau;
            return hauteur;
        }
        if let Some(annees) = Annees::seules(ligne) {
            self.compris.entete(ligne.rang);
            *bloc = Bloc::Calendrier(annees);
            return 1;
        }
        let annees = match bloc {
            Bloc::Calendrier(annees) => Some(&*annees),
            Bloc::Etapes(_) | Bloc::Aucun => None,
            Bloc::Indicateurs(_) | Bloc::Financement(_) => {
                self.de_la_table(ligne, bloc, lus);
                return 1;
            }
        };
        if !self.borne(ligne, annees, lus) {
            self.de_la_table(ligne, bloc, lus);
        }
        1
    }

    fn de_la_table(&mut self, ligne: &Ligne, bloc: &mut Bloc, lus: &mut Objectifs) {
        let reste = match bloc {
            Bloc::Aucun => return,
            Bloc::Calendrier(_) => false,
            Bloc::Etapes(etapes) => self.etape(ligne, etapes, lus),
            Bloc::Indicateurs(colonnes) => self.indicateur(ligne, colonnes, lus),
            Bloc::Financement(plan) => self.financement(ligne, plan, lus),
        };
        if !reste {
            *bloc = Bloc::Aucun;
        }
    }

    /// A title line: alone on its row, or with its words in the next cell.
    fn titre(&mut self, ligne: &Ligne, lus: &mut Objectifs) -> bool {
        let mut remplies = ligne.remplies();
        let (Some((colonne, cellule)), suite) = (remplies.next(), remplies.next()) else { return false };
        if remplies.next().is_some() || suite.is_some_and(|(_, c)| c.est_un_nombre()) {
            return false;
        }
        let Some(lu) = titres::lit(cellule, suite.map_or("", |(_, c)| c.texte())) else { return false };
        self.compris.ajoute(ligne.rang, ligne.remplies().map(|(i, _)| i));
        self.utilisees += 1;
        match lu {
            TitreLu::Objectif(titre) => {
                self.objectif = Some(titre);
                self.ouverte = false;
            }
            TitreLu::Action(titre) => {
                let span = self.lieu.span(ligne, colonne, "");
                self.action(titre, span, lus);
            }
        }
        true
    }

    fn action(&mut self, titre: Titre, span: Span, lus: &mut Objectifs) {
        let objectif = self.objectif.clone();
        let (annees, etapes) = (Vec::new(), Vec::new());
        lus.actions.push(Action { objectif, titre, debut: None, fin: None, annees, etapes, span });
        self.ouverte = true;
    }

    /// The action whose rows follow; one that no title opens takes the name of its sheet or of its file.
    fn courante<'l>(&mut self, ligne: &Ligne, lus: &'l mut Objectifs) -> Option<&'l mut Action> {
        if !self.ouverte {
            let nom = self.lieu.noms().next().unwrap_or_default();
            let titre = match titres::lit(&nom, "") {
                Some(TitreLu::Action(titre)) => titre,
                _ => Titre { mot: String::new(), numero: None, intitule: apostrophes(&nom.replace('_', " ")) },
            };
            let premiere = ligne.remplies().next().map_or(0, |(i, _)| i);
            self.action(titre, self.lieu.span(ligne, premiere, ""), lus);
        }
        lus.actions.last_mut()
    }

    /// A second table of étapes without a title between is another action.
    fn ouvre(&mut self, ligne: &Ligne, annees: Annees, lus: &mut Objectifs) {
        self.ouverte &= lus.actions.last().is_some_and(|action| action.etapes.is_empty());
        if let Some(action) = self.courante(ligne, lus) {
            action.annees = annees.annees();
        }
    }

    fn manque(&mut self, manque: ManqueDUnObjectif, span: Span) {
        self.signalees.dit(Anomalie { nature: NatureAnomalie::ObjectifIncompris { manque }, span });
    }
}

/// What was typed, when it may be quoted.
fn citable(cellule: &Cellule) -> String {
    let nomme = nomme_quelqu_un(cellule) || est_nom_et_prenom(cellule);
    if nomme { String::new() } else { cellule.texte().trim().to_owned() }
}

/// Free words as printed: on one line.
fn mots(texte: &str) -> String {
    apostrophes(&texte.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The year that a cell holds.
fn annee(cellule: &Cellule) -> Option<i32> {
    let texte = cellule.texte().trim();
    texte.parse().ok().filter(|_| is_year(texte))
}
