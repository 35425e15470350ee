//! Disk: the folder in, files out. Writes are atomic: a crash or a full disk leaves what was there.

use super::erreur::Error;
use crate::lire::{self, is_table_name};
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use tempfile::NamedTempFile;

mod disque;
mod empreinte;
mod lecture;
mod plan;
mod restes;

#[cfg(test)]
pub(super) use disque::essai;
pub(super) use disque::{Disque, est_occupe, ne_se_remplace_pas};
pub(super) use empreinte::{Empreinte, Sort, empreinte};
pub(super) use lecture::{Ferme, Lecture, depot, depot_par, lis};
pub(super) use plan::{create, is_empty};
pub(super) use restes::nettoie;

/// How the name of a file begins until it is whole.
const PASSAGER: &str = ".trame-";

/// What makes a folder the folder of a service.
pub(super) const RAPPORT: &str = "rapport.toml";

/// Sub-folders that hold something to read.
pub(super) const READ: [&str; 3] = ["donnees", "textes", "images"];

/// The plain files of a sub-folder, by name, in order; none when it is no folder or a link leads to it.
pub(super) fn noms(folder: &Path, sub: &str) -> Result<Vec<String>, Error> {
    let Some(path) = dedans(folder, sub).filter(|path| matches!(kind(path), Some(Kind::Folder))) else {
        return Ok(Vec::new());
    };
    let fichiers = list(&path)?.into_iter().filter(|path| matches!(kind(path), Some(Kind::File(_))));
    let mut noms: Vec<String> = fichiers.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();
    noms.sort();
    Ok(noms)
}

/// Where a path relative to the folder stands; nothing when it leaves it, in its words or through a link.
pub(super) fn dedans(folder: &Path, relatif: &str) -> Option<PathBuf> {
    let mut lieu = folder.to_owned();
    for part in Path::new(relatif).components() {
        let Component::Normal(nom) = part else { return None };
        lieu.push(nom);
        if matches!(kind(&lieu), Some(Kind::Link)) {
            return None;
        }
    }
    Some(lieu).filter(|lieu| lieu != folder)
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
        let name = name(&entry);
        match kind(&entry) {
            _ if lire::est_ignore(&name) => {}
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

fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Former versions (`.anciens`), locks and temporary files are not even opened.
fn walk(folder: &Path, found: &mut Found) -> Result<(), Error> {
    for path in list(folder)? {
        match kind(&path) {
            // what was put aside (last year's texts, replaced files) costs nothing, whatever it weighs
            _ if lire::est_ignore(&name(&path)) => {}
            Some(Kind::File(_)) => found.files.push(path),
            Some(Kind::Folder) => walk(&path, found)?,
            Some(Kind::Link) => found.links.push(path),
            None => {}
        }
    }
    Ok(())
}

/// The path in the folder, with `/`.
fn relative(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The folder of a service holds its settings.
pub(super) fn est_un_dossier_de_service(folder: &Path) -> bool {
    matches!(kind(&folder.join(RAPPORT)), Some(Kind::File(_)))
}

/// The folders in a folder, in order; nothing behind a link, nor what cannot be listed.
pub(super) fn sous_dossiers(folder: &Path) -> Vec<PathBuf> {
    let mut found = list(folder).unwrap_or_default();
    found.retain(|path| {
        let ignored = path.file_name().is_none_or(|name| lire::ignored(&name.to_string_lossy()));
        !ignored && matches!(kind(path), Some(Kind::Folder))
    });
    found.sort();
    found
}

/// The bytes of a plain file; nothing for a link, a folder, or what cannot be read.
pub(super) fn regular(path: &Path) -> Option<Vec<u8>> {
    matches!(kind(path), Some(Kind::File(_))).then(|| fs::read(path).ok()).flatten()
}

/// True for a link, whatever it leads to.
pub(super) fn is_link(path: &Path) -> bool {
    matches!(kind(path), Some(Kind::Link))
}

/// Takes a file away.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    fs::remove_file(path).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// Writes a file whole or not at all, and the folders that lead to it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    Disque::default().ecrit(path, bytes)
}

/// The file beside its place, whole, on the disk.
fn a_cote(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(PASSAGER);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    // held until the rename: who sweeps what a crash left knows that this one is being written
    let _ = file.as_file().try_lock();
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_aside_is_neither_read_nor_watched() {
        let folder = tempfile::tempdir().unwrap();
        let ecrit = |nom: &str| write(&folder.path().join(nom), b"# Titre\n").unwrap();
        for nom in ["textes/introduction.md", "textes/_a-reprendre/budget.md", "donnees/.anciens/a.csv"] {
            ecrit(nom);
        }
        let avant = empreinte(folder.path()).unwrap();
        let depot = depot(folder.path()).unwrap();
        let lus: Vec<&str> = depot.sources.iter().map(|s| s.chemin.as_str()).collect();
        assert_eq!(lus, ["textes/introduction.md"]);
        ecrit("textes/_a-reprendre/sorties.md");
        assert!(empreinte(folder.path()).unwrap() == avant);
        assert_eq!(noms(folder.path(), "textes/_a-reprendre").unwrap(), ["budget.md", "sorties.md"]);
    }

    #[test]
    fn no_path_leaves_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        for dehors in ["", "..", "../x", "textes/../../x", "/etc/passwd", "."] {
            assert!(dedans(folder.path(), dehors).is_none(), "{dehors}");
        }
        assert_eq!(dedans(folder.path(), "textes/a.md"), Some(folder.path().join("textes/a.md")));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/tmp", folder.path().join("textes")).unwrap();
            assert!(dedans(folder.path(), "textes/a.md").is_none());
            assert!(noms(folder.path(), "textes").unwrap().is_empty());
        }
    }

    #[test]
    fn former_versions_and_locks_are_never_read() {
        let folder = tempfile::tempdir().unwrap();
        let put = |path: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "Mois;Entrées\n").unwrap();
        };
        let hidden = ["donnees/.anciens/a-2026-01-02-030405.csv", "donnees/~$a.xlsx", "donnees/.~lock.a.csv#"];
        let others = ["donnees/.a.csv", "textes/_a-reprendre/b.md", ".git/c.csv", "donnees/n-1/.anciens/d.csv"];
        let before = empreinte(folder.path()).unwrap();
        hidden.iter().chain(&others).for_each(|path| put(path));
        assert_eq!(empreinte(folder.path()).unwrap(), before);
        put("donnees/a.csv");
        assert_ne!(empreinte(folder.path()).unwrap(), before);
        let depot = depot(folder.path()).unwrap();
        let read: Vec<_> = depot.sources.iter().map(|s| s.chemin.as_str()).collect();
        assert_eq!((read, depot.ecartes), (vec!["donnees/a.csv"], vec![]));
    }
}
