//! A folder looked at as it stood at the end of a month: what comes later is « non commencé ».

use super::dossier::Dossier;
use super::mois::Mois;
use super::mois_demande::MoisRefuse;
use super::suivi::Derivation;
use crate::diagnostic::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What is only true or false of the whole year's findings: an explanation of a later month is no finding now.
pub const SUR_L_ANNEE: [&str; 1] = ["justification-sans-objet"];

impl Dossier {
    /// Cuts the known period at the end of a month, or earlier where the tables do not go so far, and gives the month.
    /// The team's texts, which tell of the year, are left aside. Nothing without a readable rapport.toml.
    pub fn arrete_a_fin(&mut self, texte: &str) -> Result<Option<Mois>, MoisRefuse> {
        let Some(reglages) = &self.reglages else { return Ok(None) };
        let mois = reglages.exercice.mois_demande(texte)?;
        let connu = self.jusqu_a(reglages, &Derivation::new(&self.suivi, reglages));
        if let Some(reglages) = &mut self.reglages {
            reglages.arrete_au = Some(mois.min(connu).dernier_jour());
        }
        self.textes = std::mem::take(&mut self.textes).sans_mots();
        Ok(Some(mois))
    }

    /// The months told by cells and billed rows, for what is found on them.
    pub fn lieux(&self) -> Lieux<'_> {
        let mut lieux = Lieux::default();
        for releve in &self.releves {
            lieux.cellules.entry(&releve.span).or_default().insert(releve.mois);
        }
        let factures = self.facturation.lignes.iter();
        let table = |rang: u16| self.facturation.tables.get(usize::from(rang));
        for (ligne, table) in factures.filter_map(|ligne| Some((ligne, table(ligne.table)?))) {
            lieux.factures.insert((&table.fichier, table.feuille.as_deref(), ligne.numero), ligne.mois);
        }
        lieux
    }
}

/// Where each month stands in the files.
#[derive(Debug, Default)]
pub struct Lieux<'a> {
    cellules: BTreeMap<&'a Span, BTreeSet<Mois>>,
    factures: BTreeMap<(&'a str, Option<&'a str>, u32), Mois>,
}

impl Lieux<'_> {
    /// True for a cell of this month.
    pub fn est_de(&self, span: &Span, mois: Mois) -> bool {
        self.cellules.get(span).is_some_and(|siens| siens.contains(&mois))
            || self.facture(span).is_some_and(|sien| sien == mois)
    }

    /// True for a cell that tells of later months only.
    pub fn est_apres(&self, span: &Span, mois: Mois) -> bool {
        let cellule = self.cellules.get(span).is_some_and(|siens| siens.iter().all(|sien| *sien > mois));
        cellule || self.facture(span).is_some_and(|sien| sien > mois)
    }

    fn facture(&self, span: &Span) -> Option<Mois> {
        self.factures.get(&(span.file.as_str(), span.sheet.as_deref(), span.line)).copied()
    }
}
