//! The page's form as it was sent: shown again with every field as typed.

use super::Champs;
use super::reponses::Problemes;
use crate::domaine::reglages::{Cadre, Modalite};
use crate::francais::majuscule;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Context;

/// Dispositifs asked for at first.
const LIGNES: usize = 4;
/// And at most: more are added in the settings.
const LIGNES_AU_PLUS: usize = 40;

/// Fields beside the lines of dispositifs.
const SEULS: [&str; 7] = ["dossier", "exercice", "depuis", "association", "service", "genre", "dernier_jour"];
/// Fields of a line.
const D_UNE_LIGNE: [&str; 5] = ["code", "libelle", "cadre", "modalite", "places"];

/// What was typed, and what is wrong with it.
#[derive(Debug, Clone)]
pub(super) struct Formulaire {
    champs: Champs,
    /// Lines of dispositifs.
    pub(super) lignes: usize,
    problemes: Problemes,
    /// The line that was just added.
    nouvelle: Option<usize>,
}

/// A field as the page shows it again.
#[derive(Serialize)]
struct Champ {
    valeur: String,
    faute: Option<String>,
}

/// A problem, and the field that it is about.
#[derive(Serialize)]
struct Probleme {
    champ: String,
    phrase: String,
}

#[derive(Serialize)]
struct Ligne {
    rang: usize,
    nouvelle: bool,
    c: BTreeMap<&'static str, Champ>,
}

impl Default for Formulaire {
    fn default() -> Self {
        Self::new(Champs::new())
    }
}

impl Formulaire {
    pub(super) fn new(champs: Champs) -> Self {
        let dites = champs.get("lignes").and_then(|n| n.parse::<usize>().ok()).unwrap_or(LIGNES);
        let lignes = dites.clamp(LIGNES, LIGNES_AU_PLUS);
        Self { champs, lignes, problemes: Problemes::default(), nouvelle: None }
    }

    /// What was typed in a field, without the blanks around it.
    pub(super) fn champ(&self, nom: &str) -> &str {
        self.champs.get(nom).map_or("", |texte| texte.trim())
    }

    /// The same, with one more dispositif to be told.
    pub(super) fn avec_une_ligne(mut self) -> Self {
        if self.lignes < LIGNES_AU_PLUS {
            self.lignes += 1;
            self.nouvelle = Some(self.lignes);
        }
        self
    }

    /// The same, with what is wrong.
    pub(super) fn refuse(self, problemes: Problemes) -> Self {
        Self { problemes, ..self }
    }

    fn montre(&self, nom: &str) -> Champ {
        let valeur = self.champs.get(nom).cloned().unwrap_or_default();
        Champ { valeur, faute: self.problemes.de(nom).map(str::to_owned) }
    }

    /// Everything that the template shows.
    pub(super) fn expose(&self, contexte: &mut Context) {
        let seuls: BTreeMap<&str, Champ> = SEULS.iter().map(|nom| (*nom, self.montre(nom))).collect();
        let ligne = |rang: usize| {
            let c = D_UNE_LIGNE.iter().map(|nom| (*nom, self.montre(&format!("{nom}-{rang}")))).collect();
            Ligne { rang, nouvelle: self.nouvelle == Some(rang), c }
        };
        let probleme =
            |(champ, phrase): &(String, String)| Probleme { champ: champ.clone(), phrase: majuscule(phrase) };
        contexte.insert("c", &seuls);
        contexte.insert("lignes", &(1..=self.lignes).map(ligne).collect::<Vec<_>>());
        contexte.insert("pleine", &(self.lignes == LIGNES_AU_PLUS));
        contexte.insert("problemes", &self.problemes.liste.iter().map(probleme).collect::<Vec<_>>());
        contexte.insert("cadres", &Cadre::TOUS.map(|(_, cle, mots)| (cle, mots)));
        contexte.insert("modalites", &Modalite::TOUTES.map(|(_, cle, mots)| (cle, mots)));
        contexte.insert("exemple", &super::super::chemins::un_exemple());
    }
}
