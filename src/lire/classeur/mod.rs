//! Workbooks: XLSX, XLS and ODS, whatever their extension, measured before they are read.
//!
//! XLSX goes through calamine's streaming reader, behind a guard: a few claims of a file would make it reserve or
//! compute without bound. XLS and ODS are read here: calamine builds a whole sheet from what the file claims before
//! anyone can measure it, and two flipped bytes of an XLS make it panic or reserve gigabytes. It stays the referee of
//! both in the tests.

pub(super) mod archive;
pub(super) mod budget;
mod cellule;
mod extension;
mod formats;
mod ods;
mod rangees;
pub(super) mod refus;
pub(super) mod signature;
mod xls;
mod xlsx;
pub(super) mod xml;

use super::feuille::Feuille;
use super::onglets::nom_discret;
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, FormatNonLu, NatureAnomalie};
use crate::domaine::dossier::{FormeDeFichier, Source};
use crate::domaine::reglages::Limites;
use archive::{Archive, Contenu};
use budget::Budget;
use rangees::Rangees;
use refus::Refus;
use signature::Signature;

/// True for everything that is not plain text: workbooks, and what people take for one.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    signature::of(bytes).is_some()
}

/// The visible sheets, in order. What was left out or must be said is recorded.
pub(super) fn feuilles(source: &Source, limites: &Limites, anomalies: &mut Vec<Anomalie>) -> Vec<Feuille> {
    match read(&source.octets, limites) {
        Ok((forme, onglets)) => {
            let feuilles = (1..).zip(onglets).filter_map(|(rang, o)| o.feuille(rang, source, forme, anomalies));
            feuilles.collect()
        }
        Err(refus) => {
            let mut nature = refus.nature(limites);
            if let NatureAnomalie::ClasseurIllisible { vraie, .. } | NatureAnomalie::ClasseurProtege { vraie } =
                &mut nature
            {
                *vraie = extension::vraie(&source.chemin, &source.octets);
            }
            anomalies.push(Anomalie { nature, span: Span::file(&source.chemin) });
            Vec::new()
        }
    }
}

fn read(octets: &[u8], limites: &Limites) -> Result<(&'static str, Vec<Onglet>), Refus> {
    if octets.len() as u64 > limites.octets_par_classeur {
        return Err(Refus::OctetsParClasseur);
    }
    let mut budget = Budget::new(limites);
    match signature::of(octets) {
        Some(Signature::Ole) => Ok(("XLS", xls::onglets(octets, &mut budget)?)),
        Some(Signature::Zip) => {
            let mut archive = Archive::open(octets)?;
            match archive.contenu()? {
                Contenu::Xlsx => Ok(("XLSX", xlsx::onglets(octets, &mut archive, &mut budget)?)),
                Contenu::Ods => Ok(("ODS", ods::onglets(&mut archive, &mut budget)?)),
                Contenu::Autre(format) => Err(Refus::Format(format)),
            }
        }
        Some(Signature::Autre(format)) => Err(Refus::Format(format)),
        None => Err(Refus::Format(FormatNonLu::Abime)),
    }
}

/// A sheet, whatever the kind of workbook.
struct Onglet {
    nom: String,
    /// `None` for a hidden sheet, which is not read.
    rangees: Option<Rangees>,
}

impl Onglet {
    fn feuille(
        self,
        rang: usize,
        source: &Source,
        forme: &'static str,
        anomalies: &mut Vec<Anomalie>,
    ) -> Option<Feuille> {
        let mut span = Span::sheet(&source.chemin, Some(&self.nom));
        let Some(rangees) = self.rangees else {
            span.sheet = Some(nom_discret(&self.nom, rang));
            anomalies.push(Anomalie { nature: NatureAnomalie::FeuilleMasquee, span });
            return None;
        };
        let lues = rangees.lues();
        if !lues.colonnes_masquees.is_empty() {
            let nature = NatureAnomalie::ColonnesMasquees { colonnes: lues.colonnes_masquees };
            anomalies.push(Anomalie { nature, span: span.clone() });
        }
        if let Some(premiere) = lues.masquees.first() {
            span.line = *premiere;
            anomalies.push(Anomalie { nature: NatureAnomalie::LignesMasquees { numeros: lues.masquees }, span });
        }
        Some(Feuille { nom: Some(self.nom), rang, forme: FormeDeFichier::Classeur(forme), lignes: lues.lignes })
    }
}

#[cfg(test)]
mod tests;
