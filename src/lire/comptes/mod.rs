//! Tables that count populations: répartitions, long or wide, and waiting lists by date. Every count keeps its cell;
//! totals are kept apart, to be checked.

mod attente;
mod large;
mod longue;
mod mots;

use super::genres::{Genres, Reconnu, TITRES};
use super::saisie;
use super::signalees::Signalees;
use super::tableau_mensuel::axes::Axes;
use super::tableau_mensuel::discretion::{est_nom_et_prenom, nomme_quelqu_un};
use super::tableau_mensuel::{Compris, Lieu};
use super::vocabulaire::Vocabulaire;
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, ManqueDUneRepartition, NatureAnomalie};
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::{Dossier, Ligne, Saisie, Table};
use crate::domaine::population::{Critere, EffectifDeclare, NON_RENSEIGNE, Population, TotalDeclare};
use crate::domaine::reglages::UniteDeCompte;
use crate::francais::{Lecture, apostrophes};
use crate::lire::entetes::is_year;
use mots::Mots;
use std::collections::BTreeMap;

/// What such tables are read with, and into.
pub(super) struct Comptes<'a> {
    axes: &'a Axes<'a>,
    mots: &'static Mots,
    vocabulaire: &'a Vocabulaire,
    lieu: Lieu<'a>,
    dossier: &'a mut Dossier,
    /// What one unit is where the table does not say.
    unite: UniteDeCompte,
    /// What may be shown.
    compris: Compris,
    signalees: Signalees<Anomalie>,
    utilisees: usize,
}

/// A table below its row of headers.
struct Bloc<'b> {
    titres: Vec<&'b Ligne>,
    entete: &'b Ligne,
    colonnes: &'b BTreeMap<String, usize>,
    corps: &'b [Ligne],
}

/// Whom the counts of a row are about; what is not typed again holds for the rows below.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sujet {
    population: Population,
    critere: Critere,
    dispositif: Option<String>,
}

/// Of whom a row tells: a dispositif, the whole service, or a groupe, which only adds up.
enum Qui {
    Dispositif(Option<String>),
    Groupe,
    Inconnu,
}

/// Reads every table of counts of a sheet from the first one on: what may be shown, and the rows that gave figures.
pub(super) fn lire(
    lignes: &[Ligne],
    (premier, genres): (&Reconnu, &Genres),
    (axes, vocabulaire): (&Axes<'_>, &Vocabulaire),
    lieu: Lieu<'_>,
    dossier: &mut Dossier,
) -> (Compris, usize) {
    let unite = dossier.reglages.as_ref().map_or(UniteDeCompte::Mesure, |r| r.comptage.unite_de_compte);
    let reconnus: Vec<(usize, Reconnu)> = (premier.entete..lignes.len())
        .filter(|i| sans_nombre(&lignes[*i]))
        .filter_map(|i| Some((i, reconnu(axes, genres, &lignes[i..=i])?)))
        .collect();
    let (compris, mots) = (Compris::default(), Mots::tous());
    let mut comptes = Comptes {
        axes,
        mots,
        vocabulaire,
        lieu,
        dossier,
        unite,
        compris,
        signalees: Signalees::default(),
        utilisees: 0,
    };
    for (rang, (entete, reconnu)) in reconnus.iter().enumerate() {
        let fin = reconnus.get(rang + 1).map_or(lignes.len(), |(suivant, _)| *suivant);
        let avant = if rang == 0 { 0 } else { reconnus[rang - 1].0 + 1 };
        let titres = lignes[avant..*entete].iter().rev().take(TITRES).take_while(|l| sans_nombre(l)).collect();
        let (colonnes, corps) = (&reconnu.colonnes, &lignes[entete + 1..fin]);
        let bloc = Bloc { titres, entete: &lignes[*entete], colonnes, corps };
        comptes.compris.entete(bloc.entete.rang);
        match reconnu.genre {
            Table::ATTENTE_PAR_DATE => comptes.attente(&bloc),
            _ if comptes.d_une_autre_annee(&bloc) => {}
            Table::REPARTITION => comptes.longue(&bloc),
            _ => comptes.large(&bloc),
        }
    }
    comptes.signalees.remet(comptes.dossier);
    (comptes.compris, comptes.utilisees)
}

/// The table of counts whose headers stand in one of the first rows: one that a kind describes, or one with a column
/// per dispositif beside a criterion.
pub(super) fn reconnu(axes: &Axes<'_>, genres: &Genres, lignes: &[Ligne]) -> Option<Reconnu> {
    let connu = genres.reconnu(lignes).filter(|r| Table::genre_de_comptes(r.genre));
    connu.or_else(|| large::par_dispositif(axes, Mots::tous(), lignes))
}

/// True for a title or a header: no figure but a year.
fn sans_nombre(ligne: &Ligne) -> bool {
    !ligne.remplies().any(|(_, cellule)| cellule.est_un_nombre() && !is_year(cellule))
}

impl Bloc<'_> {
    fn colonne(&self, cle: &str) -> Option<usize> {
        self.colonnes.get(cle).copied()
    }
}

impl Comptes<'_> {
    fn signale(&mut self, nature: NatureAnomalie, span: Span) {
        self.signalees.dit(Anomalie { nature, span });
    }

    fn span(&self, bloc: &Bloc<'_>, ligne: &Ligne, colonne: usize) -> Span {
        self.lieu.span(ligne, colonne, bloc.entete.cellule(colonne))
    }

    fn manque(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, colonne: usize, manque: ManqueDUneRepartition) {
        let span = self.span(bloc, ligne, colonne);
        self.signale(NatureAnomalie::RepartitionIncomprise { manque }, span);
    }

    /// What surrounds a table: the titles above it, the nearest first, the sheet's name, the file's.
    fn autour(&self, bloc: &Bloc<'_>) -> Vec<String> {
        let titres = bloc.titres.iter().flat_map(|l| l.remplies()).map(|(_, cellule)| cellule.texte().to_owned());
        titres.chain(self.lieu.noms()).collect()
    }

    fn autour_trouve<T>(&self, bloc: &Bloc<'_>, trouve: impl Fn(&Mots, &str) -> Option<T>) -> Option<T> {
        self.autour(bloc).iter().find_map(|texte| trouve(self.mots, texte))
    }

    /// True when its surroundings name other years only: said, and not counted.
    fn d_une_autre_annee(&mut self, bloc: &Bloc<'_>) -> bool {
        let annee = |mot: &str| Some(mot).filter(|mot| is_year(mot)).and_then(|mot| mot.parse::<i32>().ok());
        let annees = |texte: &String| texte.split(|c: char| !c.is_alphanumeric()).filter_map(annee).collect::<Vec<_>>();
        let nommees: Vec<i32> = self.autour(bloc).iter().flat_map(annees).collect();
        let Some(annee) = nommees.first().copied().filter(|_| !nommees.contains(&self.axes.exercice)) else {
            return false;
        };
        let premier = bloc.entete.remplies().next().map_or(0, |(i, _)| i);
        self.manque(bloc, bloc.entete, premier, ManqueDUneRepartition::Exercice { annee });
        true
    }

    /// The unit that a column, a header or the titles say.
    fn unite(&self, bloc: &Bloc<'_>, ligne: &Ligne, entete: &str) -> UniteDeCompte {
        let dite = bloc.colonne("unite_comptee").and_then(|i| self.mots.unite_dans(ligne.cellule(i)));
        let dite = dite.or_else(|| self.mots.unite_dans(entete));
        dite.or_else(|| self.autour_trouve(bloc, Mots::unite_dans)).unwrap_or(self.unite)
    }

    /// Of whom the column of dispositifs tells.
    fn qui(&mut self, bloc: &Bloc<'_>, ligne: &Ligne) -> Qui {
        let Some(colonne) = bloc.colonne("dispositif") else { return Qui::Dispositif(None) };
        let texte = ligne.cellule(colonne);
        self.compris.ajoute(ligne.rang, [colonne]);
        if texte.is_empty() || self.axes.noms.est_ensemble(texte) {
            return Qui::Dispositif(None);
        }
        if self.axes.noms.est_groupe(texte) {
            return Qui::Groupe;
        }
        match self.code(bloc, ligne, colonne) {
            Some(code) => Qui::Dispositif(Some(code)),
            None => Qui::Inconnu,
        }
    }

    /// The dispositif that a cell names; else an anomaly.
    fn code(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, colonne: usize) -> Option<String> {
        let texte = ligne.cellule(colonne).texte();
        if let Some(code) = self.axes.noms.code(texte) {
            return Some(code.to_owned());
        }
        let (proche, codes) = (self.axes.noms.proche(texte), self.axes.noms.codes());
        let span = self.span(bloc, ligne, colonne);
        self.signale(NatureAnomalie::DispositifInconnu { lu: Some(texte.to_owned()), proche, codes }, span);
        None
    }

    /// The modalité that a cell names under a criterion: a word of the vocabulary, else its text.
    fn modalite(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, colonne: usize, critere: Critere) -> Option<String> {
        let cellule = ligne.cellule(colonne);
        if critere == Critere::Dispositif {
            self.compris.ajoute(ligne.rang, [colonne]);
            return self.code(bloc, ligne, colonne);
        }
        if critere == Critere::Referent && (est_nom_et_prenom(cellule) || nomme_quelqu_un(cellule)) {
            let span = self.span(bloc, ligne, colonne);
            let entete = bloc.entete.cellule(colonne).texte().to_owned();
            self.signale(NatureAnomalie::IdentifiantNominatif { entete }, span);
            return None;
        }
        self.compris.ajoute(ligne.rang, [colonne]);
        if let Some(mot) = self.vocabulaire.mot(critere.cle(), cellule) {
            return Some(mot.to_owned());
        }
        match cellule.lecture(false) {
            Lecture::Vide => {
                self.manque(bloc, ligne, colonne, ManqueDUneRepartition::Modalite);
                None
            }
            Lecture::Manquant => Some(NON_RENSEIGNE.to_owned()),
            _ => Some(apostrophes(&cellule.split_whitespace().collect::<Vec<_>>().join(" "))),
        }
    }

    /// A count; what is no number is recorded at its cell.
    fn saisie(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, colonne: usize) -> (Saisie, Span) {
        let (cellule, span) = (ligne.cellule(colonne), self.span(bloc, ligne, colonne));
        if !nomme_quelqu_un(cellule) {
            self.compris.ajoute(ligne.rang, [colonne]);
        }
        let saisie = self.entier(cellule, &span);
        (saisie, span)
    }

    fn entier(&mut self, cellule: &Cellule, span: &Span) -> Saisie {
        saisie::lue(cellule, true).unwrap_or_else(|nature| {
            self.signale(nature, span.clone());
            Saisie::Illisible
        })
    }

    /// Keeps a count; its index.
    fn compte(&mut self, effectif: EffectifDeclare) -> usize {
        self.dossier.repartitions.push(effectif);
        self.dossier.repartitions.len() - 1
    }

    /// Keeps a total of counts already read.
    fn total(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, colonne: usize, details: Vec<usize>) {
        let (saisie, span) = self.saisie(bloc, ligne, colonne);
        if let (Saisie::Nombre(nombre), false) = (saisie, details.is_empty()) {
            self.dossier.totaux_declares.push(TotalDeclare { nombre, details, span });
        }
    }

    /// Headers that nobody asked for, each said once; one that may be a name is not quoted.
    fn inconnues(&mut self, bloc: &Bloc<'_>, connues: &[usize]) {
        let autres: Vec<usize> = bloc.entete.remplies().map(|(i, _)| i).filter(|i| !connues.contains(i)).collect();
        for colonne in autres {
            let texte = bloc.entete.cellule(colonne).texte();
            if est_nom_et_prenom(texte) {
                let span = self.lieu.span(bloc.entete, colonne, "");
                self.compris.cache(&span);
                self.signale(NatureAnomalie::ColonneNominative { entete: String::new() }, span);
            } else {
                let (entete, span) = (texte.to_owned(), self.span(bloc, bloc.entete, colonne));
                self.signale(NatureAnomalie::ColonneIgnoree { entete, proche: None }, span);
            }
        }
    }
}
