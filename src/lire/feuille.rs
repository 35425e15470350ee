//! A sheet: what every table file is before it is understood, whether it came as text or in a workbook.

use super::classeur;
use super::entetes::Entetes;
use super::{grille, texte};
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::{FormeDeFichier, Ligne, RaisonDEcart, Source};
use crate::domaine::reglages::Limites;

/// Beyond, in bytes, the rows of a text are read without making cells where its kind allows it.
pub(super) const LONGUE: u64 = 1 << 20;

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

/// The sheets of a workbook, or of a text; what could not be read or must be said is recorded.
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

/// True for a text whose size is allowed, long enough for its rows to be read without making cells.
pub(super) fn est_longue(source: &Source, longue: u64, limites: &Limites) -> bool {
    let octets = source.octets.len() as u64;
    octets > longue && octets <= limites.octets_par_fichier && !classeur::is_workbook(&source.octets)
}

fn text(source: &Source, limites: &Limites, entetes: &Entetes, anomalies: &mut Vec<Anomalie>) -> Option<Feuille> {
    if source.octets.len() as u64 > limites.octets_par_fichier {
        anomalies
            .push(too_big(&source.chemin, &format!("limites.octets_par_fichier = {}", limites.octets_par_fichier)));
        return None;
    }
    let decoded = texte::decode(&source.octets);
    let grille = grille::split(&decoded.text, entetes, limites.lignes_par_fichier);
    if grille.lignes.len() as u64 > limites.lignes_par_fichier {
        anomalies.push(too_many(&source.chemin, limites));
        return None;
    }
    dit(&source.chemin, (grille.separateur, grille.autre_separateur), &grille.guillemets_ouverts, anomalies);
    let forme = FormeDeFichier::Texte { encodage: decoded.encoding, separateur: grille.separateur };
    Some(Feuille { nom: None, rang: 1, forme, lignes: grille.lignes })
}

/// What must be said of the way in which a text was cut.
pub(super) fn dit(
    chemin: &str,
    (choisi, autre): (&'static str, Option<&'static str>),
    guillemets: &[u32],
    anomalies: &mut Vec<Anomalie>,
) {
    let ouvert = |ligne: &u32| {
        let span = Span::line(chemin, *ligne, None);
        Anomalie { nature: NatureAnomalie::GuillemetNonFerme, span }
    };
    anomalies.extend(guillemets.iter().map(ouvert));
    if let Some(autre) = autre {
        let nature = NatureAnomalie::SeparateurIncertain { choisi, autre };
        anomalies.push(Anomalie { nature, span: Span::file(chemin) });
    }
}

/// More rows than `[limites]` allows.
pub(super) fn too_many(chemin: &str, limites: &Limites) -> Anomalie {
    too_big(chemin, &format!("limites.lignes_par_fichier = {}", limites.lignes_par_fichier))
}

fn too_big(chemin: &str, limite: &str) -> Anomalie {
    let nature = NatureAnomalie::FichierTropGrand { limite: limite.to_owned() };
    Anomalie { nature, span: Span::file(chemin) }
}

/// The bound on the size of a file, by its name: the key of `[limites]` and its value.
fn borne(chemin: &str, limites: &Limites) -> (&'static str, u64) {
    let nom = chemin.to_lowercase();
    let lourds = ["xlsx", "xlsm", "xls", "ods", "docx", "docm", "odt", "png", "jpg", "jpeg"];
    match lourds.iter().any(|e| nom.ends_with(&format!(".{e}"))) {
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
