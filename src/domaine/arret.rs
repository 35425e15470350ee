//! A folder looked at as it stood at the end of a month: what comes later is « non commencé ».

use super::dossier::Dossier;
use super::mois::{Exercice, Mois};
use super::suivi::Derivation;
use crate::diagnostic::Span;
use crate::francais::{mois_proche, parse_mois};
use std::collections::{BTreeMap, BTreeSet};

/// Why a word is no month of the exercise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoisRefuse {
    /// Not a month, however it is spelled.
    #[error("« {texte} » n’est pas un mois{} ; écrire par exemple mars, {exercice}-03 ou 03/{exercice}", .proche.map_or(String::new(), |mois| format!(" (peut-être « {mois} »)")))]
    #[allow(missing_docs, reason = "what was written, the month that it resembles, the year")]
    Illisible { texte: String, proche: Option<&'static str>, exercice: Exercice },
    /// A month of another year.
    #[error("« {texte} » n’est pas un mois de l’exercice {exercice} : de janvier à décembre {exercice}")]
    #[allow(missing_docs, reason = "what was written, the year")]
    HorsExercice { texte: String, exercice: Exercice },
}

/// What is only true or false of the whole year's findings: an explanation of a later month is no finding now.
pub const SUR_L_ANNEE: [&str; 1] = ["justification-sans-objet"];

impl Dossier {
    /// Cuts the known period at the end of a month, or earlier where the tables do not go so far, and gives the month.
    /// The team's texts, which tell of the year, are left aside. Nothing without a readable rapport.toml.
    pub fn arrete_a_fin(&mut self, texte: &str) -> Result<Option<Mois>, MoisRefuse> {
        let Some(reglages) = &self.reglages else { return Ok(None) };
        let mois = mois_de(reglages.exercice, texte)?;
        let connu = self.jusqu_a(reglages, &Derivation::new(&self.suivi, reglages));
        if let Some(reglages) = &mut self.reglages {
            reglages.arrete_au = Some(mois.min(connu).dernier_jour());
        }
        self.textes.clear();
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

fn mois_de(exercice: Exercice, texte: &str) -> Result<Mois, MoisRefuse> {
    let Some(lu) = parse_mois(texte) else {
        return Err(MoisRefuse::Illisible { texte: texte.to_owned(), proche: mois_proche(texte), exercice });
    };
    let mois = lu.dans(exercice.annee()).filter(|mois| mois.annee() == exercice.annee());
    mois.ok_or_else(|| MoisRefuse::HorsExercice { texte: texte.to_owned(), exercice })
}
