//! Disk: the folder in, files out. Writes are atomic: a crash or a full disk leaves what was there.

use super::erreur::Error;
use crate::domaine::dossier::Source;
use crate::domaine::reglages::Limites;
use crate::lire::is_table_name;
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
    let mut sources = paths.iter().map(|path| read(folder, path)).collect::<Result<Vec<_>, _>>()?;
    sources.extend(misplaced(folder)?.iter().map(|path| Source { chemin: relative(folder, path), octets: Vec::new() }));
    Ok(sources)
}

/// Tables beside rapport.toml or in a folder of another name: named, never opened.
fn misplaced(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for entry in list(folder)? {
        let name = entry.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if is_plain(&entry, fs::FileType::is_file) {
            found.push(entry);
        } else if !READ.contains(&name.as_str()) && name != "sortie" && is_plain(&entry, fs::FileType::is_dir) {
            found.extend(list(&entry)?.into_iter().filter(|path| is_plain(path, fs::FileType::is_file)));
        }
    }
    found.retain(|path| is_table_name(&path.to_string_lossy()));
    found.sort();
    Ok(found)
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |source| Error::Read { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| entry.map(|e| e.path()).map_err(failed)).collect()
}

fn is_plain(path: &Path, kind: fn(&fs::FileType) -> bool) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| kind(&meta.file_type()))
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Error> {
    for path in list(folder)? {
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
    Ok(Source { chemin: relative(folder, path), octets })
}

/// The path in the folder, with `/`.
fn relative(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
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
