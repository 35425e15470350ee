//! `trame ouvrir`: the page, in the browser.

use super::aide::Ouvrir;
use super::{Issue, say, tell};
use crate::publier::erreur::Error;
use crate::publier::page::{self, Ouverture};

pub(super) fn ouvrir(options: &Ouvrir) -> Result<Issue, Error> {
    if !options.dossier.is_dir() {
        return Err(Error::NotAFolder(options.dossier.clone()));
    }
    page::ouvre(Ouverture { dossier: options.dossier.clone(), port: options.port }, |adresse| {
        say(&format!("{adresse}\n"));
        tell("Trame est ouverte à cette adresse, sur cet ordinateur seulement. Pour arrêter\u{a0}: Ctrl-C.\n");
        if !options.sans_navigateur && opener::open_browser(adresse).is_err() {
            tell("Le navigateur ne s’est pas ouvert\u{a0}: y copier l’adresse.\n");
        }
    })?;
    Ok(Issue::Bonne)
}
