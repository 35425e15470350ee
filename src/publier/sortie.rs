//! What the files that Trame writes are called, and where they go when nobody says: the folder's `sortie/`, that it never
//! reads.

use crate::Preparation;
use crate::domaine::edition::Edition;
use crate::domaine::mois::Exercice;
use std::path::{Path, PathBuf};

/// `DOSSIER/sortie/NOM`.
pub(super) fn chemin(dossier: &Path, nom: &str) -> PathBuf {
    dossier.join("sortie").join(nom)
}

/// `rapport-2021.pdf`, with the edition when it is not the working one.
pub(super) fn rapport(preparation: &Preparation, edition: Edition) -> String {
    let annee = preparation.indicateurs().map_or(String::new(), |i| format!("-{}", i.exercice));
    let suffixe = if edition == Edition::Travail { String::new() } else { format!("-{}", edition.cle()) };
    format!("rapport{annee}{suffixe}.pdf")
}

/// `mensuel-2021-03.pdf`.
pub(super) fn mensuel(preparation: &Preparation) -> String {
    let mois = preparation.mois().map_or_else(String::new, |mois| format!("-{mois}"));
    format!("mensuel{mois}.pdf")
}

/// `chiffres-2021`: a folder of CSV files, or the name of a file before its extension.
pub(super) fn chiffres(exercice: Exercice) -> String {
    format!("chiffres-{exercice}")
}
