//! `mensuel`: the board of one month, written when the tables reach it and no *erreur* stands in what it shows.

use super::aide::Mensuel;
use super::commandes::{summary, tell_findings, write_sources};
use super::{Issue, say, tell};
use crate::composer;
use crate::publier::erreur::Error;
use crate::publier::fichiers;
use crate::publier::refus as phrases;
use crate::publier::sortie;
use crate::{Refus, preparer_a_fin};

pub(super) fn mensuel(options: &Mensuel) -> Result<Issue, Error> {
    let preparation = preparer_a_fin(fichiers::depot(&options.dossier)?, &options.mois)?;
    let projets = match preparation.tableau_de_bord() {
        Ok(projets) => projets,
        Err(refus) => {
            match (refus, preparation.mois()) {
                (Refus::MoisInconnu, Some(mois)) => tell(&format!("{}\n", phrases::mois_inconnu(&preparation, mois))),
                _ => tell_findings(&preparation, &options.dossier),
            }
            tell(&format!("Tableau de bord non écrit\u{a0}: {refus}.\n"));
            return Ok(Issue::Donnees);
        }
    };
    let (projet, rapport) = composer::en_deux_pages(&projets)?;
    if let Some(dossier) = &options.sources {
        write_sources(dossier, projet)?;
    }
    let par_defaut = || sortie::chemin(&options.dossier, &sortie::mensuel(&preparation));
    let chemin = options.sortie.clone().unwrap_or_else(par_defaut);
    fichiers::write(&chemin, &rapport.pdf)?;
    say(&format!("{}\n", chemin.display()));
    tell(&summary(&preparation.constats, rapport.pages, &options.dossier));
    Ok(Issue::Bonne)
}
