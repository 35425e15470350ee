//! Every finding of a run, in the order of every report, with a bound on how many are listed.

use super::texte::Textes;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What was found: listed up to [`Constats::PAR_CODE_ET_FICHIER`] of one code in one file, counted beyond.
#[derive(Debug, Clone, Default)]
pub struct Constats {
    /// Sorted by file, line, cell, then code.
    pub listes: Vec<Diagnostic>,
    /// What is not listed.
    pub omis: Vec<Omis>,
    /// The cells and keys found in incoherence, listed or not, justified or not.
    pub incoherentes: BTreeSet<Span>,
}

/// Findings of one code in one file that are counted, not listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omis {
    /// Name of the check.
    pub code: &'static str,
    /// The file.
    pub fichier: String,
    /// How many.
    pub nombre: usize,
    /// How many of them keep the report from being more than a working document.
    pub a_verifier: usize,
}

/// The finding of a folder whose tables give no monthly figure: nothing was there to be checked.
pub const AUCUN_TABLEAU: &str = "aucun-tableau";

impl Constats {
    /// True when no monthly figure was read: finding nothing then says nothing of the figures.
    pub fn sans_chiffre_mensuel(&self) -> bool {
        self.listes.iter().any(|d| d.code == AUCUN_TABLEAU)
    }

    /// Most findings of one code listed for one file.
    pub const PAR_CODE_ET_FICHIER: usize = 200;

    /// Number of erreurs and unexplained incoherences, listed or not.
    pub fn a_verifier(&self) -> usize {
        let omis: usize = self.omis.iter().map(|o| o.a_verifier).sum();
        self.listes.iter().filter(|d| d.a_verifier()).count() + omis
    }

    /// Adds findings that were only counted.
    pub fn compte(&mut self, omis: impl IntoIterator<Item = Omis>) {
        for autre in omis {
            match self.omis.iter_mut().find(|o| o.code == autre.code && o.fichier == autre.fichier) {
                Some(deja) => {
                    deja.nombre += autre.nombre;
                    deja.a_verifier += autre.a_verifier;
                }
                None => self.omis.push(autre),
            }
        }
        self.omis.sort_by(|a, b| (a.code, &a.fichier).cmp(&(b.code, &b.fichier)));
    }

    /// The order of every report: file, line, cell, then code.
    pub fn tries(mut constats: Vec<Diagnostic>) -> Vec<Diagnostic> {
        constats.sort_by(|a, b| (&a.span, a.code).cmp(&(&b.span, b.code)));
        constats
    }

    /// The same without some findings.
    pub fn sans(mut self, ecarte: impl Fn(&Diagnostic) -> bool) -> Self {
        self.listes.retain(|constat| !ecarte(constat));
        self
    }

    /// True when an erreur stops the report.
    pub fn bloquants(&self) -> bool {
        self.erreurs().next().is_some()
    }

    /// True when an erreur stops the figures too: one in the settings or in the tables. What the team wrote in its texts
    /// changes no figure.
    pub fn bloquent_les_chiffres(&self) -> bool {
        self.erreurs().any(|d| !Textes::est_un_des_leurs(&d.span.file))
    }

    fn erreurs(&self) -> impl Iterator<Item = &Diagnostic> {
        self.listes.iter().filter(|d| d.gravite == Gravite::Erreur)
    }
}

impl From<Vec<Diagnostic>> for Constats {
    fn from(tous: Vec<Diagnostic>) -> Self {
        let mut tous = Self::tries(tous);
        let incoherentes = tous.iter().filter(|d| d.gravite == Gravite::Incoherence).map(|d| d.span.clone()).collect();
        let mut nombres: BTreeMap<(&'static str, String), (usize, usize)> = BTreeMap::new();
        tous.retain(|d| {
            let (nombre, a_verifier) = nombres.entry((d.code, d.span.file.clone())).or_default();
            *nombre += 1;
            let liste = *nombre <= Self::PAR_CODE_ET_FICHIER;
            *a_verifier += usize::from(!liste && d.a_verifier());
            liste
        });
        let omis = nombres.into_iter().filter(|(_, (nombre, _))| *nombre > Self::PAR_CODE_ET_FICHIER);
        let omis = omis.map(|((code, fichier), (nombre, a_verifier))| Omis {
            code,
            fichier,
            nombre: nombre - Self::PAR_CODE_ET_FICHIER,
            a_verifier,
        });
        Self { omis: omis.collect(), listes: tous, incoherentes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn au_dela_de_deux_cents_on_compte() {
        let constat = |ligne| Diagnostic {
            code: "valeur-illisible",
            gravite: Gravite::Erreur,
            message: String::new(),
            span: Span::line("a.csv", ligne, None),
            lies: Vec::new(),
            aide: None,
            justification: None,
        };
        let constats = Constats::from((1..=203).rev().map(constat).collect::<Vec<_>>());
        assert_eq!(constats.listes.len(), 200);
        assert_eq!(constats.listes[0].span.line, 1);
        assert_eq!((constats.omis[0].nombre, constats.omis[0].a_verifier), (3, 3));
        assert_eq!(constats.a_verifier(), 203);
        let incoherence = |ligne| Diagnostic { gravite: Gravite::Incoherence, ..constat(ligne) };
        let constats = Constats::from((1..=203).map(incoherence).collect::<Vec<_>>());
        assert_eq!((constats.listes.len(), constats.incoherentes.len()), (200, 203));
    }

    #[test]
    fn une_erreur_d_un_texte_n_arrete_que_le_rapport() {
        let erreur = |fichier: &str| {
            let span = Span::line(fichier, 1, None);
            let constat = Diagnostic {
                code: "expression-inconnue",
                gravite: Gravite::Erreur,
                message: String::new(),
                span,
                lies: Vec::new(),
                aide: None,
                justification: None,
            };
            Constats::from(vec![constat])
        };
        let arrete = |fichier| (erreur(fichier).bloquants(), erreur(fichier).bloquent_les_chiffres());
        assert_eq!(arrete("textes/budget.md"), (true, false));
        assert_eq!(arrete("donnees/textes.csv"), (true, true));
        assert_eq!(arrete("rapport.toml"), (true, true));
    }
}
