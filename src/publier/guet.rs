//! Watches a folder: says when a file that Trame reads has changed and nobody is writing it any more.

use super::fichiers::{self, Disque, Empreinte};
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
/// Looks for whoever asked for a page, and cannot wait half a minute.
const IMPATIENCE: usize = 8;
/// Looks without a file that left before it is believed to be taken away: two seconds.
const RETOUR: usize = 7;
/// How often a folder is looked at when the system does not tell.
const SANS_NOUVELLES: Duration = Duration::from_secs(2);
/// And when it does: a network share may accept to be watched, and say nothing of what others write there.
const PAR_PRUDENCE: Duration = Duration::from_secs(10);

/// A folder under watch.
pub(super) struct Guet {
    disque: Disque,
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
    pub(super) fn new(dossier: PathBuf, disque: Disque) -> Self {
        Self::avec(dossier, disque, true)
    }

    fn avec(dossier: PathBuf, disque: Disque, prevenu: bool) -> Self {
        let reveil = Arc::new(Notify::new());
        let veilleur = prevenu.then(|| veilleur(&dossier, Arc::clone(&reveil))).and_then(Result::ok);
        let connue = fichiers::empreinte(&dossier).ok();
        let mut guet = Self { disque, dossier, reveil, veilleur, suivis: BTreeSet::new(), connue };
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
        regarde(&self.dossier).await
    }

    async fn repos(&self) -> Option<Empreinte> {
        repos(&self.disque, &self.dossier, self.connue.as_ref(), PATIENCE).await
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

/// The folder for those who cannot wait for long: as it is, unless somebody seems to be saving in it.
pub(super) async fn au_plus_vite(disque: &Disque, dossier: &Path, avant: &Empreinte) -> Option<Empreinte> {
    let vue = regarde(dossier).await?;
    match vue == *avant || est_au_repos(disque, dossier, &vue, Some(avant)).await == Some(Repos::Entier) {
        true => Some(vue),
        false => repos(disque, dossier, Some(avant), IMPATIENCE).await,
    }
}

async fn regarde(dossier: &Path) -> Option<Empreinte> {
    let dossier = dossier.to_owned();
    tokio::task::spawn_blocking(move || fichiers::empreinte(&dossier).ok()).await.ok().flatten()
}

/// How a folder that stopped changing stands beside what it was.
#[derive(PartialEq, Eq)]
enum Repos {
    /// Every file that changed can be opened, and none left.
    Entier,
    /// A file left: for good, or while it is being saved.
    Incomplet,
}

/// Nothing while a file that changed is empty or closed.
async fn est_au_repos(disque: &Disque, dossier: &Path, vue: &Empreinte, avant: Option<&Empreinte>) -> Option<Repos> {
    let (disque, dossier, vue, avant) = (disque.clone(), dossier.to_owned(), vue.clone(), avant.cloned());
    let dit = tokio::task::spawn_blocking(move || {
        let incomplet = avant.as_ref().is_some_and(|avant| vue.en_a_perdu(avant));
        let posee = vue.est_posee(&disque, &dossier, avant.as_ref());
        posee.then_some(if incomplet { Repos::Incomplet } else { Repos::Entier })
    });
    dit.await.ok().flatten()
}

/// The folder once two looks in a row see the same and every changed file can be opened; more looks when a file left.
async fn repos(disque: &Disque, dossier: &Path, avant: Option<&Empreinte>, patience: usize) -> Option<Empreinte> {
    let mut vue = regarde(dossier).await;
    let mut pareilles = 0;
    for _ in 0..patience {
        sleep(CALME).await;
        let suivante = regarde(dossier).await;
        pareilles = if suivante == vue { pareilles + 1 } else { 0 };
        vue = suivante;
        // a folder that is away for an instant is one whose files all left
        let repos = match &vue {
            Some(vue) => est_au_repos(disque, dossier, vue, avant).await,
            None => Some(Repos::Incomplet),
        };
        let assez = repos.map(|repos| if repos == Repos::Entier { 1 } else { RETOUR });
        if assez.is_some_and(|assez| pareilles >= assez) {
            break;
        }
    }
    vue
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
mod sequences;
#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;

    pub(super) fn dossier() -> tempfile::TempDir {
        let dossier = tempfile::tempdir().unwrap();
        fs::create_dir(dossier.path().join("donnees")).unwrap();
        fs::write(dossier.path().join("rapport.toml"), "exercice = 2021").unwrap();
        fs::write(dossier.path().join("donnees/aed.csv"), "a;b").unwrap();
        dossier
    }

    /// The next change, or `None` when none came.
    pub(super) fn attend(moteur: &tokio::runtime::Runtime, guet: &mut Guet, patience: Duration) -> Option<Changement> {
        moteur.block_on(async { timeout(patience, guet.change()).await.ok() })
    }

    pub(super) fn moteur() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
    }

    #[test]
    fn un_fichier_change_se_dit_une_fois_et_les_passagers_jamais() {
        let (dossier, moteur) = (dossier(), moteur());
        let ici = dossier.path();
        let mut guet = Guet::new(ici.to_owned(), Disque::default());
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
        let mut guet = Guet::new(dossier.path().to_owned(), Disque::default());
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
        let mut guet = Guet::new(dossier.path().to_owned(), Disque::default());
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
        let mut guet = Guet::avec(dossier.path().to_owned(), Disque::default(), false);
        assert!(guet.veilleur.is_none());
        fs::write(dossier.path().join("rapport.toml"), "exercice = 2022").unwrap();
        assert!(attend(&moteur, &mut guet, Duration::from_millis(1500)).is_none());
        assert!(attend(&moteur, &mut guet, Duration::from_secs(8)).is_some());
    }
}
