//! `calculer --format xlsx|csv`: the figures as files, written only when no *erreur* stands in the way.

use super::aide::{Calculer, FormatDeCalcul};
use super::commandes::{read, tell_findings};
use super::{Issue, annoter, say, tell};
use crate::publier::erreur::Error;
use crate::publier::fichiers;
use crate::publier::inventaire;
use crate::publier::sortie;
use crate::publier::tableur::{self, Matiere};

pub(super) fn calculer(options: &Calculer) -> Result<Issue, Error> {
    if let Some(vers) = &options.sortie {
        let exemple = if options.format == FormatDeCalcul::Csv { "chiffres" } else { "chiffres.xlsx" };
        annoter::refuse_what_would_be_read_again(&options.dossier, vers, exemple)?;
    }
    let preparation = read(&options.dossier)?;
    let Some(matiere) = Matiere::de(&preparation) else {
        tell_findings(&preparation, &options.dossier);
        tell("Chiffres non écrits\u{a0}: les données comportent des erreurs.\n");
        return Ok(Issue::Donnees);
    };
    let nom = sortie::chiffres(matiere.indicateurs.exercice);
    let nom = if options.format == FormatDeCalcul::Csv { nom } else { format!("{nom}.xlsx") };
    let chemin = options.sortie.clone().unwrap_or_else(|| sortie::chemin(&options.dossier, &nom));
    match options.format {
        FormatDeCalcul::Csv => {
            let gardes = inventaire::ecrit(&chemin, &tableur::csv(&matiere)?)?;
            if !gardes.is_empty() {
                tell(&format!(
                    "Écrits par un calcul précédent et modifiés depuis, donc laissés\u{a0}: {}.\n",
                    gardes.join(", ")
                ));
            }
        }
        _ => fichiers::write(&chemin, &tableur::classeur(&matiere)?)?,
    }
    say(&format!("{}\n", chemin.display()));
    Ok(Issue::Bonne)
}
