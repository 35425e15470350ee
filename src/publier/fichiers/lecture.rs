//! A folder read at one moment: its files, those that Trame leaves closed, and those that another program keeps closed.

use super::disque::{Disque, est_occupe};
use super::{Found, Kind, RAPPORT, READ, kind, misplaced, relative, walk};
use crate::domaine::dossier::{Depot, Ecarte, RaisonDEcart, Source};
use crate::domaine::reglages::Limites;
use crate::lire;
use crate::publier::erreur::Error;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
#[cfg(unix)]
use std::num::NonZero;
#[cfg(unix)]
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// Looks at a folder where a file is kept closed, or leaves between the list and the reading; and the time between two.
const REGARDS: usize = 8;
const ENTRE_DEUX: Duration = Duration::from_millis(250);

/// What could be read of a folder.
pub(in crate::publier) struct Lecture {
    pub(in crate::publier) depot: Depot,
    /// The files that are there and do not open.
    pub(in crate::publier) fermes: Vec<Ferme>,
}

/// A file that does not open.
pub(in crate::publier) struct Ferme {
    /// Path in the folder, with `/`.
    pub(in crate::publier) chemin: String,
    pub(in crate::publier) erreur: io::Error,
}

impl Ferme {
    /// Another program has it: it will open later.
    pub(in crate::publier) fn est_occupe(&self) -> bool {
        est_occupe(&self.erreur)
    }
}

/// Every file that Trame reads in a folder, each opened once, in a stable order; and those that it leaves closed. Links
/// are not followed: no path leaves the folder. A file that another program keeps is waited for, not for long.
pub(in crate::publier) fn depot(folder: &Path) -> Result<Depot, Error> {
    depot_par(&Disque::default(), folder)
}

/// The same through a disk.
pub(in crate::publier) fn depot_par(disque: &Disque, folder: &Path) -> Result<Depot, Error> {
    for reste in (0..REGARDS).rev() {
        let Lecture { depot, mut fermes } = lis(disque, folder)?;
        if let Some(refuse) = fermes.iter().position(|ferme| !ferme.est_occupe()) {
            let Ferme { chemin, erreur } = fermes.swap_remove(refuse);
            return Err(Error::Read { path: folder.join(chemin), source: erreur });
        }
        match fermes.is_empty() {
            true => return Ok(depot),
            false if reste == 0 => return Err(Error::Occupes(fermes.into_iter().map(|ferme| ferme.chemin).collect())),
            false => thread::sleep(ENTRE_DEUX),
        }
    }
    Err(Error::Occupes(Vec::new()))
}

/// The folder as it is now. A program that saves takes its file away for an instant: a file that leaves between the list
/// and the reading is looked for again.
pub(in crate::publier) fn lis(disque: &Disque, folder: &Path) -> Result<Lecture, Error> {
    if !folder.is_dir() {
        return Err(Error::NotAFolder(folder.to_owned()));
    }
    let mut perdus: BTreeSet<String> = BTreeSet::new();
    for _ in 1..REGARDS {
        let EnCours { lecture, perdus: partis, .. } = une_fois(disque, folder)?;
        perdus.extend(partis);
        let lus = lecture.depot.sources.iter().map(|source| source.chemin.as_str());
        let vus: BTreeSet<&str> = lus.chain(lecture.fermes.iter().map(|ferme| ferme.chemin.as_str())).collect();
        if perdus.iter().all(|chemin| vus.contains(chemin.as_str())) {
            return Ok(lecture);
        }
        thread::sleep(ENTRE_DEUX);
    }
    Ok(une_fois(disque, folder)?.lecture)
}

/// A folder being read.
struct EnCours<'a> {
    disque: &'a Disque,
    folder: &'a Path,
    lecture: Lecture,
    /// Files that left after they were listed.
    perdus: Vec<String>,
}

fn une_fois<'a>(disque: &'a Disque, folder: &'a Path) -> Result<EnCours<'a>, Error> {
    let lecture = Lecture { depot: Depot::default(), fermes: Vec::new() };
    let mut cours = EnCours { disque, folder, lecture, perdus: Vec::new() };
    let mut found = Found::default();
    let rapport = folder.join(RAPPORT);
    match kind(&rapport) {
        Some(Kind::File(octets)) => cours.lit(&rapport, octets, &Limites::default()),
        Some(Kind::Link) => found.links.push(rapport),
        _ => {}
    }
    let limites = lire::limites(cours.lecture.depot.sources.first());
    for name in READ {
        let sub = folder.join(name);
        match kind(&sub) {
            Some(Kind::Folder) => walk(&sub, &mut found)?,
            Some(Kind::Link) => found.links.push(sub),
            _ => {}
        }
    }
    found.files.sort();
    found.links.iter().for_each(|path| cours.ecarte(path, RaisonDEcart::Lien));
    misplaced(folder)?.iter().for_each(|path| cours.ecarte(path, RaisonDEcart::MalRange));
    for path in &found.files {
        match kind(path) {
            Some(Kind::File(octets)) => cours.lit(path, octets, &limites),
            None => cours.perdus.push(relative(folder, path)),
            _ => {}
        }
    }
    Ok(cours)
}

impl EnCours<'_> {
    fn lit(&mut self, path: &Path, taille: u64, limites: &Limites) {
        let chemin = relative(self.folder, path);
        if let Some(raison) = lire::trop_grand(limites, &chemin, taille) {
            return self.lecture.depot.ecartes.push(Ecarte { chemin, raison });
        }
        match self.disque.lit(path) {
            Ok(octets) => self.lecture.depot.sources.push(Source { chemin, octets }),
            Err(erreur) if erreur.kind() == ErrorKind::NotFound => self.perdus.push(chemin),
            Err(erreur) => self.lecture.fermes.push(Ferme { chemin, erreur }),
        }
    }

    fn ecarte(&mut self, path: &Path, raison: RaisonDEcart) {
        self.lecture.depot.ecartes.push(Ecarte { chemin: relative(self.folder, path), raison });
    }
}

/// From so many bytes on, a file is read by several readers.
#[cfg(unix)]
const LONG: u64 = 8 << 20;

/// A whole file. A long one is read in parts, as many as there are processors, into a buffer of its size.
#[cfg(unix)]
pub(super) fn octets(mut file: File) -> io::Result<Vec<u8>> {
    use std::os::unix::fs::FileExt;
    let taille = file.metadata()?.len();
    let mut octets = Vec::new();
    if taille < LONG {
        file.read_to_end(&mut octets)?;
        return Ok(octets);
    }
    octets.resize(usize::try_from(taille).map_err(io::Error::other)?, 0);
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
pub(super) fn octets(mut file: File) -> io::Result<Vec<u8>> {
    let mut octets = Vec::new();
    file.read_to_end(&mut octets)?;
    Ok(octets)
}

#[cfg(test)]
mod tests {
    use super::super::disque::essai::Excel;
    use super::*;
    use std::fs;

    fn dossier() -> tempfile::TempDir {
        let dossier = tempfile::tempdir().unwrap();
        fs::create_dir(dossier.path().join("donnees")).unwrap();
        fs::write(dossier.path().join(RAPPORT), "exercice = 2021").unwrap();
        for nom in ["aed.csv", "aemo.csv"] {
            fs::write(dossier.path().join("donnees").join(nom), "a;b").unwrap();
        }
        dossier
    }

    #[test]
    fn a_long_file_is_read_whole_and_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("suivi.csv");
        let bytes: Vec<u8> = (0..2_250_001_u32).flat_map(u32::to_le_bytes).collect();
        fs::write(&path, &bytes).unwrap();
        assert!(bytes.len() > 8 << 20);
        assert!(octets(File::open(&path).unwrap()).unwrap() == bytes);
    }

    #[test]
    fn un_fichier_ouvert_ailleurs_est_attendu_puis_nomme() {
        let (dossier, excel) = (dossier(), Excel::default());
        let ici = dossier.path();
        excel.ouvre(ici.join("donnees/aed.csv"));
        let erreur = depot_par(&excel.disque(), ici).unwrap_err().to_string();
        let attendu = "donnees/aed.csv est ouvert dans Excel ou dans un autre programme, qui empêche de le lire";
        assert!(erreur.starts_with(attendu) && erreur.ends_with("le fermer, puis relancer"), "{erreur}");
        assert_eq!(*excel.refus.lock().unwrap(), REGARDS);
        // let go while it is waited for
        let attend = thread::spawn({
            let (disque, ici) = (excel.disque(), ici.to_owned());
            move || depot_par(&disque, &ici).unwrap().sources.len()
        });
        thread::sleep(ENTRE_DEUX * 2);
        excel.ferme();
        assert_eq!(attend.join().unwrap(), 3);
    }

    #[test]
    fn tous_ceux_qui_sont_ouverts_ailleurs_sont_nommes() {
        let (dossier, excel) = (dossier(), Excel::default());
        excel.ouvre(dossier.path().join("donnees/aed.csv"));
        excel.ouvre(dossier.path().join("donnees/aemo.csv"));
        let erreur = depot_par(&excel.disque(), dossier.path()).unwrap_err().to_string();
        assert!(erreur.starts_with("donnees/aed.csv et donnees/aemo.csv sont ouverts dans Excel"), "{erreur}");
    }

    #[test]
    fn un_fichier_parti_le_temps_d_un_enregistrement_est_retrouve() {
        let dossier = dossier();
        let (ici, cache) = (dossier.path().join("donnees/aed.csv"), dossier.path().join("donnees/aed.tmp"));
        // it leaves at the first look that opens it, and comes back a little later
        let parti = std::sync::atomic::AtomicBool::new(false);
        let disque = Disque::essai_ouvre({
            let (ici, cache) = (ici.clone(), cache.clone());
            move |chemin| {
                if chemin == ici && !parti.swap(true, std::sync::atomic::Ordering::SeqCst) {
                    fs::rename(&ici, &cache)?;
                    let (ici, cache) = (ici.clone(), cache.clone());
                    thread::spawn(move || {
                        thread::sleep(ENTRE_DEUX * 2);
                        fs::rename(cache, ici).unwrap();
                    });
                }
                File::open(chemin)
            }
        });
        let lus = depot_par(&disque, dossier.path()).unwrap().sources;
        let noms: Vec<&str> = lus.iter().map(|source| source.chemin.as_str()).collect();
        assert_eq!(noms, ["rapport.toml", "donnees/aed.csv", "donnees/aemo.csv"]);
    }
}
