//! `pseudonymiser`: which files, and what to say of them.

use super::aide::Pseudonymiser;
use super::{Issue, say, tell};
use crate::domaine::dossier::Source;
use crate::domaine::reglages::Limites;
use crate::lire;
use crate::publier::erreur::Error;
use crate::publier::fichiers;
use crate::publier::pseudonymes::{self, coffre};
use std::path::{Path, PathBuf};

pub(super) fn pseudonymiser(options: &Pseudonymiser) -> Result<Issue, Error> {
    let Pseudonymiser { fichier, cle: chemin_de_la_cle, sortie } = options;
    let vers = sortie.clone().unwrap_or_else(|| a_cote(fichier));
    for autre in [&vers, chemin_de_la_cle] {
        if meme_fichier(autre, fichier) {
            return Err(Error::Overwrite(fichier.clone()));
        }
    }
    if meme_fichier(&vers, chemin_de_la_cle) {
        return Err(Error::Overwrite(chemin_de_la_cle.clone()));
    }
    let source = lit(fichier)?;
    let (cle, neuve) = coffre::ouvre(chemin_de_la_cle)?;
    if neuve {
        let chemin = chemin_de_la_cle.display();
        tell(&format!(
            "Clé créée\u{a0}: {chemin}. La garder à part et la sauvegarder\u{a0}: sans elle, les codes de l’an prochain ne \
             seraient plus les mêmes\u{202f}; avec elle, on peut retrouver qui est qui.\n"
        ));
    }
    match pseudonymes::pseudonymise(&source, &cle) {
        Ok(fait) => {
            fichiers::write(&vers, &fait.octets)?;
            say(&format!("{}\n", vers.display()));
            fait.resume.iter().for_each(|ligne| tell(&format!("  {ligne}\n")));
            if coffre::dossier_du_service(fichier).is_some() {
                let fichier = fichier.display();
                tell(&format!("Retirer maintenant {fichier} du dossier du service\u{a0}: il nomme des personnes.\n"));
            }
            Ok(Issue::Bonne)
        }
        Err(refus) => {
            tell(&format!("{}\u{a0}: {refus}.\nRien n’est écrit.\n", fichier.display()));
            Ok(Issue::Donnees)
        }
    }
}

/// suivi.xlsx → suivi-pseudonymise.csv, in the same folder.
fn a_cote(fichier: &Path) -> PathBuf {
    let nom = fichier.file_stem().unwrap_or_default().to_string_lossy();
    fichier.with_file_name(format!("{nom}-pseudonymise.csv"))
}

fn meme_fichier(un: &Path, autre: &Path) -> bool {
    un == autre || un.canonicalize().ok().zip(autre.canonicalize().ok()).is_some_and(|(un, autre)| un == autre)
}

fn lit(fichier: &Path) -> Result<Source, Error> {
    let lu = |source| Error::Read { path: fichier.to_owned(), source };
    let chemin = fichier.to_string_lossy().into_owned();
    let octets = std::fs::metadata(fichier).map_err(lu)?.len();
    if lire::trop_grand(&Limites::default(), &chemin, octets).is_some() {
        return Err(Error::TooBig(fichier.to_owned()));
    }
    Ok(Source { chemin, octets: std::fs::read(fichier).map_err(lu)? })
}
