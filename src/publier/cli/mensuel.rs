//! `mensuel`: the board of one month, written when the tables reach it and no *erreur* stands in what it shows.

use super::aide::Mensuel;
use super::commandes::{summary, tell_findings, write_sources};
use super::{Issue, say, tell};
use crate::composer;
use crate::domaine::mois::Mois;
use crate::francais::typographie;
use crate::publier::erreur::Error;
use crate::publier::fichiers;
use crate::{Preparation, Refus, preparer_a_fin};

pub(super) fn mensuel(options: &Mensuel) -> Result<Issue, Error> {
    let preparation = preparer_a_fin(fichiers::depot(&options.dossier)?, &options.mois)?;
    let projets = match preparation.tableau_de_bord() {
        Ok(projets) => projets,
        Err(refus) => {
            match (refus, preparation.mois()) {
                (Refus::MoisInconnu, Some(mois)) => tell(&typographie(&months_known(&preparation, mois))),
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
    let nom = preparation.mois().map_or_else(String::new, |mois| format!("-{mois}"));
    let par_defaut = || options.dossier.join("sortie").join(format!("mensuel{nom}.pdf"));
    let chemin = options.sortie.clone().unwrap_or_else(par_defaut);
    fichiers::write(&chemin, &rapport.pdf)?;
    say(&format!("{}\n", chemin.display()));
    tell(&summary(&preparation.constats, rapport.pages, &options.dossier));
    Ok(Issue::Bonne)
}

/// How far the tables go before the month asked.
fn months_known(preparation: &Preparation, mois: Mois) -> String {
    let demande = format!("Les tableaux ne disent rien de {} {}", mois.nom(), mois.annee());
    let Some(indicateurs) = preparation.indicateurs() else { return format!("{demande}.\n") };
    let (fin, janvier) = (indicateurs.jusqu_a, indicateurs.exercice.janvier());
    let rempli = |id| indicateurs.perimetres.iter().any(|p| p.mensuel(id, fin).exact().is_some());
    let rempli = ["presents_fin", "presents_debut", "journees_realisees"].into_iter().any(rempli);
    match (rempli && fin < mois, fin == janvier) {
        (false, _) => format!("{demande} : aucun mois n’y est rempli.\n"),
        (true, true) => format!("{demande} : seul janvier est connu.\n"),
        (true, false) => format!("{demande} : les mois connus avant lui vont de janvier à {}.\n", fin.nom()),
    }
}
