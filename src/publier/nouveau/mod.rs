//! `trame nouveau`: a folder that already passes the checks, to be filled; or the next year of one that was.

mod comptes;
mod depuis;
mod historique;
mod modele;
mod noms;
mod objectifs;
mod ouverture;
mod plan;
mod reglages;
mod suivi;
mod tarifs;

use super::erreur::Error;
use crate::domaine::mois::Exercice;
use plan::champ;
use std::path::Path;

pub(super) use depuis::depuis;
pub(super) use modele::{Demande, Dispositif, Modele};

/// Creates a folder of that model; the paths written, in order. A folder that already holds something is left alone.
pub(super) fn cree(dossier: &Path, exercice: Option<i32>, modele: Modele) -> Result<Vec<String>, Error> {
    let annee = exercice.or_else(|| year_in_name(dossier)).ok_or(Error::UnknownYear)?;
    prepare(dossier, &Demande::du_modele(modele, annee))
}

/// The same for what someone answered.
pub(super) fn prepare(dossier: &Path, demande: &Demande) -> Result<Vec<String>, Error> {
    let exercice = Exercice::new(demande.exercice).ok_or(Error::BadYear(demande.exercice))?;
    modele::plan(demande, exercice)?.ecrit(dossier)
}

/// The dispositifs that the checks would refuse in that folder, by rank, and in what words; nothing is written.
pub(super) fn fautes(demande: &Demande) -> Result<Vec<(usize, String)>, Error> {
    let exercice = Exercice::new(demande.exercice).ok_or(Error::BadYear(demande.exercice))?;
    modele::fautes(demande, exercice)
}

/// The year that the folder's name ends with.
fn year_in_name(dossier: &Path) -> Option<i32> {
    let dossier = std::path::absolute(dossier).ok()?;
    let nom = dossier.file_name()?.to_string_lossy();
    let mots = nom.split(|c: char| !c.is_ascii_digit());
    mots.filter(|mot| mot.len() == 4).find_map(|mot| mot.parse().ok())
}

/// A monthly table to be filled: months in columns, as reports print it, in an encoding that Excel opens without asking.
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
