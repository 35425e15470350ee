//! Marks that stand for figures while the Markdown is read: a letter that the text does not hold, around a rank.

use super::bloc::Fragment;
use std::collections::BTreeSet;

/// The figures of a text, by rank.
pub(super) struct Marques {
    /// Nothing when the text holds every private letter: then it has no figure.
    lettre: Option<char>,
    chiffres: Vec<(String, Vec<Fragment>)>,
}

/// A run of a text that was read.
pub(super) enum Suite<'a> {
    Mots(&'a str),
    Chiffres(&'a [Fragment]),
}

impl Marques {
    pub(super) fn new(texte: &str) -> Self {
        let prises: BTreeSet<char> = texte.chars().filter(|c| *c >= '\u{e000}').collect();
        let libre = ('\u{e000}'..='\u{f8ff}').chain('\u{f0000}'..='\u{10fffd}').find(|c| !prises.contains(c));
        Self { lettre: libre, chiffres: Vec::new() }
    }

    /// The mark of a figure; what was typed where no letter is free.
    pub(super) fn marque(&mut self, saisi: &str, fragments: Vec<Fragment>) -> String {
        let Some(lettre) = self.lettre else { return saisi.to_owned() };
        self.chiffres.push((saisi.to_owned(), fragments));
        format!("{lettre}{}{lettre}", self.chiffres.len() - 1)
    }

    /// A text that was read, cut at its marks.
    pub(super) fn coupe<'a>(&'a self, texte: &'a str) -> Vec<Suite<'a>> {
        let Some(lettre) = self.lettre.filter(|lettre| texte.contains(*lettre)) else {
            return vec![Suite::Mots(texte)];
        };
        let parties = texte.split(lettre).enumerate().filter(|(_, partie)| !partie.is_empty());
        let suite = parties.map(|(rang, partie)| match self.chiffre(partie).filter(|_| rang % 2 == 1) {
            Some((_, fragments)) => Suite::Chiffres(fragments),
            None => Suite::Mots(partie),
        });
        suite.collect()
    }

    /// The same with what was typed back in place of the marks: in code and in addresses.
    pub(super) fn rend(&self, texte: &str) -> String {
        let Some(lettre) = self.lettre.filter(|lettre| texte.contains(*lettre)) else { return texte.to_owned() };
        let parties = texte.split(lettre).enumerate();
        let rendues = parties.map(|(rang, partie)| match self.chiffre(partie).filter(|_| rang % 2 == 1) {
            Some((saisi, _)) => saisi,
            None => partie,
        });
        rendues.collect()
    }

    fn chiffre(&self, rang: &str) -> Option<&(String, Vec<Fragment>)> {
        self.chiffres.get(rang.parse::<usize>().ok()?)
    }
}
