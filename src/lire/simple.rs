//! Small tables of a known kind, one header above its rows: staff and quality. Cells by key, each with its span; a text
//! that may name someone is neither kept nor shown.

use super::entetes::Entetes;
use super::genres::{Genres, Reconnu, TITRES};
use super::saisie;
use super::signalees::Signalees;
use super::suivi::dates::{Lu, lit};
use super::tableau_mensuel::axes::Axes;
use super::tableau_mensuel::discretion::est_nom_et_prenom;
use super::tableau_mensuel::{Compris, Lieu};
use super::vocabulaire::Vocabulaire;
use super::{personnel, qualite};
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, CauseDeDate, MotDeQualite, NatureAnomalie};
use crate::domaine::dossier::{Dossier, Ligne, Saisie, Table};
use crate::domaine::mois::Mois;
use crate::francais::{apostrophes, est_une_marque_de_vide};
use chrono::{Datelike, NaiveDate};

/// What a table is read with.
pub(super) struct Simple<'a> {
    pub(super) entetes: &'a Entetes,
    pub(super) vocabulaire: &'a Vocabulaire,
    exercice: i32,
    lieu: Lieu<'a>,
    /// What may be shown.
    compris: Compris,
    signalees: Signalees<Anomalie>,
    /// Rows that gave something.
    utilisees: usize,
}

/// A table below its row of headers.
pub(super) struct Bloc<'b> {
    /// Titles above it, the nearest first.
    titres: Vec<&'b Ligne>,
    entete: &'b Ligne,
    reconnu: Reconnu,
    /// Its rows.
    pub(super) corps: &'b [Ligne],
}

/// True for the kinds that are read here.
pub(super) fn est_simple(genre: &str) -> bool {
    let qualite = [Table::QUALITE, Table::PLAN_D_ACTION, Table::EVENEMENTS_INDESIRABLES];
    let personnel = [Table::PERSONNEL, Table::MOUVEMENTS_DU_PERSONNEL, Table::ABSENCES_DU_PERSONNEL, Table::FORMATIONS];
    qualite.contains(&genre) || personnel.contains(&genre)
}

/// Reads every such table of a sheet from the first one on: what may be shown, the rows that gave something, and the
/// kind, which says whether its rows may be shown at all.
pub(super) fn lire(
    lignes: &[Ligne],
    (premier, genres): (&Reconnu, &Genres),
    (axes, vocabulaire): (&Axes<'_>, &Vocabulaire),
    lieu: Lieu<'_>,
    dossier: &mut Dossier,
) -> (Compris, usize, &'static str) {
    let debuts: Vec<(usize, Reconnu)> = (premier.entete..lignes.len())
        .filter_map(|i| Some((i, genres.de(&lignes[i]).filter(|r| est_simple(r.genre))?)))
        .collect();
    let mut simple = Simple {
        entetes: axes.entetes,
        vocabulaire,
        exercice: axes.exercice,
        lieu,
        compris: Compris::default(),
        signalees: Signalees::default(),
        utilisees: 0,
    };
    let mut genre = premier.genre;
    let mut precedent = 0;
    for (rang, (entete, reconnu)) in debuts.iter().enumerate() {
        let fin = debuts.get(rang + 1).map_or(lignes.len(), |(suivant, _)| *suivant);
        let seul = |l: &&Ligne| l.remplies().count() == 1;
        let titres = lignes[precedent..*entete].iter().rev().take(TITRES).take_while(seul).collect();
        let reconnu = Reconnu { entete: *entete, ..reconnu.clone() };
        let bloc = Bloc { titres, entete: &lignes[*entete], corps: &lignes[entete + 1..fin], reconnu };
        simple.compris.entete(bloc.entete.rang);
        simple.inconnues(&bloc);
        let lu = simple.bloc(&bloc, dossier);
        if !Table::genre_agrege(lu) || rang == 0 {
            genre = lu;
        }
        precedent = fin;
    }
    simple.signalees.remet(dossier);
    (simple.compris, simple.utilisees, genre)
}

impl<'b> Bloc<'b> {
    /// The kind.
    pub(super) fn genre(&self) -> &'static str {
        self.reconnu.genre
    }

    /// The column of a key.
    pub(super) fn colonne(&self, cle: &str) -> Option<usize> {
        self.reconnu.colonnes.get(cle).copied()
    }

    /// A header, empty where there is no such column.
    pub(super) fn entete(&self, cle: &str) -> &'b str {
        self.colonne(cle).map_or("", |colonne| self.entete.cellule(colonne).texte())
    }

    /// The rows that fill one of these columns at least.
    pub(super) fn lignes(&self, cles: &'static [&'static str]) -> impl Iterator<Item = &'b Ligne> {
        let colonnes: Vec<usize> = cles.iter().filter_map(|cle| self.colonne(cle)).collect();
        self.corps.iter().filter(move |l| colonnes.iter().any(|colonne| !l.cellule(*colonne).is_empty()))
    }

    /// The cell of a column as one line of text; `None` when it is blank.
    pub(super) fn texte(&self, ligne: &Ligne, cle: &str) -> Option<String> {
        let texte = ligne.cellule(self.colonne(cle)?).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(apostrophes(&texte)).filter(|texte| !texte.is_empty())
    }
}

impl Simple<'_> {
    /// Reads a table; the kind that it turns out to be.
    fn bloc(&mut self, bloc: &Bloc<'_>, dossier: &mut Dossier) -> &'static str {
        match bloc.genre() {
            Table::PERSONNEL => personnel::effectifs(self, bloc, &mut dossier.personnel),
            Table::MOUVEMENTS_DU_PERSONNEL => personnel::mouvements(self, bloc, &mut dossier.personnel),
            Table::ABSENCES_DU_PERSONNEL => personnel::absences(self, bloc, &mut dossier.personnel),
            Table::FORMATIONS => personnel::formations(self, bloc, &mut dossier.personnel),
            Table::QUALITE => qualite::scores(self, bloc, &mut dossier.qualite),
            Table::PLAN_D_ACTION => qualite::plan(self, bloc, &mut dossier.qualite),
            _ => qualite::evenements(self, bloc, &mut dossier.qualite),
        }
    }

    /// A row gave something; these cells of it may be shown, unless they name someone.
    pub(super) fn utilise(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, montrees: &[&str]) {
        self.utilisees += 1;
        let colonnes = montrees.iter().filter_map(|cle| bloc.colonne(cle));
        self.compris.ajoute(ligne.rang, colonnes.filter(|i| !nomme(ligne.cellule(*i).texte())));
    }

    /// Records what does not read.
    pub(super) fn signale(&mut self, nature: NatureAnomalie, span: Span) {
        self.signalees.dit(Anomalie { nature, span });
    }

    /// The place of a cell.
    pub(super) fn span(&self, bloc: &Bloc<'_>, ligne: &Ligne, cle: &str) -> Span {
        let colonne = bloc.colonne(cle).unwrap_or(0);
        self.lieu.span(ligne, colonne, bloc.entete.cellule(colonne))
    }

    /// A number that is not negative; what is none is recorded, without its text.
    pub(super) fn nombre(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, cle: &str, entier: bool) -> Option<(Saisie, Span)> {
        let colonne = bloc.colonne(cle)?;
        let span = self.span(bloc, ligne, cle);
        let saisie = saisie::lue(ligne.cellule(colonne), entier).unwrap_or_else(|nature| {
            self.signale(sans_texte(nature), span.clone());
            Saisie::Illisible
        });
        if matches!(saisie, Saisie::Nombre(_)) {
            self.compris.ajoute(ligne.rang, [colonne]);
        }
        Some((saisie, span))
    }

    /// The day of a cell, the last one where it only says a month; said when it is none, or of another year.
    /// `Err` leaves the row out.
    pub(super) fn jour(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, cle: &str) -> Result<Option<NaiveDate>, ()> {
        let Some(colonne) = bloc.colonne(cle) else { return Ok(None) };
        let cellule = ligne.cellule(colonne);
        let jour = match lit(cellule.texte().trim(), cellule.contenu()) {
            Lu::Jour(jour) => jour,
            Lu::Mois(jour) => Mois::du(jour).map_or(jour, Mois::dernier_jour),
            Lu::Vide => return Ok(None),
            Lu::Illisible(cause) => match cellule.mois().and_then(|mois| mois.dans(self.exercice)) {
                Some(mois) if cause == CauseDeDate::Texte => mois.dernier_jour(),
                _ => {
                    self.signale(NatureAnomalie::DateIllisible { cause }, self.span(bloc, ligne, cle));
                    return Ok(None);
                }
            },
        };
        if jour.year() == self.exercice {
            return Ok(Some(jour));
        }
        if let Some(mois) = Mois::du(jour) {
            self.signale(NatureAnomalie::MoisHorsExercice { mois }, self.span(bloc, ligne, cle));
        }
        Err(())
    }

    /// The word of the vocabulary for a cell.
    pub(super) fn mot(&self, bloc: &Bloc<'_>, ligne: &Ligne, (cle, critere): (&str, &str)) -> Option<String> {
        let texte = bloc.texte(ligne, cle)?;
        self.vocabulaire.mot(critere, &texte).map(str::to_owned)
    }

    /// Says that a cell of a choice holds a word that its column does not know, with the nearest of `critere`; `lu` is
    /// what may be quoted of it. A blank cell, or one that says that nothing is known, is none.
    pub(super) fn inconnu(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, (quoi, lu): (MotDeQualite, &str)) {
        let (cle, critere) = match quoi {
            MotDeQualite::Etat => ("etat", "etat_d_action"),
            MotDeQualite::Echeance => ("echeance", "echeance_sans_date"),
            MotDeQualite::Gravite => ("gravite", "gravite_d_evenement"),
        };
        let Some(texte) = bloc.texte(ligne, cle).filter(|texte| !est_une_marque_de_vide(texte)) else { return };
        if self.vocabulaire.mot(critere, &texte).is_none() {
            let proche = self.vocabulaire.proche(critere, &texte).map(str::to_owned);
            let span = self.span(bloc, ligne, cle);
            self.signale(NatureAnomalie::QualiteIncomprise { quoi, lu: lu.to_owned(), proche }, span);
        }
    }

    /// True for a row that totals the others.
    pub(super) fn est_total(&self, bloc: &Bloc<'_>, ligne: &Ligne, cles: &[&str]) -> bool {
        let premiere = cles.iter().find_map(|cle| bloc.texte(ligne, cle));
        premiere.is_some_and(|texte| self.entetes.est_total(&texte))
    }

    /// What surrounds a table: the titles above it, the sheet's name, the file's.
    pub(super) fn autour(&self, bloc: &Bloc<'_>) -> Vec<String> {
        let titres = bloc.titres.iter().flat_map(|l| l.remplies()).map(|(_, cellule)| cellule.texte().to_owned());
        titres.chain(self.lieu.noms()).collect()
    }

    /// True when a column of the table names people, or identifies them: then each row is one person.
    pub(super) fn par_salarie(&self, bloc: &Bloc<'_>) -> bool {
        let nomme =
            |texte: &str| self.entetes.est_nominatif(texte) || self.entetes.est_identifiant(texte) || matricule(texte);
        bloc.entete.remplies().any(|(_, cellule)| nomme(cellule.texte()))
    }

    /// Headers that nobody asked for, each said once; those that name people were said when they were masked.
    fn inconnues(&mut self, bloc: &Bloc<'_>) {
        let connues: Vec<usize> = bloc.reconnu.colonnes.values().copied().collect();
        for (colonne, cellule) in bloc.entete.remplies().filter(|(i, _)| !connues.contains(i)) {
            let texte = cellule.texte();
            let span = self.lieu.span(bloc.entete, colonne, texte);
            if est_nom_et_prenom(texte) {
                let span = self.lieu.span(bloc.entete, colonne, "");
                self.compris.cache(&span);
                self.signale(NatureAnomalie::ColonneNominative { entete: String::new() }, span);
            } else if !self.entetes.est_nominatif(texte) {
                self.signale(NatureAnomalie::ColonneIgnoree { entete: texte.to_owned(), proche: None }, span);
            }
        }
    }
}

/// A column of numbers of employees.
fn matricule(entete: &str) -> bool {
    ["matricule", "numero de salarie", "n de salarie"].contains(&crate::francais::cle(entete).as_str())
}

/// What a cell of words may be printed as: nothing that names someone.
pub(super) fn sans_nom(texte: &str) -> Option<&str> {
    Some(texte).filter(|_| !nomme(texte) && !est_une_marque_de_vide(texte))
}

/// True of « Mme Dupont », « DUPONT Marie ».
fn nomme(texte: &str) -> bool {
    let mots: Vec<&str> = texte.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ':')).collect();
    let titre = |mot: &str| ["M.", "Mr", "Mme", "Mlle", "Monsieur", "Madame", "Mademoiselle"].contains(&mot);
    let suivi = mots.windows(2).any(|deux| titre(deux[0]) && deux[1].chars().next().is_some_and(char::is_uppercase));
    suivi || est_nom_et_prenom(texte)
}

/// The same doubt without the text of its cell.
fn sans_texte(nature: NatureAnomalie) -> NatureAnomalie {
    match nature {
        NatureAnomalie::ValeurIllisible { attendu, cause, .. } => {
            NatureAnomalie::ValeurIllisible { lu: String::new(), attendu, cause }
        }
        autre => autre,
    }
}
