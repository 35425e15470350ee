//! A folder of the disk, as Trame is handed it.

use std::fs;
use std::path::{Path, PathBuf};
use trame::domaine::dossier::Source;

/// Its files, without what was made from them.
pub(super) fn lu(racine: &Path) -> Vec<Source> {
    let mut lues = Vec::new();
    sources(racine, racine, &mut lues);
    lues
}

fn sources(racine: &Path, dossier: &Path, lues: &mut Vec<Source>) {
    let mut entrees: Vec<PathBuf> = fs::read_dir(dossier).unwrap().map(|entree| entree.unwrap().path()).collect();
    entrees.sort();
    for chemin in entrees.iter().filter(|chemin| !chemin.ends_with("sortie")) {
        if chemin.is_dir() {
            sources(racine, chemin, lues);
        } else if dossier != racine || chemin.ends_with("rapport.toml") {
            let relatif = chemin.strip_prefix(racine).unwrap().to_string_lossy().replace('\\', "/");
            lues.push(Source { chemin: relatif, octets: fs::read(chemin).unwrap() });
        }
    }
}
