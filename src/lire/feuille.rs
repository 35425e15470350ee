//! A sheet: what every table file is before it is understood, whether it came as text or in a workbook.

use super::classeur;
use super::entetes::Entetes;
use super::{grille, texte};
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::{FormeDeFichier, Ligne, RaisonDEcart, Source};
use crate::domaine::reglages::Limites;

/// Rows of cells, located.
#[derive(Debug)]
pub(super) struct Feuille {
    /// Its name in a workbook.
    pub(super) nom: Option<String>,
    /// Its place among the sheets of the workbook, 1-based.
    pub(super) rang: usize,
    /// What was assumed to read it.
    pub(super) forme: FormeDeFichier,
    /// Rows that hold something, in order.
    pub(super) lignes: Vec<Ligne>,
}

/// The sheets of a file; what could not be read or must be said is recorded.
pub(super) fn feuilles(
    source: &Source,
    limites: &Limites,
    entetes: &Entetes,
    anomalies: &mut Vec<Anomalie>,
) -> Vec<Feuille> {
    if classeur::is_workbook(&source.octets) {
        return classeur::feuilles(source, limites, anomalies);
    }
    text(source, limites, entetes, anomalies).into_iter().collect()
}

fn text(source: &Source, limites: &Limites, entetes: &Entetes, anomalies: &mut Vec<Anomalie>) -> Option<Feuille> {
    let too_big = |limite: &str| {
        let nature = NatureAnomalie::FichierTropGrand { limite: limite.to_owned() };
        Anomalie { nature, span: Span::file(&source.chemin) }
    };
    if source.octets.len() as u64 > limites.octets_par_fichier {
        anomalies.push(too_big(&format!("limites.octets_par_fichier = {}", limites.octets_par_fichier)));
        return None;
    }
    let decoded = texte::decode(&source.octets);
    let grille = grille::split(&decoded.text, entetes, limites.lignes_par_fichier);
    if grille.lignes.len() as u64 > limites.lignes_par_fichier {
        anomalies.push(too_big(&format!("limites.lignes_par_fichier = {}", limites.lignes_par_fichier)));
        return None;
    }
    for ligne in grille.guillemets_ouverts {
        let span = Span::line(&source.chemin, ligne, None);
        anomalies.push(Anomalie { nature: NatureAnomalie::GuillemetNonFerme, span });
    }
    if let Some(autre) = grille.autre_separateur {
        let nature = NatureAnomalie::SeparateurIncertain { choisi: grille.separateur, autre };
        anomalies.push(Anomalie { nature, span: Span::file(&source.chemin) });
    }
    let forme = FormeDeFichier::Texte { encodage: decoded.encoding, separateur: grille.separateur };
    Some(Feuille { nom: None, rang: 1, forme, lignes: grille.lignes })
}

/// The bound on the size of a file, by its name: the key of `[limites]` and its value.
fn borne(chemin: &str, limites: &Limites) -> (&'static str, u64) {
    let nom = chemin.to_lowercase();
    match ["xlsx", "xlsm", "xls", "ods"].iter().any(|e| nom.ends_with(&format!(".{e}"))) {
        true => ("octets_par_classeur", limites.octets_par_classeur),
        false => ("octets_par_fichier", limites.octets_par_fichier),
    }
}

/// Whether a file of that size is left closed.
pub(super) fn trop_grand(chemin: &str, octets: u64, limites: &Limites) -> Option<RaisonDEcart> {
    (octets > borne(chemin, limites).1).then_some(RaisonDEcart::TropGrand(octets))
}

/// The bound, as rapport.toml writes it.
pub(super) fn limite(chemin: &str, limites: &Limites) -> String {
    let (cle, valeur) = borne(chemin, limites);
    format!("limites.{cle} = {valeur}")
}
