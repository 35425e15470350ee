//! Which dispositif a title, a cell or a file name means.

use super::entetes::Entetes;
use crate::domaine::reglages::Reglages;
use crate::francais::{cle, proche};
use std::collections::BTreeMap;

/// The names that the office uses, folded, with the code each means.
pub(super) struct Noms<'a> {
    entetes: &'a Entetes,
    codes: Vec<String>,
    par_cle: BTreeMap<String, String>,
}

impl<'a> Noms<'a> {
    /// Codes, labels, former names and `[correspondances]` of rapport.toml.
    pub(super) fn new(reglages: &Reglages, entetes: &'a Entetes) -> Self {
        let mut par_cle = BTreeMap::new();
        for (nom, code) in &reglages.correspondances {
            par_cle.insert(cle(nom), code.clone());
        }
        for d in &reglages.dispositifs {
            for nom in [&d.libelle, &d.code].into_iter().chain(&d.anciens_noms) {
                par_cle.insert(cle(nom), d.code.clone());
                par_cle.insert(entetes.sans_bruit(nom), d.code.clone());
            }
        }
        par_cle.remove("");
        Self { entetes, codes: reglages.dispositifs.iter().map(|d| d.code.clone()).collect(), par_cle }
    }

    /// The code that a name means, once the words that say nothing are left out.
    pub(super) fn code(&self, texte: &str) -> Option<&str> {
        let trouve = self.par_cle.get(&cle(texte)).or_else(|| self.par_cle.get(&self.entetes.sans_bruit(texte)));
        trouve.map(String::as_str)
    }

    /// The longest name found among the words of a title; a letter right behind it would make it another name
    /// (« AEMO H » is not « AEMO »).
    pub(super) fn code_dans(&self, titre: &str) -> Option<&str> {
        let texte = format!(" {} ", cle(titre));
        let contenus = self.par_cle.iter().filter(|(nom, _)| {
            texte.split_once(&format!(" {nom} ")).is_some_and(|(_, suite)| {
                let suivant = suite.split(' ').next().unwrap_or("");
                suivant.len() != 1 || suivant.chars().all(|c| c.is_ascii_digit())
            })
        });
        contenus.max_by_key(|(nom, _)| nom.len()).map(|(_, code)| code.as_str())
    }

    /// True when a text looks like a name of a dispositif without being one.
    pub(super) fn proche(&self, texte: &str) -> Option<String> {
        let net = self.entetes.sans_bruit(texte);
        proche(&net, self.codes.iter().map(String::as_str)).filter(|_| !net.is_empty()).map(str::to_owned)
    }

    /// Every code, for the message.
    pub(super) fn codes(&self) -> Vec<String> {
        self.codes.clone()
    }
}
