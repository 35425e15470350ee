//! Watches a folder: says when a file that Trame reads has changed and nobody is writing it any more.

use super::fichiers::{self, Empreinte};
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

/// Between two looks at a folder that is being written in.
const CALME: Duration = Duration::from_millis(300);
/// Looks before a file that never settles is taken as it is: half a minute.
const PATIENCE: usize = 100;
/// How often a folder is looked at when the system does not tell.
const SANS_NOUVELLES: Duration = Duration::from_secs(2);
/// And when it does: a network share may accept to be watched, and say nothing of what others write there.
const PAR_PRUDENCE: Duration = Duration::from_secs(10);

/// A folder under watch.
pub(super) struct Guet {
    dossier: PathBuf,
    reveil: Arc<Notify>,
    /// `None` where the system does not tell what changes.
    veilleur: Option<RecommendedWatcher>,
    /// The sub-folders that the system watches.
    suivis: BTreeSet<&'static str>,
    connue: Option<Empreinte>,
}

/// The folder before and after a change; `None` when it could not be listed.
pub(super) struct Changement {
    pub(super) avant: Option<Empreinte>,
    pub(super) apres: Empreinte,
}

impl Guet {
    /// Starts to watch; what changes from now on will be told.
    pub(super) fn new(dossier: PathBuf) -> Self {
        Self::avec(dossier, true)
    }

    fn avec(dossier: PathBuf, prevenu: bool) -> Self {
        let reveil = Arc::new(Notify::new());
        let veilleur = prevenu.then(|| veilleur(&dossier, Arc::clone(&reveil))).and_then(Result::ok);
        let connue = fichiers::empreinte(&dossier).ok();
        let mut guet = Self { dossier, reveil, veilleur, suivis: BTreeSet::new(), connue };
        guet.suit_les_sous_dossiers();
        guet
    }

    /// Waits until the folder differs from what it was at the last call, and rests.
    pub(super) async fn change(&mut self) -> Changement {
        loop {
            let patience = if self.veilleur.is_some() { PAR_PRUDENCE } else { SANS_NOUVELLES };
            let _ = timeout(patience, self.reveil.notified()).await;
            self.suit_les_sous_dossiers();
            if self.regarde().await.is_some_and(|vue| self.connue.as_ref() != Some(&vue))
                && let Some(apres) = self.repos().await
                && self.connue.as_ref() != Some(&apres)
            {
                let avant = self.connue.replace(apres.clone());
                return Changement { avant, apres };
            }
        }
    }

    async fn regarde(&self) -> Option<Empreinte> {
        let dossier = self.dossier.clone();
        tokio::task::spawn_blocking(move || fichiers::empreinte(&dossier).ok()).await.ok().flatten()
    }

    /// The folder once two looks in a row see the same, and every changed file can be opened.
    async fn repos(&self) -> Option<Empreinte> {
        let mut vue = self.regarde().await;
        for _ in 0..PATIENCE {
            sleep(CALME).await;
            let suivante = self.regarde().await;
            let stable = suivante == vue;
            let posee = suivante.as_ref().is_some_and(|e| e.est_posee(&self.dossier, self.connue.as_ref()));
            vue = suivante;
            if stable && posee {
                break;
            }
        }
        vue
    }

    /// Sub-folders come and go; a watch stays on what it was set on.
    fn suit_les_sous_dossiers(&mut self) {
        let Some(veilleur) = &mut self.veilleur else { return };
        for nom in fichiers::READ {
            let chemin = self.dossier.join(nom);
            let est_la = chemin.symlink_metadata().is_ok_and(|meta| meta.is_dir());
            if !est_la {
                self.suivis.remove(nom);
            } else if !self.suivis.contains(nom) && veilleur.watch(&chemin, RecursiveMode::Recursive).is_ok() {
                self.suivis.insert(nom);
            }
        }
    }
}

fn veilleur(dossier: &Path, reveil: Arc<Notify>) -> notify::Result<RecommendedWatcher> {
    let racine = dossier.to_owned();
    let previent = move |evenement: notify::Result<Event>| {
        if evenement.is_ok_and(|evenement| compte(&racine, &evenement)) {
            reveil.notify_one();
        }
    };
    let mut veilleur = notify::recommended_watcher(previent)?;
    veilleur.watch(dossier, RecursiveMode::NonRecursive)?;
    Ok(veilleur)
}

/// Something was written, under a name that Trame reads.
fn compte(racine: &Path, evenement: &Event) -> bool {
    let ecrit = match evenement.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    let utile = |chemin: &PathBuf| {
        let relatif = chemin.strip_prefix(racine).unwrap_or(chemin);
        let parts: Vec<_> = relatif.iter().map(|part| part.to_string_lossy()).collect();
        relatif != Path::new("sortie") && !crate::lire::ignored(&parts.join("/"))
    };
    ecrit && (evenement.paths.is_empty() || evenement.paths.iter().any(utile))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;

    fn dossier() -> tempfile::TempDir {
        let dossier = tempfile::tempdir().unwrap();
        fs::create_dir(dossier.path().join("donnees")).unwrap();
        fs::write(dossier.path().join("rapport.toml"), "exercice = 2021").unwrap();
        fs::write(dossier.path().join("donnees/aed.csv"), "a;b").unwrap();
        dossier
    }

    /// The next change, or `None` when none came.
    fn attend(moteur: &tokio::runtime::Runtime, guet: &mut Guet, patience: Duration) -> Option<Changement> {
        moteur.block_on(async { timeout(patience, guet.change()).await.ok() })
    }

    fn moteur() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
    }

    #[test]
    fn un_fichier_change_se_dit_une_fois_et_les_passagers_jamais() {
        let (dossier, moteur) = (dossier(), moteur());
        let ici = dossier.path();
        let mut guet = Guet::new(ici.to_owned());
        assert!(guet.veilleur.is_some());
        for passager in ["donnees/~$aed.xlsx", "donnees/.~lock.aed.ods#", "donnees/a.tmp", "donnees/.trame-abc"] {
            fs::write(ici.join(passager), "x").unwrap();
        }
        fs::create_dir(ici.join("sortie")).unwrap();
        fs::write(ici.join("sortie/rapport-2021.pdf"), "x").unwrap();
        assert!(attend(&moteur, &mut guet, Duration::from_millis(900)).is_none());
        // saved as a spreadsheet does: beside, then renamed
        fs::write(ici.join("donnees/a.tmp"), "a;b;c").unwrap();
        fs::rename(ici.join("donnees/a.tmp"), ici.join("donnees/aed.csv")).unwrap();
        let change = attend(&moteur, &mut guet, Duration::from_secs(8)).unwrap();
        assert_eq!(change.apres.depuis(&change.avant.unwrap()), [("donnees/aed.csv", fichiers::Sort::Modifie)]);
        assert!(attend(&moteur, &mut guet, Duration::from_millis(900)).is_none());
        // a folder that did not exist at the start
        fs::create_dir(ici.join("textes")).unwrap();
        fs::write(ici.join("textes/budget.md"), "x").unwrap();
        assert!(attend(&moteur, &mut guet, Duration::from_secs(8)).is_some());
        fs::write(ici.join("textes/budget.md"), "xy").unwrap();
        assert!(attend(&moteur, &mut guet, Duration::from_secs(8)).is_some());
    }

    #[test]
    fn un_dossier_prepare_sous_les_yeux_du_guet_reste_suivi() {
        let (dossier, moteur) = (tempfile::tempdir().unwrap(), moteur());
        let mut guet = Guet::new(dossier.path().to_owned());
        let neufs = ["rapport.toml", "donnees/aed.csv"].map(|nom| (nom.to_owned(), b"x".to_vec()));
        fichiers::create(dossier.path(), &neufs).unwrap();
        let change = attend(&moteur, &mut guet, Duration::from_secs(8)).unwrap();
        let ajoutes = [("donnees/aed.csv", fichiers::Sort::Ajoute), ("rapport.toml", fichiers::Sort::Ajoute)];
        assert_eq!(change.apres.depuis(&change.avant.unwrap()), ajoutes);
        // sooner than the look that is taken when the system tells nothing
        for nom in ["rapport.toml", "donnees/aed.csv"] {
            fs::write(dossier.path().join(nom), "xy").unwrap();
            assert!(attend(&moteur, &mut guet, Duration::from_secs(8)).is_some(), "{nom}");
        }
    }

    #[test]
    fn un_fichier_a_demi_ecrit_est_attendu() {
        let (dossier, moteur) = (dossier(), moteur());
        let chemin = dossier.path().join("donnees/aemo.csv");
        let mut guet = Guet::new(dossier.path().to_owned());
        let ecrivain = std::thread::spawn({
            let chemin = chemin.clone();
            move || {
                let mut fichier = fs::File::create(chemin).unwrap();
                for _ in 0..12 {
                    std::thread::sleep(Duration::from_millis(100));
                    fichier.write_all(b"ligne\n").unwrap();
                    fichier.flush().unwrap();
                }
            }
        });
        assert!(attend(&moteur, &mut guet, Duration::from_secs(15)).is_some());
        assert_eq!(fs::metadata(&chemin).unwrap().len(), 72, "told before it was whole");
        ecrivain.join().unwrap();
    }

    #[test]
    fn sans_nouvelles_du_systeme_le_dossier_est_regarde() {
        let (dossier, moteur) = (dossier(), moteur());
        let mut guet = Guet::avec(dossier.path().to_owned(), false);
        assert!(guet.veilleur.is_none());
        fs::write(dossier.path().join("rapport.toml"), "exercice = 2022").unwrap();
        assert!(attend(&moteur, &mut guet, Duration::from_millis(1500)).is_none());
        assert!(attend(&moteur, &mut guet, Duration::from_secs(8)).is_some());
    }
}
