//! The monthly table in its three shapes, all read to the same flat list of relevés.

mod en_colonnes;
mod en_lignes;

use super::entetes::Entetes;
use super::noms::Noms;
use crate::diagnostic::{Address, Span};
use crate::domaine::dossier::{Anomalie, Dossier, Grandeur, Ligne, NatureAnomalie, Releve, Saisie, Total};
use crate::domaine::mois::Mois;
use crate::francais::{Lecture, MoisLu, parse_mois, parse_nombre};

/// What the tables of a file are read with, and into.
pub(super) struct Lecteur<'a> {
    pub(super) entetes: &'a Entetes,
    pub(super) noms: &'a Noms<'a>,
    pub(super) exercice: i32,
    pub(super) fichier: &'a str,
    pub(super) dossier: &'a mut Dossier,
}

/// How a block of a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Forme {
    EnColonnes,
    EnLignes,
}

impl Lecteur<'_> {
    /// Reads every block of a file. The number of rows that gave figures; zero when it is no monthly table.
    pub(super) fn lire(&mut self, lignes: &[Ligne]) -> usize {
        let debut = self.dossier.releves.len();
        let entetes: Vec<(usize, Forme)> =
            (0..lignes.len()).filter_map(|i| Some((i, self.forme(&lignes[i..])?))).collect();
        let mut utilisees = 0;
        let mut titres_depuis = 0;
        for (rang, (i, forme)) in entetes.iter().enumerate() {
            let fin = entetes.get(rang + 1).map_or(lignes.len(), |(suivant, _)| *suivant);
            let bloc =
                Bloc { titres: &lignes[titres_depuis..*i], entete: &lignes[*i], corps: &lignes[i + 1..fin], debut };
            let (lues, derniere) = match forme {
                Forme::EnColonnes => self.en_colonnes(&bloc),
                Forme::EnLignes => self.en_lignes(&bloc),
            };
            utilisees += lues;
            titres_depuis = i + 1 + derniere;
        }
        utilisees
    }

    /// The shape of the block whose header is the first of these rows, if it is one.
    fn forme(&self, lignes: &[Ligne]) -> Option<Forme> {
        let entete = lignes.first()?;
        let remplies = || entete.cellules.iter().filter(|c| !c.is_empty());
        let grandeurs = remplies().filter(|c| self.entetes.grandeur(c).is_some()).count();
        let cles = remplies().filter(|c| self.entetes.est_mois(c) || self.entetes.est_dispositif(c)).count();
        if grandeurs >= 1 && grandeurs + cles >= 2 && remplies().all(|c| parse_mois(c).is_none()) {
            let chiffres = remplies().any(|c| matches!(parse_nombre(c, false), Lecture::Nombre(_)));
            return (!chiffres).then_some(Forme::EnLignes);
        }
        let premier = entete.cellules.iter().position(|c| parse_mois(c).is_some())?;
        let nombres = remplies().any(|c| matches!(parse_nombre(c, false), Lecture::Nombre(_)));
        let suite = lignes[1..].iter().take_while(|l| !l.cellules.iter().skip(1).any(|c| parse_mois(c).is_some()));
        let libelles = suite.filter(|l| l.cellules.iter().take(premier).any(|c| self.entetes.grandeur(c).is_some()));
        (premier > 0 && !nombres && libelles.count() > 0).then_some(Forme::EnColonnes)
    }

    /// Where a cell is.
    fn span(&self, ligne: &Ligne, colonne: usize, entete: &str) -> Span {
        let column = u32::try_from(colonne).unwrap_or(u32::MAX);
        Span {
            file: self.fichier.to_owned(),
            line: ligne.numero,
            cell: Some(Address { column, row: ligne.rang }),
            sheet: None,
            column: Some(entete.to_owned()).filter(|e| !e.is_empty()),
        }
    }

    fn signale(&mut self, nature: NatureAnomalie, span: Span) {
        self.dossier.anomalies.push(Anomalie { nature, span });
    }

    /// Reads one figure; what is not a number is recorded as an anomaly at its cell.
    fn releve(&mut self, dispositif: &str, grandeur: Grandeur, mois: Mois, texte: &str, span: Span) {
        let saisie = self.saisie(grandeur, texte, &span);
        if mois.annee() == self.exercice {
            self.dossier.releves.push(Releve { dispositif: dispositif.to_owned(), grandeur, mois, saisie, span });
        }
    }

    fn saisie(&mut self, grandeur: Grandeur, texte: &str, span: &Span) -> Saisie {
        let entier = grandeur.compte_des_unites();
        let lu = texte.to_owned();
        let nature = match parse_nombre(texte, entier) {
            Lecture::Nombre(n) if n >= crate::domaine::exact::Exact::ZERO => return Saisie::Nombre(n),
            Lecture::Vide => return Saisie::Vide,
            Lecture::Manquant => return Saisie::Manquant,
            Lecture::ErreurDeTableur => NatureAnomalie::ErreurDeTableur { lu },
            Lecture::Ambigu(lectures) => NatureAnomalie::NombreAmbigu { lu, lectures },
            Lecture::Nombre(_) | Lecture::Illisible => {
                let attendu = if entier { "un nombre entier, zéro ou plus" } else { "un nombre, zéro ou plus" };
                NatureAnomalie::ValeurIllisible { lu, attendu: attendu.to_owned() }
            }
        };
        self.signale(nature, span.clone());
        Saisie::Illisible
    }

    /// A total typed in the table; one that cannot be read is recorded like any other cell.
    fn total(&mut self, grandeur: Grandeur, texte: &str, details: Vec<usize>, span: Span) {
        if let Saisie::Nombre(nombre) = self.saisie(grandeur, texte, &span)
            && !details.is_empty()
        {
            self.dossier.totaux.push(Total { grandeur, nombre, details, span });
        }
    }

    /// The month of a header or cell, in the exercise when no year was typed; another year is recorded once.
    fn mois(&mut self, lu: MoisLu, span: &Span) -> Option<Mois> {
        let mois = lu.dans(self.exercice)?;
        if mois.annee() != self.exercice {
            self.signale(NatureAnomalie::MoisHorsExercice { mois }, span.clone());
        }
        Some(mois)
    }

    /// The dispositif of a block: its header's name, else its titles, else the file's name; else an anomaly.
    fn dispositif(&mut self, nom: &str, bloc: &Bloc<'_>) -> Option<String> {
        let titres = || bloc.titres.iter().flat_map(|l| &l.cellules).filter(|c| !c.is_empty());
        let du_nom = self.noms.code(nom).or_else(|| self.noms.code_dans(nom));
        let confondu = du_nom.is_none().then(|| self.noms.proche(nom)).flatten();
        let trouve = du_nom.or_else(|| {
            let ailleurs = || titres().find_map(|t| self.noms.code(t).or_else(|| self.noms.code_dans(t)));
            let stem = file_stem(self.fichier);
            let fichier = || self.noms.code(&stem).or_else(|| self.noms.code_dans(&stem));
            confondu.is_none().then(|| ailleurs().or_else(fichier)).flatten()
        });
        if let Some(code) = trouve {
            return Some(code.to_owned());
        }
        let lu = Some(nom.to_owned()).filter(|n| !n.is_empty());
        let inconnu = NatureAnomalie::DispositifInconnu { lu, proche: confondu, codes: self.noms.codes() };
        self.signale(inconnu, self.span(bloc.entete, 0, nom));
        None
    }

    /// A month without which the block cannot be read: named in its titles or in the file's name.
    fn mois_du_bloc(&self, bloc: &Bloc<'_>) -> Option<MoisLu> {
        let titres = bloc.titres.iter().flat_map(|l| &l.cellules);
        titres.rev().find_map(|t| month_within(t)).or_else(|| month_within(&file_stem(self.fichier)))
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

/// One table among those of a file.
struct Bloc<'a> {
    /// Rows between the table before and this one's header.
    titres: &'a [Ligne],
    entete: &'a Ligne,
    corps: &'a [Ligne],
    /// Index of the file's first relevé.
    debut: usize,
}

/// `donnees/aemo-r.csv` → `aemo-r`.
fn file_stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// A month named among other words: « Tableau du mois de mars 2021 », `aemo_2021-03`.
fn month_within(texte: &str) -> Option<MoisLu> {
    let mots: Vec<&str> = texte.split(|c: char| c.is_whitespace() || c == '_').filter(|m| !m.is_empty()).collect();
    let fenetres = (1..=3).rev().flat_map(|taille| mots.windows(taille).map(|f| f.join(" ")).collect::<Vec<_>>());
    fenetres.into_iter().chain([texte.to_owned()]).find_map(|fenetre| parse_mois(&fenetre))
}
