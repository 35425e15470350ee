//! The kinds of tables that headers give away, read from one data file: `data/parametres/genres.toml`.

use super::entetes::{is_year, texts};
use crate::domaine::dossier::{Ligne, Table};
use crate::domaine::reglages::Correspondances;
use crate::francais::cle;
use std::collections::{BTreeMap, BTreeSet};
use toml_edit::{Document, Item, TableLike};

const EMBEDDED: &str = include_str!("../../data/parametres/genres.toml");

/// How far down a sheet a row of headers is looked for.
pub(super) const TETE: usize = 40;

/// Rows of titles that are looked at above a row of headers.
pub(super) const TITRES: usize = 6;

/// A header is no longer, bytes.
const LONGUEUR: usize = 200;

/// In `requis`: a column per year, « 2021 | 2022 ».
const PAR_ANNEE: &str = "par_annee";

/// Columns that many tables have: they make no resemblance alone.
const PARTOUT: [&str; 5] = ["date", "mois", "dispositif", "action", "id"];

/// Every kind: its key in the data file, and its name.
const GENRES: [(&str, &str); 20] = [
    ("suivi", Table::SUIVI),
    ("attente", Table::ATTENTE),
    ("attente_agregee", Table::ATTENTE_PAR_DATE),
    ("facturation", Table::FACTURATION),
    ("personnel", Table::PERSONNEL),
    ("mouvements_du_personnel", Table::MOUVEMENTS_DU_PERSONNEL),
    ("absences_du_personnel", Table::ABSENCES_DU_PERSONNEL),
    ("formations", Table::FORMATIONS),
    ("qualite", Table::QUALITE),
    ("plan_d_action", Table::PLAN_D_ACTION),
    ("evenements_indesirables", Table::EVENEMENTS_INDESIRABLES),
    ("objectifs", Table::OBJECTIFS),
    ("indicateurs", Table::INDICATEURS),
    ("financement", Table::FINANCEMENT),
    ("demandes", Table::DEMANDES),
    ("repartition", Table::REPARTITION),
    ("repartition_large", Table::REPARTITION_PAR_SEXE),
    ("absences_des_jeunes", Table::ABSENCES_DES_JEUNES),
    ("places", "places par établissement"),
    ("budget", Table::BUDGET),
];

/// One kind.
struct Genre {
    nom: &'static str,
    prime: bool,
    /// One key of each group must be there.
    requis: Vec<Vec<String>>,
    /// Folded header → key of the column.
    colonnes: BTreeMap<String, String>,
    /// Key → the header that messages propose.
    libelles: BTreeMap<String, String>,
}

/// Every kind.
pub(super) struct Genres(Vec<Genre>);

/// A kind of table, by its columns: key and usual header.
#[derive(Debug, Clone)]
pub struct GenreConnu {
    /// « suivi des mesures ».
    pub nom: &'static str,
    /// One of each group must be there.
    pub requises: Vec<Vec<(String, String)>>,
    /// Those that may be.
    pub autres: Vec<(String, String)>,
}

/// A table whose kind is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reconnu {
    /// « suivi des mesures ».
    pub(super) genre: &'static str,
    /// Index of the row of headers.
    pub(super) entete: usize,
    /// True when it is so even where a monthly table could be read.
    pub(super) prime: bool,
    /// Key → column.
    pub(super) colonnes: BTreeMap<String, usize>,
}

impl Genres {
    /// The file embedded in the program, and what the office calls these columns.
    pub(super) fn new(correspondances: &Correspondances) -> Self {
        let document = Document::parse(EMBEDDED).ok();
        let table = |nom: &str| document.as_ref().and_then(|d| d.get(nom)).and_then(Item::as_table_like);
        let genre = |(key, nom): &(&str, &'static str)| Genre::new(table(key)?, nom, correspondances);
        Self(GENRES.iter().filter_map(genre).collect())
    }

    /// Keys of columns, which `[correspondances]` may point to.
    pub(super) fn cles() -> BTreeSet<String> {
        Self::intitules().into_keys().collect()
    }

    /// The same, each with the header that messages propose.
    pub(super) fn intitules() -> BTreeMap<String, String> {
        let genres = Self::new(&Correspondances::default());
        genres.0.into_iter().flat_map(|genre| genre.libelles).collect()
    }

    /// Every kind that headers give away, with its columns.
    pub(super) fn connus() -> Vec<GenreConnu> {
        let connu = |genre: Genre| {
            let (declarees, libelle) = (&genre.libelles, |cle: &String| (cle.clone(), genre.libelle(cle)));
            let groupes = genre.requis.iter().map(|groupe| groupe.iter().filter(|cle| declarees.contains_key(*cle)));
            let requises: Vec<Vec<_>> = groupes.map(|groupe| groupe.map(libelle).collect()).collect();
            let requise = |cle: &String| genre.requis.iter().any(|groupe| groupe.contains(cle));
            let autres = declarees.keys().filter(|cle| !requise(cle)).map(libelle).collect();
            GenreConnu { nom: genre.nom, requises, autres }
        };
        Self::new(&Correspondances::default()).0.into_iter().map(connu).collect()
    }

    /// A word, folded, of the name of a kind or of one of its columns.
    pub(super) fn connait(&self, mot: &str) -> bool {
        let dit = |texte: &str| texte.split(' ').any(|m| m == mot);
        self.0.iter().any(|genre| dit(&cle(genre.nom)) || genre.colonnes.keys().any(|colonne| dit(colonne)))
    }

    /// The key of a column of the follow-up table, by its header.
    pub(super) fn colonne_de_suivi(&self, entete: &str) -> Option<&str> {
        self.colonne(Table::SUIVI, entete)
    }

    /// The key of a column of a kind, by its header.
    pub(super) fn colonne(&self, genre: &str, entete: &str) -> Option<&str> {
        let genre = self.0.iter().find(|autre| autre.nom == genre)?;
        genre.colonnes.get(&cle(entete)).map(String::as_str)
    }

    /// The kind whose headers stand in one of the first rows, the one that explains most of them.
    pub(super) fn reconnu(&self, lignes: &[Ligne]) -> Option<Reconnu> {
        let mut premieres = lignes.iter().take(TETE).enumerate();
        premieres.find_map(|(entete, ligne)| Some(Reconnu { entete, ..self.de(ligne)? }))
    }

    /// The kind that a row of headers gives away, as if it were the first row.
    pub(super) fn de(&self, ligne: &Ligne) -> Option<Reconnu> {
        let courtes = || ligne.remplies().filter(|(_, cellule)| cellule.texte().len() <= LONGUEUR);
        let entetes: Vec<(usize, String)> = courtes().map(|(i, cellule)| (i, cle(cellule))).collect();
        let par_annee = courtes().any(|(_, cellule)| is_year(cellule));
        let possibles = self.0.iter().filter_map(|genre| Some((genre.colonnes_de(&entetes, par_annee)?, genre)));
        let (colonnes, genre) = possibles.rev().max_by_key(|(colonnes, _)| colonnes.len())?;
        Some(Reconnu { genre: genre.nom, entete: 0, prime: genre.prime, colonnes })
    }

    /// The kind that the headers among these texts most resemble, and those that it lacks. Half of what it requires is
    /// the least that makes a resemblance.
    pub(super) fn proche(&self, presents: &BTreeSet<String>) -> Option<(&'static str, Vec<String>)> {
        let manques = |genre: &Genre| {
            let la = |cle_: &String| genre.colonnes.iter().any(|(mot, c)| c == cle_ && presents.contains(mot));
            let absents = genre.requis.iter().filter(|groupe| !groupe.iter().any(la));
            absents.map(|groupe| genre.libelle(&groupe[0])).collect::<Vec<_>>()
        };
        let propre = |genre: &&Genre| {
            let dit = |(mot, cle): (&String, &String)| presents.contains(mot) && !PARTOUT.contains(&cle.as_str());
            genre.colonnes.iter().any(dit)
        };
        let candidats = self.0.iter().filter(propre).map(|genre| (genre.nom, genre.requis.len(), manques(genre)));
        let candidats = candidats.filter(|(_, requis, manque)| *requis > 1 && manque.len() * 2 <= *requis);
        let (nom, _, manque) = candidats.min_by_key(|(_, requis, manque)| manque.len() * 100 / requis)?;
        Some((nom, manque))
    }
}

impl Genre {
    fn new(table: &dyn TableLike, nom: &'static str, correspondances: &Correspondances) -> Option<Self> {
        let declarees = table.get("colonnes")?.as_table_like()?;
        let (mut colonnes, mut libelles) = (BTreeMap::new(), BTreeMap::new());
        // what the office said itself is taken before what is supposed
        for (nom, cible) in correspondances.noms.iter().filter(|(_, cible)| declarees.contains_key(cible)) {
            colonnes.insert(cle(nom), cible.clone());
        }
        for (key, _) in declarees.iter() {
            let synonymes = texts(Some(declarees), key);
            libelles.insert(key.to_owned(), synonymes.first().cloned().unwrap_or_default());
            let appris = correspondances.noms.iter().filter(|(_, cible)| cible.as_str() == key).map(|(nom, _)| nom);
            for synonyme in synonymes.iter().chain(appris) {
                colonnes.entry(cle(synonyme)).or_insert_with(|| key.to_owned());
                let nette = sans_liaisons(&cle(synonyme));
                if !nette.is_empty() {
                    colonnes.entry(nette).or_insert_with(|| key.to_owned());
                }
            }
        }
        let requis = texts(Some(table), "requis");
        let requis = requis.iter().map(|groupe| groupe.split('|').map(str::to_owned).collect()).collect();
        let prime = table.get("prime").and_then(Item::as_bool).unwrap_or(false);
        Some(Self { nom, prime, requis, colonnes, libelles })
    }

    /// Its columns among folded headers; `None` when one of those that it requires is missing.
    fn colonnes_de(&self, entetes: &[(usize, String)], par_annee: bool) -> Option<BTreeMap<String, usize>> {
        if entetes.len() < 2 {
            return None;
        }
        let mut trouvees = BTreeMap::new();
        for (i, entete) in entetes {
            if let Some(key) = self.colonnes.get(entete).or_else(|| self.colonnes.get(&sans_liaisons(entete))) {
                trouvees.entry(key.clone()).or_insert(*i);
            }
        }
        let la = |key: &String| trouvees.contains_key(key) || (key == PAR_ANNEE && par_annee);
        self.requis.iter().all(|groupe| groupe.iter().any(la)).then_some(trouvees)
    }

    fn libelle(&self, key: &str) -> String {
        self.libelles.get(key).cloned().unwrap_or_else(|| "une colonne par année".to_owned())
    }
}

/// « date de début » as « date début »: the small words of a folded header left out.
fn sans_liaisons(entete: &str) -> String {
    let liaison = |mot: &&str| ["de", "d", "du", "la", "le", "l"].contains(mot);
    entete.split(' ').filter(|mot| !liaison(mot)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_kinds_read() {
        let genres = Genres::new(&Correspondances::default());
        assert_eq!(genres.0.len(), GENRES.len());
        for genre in &genres.0 {
            for key in genre.requis.iter().flatten().filter(|key| *key != PAR_ANNEE) {
                assert!(genre.libelles.contains_key(key), "{} : {key}", genre.nom);
            }
        }
    }
}
