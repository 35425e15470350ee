//! The monthly table in its three shapes, all read to the same flat list of relevés.

mod en_colonnes;
mod en_lignes;
pub(super) mod forme;

use super::entetes::Entetes;
use super::noms::Noms;
use crate::diagnostic::{Address, Span};
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::dossier::{Anomalie, Dossier, Grandeur, Ligne, NatureAnomalie, Releve, Saisie, Total};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::francais::{Cause, Lecture, MoisLu, est_un_taux_ou_un_montant, parse_mois, sans_accent};
use forme::{Forme, blocs};
use std::collections::BTreeSet;

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
            column: Some(entete.to_owned()).filter(|e| !e.is_empty()),
        }
    }

    /// The names that may say what the table is about: the sheet's, then the file's.
    fn noms(self) -> impl Iterator<Item = String> {
        self.feuille.map(str::to_owned).into_iter().chain([file_stem(self.fichier)])
    }
}

/// Which cells were understood: no other is ever shown.
#[derive(Default)]
pub(super) struct Compris {
    colonnes: BTreeSet<usize>,
    /// Rows, as a spreadsheet counts them.
    lignes: BTreeSet<u32>,
    /// Rows of headers, shown whole.
    entetes: BTreeSet<u32>,
}

impl Compris {
    pub(super) fn montre(&self, rang: u32, colonne: usize) -> bool {
        self.entetes.contains(&rang) || (self.lignes.contains(&rang) && self.colonnes.contains(&colonne))
    }
}

/// What the tables of a sheet are read with, and into.
pub(super) struct Lecteur<'a> {
    entetes: &'a Entetes,
    noms: &'a Noms<'a>,
    exercice: i32,
    lieu: Lieu<'a>,
    dossier: &'a mut Dossier,
    /// Totals of the whole service: their details are known once every file is read.
    totaux_du_service: &'a mut Vec<(Total, Mois)>,
    /// What may be shown.
    pub(super) compris: Compris,
}

impl<'a> Lecteur<'a> {
    pub(super) fn new(
        entetes: &'a Entetes,
        noms: &'a Noms<'a>,
        exercice: i32,
        lieu: Lieu<'a>,
        dossier: &'a mut Dossier,
        totaux_du_service: &'a mut Vec<(Total, Mois)>,
    ) -> Self {
        Self { entetes, noms, exercice, lieu, dossier, totaux_du_service, compris: Compris::default() }
    }

    /// Reads every block of a file. The number of rows that gave figures; zero when it is no monthly table.
    pub(super) fn lire(&mut self, lignes: &[Ligne]) -> usize {
        let entetes = blocs(self.entetes, lignes);
        let mut utilisees = 0;
        let mut titres_depuis = 0;
        for (rang, (i, forme)) in entetes.iter().enumerate() {
            let fin = entetes.get(rang + 1).map_or(lignes.len(), |(suivant, _)| *suivant);
            let bloc = Bloc { titres: &lignes[titres_depuis..*i], entete: &lignes[*i], corps: &lignes[i + 1..fin] };
            self.compris.entetes.insert(lignes[*i].rang);
            let (lues, derniere) = match forme {
                Forme::EnColonnes => self.en_colonnes(&bloc),
                Forme::EnLignes => self.en_lignes(&bloc),
            };
            utilisees += lues;
            titres_depuis = i + 1 + derniere;
        }
        utilisees
    }

    /// Where a cell is.
    fn span(&self, ligne: &Ligne, colonne: usize, entete: &str) -> Span {
        self.lieu.span(ligne, colonne, entete)
    }

    fn signale(&mut self, nature: NatureAnomalie, span: Span) {
        self.dossier.anomalies.push(Anomalie { nature, span });
    }

    /// Reads one figure; what is not a number is recorded as an anomaly at its cell.
    fn releve(&mut self, dispositif: &str, grandeur: Grandeur, mois: Mois, cellule: &Cellule, span: Span) {
        let saisie = self.saisie(grandeur, cellule, &span);
        if mois.annee() == self.exercice {
            self.dossier.releves.push(Releve { dispositif: dispositif.to_owned(), grandeur, mois, saisie, span });
        }
    }

    fn saisie(&mut self, grandeur: Grandeur, cellule: &Cellule, span: &Span) -> Saisie {
        let entier = grandeur.compte_des_unites();
        let lu = cellule.texte().to_owned();
        let illisible = |lu, cause| {
            let attendu = if entier { "un nombre entier, zéro ou plus" } else { "un nombre, zéro ou plus" };
            NatureAnomalie::ValeurIllisible { lu, attendu: attendu.to_owned(), cause }
        };
        let nature = match cellule.lecture(entier) {
            Lecture::Nombre(_) | Lecture::Illisible(Cause::Decimales) if est_un_taux_ou_un_montant(&lu) => {
                illisible(lu, Cause::AutreUnite)
            }
            Lecture::Nombre(n) if n < Exact::ZERO => illisible(lu, Cause::Negatif),
            Lecture::Nombre(n) => return Saisie::Nombre(n),
            Lecture::Vide => return Saisie::Vide,
            Lecture::Manquant => return Saisie::Manquant,
            Lecture::ErreurDeTableur => NatureAnomalie::ErreurDeTableur { lu },
            Lecture::Ambigu(lectures) => NatureAnomalie::NombreAmbigu { lu, lectures },
            Lecture::Illisible(_) if cellule.contenu() == Contenu::FormuleSansValeur => NatureAnomalie::FormuleSansValeur,
            Lecture::Illisible(cause) => illisible(lu, cause),
        };
        self.signale(nature, span.clone());
        Saisie::Illisible
    }

    /// A total typed in the table; one that cannot be read is recorded like any other cell.
    fn total(&mut self, grandeur: Grandeur, cellule: &Cellule, details: Vec<usize>, span: Span) {
        if let Saisie::Nombre(nombre) = self.saisie(grandeur, cellule, &span)
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
        let du_nom = self.noms.code(nom);
        let presque = || self.noms.code_dans(nom).map(str::to_owned).or_else(|| self.noms.proche(nom));
        let confondu = if du_nom.is_none() { presque() } else { None };
        let trouve = du_nom.or_else(|| {
            let ailleurs = || titres().find_map(|t| self.noms.code(t).or_else(|| self.noms.code_dans(t)));
            let nomme = || self.lieu.noms().find_map(|nom| self.noms.code(&nom));
            confondu.is_none().then(|| ailleurs().or_else(nomme)).flatten()
        });
        if let Some(code) = trouve {
            return Some(code.to_owned());
        }
        let lu = Some(nom.to_owned()).filter(|n| !n.is_empty());
        let inconnu = NatureAnomalie::DispositifInconnu { lu, proche: confondu, codes: self.noms.codes() };
        let place = bloc.entete.cellules.iter().position(|c| c.texte() == nom && !c.is_empty()).unwrap_or(0);
        self.signale(inconnu, self.span(bloc.entete, place, nom));
        None
    }

    /// A month without which the block cannot be read: named in its titles or in the file's name.
    fn mois_du_bloc(&self, bloc: &Bloc<'_>) -> Option<MoisLu> {
        let titres = bloc.titres.iter().flat_map(|l| &l.cellules);
        titres.rev().find_map(|t| month_within(t)).or_else(|| self.lieu.noms().find_map(|nom| month_within(&nom)))
    }

    /// Figures beyond the header: a decimal comma taken for a separator, or a column without name. A remark in words is
    /// left alone, and never quoted.
    fn deborde(&mut self, ligne: &Ligne, entete: &Ligne) {
        for i in entete.cellules.len()..ligne.cellules.len() {
            let cellule = &ligne.cellules[i];
            if matches!(cellule.lecture(false), Lecture::Nombre(_)) {
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

/// One table among those of a file.
struct Bloc<'a> {
    /// Rows between the table before and this one's header.
    titres: &'a [Ligne],
    entete: &'a Ligne,
    corps: &'a [Ligne],
}

/// `donnees/aemo-r.csv` → `aemo-r`.
fn file_stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// A month named among other words: « Tableau du mois de mars 2021 », `aemo_2021-03`. A full date or a date of printing
/// is not one; two different months are a period, and none.
fn month_within(texte: &str) -> Option<MoisLu> {
    let plat = sans_accent(texte).to_lowercase();
    if ["edite", "imprime", "extrait", "genere", "mis a jour", "maj "].iter().any(|mot| plat.contains(mot)) {
        return None;
    }
    let mots: Vec<&str> = plat.split(|c: char| !c.is_alphanumeric()).filter(|m| !m.is_empty()).collect();
    let chiffres = |mot: &str| mot.chars().all(|c| c.is_ascii_digit());
    let mut trouves: Vec<MoisLu> = Vec::new();
    let mut i = 0;
    while i < mots.len() {
        let date = mots[i..].iter().take(3).filter(|m| chiffres(m)).count() == 3;
        let premier_du_mois = date && mots[i].len() == 4 && mots[i + 2] == "01";
        let fenetre = (1..=2).rev().filter(|_| !date).find_map(|taille| {
            let fenetre = mots.get(i..i + taille)?.join(" ");
            Some((taille, parse_mois(&fenetre)?))
        });
        match fenetre {
            Some((taille, mois)) => {
                trouves.push(mois);
                i += taille;
            }
            None if premier_du_mois => {
                trouves.extend(parse_mois(&mots[i..i + 2].join("-")));
                i += 3;
            }
            None => i += if date { 3 } else { 1 },
        }
    }
    let premier = trouves.first().copied()?;
    trouves.iter().all(|m| m.numero == premier.numero).then(|| *trouves.last().unwrap_or(&premier))
}
