//! `trame nouveau`: a folder that already passes the checks, to be filled; or the next year of one that was.

mod depuis;
mod historique;
mod modele;
mod reglages;
mod suivi;

use super::erreur::Error;
use super::fichiers;
use crate::domaine::mois::Exercice;
use std::path::Path;

pub(super) use depuis::depuis;
pub(super) use modele::{Demande, Dispositif, Modele};

/// A file to be written: its path in the folder, its bytes.
type Fichier = (String, Vec<u8>);

/// Creates a folder of that model; the paths written, in order. A folder that already holds something is left alone.
pub(super) fn cree(dossier: &Path, exercice: Option<i32>, modele: Modele) -> Result<Vec<String>, Error> {
    let annee = exercice.or_else(|| year_in_name(dossier)).ok_or(Error::UnknownYear)?;
    prepare(dossier, &Demande::du_modele(modele, annee))
}

/// The same for what someone answered.
pub(super) fn prepare(dossier: &Path, demande: &Demande) -> Result<Vec<String>, Error> {
    let exercice = Exercice::new(demande.exercice).ok_or(Error::BadYear(demande.exercice))?;
    ecrit(dossier, modele::fichiers(demande, exercice)?)
}

/// Writes every file at once, in a folder where nothing is yet; the paths written, in order.
fn ecrit(dossier: &Path, fichiers: Vec<Fichier>) -> Result<Vec<String>, Error> {
    fichiers::create(dossier, &fichiers)?;
    Ok(fichiers.into_iter().map(|(chemin, _)| chemin).collect())
}

/// The year that the folder's name ends with.
fn year_in_name(dossier: &Path) -> Option<i32> {
    let nom = dossier.file_name()?.to_string_lossy();
    let mots = nom.split(|c: char| !c.is_ascii_digit());
    mots.filter(|mot| mot.len() == 4).find_map(|mot| mot.parse().ok())
}

/// The monthly tables to be filled, one per dispositif, in files whose names no code can lead astray.
fn tableaux<'a>(codes: impl Iterator<Item = &'a str>, exercice: Exercice) -> Vec<Fichier> {
    let mut fichiers: Vec<Fichier> = Vec::new();
    for code in codes {
        let lettre = |c: char| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or(c) } else { '-' };
        let nom: String = code.chars().map(lettre).collect();
        let pris = |chemin: &String| fichiers.iter().any(|(pris, _)| pris == chemin);
        let mut chemins = std::iter::once(format!("donnees/{nom}.csv"))
            .chain((2..).map(|rang: u32| format!("donnees/{nom}-{rang}.csv")));
        if let Some(chemin) = chemins.find(|chemin| !pris(chemin)) {
            fichiers.push((chemin, tableau(code, exercice)));
        }
    }
    fichiers
}

/// Months in columns, as reports print it, in an encoding that Excel opens without asking.
fn tableau(code: &str, exercice: Exercice) -> Vec<u8> {
    let mois: Vec<&str> = exercice.mois().map(|m| m.abrege()).collect();
    let lignes = ["PRÉSENTS début du mois", "ENTRÉES", "SORTIES", "PRÉSENTS fin du mois", "JOURNÉES réalisées"];
    let vides = ";".repeat(12);
    let mut texte = format!("{};{}\r\n", champ(&format!("Mesures {code}")), mois.join(";"));
    lignes.iter().for_each(|ligne| texte.push_str(&format!("{ligne}{vides}\r\n")));
    match encoding_rs::WINDOWS_1252.encode(&texte) {
        (octets, _, false) => octets.into_owned(),
        _ => format!("\u{feff}{texte}").into_bytes(),
    }
}

/// A field of a CSV file.
fn champ(texte: &str) -> String {
    if texte.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", texte.replace('"', "\"\""))
    } else {
        texte.to_owned()
    }
}
