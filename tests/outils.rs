//! Copies of folders, runs of the program, goldens that one command rewrites (`ACCEPTER=1 cargo test --release`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;
use trame::domaine::dossier::Source;

/// The project's root.
pub(crate) fn racine() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of a folder, given from the project's root, without what Trame wrote there.
pub(crate) fn copie(dossier: impl AsRef<Path>) -> TempDir {
    let copie = TempDir::new().unwrap();
    copie_dans(&racine().join(dossier), copie.path());
    copie
}

fn copie_dans(de: &Path, vers: &Path) {
    fs::create_dir_all(vers).unwrap();
    for entree in fs::read_dir(de).unwrap() {
        let chemin = entree.unwrap().path();
        let nom = chemin.file_name().unwrap();
        if chemin.is_dir() && nom != "sortie" {
            copie_dans(&chemin, &vers.join(nom));
        } else if chemin.is_file() {
            fs::copy(&chemin, vers.join(nom)).unwrap();
        }
    }
}

/// A folder as named bytes.
pub(crate) fn sources(dossier: &Path) -> Vec<Source> {
    let mut chemins = Vec::new();
    tous_les_fichiers(dossier, &mut chemins);
    chemins.sort();
    let source = |chemin: &PathBuf| Source {
        chemin: chemin.strip_prefix(dossier).unwrap().to_string_lossy().replace('\\', "/"),
        octets: fs::read(chemin).unwrap(),
    };
    chemins.iter().map(source).collect()
}

/// Every file below a folder.
pub(crate) fn tous_les_fichiers(dossier: &Path, chemins: &mut Vec<PathBuf>) {
    for entree in fs::read_dir(dossier).unwrap() {
        let chemin = entree.unwrap().path();
        if chemin.is_dir() {
            tous_les_fichiers(&chemin, chemins);
        } else {
            chemins.push(chemin);
        }
    }
}

/// Runs the program.
pub(crate) fn trame(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trame")).args(args).output().unwrap()
}

/// Its exit code.
pub(crate) fn code(sortie: &Output) -> i32 {
    sortie.status.code().unwrap()
}

/// Its standard output.
pub(crate) fn texte(sortie: &Output) -> String {
    String::from_utf8(sortie.stdout.clone()).unwrap()
}

/// Its standard error.
pub(crate) fn messages(sortie: &Output) -> String {
    String::from_utf8(sortie.stderr.clone()).unwrap()
}

/// Compares with a golden file, or rewrites it.
pub(crate) fn attendu(chemin: &Path, obtenu: &str) {
    if std::env::var_os("ACCEPTER").is_some() {
        fs::create_dir_all(chemin.parent().unwrap()).unwrap();
        fs::write(chemin, obtenu).unwrap();
        return;
    }
    let attendu = fs::read_to_string(chemin).unwrap_or_default();
    assert!(attendu == obtenu, "{} a changé.\n--- attendu\n{attendu}\n--- obtenu\n{obtenu}", chemin.display());
}
