//! The synonyms of headers, read from one data file: `data/parametres/entetes.toml`.

use crate::domaine::dossier::Grandeur;
use crate::francais::{cle, parse_mois, proche};
use std::collections::{BTreeMap, BTreeSet};
use toml_edit::{Document, Item, TableLike};

const EMBEDDED: &str = include_str!("../../data/parametres/entetes.toml");

/// What headers mean; every key is already folded by [`cle`].
pub(super) struct Entetes {
    grandeurs: BTreeMap<String, Grandeur>,
    mois: BTreeSet<String>,
    dispositif: BTreeSet<String>,
    totaux: BTreeSet<String>,
    bruit: BTreeSet<String>,
    ignores: BTreeSet<String>,
    mots_nominatifs: BTreeSet<String>,
    nominatifs: BTreeSet<String>,
    identifiants: BTreeSet<String>,
    genres: Vec<(String, Vec<String>)>,
}

impl Entetes {
    /// The file embedded in the program; a test holds that it reads.
    pub(super) fn embedded() -> Self {
        let document = Document::parse(EMBEDDED).ok();
        let table = |nom: &str| document.as_ref().and_then(|d| d.get(nom)).and_then(Item::as_table_like);
        let mut grandeurs = BTreeMap::new();
        for (grandeur, nom, _) in Grandeur::TOUTES {
            for synonyme in words(table("lignes"), nom) {
                grandeurs.insert(synonyme, grandeur);
            }
        }
        let genres = table("genres").map(|t| t.iter().map(|(nom, _)| nom.to_owned()).collect::<Vec<_>>());
        let labels = |nom: &String| (nom.clone(), texts(table("genres"), nom));
        Self {
            grandeurs,
            mois: words(table("colonnes"), "mois"),
            dispositif: words(table("colonnes"), "dispositif"),
            totaux: words(table("totaux"), "total"),
            bruit: words(table("bruit"), "mots"),
            ignores: words(table("ignores"), "mots"),
            mots_nominatifs: words(table("nominatif"), "mots"),
            nominatifs: words(table("nominatif"), "entetes"),
            identifiants: words(table("nominatif"), "identifiants"),
            genres: genres.unwrap_or_default().iter().map(labels).collect(),
        }
    }

    /// The grandeur that a row or column label names.
    pub(super) fn grandeur(&self, texte: &str) -> Option<Grandeur> {
        self.grandeurs.get(&cle(texte)).copied()
    }

    /// A label that is nearly one of a grandeur: mistyped, and nobody's name.
    pub(super) fn presque_une_grandeur(&self, texte: &str) -> bool {
        proche(texte, self.grandeurs.keys().map(String::as_str)).is_some()
    }

    /// A header of the column of months.
    pub(super) fn est_mois(&self, texte: &str) -> bool {
        self.mois.contains(&cle(texte))
    }

    /// A header of the column of dispositifs.
    pub(super) fn est_dispositif(&self, texte: &str) -> bool {
        self.dispositif.contains(&cle(texte))
    }

    /// A label of a plain total: « Total », « Cumul 2021 ».
    pub(super) fn est_total(&self, texte: &str) -> bool {
        let cle = cle(texte);
        self.totaux.contains(&cle)
            || cle.rsplit_once(' ').is_some_and(|(mot, annee)| self.totaux.contains(mot) && is_year(annee))
    }

    /// A header that says nothing of months, however near to one it is spelt.
    pub(super) fn est_ignore(&self, texte: &str) -> bool {
        let cle = cle(texte);
        cle.split(' ').any(|mot| self.ignores.contains(mot)) || self.ignores.contains(&cle) || cle.starts_with("total")
    }

    /// A header of a column that names people: one of the list, or one that holds a word that only people have.
    pub(super) fn est_nominatif(&self, texte: &str) -> bool {
        let cle = cle(texte);
        let compte = cle.starts_with("nombre") || cle.starts_with("nb ");
        self.nominatifs.contains(&cle) || (!compte && cle.split(' ').any(|mot| self.mots_nominatifs.contains(mot)))
    }

    /// A header of a column of identifiers.
    pub(super) fn est_identifiant(&self, texte: &str) -> bool {
        self.identifiants.contains(&cle(texte))
    }

    /// Any header at all.
    pub(super) fn connait(&self, texte: &str) -> bool {
        !texte.is_empty()
            && (self.grandeur(texte).is_some()
                || self.est_mois(texte)
                || self.est_dispositif(texte)
                || parse_mois(texte).is_some())
    }

    /// A word that says nothing.
    pub(super) fn est_bruit(&self, mot: &str) -> bool {
        self.bruit.contains(mot)
    }

    /// The folded text without the words that say nothing about which dispositif is meant.
    pub(super) fn sans_bruit(&self, texte: &str) -> String {
        let cle = cle(texte);
        let mots = cle.split(' ').filter(|mot| !self.bruit.contains(*mot) && parse_mois(mot).is_none());
        let mots = mots.filter(|mot| !mot.chars().all(|c| c.is_ascii_digit()));
        mots.collect::<Vec<_>>().join(" ")
    }

    /// The kind of table that these headers most resemble, and the headers that it lacks for that.
    pub(super) fn genre_proche(&self, presents: &BTreeSet<String>) -> Option<(String, Vec<String>)> {
        let manque = |attendus: &Vec<String>| {
            attendus.iter().filter(|a| !presents.contains(&cle(a))).cloned().collect::<Vec<_>>()
        };
        let reconnus = self.genres.iter().map(|(nom, attendus)| (nom, attendus.len(), manque(attendus)));
        let (nom, total, manque) = reconnus.max_by_key(|(_, total, manque)| (total - manque.len()) * 100 / total)?;
        (manque.len() < total).then(|| (nom.clone(), manque))
    }
}

/// « 2021 »: a title or a total, not a figure.
pub(super) fn is_year(texte: &str) -> bool {
    texte.len() == 4 && texte.parse().is_ok_and(|n: u32| (1900..2200).contains(&n))
}

fn texts(table: Option<&dyn TableLike>, nom: &str) -> Vec<String> {
    let array = table.and_then(|t| t.get(nom)).and_then(Item::as_array);
    array.map(|a| a.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()).unwrap_or_default()
}

fn words(table: Option<&dyn TableLike>, nom: &str) -> BTreeSet<String> {
    texts(table, nom).iter().map(|t| cle(t)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_synonyms_read() {
        let entetes = Entetes::embedded();
        assert_eq!(entetes.grandeur("PRESENTS début du mois"), Some(Grandeur::PresentsDebut));
        assert_eq!(entetes.grandeur("Journées réalisées :"), Some(Grandeur::JourneesRealisees));
        assert!(entetes.est_mois("MOIS") && entetes.est_total("Total 2021") && entetes.est_nominatif("Prénom"));
        assert_eq!(entetes.genres.len(), 4);
        for (grandeur, _, _) in Grandeur::TOUTES {
            assert!(entetes.grandeurs.values().any(|g| *g == grandeur), "{grandeur:?}");
        }
        assert_eq!(entetes.sans_bruit("Mesures AEMO-R 2021"), "aemo r");
    }
}
