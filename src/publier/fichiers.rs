//! Disk: the folder in, files out. Writes are atomic: a crash or a full disk leaves what was there.

use super::erreur::Error;
use crate::domaine::dossier::{Depot, Ecarte, RaisonDEcart, Source};
use crate::domaine::reglages::Limites;
use crate::lire::{self, is_table_name};
use std::fs;
use std::io::{self, Write};
#[cfg(unix)]
use std::num::NonZero;
#[cfg(unix)]
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::thread;
use std::time::SystemTime;

/// Sub-folders that hold something to read.
const READ: [&str; 3] = ["donnees", "textes", "images"];

/// Every file that Trame reads in a folder, each opened once, in a stable order; and those that it leaves closed. Links
/// are not followed: no path leaves the folder.
pub(super) fn depot(folder: &Path) -> Result<Depot, Error> {
    if !folder.is_dir() {
        return Err(Error::NotAFolder(folder.to_owned()));
    }
    let mut found = Found::default();
    let rapport = folder.join("rapport.toml");
    match kind(&rapport) {
        Some(Kind::File(_)) => found.files.push(rapport),
        Some(Kind::Link) => found.links.push(rapport),
        _ => {}
    }
    let (rapport, rapport_ecarte) = match found.files.first() {
        Some(path) => rapport_ou_ecart(folder, path)?,
        None => (None, None),
    };
    for name in READ {
        let sub = folder.join(name);
        match kind(&sub) {
            Some(Kind::Folder) => walk(&sub, &mut found)?,
            Some(Kind::Link) => found.links.push(sub),
            _ => {}
        }
    }
    let misplaced = misplaced(folder)?;
    found.files.retain(|path| !path.ends_with("rapport.toml") || path.parent() != Some(folder));
    found.files.sort();
    let ecarte = |path: &Path, raison| Ecarte { chemin: relative(folder, path), raison };
    let mut ecartes: Vec<Ecarte> = found.links.iter().map(|path| ecarte(path, RaisonDEcart::Lien)).collect();
    ecartes.extend(misplaced.iter().map(|path| ecarte(path, RaisonDEcart::MalRange)));
    ecartes.extend(rapport_ecarte);
    let limites = lire::limites(rapport.as_ref());
    let mut sources: Vec<Source> = rapport.into_iter().collect();
    for path in &found.files {
        let Some(Kind::File(octets)) = kind(path) else { continue };
        match lire::trop_grand(&limites, &relative(folder, path), octets) {
            Some(raison) => ecartes.push(ecarte(path, raison)),
            None => sources.push(read(folder, path)?),
        }
    }
    Ok(Depot { sources, ecartes })
}

/// rapport.toml, or why it is left closed.
fn rapport_ou_ecart(folder: &Path, path: &Path) -> Result<(Option<Source>, Option<Ecarte>), Error> {
    let octets = if let Some(Kind::File(octets)) = kind(path) { octets } else { 0 };
    let chemin = relative(folder, path);
    match lire::trop_grand(&Limites::default(), &chemin, octets) {
        Some(raison) => Ok((None, Some(Ecarte { chemin, raison }))),
        None => Ok((Some(read(folder, path)?), None)),
    }
}

/// What tells that a folder changed: each file that Trame would read, its size and when it was last written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Empreinte(Vec<(PathBuf, u64, Option<SystemTime>)>);

impl Empreinte {
    /// When a file was last written.
    pub(super) fn enregistre(&self, path: &Path) -> Option<SystemTime> {
        self.0.iter().find(|(vu, ..)| vu == path).and_then(|(_, _, quand)| *quand)
    }
}

/// The same folder gives the same one. Nothing is opened.
pub(super) fn empreinte(folder: &Path) -> Result<Empreinte, Error> {
    if !folder.is_dir() {
        return Err(Error::NotAFolder(folder.to_owned()));
    }
    let mut found = Found::default();
    found.files.push(folder.join("rapport.toml"));
    for name in READ {
        let sub = folder.join(name);
        if let Some(Kind::Folder) = kind(&sub) {
            walk(&sub, &mut found)?;
        }
    }
    found.files.extend(misplaced(folder)?);
    found.files.append(&mut found.links);
    found.files.sort();
    let vus = found.files.into_iter().filter_map(|path| {
        let meta = fs::symlink_metadata(&path).ok()?;
        Some((path, meta.len(), meta.modified().ok()))
    });
    Ok(Empreinte(vus.collect()))
}

#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    links: Vec<PathBuf>,
}

/// What stands at a path; a device, a pipe or nothing is `None`.
enum Kind {
    /// With its size, bytes.
    File(u64),
    Folder,
    Link,
}

fn kind(path: &Path) -> Option<Kind> {
    let meta = fs::symlink_metadata(path).ok()?;
    match meta.file_type() {
        t if t.is_symlink() => Some(Kind::Link),
        t if t.is_dir() => Some(Kind::Folder),
        t if t.is_file() => Some(Kind::File(meta.len())),
        _ => None,
    }
}

/// Tables beside rapport.toml or in a folder of another name: named, never opened.
fn misplaced(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for entry in list(folder)? {
        let name = entry.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        match kind(&entry) {
            Some(Kind::File(_)) => found.push(entry),
            Some(Kind::Folder) if !READ.contains(&name.as_str()) && name != "sortie" => {
                found.extend(list(&entry)?.into_iter().filter(|path| matches!(kind(path), Some(Kind::File(_)))));
            }
            _ => {}
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

fn walk(folder: &Path, found: &mut Found) -> Result<(), Error> {
    for path in list(folder)? {
        match kind(&path) {
            Some(Kind::File(_)) => found.files.push(path),
            Some(Kind::Folder) => walk(&path, found)?,
            Some(Kind::Link) => found.links.push(path),
            None => {}
        }
    }
    Ok(())
}

fn read(folder: &Path, path: &Path) -> Result<Source, Error> {
    let octets = octets(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    Ok(Source { chemin: relative(folder, path), octets })
}

/// From so many bytes on, a file is read by several readers.
#[cfg(unix)]
const LONG: u64 = 8 << 20;

/// A whole file. A long one is read in parts, as many as there are processors, into a buffer of its size.
#[cfg(unix)]
fn octets(path: &Path) -> io::Result<Vec<u8>> {
    use std::os::unix::fs::FileExt;
    let file = fs::File::open(path)?;
    let taille = file.metadata()?.len();
    if taille < LONG {
        return fs::read(path);
    }
    let mut octets = vec![0; usize::try_from(taille).map_err(io::Error::other)?];
    let parts = thread::available_parallelism().map_or(1, NonZero::get);
    let longueur = octets.len().div_ceil(parts);
    let lues = thread::scope(|scope| {
        let lit = |(debut, part)| {
            let file = &file;
            scope.spawn(move || file.read_exact_at(part, debut))
        };
        let fils: Vec<_> = (0..taille).step_by(longueur).zip(octets.chunks_mut(longueur)).map(lit).collect();
        fils.into_iter().try_for_each(|fil| fil.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    lues.map(|()| octets)
}

#[cfg(not(unix))]
fn octets(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// The path in the folder, with `/`.
fn relative(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The bytes of a plain file; nothing for a link, a folder, or what cannot be read.
pub(super) fn regular(path: &Path) -> Option<Vec<u8>> {
    matches!(kind(path), Some(Kind::File(_))).then(|| fs::read(path).ok()).flatten()
}

/// Takes a file away.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    fs::remove_file(path).map_err(|source| Error::Write { path: path.to_owned(), source })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_read_whole_and_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("suivi.csv");
        let bytes: Vec<u8> = (0..2_250_001_u32).flat_map(u32::to_le_bytes).collect();
        fs::write(&path, &bytes).unwrap();
        assert!(bytes.len() > 8 << 20);
        assert!(octets(&path).unwrap() == bytes);
    }
}
