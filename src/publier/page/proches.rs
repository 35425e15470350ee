//! The folders of services that stand near the program: beside it and below, without searching a whole disk.

use crate::publier::fichiers::{est_un_dossier_de_service as est_un_service, sous_dossiers};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Folders listed at most: enough for a desk, little for a disk.
const LISTES: usize = 400;
/// How deep below the program.
const NIVEAUX: usize = 2;

/// A folder that may be opened.
#[derive(Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Proche {
    chemin: String,
    nom: String,
}

/// Those that stand near the program, then near the folder where it was started.
pub(super) fn dossiers() -> Vec<Proche> {
    let programme = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned));
    pres_de(programme.into_iter().chain(std::env::current_dir().ok()))
}

fn pres_de(departs: impl Iterator<Item = PathBuf>) -> Vec<Proche> {
    let mut reste = LISTES;
    let mut trouves = BTreeSet::new();
    for depart in departs {
        descend(&depart, NIVEAUX, &mut reste, &mut trouves);
        if let Some(parent) = depart.parent() {
            descend(parent, 1, &mut reste, &mut trouves);
        }
    }
    trouves.into_iter().collect()
}

fn descend(dossier: &Path, niveaux: usize, reste: &mut usize, trouves: &mut BTreeSet<Proche>) {
    if est_un_service(dossier) {
        trouves.extend(proche(dossier));
        return;
    }
    if niveaux == 0 || *reste == 0 {
        return;
    }
    *reste -= 1;
    for sous_dossier in sous_dossiers(dossier) {
        descend(&sous_dossier, niveaux - 1, reste, trouves);
    }
}

/// A name that cannot be sent in a form cannot be offered.
fn proche(dossier: &Path) -> Option<Proche> {
    let nom = dossier.file_name()?.to_str()?.to_owned();
    Some(Proche { chemin: dossier.to_str()?.to_owned(), nom })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_cote_et_deux_niveaux_en_dessous_sans_suivre_de_lien() {
        let bureau = tempfile::tempdir().unwrap();
        let ici = bureau.path().join("programmes");
        for service in
            ["a-cote", "programmes/dessous", "programmes/annees/2025", "programmes/a/b/trop-loin", "autre/loin"]
        {
            fs::create_dir_all(bureau.path().join(service)).unwrap();
            fs::write(bureau.path().join(service).join("rapport.toml"), "").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(bureau.path().join("autre/loin"), ici.join("lien")).unwrap();
        let noms: Vec<String> = pres_de([ici].into_iter()).into_iter().map(|proche| proche.nom).collect();
        assert_eq!(noms, ["a-cote", "2025", "dessous"]);
    }
}
