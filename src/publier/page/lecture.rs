//! The folder read for the page. A file that another program keeps closed is shown as it was read last, and said.

use super::atelier::Vue;
use crate::domaine::dossier::{Depot, Ecarte, RaisonDEcart};
use crate::publier::erreur::Error;
use crate::publier::fichiers::{self, Disque, Ferme, Lecture};
use std::path::Path;

/// A file that does not open.
pub(super) struct Attendu {
    /// Path in the folder, with `/`.
    pub(super) chemin: String,
    /// Another program has it; else the system refuses it.
    occupe: bool,
    /// What is shown of it is what was read before.
    garde: bool,
}

/// What is read of the folder now, with the last good version of what does not open.
pub(super) fn lis(disque: &Disque, dossier: &Path, avant: Option<&Vue>) -> Result<(Depot, Vec<Attendu>), Error> {
    let Lecture { mut depot, fermes } = fichiers::lis(disque, dossier)?;
    let attendus = fermes.into_iter().map(|ferme| attend(&mut depot, ferme, avant)).collect();
    Ok((depot, attendus))
}

fn attend(depot: &mut Depot, ferme: Ferme, avant: Option<&Vue>) -> Attendu {
    let occupe = ferme.est_occupe();
    let connue = avant.and_then(|avant| avant.source(&ferme.chemin));
    let garde = connue.is_some();
    match connue {
        Some(connue) => depot.sources.push(connue.clone()),
        None => {
            let raison = if occupe { RaisonDEcart::Occupe } else { RaisonDEcart::Interdit };
            depot.ecartes.push(Ecarte { chemin: ferme.chemin.clone(), raison });
        }
    }
    Attendu { chemin: ferme.chemin, occupe, garde }
}

/// Whether one of them can be read now.
pub(super) fn revient(disque: &Disque, dossier: &Path, attendus: &[String]) -> bool {
    attendus.iter().any(|chemin| disque.s_ouvre(&dossier.join(chemin)))
}

impl Attendu {
    /// What every page says of it.
    pub(super) fn phrase(&self) -> String {
        let chemin = &self.chemin;
        let pourquoi = match self.occupe {
            true => "est ouvert dans Excel ou dans un autre programme, qui empêche de le lire",
            false => "ne peut pas être lu\u{a0}: le système en refuse l’accès",
        };
        let montre = match self.garde {
            true => "cette page montre ce qu’il contenait avant",
            false => "rien n’en est compté pour l’instant",
        };
        let faire = match self.occupe {
            true => "Le fermer dans l’autre programme\u{a0}: cette page se mettra à jour d’elle-même",
            false => "Demander le droit de le lire à la personne qui l’a créé ou à l’informatique",
        };
        format!("{chemin} {pourquoi}\u{202f}; {montre}. {faire}.")
    }
}
