//! The file of the key: outside the folder of the service, readable by its owner only.

use super::Cle;
use crate::publier::erreur::Error;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// No key file is longer.
const OCTETS: u64 = 256;

/// The key of a file, and whether it was just made there.
///
/// # Errors
/// When the file stands in a folder of a service, holds something else than a key, or cannot be read nor made.
pub(in crate::publier) fn ouvre(chemin: &Path) -> Result<(Cle, bool), Error> {
    let lu = |source| Error::Read { path: chemin.to_owned(), source };
    let absolu = std::path::absolute(chemin).map_err(lu)?;
    if let Some(dossier) = dossier_du_service(&absolu) {
        return Err(Error::KeyInside(chemin.to_owned(), dossier));
    }
    match fs::File::open(&absolu) {
        Ok(fichier) => {
            let mut texte = Vec::new();
            fichier.take(OCTETS).read_to_end(&mut texte).map_err(lu)?;
            let cle = std::str::from_utf8(&texte).ok().and_then(Cle::lit);
            Ok((cle.ok_or_else(|| Error::NotAKey(chemin.to_owned()))?, false))
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            let fait = cree(&absolu).map_err(|source| Error::Write { path: chemin.to_owned(), source })?;
            Ok((fait, true))
        }
        Err(e) => Err(lu(e)),
    }
}

/// The folder of a service that holds a path, links followed.
pub(in crate::publier) fn dossier_du_service(chemin: &Path) -> Option<PathBuf> {
    let reel = |chemin: &Path| chemin.ancestors().find_map(|debut| debut.canonicalize().ok());
    let tient = |debut: &&Path| debut.join("rapport.toml").exists();
    let lus = [Some(chemin.to_owned()), reel(chemin)];
    lus.iter().flatten().find_map(|lu| lu.ancestors().find(tient).map(Path::to_owned))
}

/// Written whole, never over another.
fn cree(chemin: &Path) -> io::Result<Cle> {
    let mut octets = [0; 32];
    getrandom::fill(&mut octets).map_err(|e| io::Error::other(e.to_string()))?;
    let cle = Cle::new(octets);
    let dossier = chemin.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(dossier)?;
    // a temporary file is its owner's alone: 0600 where there are permissions
    let mut fichier = tempfile::Builder::new().prefix(".trame-").tempfile_in(dossier)?;
    fichier.write_all(cle.ecrite().as_bytes())?;
    fichier.as_file().sync_all()?;
    fichier.persist_noclobber(chemin)?;
    Ok(cle)
}
