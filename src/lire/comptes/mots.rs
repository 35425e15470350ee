//! The words of counts (`data/parametres/comptes.toml`): which population, which criterion, which unit.

use crate::domaine::population::{Critere, Population};
use crate::domaine::reglages::UniteDeCompte;
use crate::francais::cle;
use crate::lire::entetes::texts;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use toml_edit::{Document, Item};

const EMBEDDED: &str = include_str!("../../../data/parametres/comptes.toml");

/// Folded spelling → what it means.
type Sens<T> = BTreeMap<String, T>;

/// The words of the data file.
pub(super) struct Mots {
    populations: Sens<Population>,
    criteres: Sens<Critere>,
    unites: Sens<UniteDeCompte>,
}

impl Mots {
    /// Made once.
    pub(super) fn tous() -> &'static Self {
        static TOUS: LazyLock<Mots> = LazyLock::new(Mots::new);
        &TOUS
    }

    fn new() -> Self {
        let unites = UniteDeCompte::TOUTES.map(|(unite, cle, _)| (unite, cle));
        Self {
            populations: sens("populations", Population::TOUTES.map(|(population, cle, _)| (population, cle))),
            criteres: sens("criteres", Critere::TOUS.map(|(critere, cle, _)| (critere, cle))),
            unites: sens("unites", unites),
        }
    }

    /// The population that a cell names.
    pub(super) fn population(&self, texte: &str) -> Option<Population> {
        self.populations.get(&cle(texte)).copied()
    }

    /// The criterion that a cell or a header names.
    pub(super) fn critere(&self, texte: &str) -> Option<Critere> {
        self.criteres.get(&cle(texte)).copied()
    }

    /// The only population among the words of a title.
    pub(super) fn population_dans(&self, texte: &str) -> Option<Population> {
        seul(&self.populations, texte)
    }

    /// The only criterion among the words of a title.
    pub(super) fn critere_dans(&self, texte: &str) -> Option<Critere> {
        seul(&self.criteres, texte)
    }

    /// The only unit among the words of a header or a title.
    pub(super) fn unite_dans(&self, texte: &str) -> Option<UniteDeCompte> {
        seul(&self.unites, texte)
    }
}

fn sens<T: Copy, const N: usize>(table: &str, tous: [(T, &'static str); N]) -> Sens<T> {
    let document = Document::parse(EMBEDDED).ok();
    let table = document.as_ref().and_then(|d| d.get(table)).and_then(Item::as_table_like);
    let mut sens = Sens::new();
    for (valeur, nom) in tous {
        for graphie in texts(table, nom).iter().map(String::as_str).chain([nom]) {
            sens.entry(cle(graphie)).or_insert(valeur);
        }
    }
    sens
}

/// What the longest spelling found among the words means; nothing when another one, apart from it, means something
/// else.
fn seul<T: Copy + PartialEq>(sens: &Sens<T>, texte: &str) -> Option<T> {
    let texte = format!(" {} ", cle(texte));
    let trouves = || sens.iter().filter(|(graphie, _)| texte.contains(&format!(" {graphie} ")));
    let (long, valeur) = trouves().max_by_key(|(graphie, _)| graphie.len())?;
    trouves().all(|(graphie, autre)| autre == valeur || long.contains(graphie.as_str())).then_some(*valeur)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_words_read() {
        let mots = Mots::tous();
        for (critere, cle, _) in Critere::TOUS {
            assert_eq!(mots.critere(cle), Some(critere), "{cle}");
        }
        for (population, cle, _) in Population::TOUTES {
            assert_eq!(mots.population(cle), Some(population), "{cle}");
        }
        assert_eq!(mots.critere("Tranches d’âge"), Some(Critere::Age));
        assert_eq!(mots.population_dans("Répartition des mesures suivies par territoire"), Some(Population::Suivis));
        assert_eq!(mots.critere_dans("Répartition des mesures suivies par territoire"), Some(Critere::Territoire));
        assert_eq!(mots.population_dans("Admissions et sorties"), None);
        assert_eq!(mots.unite_dans("Nombre de mineurs suivis"), Some(UniteDeCompte::Jeune));
    }
}
