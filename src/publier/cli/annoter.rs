//! `controler --annoter`: the tables to correct, written as workbooks where Trame will not read them again.

use crate::Preparation;
use crate::publier::annotation::{self, Annotation};
use crate::publier::compris::compte;
use crate::publier::erreur::Error;
use crate::publier::fichiers;
use std::path::{Component, Path, PathBuf};

/// Only `sortie/` of a service's folder is never read: elsewhere in it a workbook would come back as a table.
/// `exemple` is a name that would do there.
pub(super) fn refuse_what_would_be_read_again(dossier: &Path, vers: &Path, exemple: &str) -> Result<(), Error> {
    let lu = |source| Error::Read { path: vers.to_owned(), source };
    let (dossier_reel, vers_reel) = (real(dossier).map_err(lu)?, real(vers).map_err(lu)?);
    match vers_reel.strip_prefix(&dossier_reel) {
        Ok(dedans) if !dedans.starts_with("sortie") => {
            Err(Error::Reread(vers.to_owned(), dossier.join("sortie").join(exemple)))
        }
        _ => Ok(()),
    }
}

/// The path without links nor `..`, even where its end does not exist yet.
fn real(chemin: &Path) -> std::io::Result<PathBuf> {
    let absolu = std::path::absolute(chemin)?;
    let existant = absolu.ancestors().find(|debut| debut.exists()).unwrap_or(Path::new("/"));
    let mut reel = existant.canonicalize()?;
    for partie in absolu.strip_prefix(existant).unwrap_or(Path::new("")).components() {
        match partie {
            Component::ParentDir => drop(reel.pop()),
            Component::Normal(nom) => reel.push(nom),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    Ok(reel)
}

/// Writes the workbooks; what to tell about them.
pub(super) fn annote(preparation: &Preparation, vers: &Path) -> Result<String, Error> {
    let annotation = annotation::annote(&preparation.constats, preparation.dossier())?;
    let mut phrases = Vec::new();
    for classeur in &annotation.classeurs {
        let chemin = vers.join(&classeur.nom);
        fichiers::write(&chemin, &classeur.octets)?;
        phrases.push(format!("écrit\u{a0}: {}\n", chemin.display()));
    }
    if annotation.classeurs.is_empty() {
        phrases.push("Aucun tableau à annoter\u{a0}: rien n’est écrit.\n".to_owned());
    }
    phrases.extend(hors_des_tableaux(&annotation));
    for chemin in annotation.perimes.iter().map(|nom| vers.join(nom)).filter(|chemin| chemin.is_file()) {
        let chemin = chemin.display();
        phrases.push(format!(
            "{chemin} date d’un contrôle précédent\u{a0}: son tableau n’a plus de constat, on peut le supprimer.\n"
        ));
    }
    Ok(phrases.concat())
}

fn hors_des_tableaux(annotation: &Annotation) -> Option<String> {
    let nombre = annotation.hors_des_tableaux;
    let (un, plusieurs) = match annotation.classeurs.is_empty() {
        true => ("constat", "constats"),
        false => ("autre constat", "autres constats"),
    };
    (nombre > 0).then(|| format!("{} hors des tableaux.\n", compte(nombre, un, plusieurs)))
}
