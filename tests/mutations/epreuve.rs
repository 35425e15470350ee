//! What a run took: it must not panic, last, nor swallow memory; a watch stops the run that would never end.

use crate::{MEMOIRE, racine};
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use trame::domaine::dossier::Source;

/// Longest run, the time spent waiting for a processor left out. One that lasts longer is run again.
const DUREE: Duration = Duration::from_secs(2);
/// Most memory that a run may hold at once, the files themselves included.
const OCTETS: usize = 512 << 20;
/// Where the watch gives up.
const DUREE_FATALE: Duration = Duration::from_secs(40);
const OCTETS_FATALS: usize = 3 << 30;

static TOUR: Mutex<()> = Mutex::new(());
static EN_COURS: Mutex<Option<EnCours>> = Mutex::new(None);

struct EnCours {
    nom: String,
    debut: Instant,
    sources: Vec<Source>,
}

/// The memory of one run is measured: no other may be running.
pub(crate) fn un_seul_a_la_fois() -> MutexGuard<'static, ()> {
    static GARDIEN: Once = Once::new();
    GARDIEN.call_once(|| drop(thread::spawn(surveille)));
    TOUR.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What runs have shown so far.
#[derive(Default)]
pub(crate) struct Epreuve {
    passees: usize,
    plus_longue: (Duration, String),
    plus_grosse: (usize, String),
    echecs: Vec<String>,
}

impl Epreuve {
    /// Runs one folder; what it may not do is kept for the end, with its files.
    pub(crate) fn passe(&mut self, nom: &str, description: &str, sources: Vec<Source>) {
        if self.plus_grosse.0 > OCTETS {
            return; // what comes behind cannot be measured
        }
        let (premiere, octets, mut fautes) = mesure(nom, &sources);
        let duree = if premiere > DUREE { premiere.min(mesure(nom, &sources).0) } else { premiere };
        self.passees += 1;
        self.plus_longue = self.plus_longue.clone().max((duree, nom.to_owned()));
        self.plus_grosse = self.plus_grosse.clone().max((octets, nom.to_owned()));
        fautes.extend((duree > DUREE).then(|| format!("dure {duree:?}")));
        fautes.extend((octets > OCTETS).then(|| format!("prend {} Mio", octets >> 20)));
        if !fautes.is_empty() {
            let ou = garde(nom, &sources);
            self.echecs.push(format!("{nom} ({description}) : {} ; {}", fautes.join(", "), ou.display()));
        }
    }

    #[allow(clippy::print_stdout, reason = "the figures that `--nocapture` is asked for")]
    pub(crate) fn conclut(self) {
        let ((duree, lente), (octets, grosse)) = (self.plus_longue, self.plus_grosse);
        println!("{} passages ; le plus long, {duree:?} ({lente})", self.passees);
        println!("le plus gros, au plus {} Mio ({grosse})", octets >> 20);
        assert!(self.echecs.is_empty(), "{} échecs :\n{}", self.echecs.len(), self.echecs.join("\n"));
    }
}

/// How long a run lasts, the most it holds at once, and what it should not have done. The allocator only remembers the
/// most that was ever held: a run that stays below what was held before it counts for nothing. That proves the bound as
/// long as nothing before went beyond it, writing the files included, and this is checked too.
#[allow(clippy::disallowed_methods, reason = "a test that measures")]
fn mesure(nom: &str, sources: &[Source]) -> (Duration, usize, Vec<String>) {
    en_cours(Some(EnCours { nom: nom.to_owned(), debut: Instant::now(), sources: sources.to_vec() }));
    let (avant, plus_haut) = (MEMOIRE.allocated(), MEMOIRE.max_allocated());
    let invisible = plus_haut.saturating_sub(avant) > OCTETS;
    let (debut, attendu) = (Instant::now(), attente());
    let obtenu = panic::catch_unwind(AssertUnwindSafe(|| {
        let preparation = trame::preparer(sources.to_vec());
        preparation.indicateurs().is_some() || preparation.constats.bloquants()
    }));
    let duree = debut.elapsed().saturating_sub(attente().saturating_sub(attendu));
    let sommet = MEMOIRE.max_allocated();
    en_cours(None);
    let faute = match obtenu {
        Ok(true) => None,
        Ok(false) => Some("ne donne ni chiffres ni erreur".to_owned()),
        Err(_) => Some("panique".to_owned()),
    };
    let octets = if sommet > plus_haut { sommet.saturating_sub(avant) } else { 0 };
    let sans_mesure = invisible.then(|| "vient après plus gros que lui : sa mémoire ne se mesure pas".to_owned());
    (duree, octets, faute.into_iter().chain(sans_mesure).collect())
}

/// How long this thread has waited while others had the processors; nothing where the system does not say.
fn attente() -> Duration {
    let comptes = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(comptes.split(' ').nth(1).and_then(|n| n.parse().ok()).unwrap_or(0))
}

fn en_cours(suivant: Option<EnCours>) {
    *EN_COURS.lock().unwrap_or_else(PoisonError::into_inner) = suivant;
}

/// Stops everything when a run lasts or grows beyond hope, and says which.
#[allow(clippy::print_stderr, reason = "the process ends here: nothing else can speak")]
fn surveille() {
    loop {
        thread::sleep(Duration::from_millis(20));
        let en_cours = EN_COURS.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(run) = en_cours.as_ref() else { continue };
        let octets = MEMOIRE.allocated();
        if run.debut.elapsed() > DUREE_FATALE || octets > OCTETS_FATALS {
            let ou = garde(&run.nom, &run.sources);
            let (nom, duree, mio) = (&run.nom, run.debut.elapsed(), octets >> 20);
            eprintln!("{nom} ne finit pas : {duree:?}, {mio} Mio ; ses fichiers sont dans {}", ou.display());
            process::exit(101);
        }
    }
}

/// Leaves the files of a run where `trame controler` can be tried on them.
pub(crate) fn garde(nom: &str, sources: &[Source]) -> PathBuf {
    let dossier = racine().join("target/mutations").join(nom);
    for source in sources {
        let chemin = dossier.join(&source.chemin);
        fs::create_dir_all(chemin.parent().unwrap()).unwrap();
        fs::write(chemin, &source.octets).unwrap();
    }
    dossier
}
