//! `trame ouvrir`, and `trame` alone: the page, in the browser.

use super::aide::Ouvrir;
use super::{Issue, say, tell};
use crate::publier::erreur::Error;
use crate::publier::fichiers::est_un_dossier_de_service;
use crate::publier::page::{self, Ouverture};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(super) fn ouvrir(options: &Ouvrir) -> Result<Issue, Error> {
    let dossier = match &options.dossier {
        Some(dossier) if !dossier.is_dir() => return Err(Error::NotAFolder(dossier.clone())),
        Some(dossier) => Some(dossier.clone()),
        None => d_ici(),
    };
    let inactif = options.inactif.map(|minutes| Duration::from_secs(60 * u64::from(minutes)));
    page::ouvre(Ouverture { dossier, port: options.port, inactif }, |adresses| {
        say(&format!("{}\n", adresses.lisible));
        tell("Trame est ouverte à cette adresse, sur cet ordinateur seulement. Pour arrêter\u{a0}: Ctrl-C.\n");
        if let Some(adresse) = adresses.unique.filter(|_| !options.sans_navigateur) {
            ouvre_le_navigateur(adresse);
        }
    })?;
    Ok(Issue::Bonne)
}

/// The folder that the program lies in, else the one where it was started, when they are folders of a service.
fn d_ici() -> Option<PathBuf> {
    let programme = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned));
    let possibles = programme.into_iter().chain(std::env::current_dir().ok());
    possibles.into_iter().find(|dossier| est_un_dossier_de_service(dossier))
}

/// Beside the server: a browser in the terminal keeps whoever opened it.
fn ouvre_le_navigateur(adresse: String) {
    std::thread::spawn(move || {
        if opener::open_browser(adresse).is_err() {
            tell("Le navigateur ne s’est pas ouvert\u{a0}: y copier l’adresse.\n");
        }
    });
}
