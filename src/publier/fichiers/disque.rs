//! How files are opened and replaced. Another program may keep one closed to everybody else: Excel on Windows does, for as
//! long as a table is open. Tests put such a program in the place of the disk.

use crate::publier::erreur::Error;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use tempfile::NamedTempFile;

/// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION`: a file, or a part of it, that another program keeps for itself.
const RESERVES: [i32; 2] = [32, 33];

type Ouvre = dyn Fn(&Path) -> io::Result<File> + Send + Sync;
type Remplace = dyn Fn(NamedTempFile, &Path) -> io::Result<()> + Send + Sync;

/// The way to the files of a folder.
#[derive(Clone)]
pub(in crate::publier) struct Disque {
    ouvre: Arc<Ouvre>,
    remplace: Arc<Remplace>,
}

impl Default for Disque {
    fn default() -> Self {
        Self {
            ouvre: Arc::new(|chemin| File::open(chemin)),
            remplace: Arc::new(|ecrit, chemin| ecrit.persist(chemin).map(drop).map_err(io::Error::from)),
        }
    }
}

impl Disque {
    /// A whole file.
    pub(in crate::publier) fn lit(&self, chemin: &Path) -> io::Result<Vec<u8>> {
        super::lecture::octets((self.ouvre)(chemin)?)
    }

    /// Whether a file can be read at this moment: it opens, and its first byte comes.
    pub(in crate::publier) fn s_ouvre(&self, chemin: &Path) -> bool {
        (self.ouvre)(chemin).is_ok_and(|mut fichier| fichier.read(&mut [0]).is_ok())
    }

    /// Files open so.
    #[cfg(test)]
    pub(in crate::publier) fn essai_ouvre(ouvre: impl Fn(&Path) -> io::Result<File> + Send + Sync + 'static) -> Self {
        Self { ouvre: Arc::new(ouvre), ..Self::default() }
    }

    /// Writes a file whole or not at all, and the folders that lead to it.
    pub(in crate::publier) fn ecrit(&self, chemin: &Path, octets: &[u8]) -> Result<(), Error> {
        let ecrit = super::a_cote(chemin, octets).and_then(|ecrit| (self.remplace)(ecrit, chemin));
        ecrit.map_err(|source| Error::Write { path: chemin.to_owned(), source })
    }
}

/// Whether another program keeps the file for itself, for now.
pub(in crate::publier) fn est_occupe(erreur: &io::Error) -> bool {
    occupe(erreur, cfg!(windows))
}

/// What a network share says of a file that is open on another machine has a name of its own on each system.
fn occupe(erreur: &io::Error, windows: bool) -> bool {
    let dit = matches!(erreur.kind(), ErrorKind::ResourceBusy | ErrorKind::WouldBlock | ErrorKind::ExecutableFileBusy);
    dit || (windows && erreur.raw_os_error().is_some_and(|code| RESERVES.contains(&code)))
}

/// Whether a file that could be written beside cannot take its place because somebody has it open: Windows says that the
/// access is refused.
pub(in crate::publier) fn ne_se_remplace_pas(erreur: &io::Error, chemin: &Path) -> bool {
    let la = || fs::symlink_metadata(chemin).is_ok_and(|meta| meta.is_file());
    est_occupe(erreur) || (cfg!(windows) && erreur.kind() == ErrorKind::PermissionDenied && la())
}

#[cfg(test)]
pub(in crate::publier) mod essai {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::PathBuf;
    use std::sync::Mutex;

    /// Files that another program keeps open, each until it is let go.
    #[derive(Clone, Default)]
    pub(in crate::publier) struct Excel {
        /// Neither read nor replaced.
        fermes: Arc<Mutex<BTreeSet<PathBuf>>>,
        /// Read by others, not replaced.
        partages: Arc<Mutex<BTreeSet<PathBuf>>>,
        /// Times that a file was found closed.
        pub(in crate::publier) refus: Arc<Mutex<usize>>,
    }

    impl Excel {
        pub(in crate::publier) fn ouvre(&self, chemin: PathBuf) {
            self.fermes.lock().unwrap().insert(chemin);
        }

        pub(in crate::publier) fn partage(&self, chemin: PathBuf) {
            self.partages.lock().unwrap().insert(chemin);
        }

        pub(in crate::publier) fn ferme(&self) {
            self.fermes.lock().unwrap().clear();
            self.partages.lock().unwrap().clear();
        }

        /// The disk as the others see it meanwhile.
        pub(in crate::publier) fn disque(&self) -> Disque {
            let (lu, ecrit, vrai) = (self.clone(), self.clone(), Disque::default());
            let reserve = || io::Error::from(ErrorKind::ResourceBusy);
            let remplace = Arc::clone(&vrai.remplace);
            Disque {
                ouvre: Arc::new(move |chemin| {
                    if lu.fermes.lock().unwrap().contains(chemin) {
                        *lu.refus.lock().unwrap() += 1;
                        return Err(reserve());
                    }
                    (vrai.ouvre)(chemin)
                }),
                remplace: Arc::new(move |nouveau, chemin| {
                    let pris = |liste: &Mutex<BTreeSet<PathBuf>>| liste.lock().unwrap().contains(chemin);
                    if pris(&ecrit.fermes) || pris(&ecrit.partages) {
                        Err(reserve())
                    } else {
                        remplace(nouveau, chemin)
                    }
                }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ce_que_windows_dit_d_un_fichier_ouvert_ailleurs() {
        for code in RESERVES {
            let erreur = io::Error::from_raw_os_error(code);
            assert!(occupe(&erreur, true) && !occupe(&erreur, false), "{code}: other systems give it another meaning");
        }
        assert!(!occupe(&io::Error::from_raw_os_error(2), true), "absent is not busy");
        assert!(!occupe(&io::Error::from(ErrorKind::PermissionDenied), true), "refused is not busy");
        // a share mounted by another system
        assert!(occupe(&io::Error::from(ErrorKind::ResourceBusy), false));
    }
}
