//! Disk: the folder in, files out. Writes are atomic: a crash or a full disk leaves what was there.

use super::erreur::Error;
use crate::domaine::dossier::Source;
use crate::domaine::reglages::Limites;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Sub-folders that hold something to read.
const READ: [&str; 3] = ["donnees", "textes", "images"];

/// Every file that Trame reads in a folder, in a stable order. Links are not followed: no path leaves the folder.
pub(super) fn sources(folder: &Path) -> Result<Vec<Source>, Error> {
    if !folder.is_dir() {
        return Err(Error::NotAFolder(folder.to_owned()));
    }
    let mut paths = Vec::new();
    let rapport = folder.join("rapport.toml");
    if is_plain(&rapport, fs::FileType::is_file) {
        paths.push(rapport);
    }
    for name in READ {
        let sub = folder.join(name);
        if is_plain(&sub, fs::FileType::is_dir) {
            walk(&sub, &mut paths)?;
        }
    }
    paths.sort();
    paths.iter().map(|path| read(folder, path)).collect()
}

fn is_plain(path: &Path, kind: fn(&fs::FileType) -> bool) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| kind(&meta.file_type()))
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Error> {
    let failed = |source| Error::Read { path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if is_plain(&path, fs::FileType::is_dir) {
            walk(&path, paths)?;
        } else if is_plain(&path, fs::FileType::is_file) {
            paths.push(path);
        }
    }
    Ok(())
}

fn read(folder: &Path, path: &Path) -> Result<Source, Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    if fs::metadata(path).map_err(failed)?.len() > Limites::default().octets_par_fichier {
        return Err(Error::TooBig(path.to_owned()));
    }
    let octets = fs::read(path).map_err(failed)?;
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    Ok(Source { chemin: parts.join("/"), octets })
}

/// Writes a file whole or not at all, and the folders that lead to it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_atomically(path, bytes).map_err(|source| Error::Write { path: path.to_owned(), source })
}

fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".trame-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
