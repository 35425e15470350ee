//! A whole folder written at once. Where nothing is yet, it is built beside, under a hidden name, then renamed. In a folder
//! that exists and is empty, it is built in a hidden sub-folder whose content is then moved up, rapport.toml last: the folder
//! keeps its place, its rights and whoever watches it. What a crash leaves is hidden, or ended by the next run.

use super::{Error, Kind, PASSAGER, RAPPORT, kind, list, name};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What systems put in folders by themselves.
const AMBIANTS: [&str; 5] = [".DS_Store", ".localized", "desktop.ini", "Thumbs.db", "ehthumbs.db"];

/// How the name of what is being built ends: beside the folder, or in it; and of the lock that says so.
const A_COTE: &str = "d";
const DEDANS: &str = "ici";
const VERROU: &str = "nouveau";

/// Writes every file (path with `/`, bytes) in a folder where nothing is yet; all of them or none.
pub(in crate::publier) fn create(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    let failed = |source| Error::Write { path: folder.to_owned(), source };
    let folder = std::path::absolute(folder).map_err(failed)?;
    if !is_empty(&folder) {
        return Err(Error::NotEmpty(folder));
    }
    if folder.is_dir() {
        finish(&folder);
        return match is_empty(&folder) {
            true => fill(&folder, files).map_err(failed),
            false => Err(Error::NotEmpty(folder)),
        };
    }
    let parent = folder.parent().unwrap_or(Path::new("."));
    let made: Vec<&Path> = parent.ancestors().take_while(|ancestor| !ancestor.exists()).collect();
    let written = fs::create_dir_all(parent).and_then(|()| {
        sweep(parent);
        beside(parent, &folder, files)
    });
    written.map_err(|source| {
        // a folder in which someone else wrote meanwhile stays
        made.iter().for_each(|ancestor| drop(fs::remove_dir(ancestor)));
        match source.kind() {
            io::ErrorKind::DirectoryNotEmpty => Error::NotEmpty(folder.clone()),
            _ => failed(source),
        }
    })
}

/// True when nothing of anyone stands there: no folder, or one that holds what systems and interrupted runs leave.
pub(in crate::publier) fn is_empty(folder: &Path) -> bool {
    let ambient = |path: &PathBuf| {
        let name = name(path);
        name.starts_with(PASSAGER) || AMBIANTS.iter().any(|known| name.eq_ignore_ascii_case(known))
    };
    match kind(folder) {
        Some(Kind::Folder) => list(folder).is_ok_and(|content| content.iter().all(ambient)),
        Some(_) => false,
        None => !folder.exists(),
    }
}

fn beside(parent: &Path, folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let stage = Stage::new(parent, A_COTE)?;
    stage.write(files)?;
    fs::rename(&stage.place, folder)?;
    sync(parent);
    Ok(())
}

/// In the folder itself: what was moved is taken back when one cannot be.
fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let stage = Stage::new(folder, DEDANS)?;
    stage.write(files)?;
    let mut moved = Vec::new();
    for from in contents(&stage.place)? {
        let to = folder.join(name(&from));
        if let Err(source) = fs::rename(&from, &to) {
            moved.iter().rev().for_each(|(from, to)| drop(fs::rename(to, from)));
            return Err(source);
        }
        moved.push((from, to));
    }
    sync(folder);
    Ok(())
}

/// What a folder being built holds, its settings last: without them it is no folder of a service.
fn contents(place: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> = fs::read_dir(place)?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
    entries.sort_by_key(|path| (path.ends_with(RAPPORT), path.clone()));
    Ok(entries)
}

/// A folder being built, under a name that nobody reads, and the lock that says that someone builds it.
struct Stage {
    place: PathBuf,
    _lock: NamedTempFile,
}

impl Stage {
    fn new(at: &Path, extension: &str) -> io::Result<Self> {
        let lock = tempfile::Builder::new().prefix(PASSAGER).suffix(&format!(".{VERROU}")).tempfile_in(at)?;
        let _ = lock.as_file().try_lock();
        let place = lock.path().with_extension(extension);
        fs::create_dir(&place)?;
        Ok(Self { place, _lock: lock })
    }

    /// The settings last: their presence says that nothing lacks.
    fn write(&self, files: &[(String, Vec<u8>)]) -> io::Result<()> {
        let (last, first): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path == RAPPORT);
        for (path, bytes) in first.into_iter().chain(last) {
            let path = self.place.join(path);
            let folder = path.parent().unwrap_or(&self.place);
            fs::create_dir_all(folder)?;
            let mut file = File::create_new(&path)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            sync(folder);
        }
        sync(&self.place);
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.place);
    }
}

/// The names in a folder reach the disk, where the system lets it be asked.
fn sync(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// Ends what an interrupted run was moving up, or takes it away when it was not whole.
pub(super) fn finish(folder: &Path) {
    for place in abandoned(folder, DEDANS) {
        if kind(&place.join(RAPPORT)).is_some() && kind(&folder.join(RAPPORT)).is_none() {
            for from in contents(&place).unwrap_or_default() {
                let to = folder.join(name(&from));
                if kind(&to).is_none() && fs::rename(&from, &to).is_err() {
                    return;
                }
            }
        }
        let _ = fs::remove_dir_all(&place);
    }
    sweep(folder);
}

/// Takes away what interrupted runs were building beside.
fn sweep(parent: &Path) {
    for place in abandoned(parent, A_COTE) {
        let _ = fs::remove_dir_all(&place);
    }
    for lock in passing(parent, VERROU).into_iter().filter(|lock| is_free(lock)) {
        let _ = fs::remove_file(lock);
    }
}

fn abandoned(at: &Path, extension: &str) -> Vec<PathBuf> {
    let mut places = passing(at, extension);
    places.retain(|place| matches!(kind(place), Some(Kind::Folder)) && is_free(&place.with_extension(VERROU)));
    places
}

fn passing(at: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = list(at).unwrap_or_default();
    found.retain(|path| name(path).starts_with(PASSAGER) && path.extension().is_some_and(|e| e == extension));
    found
}

/// Nobody holds this lock.
fn is_free(lock: &Path) -> bool {
    match kind(lock) {
        None => true,
        Some(Kind::File(_)) => OpenOptions::new().write(true).open(lock).is_ok_and(|file| file.try_lock().is_ok()),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<(String, Vec<u8>)> {
        let noms = ["rapport.toml", "donnees/aed.csv", "textes/introduction.md"];
        noms.iter().map(|nom| ((*nom).to_owned(), nom.as_bytes().to_vec())).collect()
    }

    fn entries(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = list(folder).unwrap().iter().map(|path| name(path)).collect();
        names.sort();
        names
    }

    const WHOLE: [&str; 3] = ["donnees", "rapport.toml", "textes"];

    #[test]
    fn a_folder_is_written_where_nothing_was() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a/b/2026");
        create(&folder, &files()).unwrap();
        assert_eq!(entries(&folder), WHOLE);
        assert_eq!(entries(&place.path().join("a/b")), ["2026"], "nothing is left beside");
        assert!(matches!(create(&folder, &files()), Err(Error::NotEmpty(_))));
        assert_eq!(fs::read(folder.join("donnees/aed.csv")).unwrap(), b"donnees/aed.csv");
    }

    #[test]
    fn what_systems_leave_does_not_make_a_folder_full() {
        let place = tempfile::tempdir().unwrap();
        for nom in [".DS_Store", "Desktop.ini", "Thumbs.db", ".trame-abc"] {
            fs::write(place.path().join(nom), "x").unwrap();
        }
        let id = same(place.path());
        create(place.path(), &files()).unwrap();
        assert!(WHOLE.iter().all(|nom| place.path().join(nom).exists()) && place.path().join("Thumbs.db").exists());
        assert_eq!(same(place.path()), id, "the folder itself stays, with whoever watches it");
        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join("notes.txt"), "x").unwrap();
        assert!(matches!(create(other.path(), &files()), Err(Error::NotEmpty(_))));
        assert_eq!(entries(other.path()), ["notes.txt"]);
        let file = other.path().join("notes.txt");
        assert!(matches!(create(&file, &files()), Err(Error::NotEmpty(_))));
    }

    #[cfg(unix)]
    fn same(folder: &Path) -> u64 {
        std::os::unix::fs::MetadataExt::ino(&fs::metadata(folder).unwrap())
    }

    #[cfg(not(unix))]
    fn same(_: &Path) -> u64 {
        0
    }

    #[test]
    fn a_failure_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let mut bad = files();
        bad.push((format!("donnees/{}.csv", "x".repeat(300)), Vec::new()));
        assert!(matches!(create(&place.path().join("a/b/2026"), &bad), Err(Error::Write { .. })));
        assert_eq!(entries(place.path()), [""; 0], "not even the folders that lead to it");
        let empty = place.path().join("2027");
        fs::create_dir(&empty).unwrap();
        assert!(matches!(create(&empty, &bad), Err(Error::Write { .. })));
        assert_eq!((entries(&empty), entries(place.path())), (vec![], vec!["2027".to_owned()]));
        // a place where no folder can be
        fs::write(place.path().join("fichier"), "x").unwrap();
        assert!(matches!(create(&place.path().join("fichier/2026"), &files()), Err(Error::Write { .. })));
        assert_eq!(entries(place.path()), ["2027", "fichier"]);
    }

    /// As a run killed at any step leaves it: what was not whole goes away, what was is ended.
    #[test]
    fn what_a_killed_run_left_is_taken_away_or_ended() {
        let place = tempfile::tempdir().unwrap();
        let here = place.path();
        let killed = |at: &str, files: &[&str]| {
            for nom in files {
                let path = here.join(at).join(nom);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, nom).unwrap();
            }
        };
        killed(".trame-a.d", &["donnees/aed.csv"]);
        killed("", &[".trame-a.nouveau"]);
        create(&here.join("2026"), &files()).unwrap();
        assert_eq!(entries(here), ["2026"]);

        killed("2027/.trame-b.ici", &["donnees/a-demi.csv"]);
        create(&here.join("2027"), &files()).unwrap();
        assert_eq!(entries(&here.join("2027")), WHOLE);
        assert!(!here.join("2027/donnees/a-demi.csv").exists());

        killed("2028", &[".trame-c.nouveau", "donnees/aed.csv"]);
        killed("2028/.trame-c.ici", &["rapport.toml", "textes/introduction.md"]);
        super::super::nettoie(&here.join("2028"));
        assert_eq!(entries(&here.join("2028")), WHOLE);
    }

    #[test]
    fn what_another_run_is_building_stays() {
        let place = tempfile::tempdir().unwrap();
        let stage = Stage::new(place.path(), A_COTE).unwrap();
        stage.write(&files()).unwrap();
        create(&place.path().join("2026"), &files()).unwrap();
        assert_eq!(entries(&stage.place), WHOLE);
        drop(stage);
        assert_eq!(entries(place.path()), ["2026"]);
    }
}
