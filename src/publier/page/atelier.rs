//! The folder as it is now, read once for every request that comes before it changes. One reading and one layout at a
//! time, off the requests; those that wait share what comes out.

use super::composition::Etapes;
use super::deposer::Reserve;
use super::horloge;
use super::lecture::{self, Attendu};
use super::relecture::{self, TextesChanges};
use super::textes::Apercus;
use crate::domaine::dossier::{Depot, Source};
use crate::domaine::mois::Mois;
use crate::publier::erreur::Error;
use crate::publier::fichiers::{self, Disque, Empreinte};
use crate::publier::guet;
use crate::{Preparation, preparer_a_fin};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tokio::sync::{Mutex as Tour, OnceCell, SetOnce, watch};
use tokio::task::spawn_blocking;

/// A folder, and the last that is known of it.
pub(super) struct Atelier {
    /// Chosen once for a run: no page that is open can write in another folder than the one that it shows.
    dossier: SetOnce<PathBuf>,
    derniere: watch::Sender<Option<Arc<Vue>>>,
    /// What was dropped and is not kept yet.
    pub(super) reserve: Reserve,
    /// What could not be taken from last year, when the folder was prepared in this run.
    pub(super) reprise: Mutex<Vec<String>>,
    /// One reading at a time.
    lecture: Tour<()>,
    /// Readings begun.
    commencees: AtomicU64,
    /// One layout at a time: Typst uses every processor.
    pub(super) composition: Tour<()>,
    /// What texts being written look like.
    pub(super) apercus: Arc<Apercus>,
    /// The way to its files.
    pub(super) disque: Disque,
}

/// What was read, checked and computed of the folder at one moment.
pub(super) struct Vue {
    /// Grows with each change.
    pub(super) version: u64,
    /// The rank of the reading that it comes from.
    lecture: u64,
    empreinte: Empreinte,
    /// The files as they were read.
    depot: Depot,
    /// The files that do not open: what is shown of them is what was read before, or nothing.
    pub(super) attendus: Vec<Attendu>,
    pub(super) preparation: Preparation,
    pub(super) etapes: Etapes,
    /// The tables that its figures make, once somebody asked for their names.
    pub(super) noms_des_csv: OnceCell<Vec<String>>,
    /// When it was read.
    pub(super) lue: SystemTime,
    /// The last month that it was cut at.
    coupee: Mutex<Option<Coupee>>,
}

/// The folder cut at the end of a month.
type Coupee = (Mois, Arc<Preparation>);

/// What a reading gives.
struct Lu {
    depot: Depot,
    attendus: Vec<Attendu>,
    preparation: Preparation,
    coupee: Option<Coupee>,
}

/// A folder as it stood at the end of a month: the whole of it when that is the last month known.
pub(super) struct Coupe {
    vue: Arc<Vue>,
    avant: Option<Arc<Preparation>>,
}

impl Coupe {
    pub(super) fn preparation(&self) -> &Preparation {
        self.avant.as_deref().unwrap_or(&self.vue.preparation)
    }

    /// True when later months were left aside.
    pub(super) fn est_partielle(&self) -> bool {
        self.avant.is_some()
    }
}

impl Atelier {
    pub(super) fn new(dossier: PathBuf) -> Self {
        Self { dossier: SetOnce::new_with(Some(dossier)), ..Self::sans_dossier() }
    }

    /// The same through another disk.
    #[cfg(test)]
    pub(super) fn par(dossier: PathBuf, disque: Disque) -> Self {
        Self { disque, ..Self::new(dossier) }
    }

    /// No folder yet: [`Atelier::choisit`] gives one.
    pub(super) fn sans_dossier() -> Self {
        Self {
            dossier: SetOnce::new(),
            derniere: watch::Sender::new(None),
            reserve: Reserve::default(),
            reprise: Mutex::default(),
            lecture: Tour::default(),
            commencees: AtomicU64::new(0),
            composition: Tour::default(),
            apercus: Arc::default(),
            disque: Disque::default(),
        }
    }

    /// The folder, as the user named it; empty until one is chosen, when only the choice is shown.
    pub(super) fn dossier(&self) -> &Path {
        self.dossier.get().map_or(Path::new(""), PathBuf::as_path)
    }

    pub(super) fn est_choisi(&self) -> bool {
        self.dossier.initialized()
    }

    /// Opens a folder; false when one was chosen already.
    pub(super) fn choisit(&self, dossier: PathBuf) -> bool {
        self.dossier.set(dossier).is_ok()
    }

    /// Waits until a folder is chosen.
    pub(super) async fn choisi(&self) -> &Path {
        self.dossier.wait().await
    }

    /// Told each time that the folder was read again.
    pub(super) fn suivi(&self) -> watch::Receiver<Option<Arc<Vue>>> {
        self.derniere.subscribe()
    }

    /// The folder as it is on the disk at this moment, or later: those who wait for a reading share the first one that began
    /// after they came, however often the folder changes.
    pub(super) async fn vue(&self) -> Result<Arc<Vue>, Error> {
        let arrivee = self.commencees.load(Ordering::SeqCst);
        let empreinte = self.empreinte().await?;
        if let Some(vue) = self.connue(&empreinte).await {
            return Ok(vue);
        }
        let _tour = self.lecture.lock().await;
        if let Some(vue) = self.derniere.borrow().clone().filter(|vue| vue.lecture > arrivee) {
            return Ok(vue);
        }
        let lecture = self.commencees.fetch_add(1, Ordering::SeqCst) + 1;
        let empreinte = self.empreinte_au_repos().await?;
        if let Some(vue) = self.connue(&empreinte).await {
            return Ok(vue);
        }
        let (dossier, disque, avant) = (self.dossier().to_owned(), self.disque.clone(), self.derniere.borrow().clone());
        let version = avant.as_ref().map_or(1, |vue| vue.version + 1);
        let lu = en_fond(move || {
            let (depot, attendus) = lecture::lis(&disque, &dossier, avant.as_deref())?;
            let changes = avant.as_ref().and_then(|avant| TextesChanges::entre(&avant.depot, &depot));
            let preparation =
                relecture::prepare(avant.as_ref().map(|avant| &avant.preparation), changes.as_ref(), &depot);
            let coupee = avant.and_then(|avant| avant.coupee()).zip(changes);
            let coupee = coupee.map(|((mois, coupee), changes)| (mois, Arc::new(changes.dans(&coupee))));
            Ok(Lu { depot, attendus, preparation, coupee })
        });
        let Lu { depot, attendus, preparation, coupee } = lu.await?;
        let vue = Arc::new(Vue {
            version,
            lecture,
            empreinte,
            depot,
            attendus,
            preparation,
            etapes: Etapes::default(),
            noms_des_csv: OnceCell::new(),
            lue: horloge::maintenant(),
            coupee: Mutex::new(coupee),
        });
        self.derniere.send_replace(Some(Arc::clone(&vue)));
        Ok(vue)
    }

    async fn empreinte(&self) -> Result<Empreinte, Error> {
        let dossier = self.dossier().to_owned();
        en_fond(move || fichiers::empreinte(&dossier)).await
    }

    /// The same once a file that is being saved is back in its place: what it is meanwhile is never shown.
    async fn empreinte_au_repos(&self) -> Result<Empreinte, Error> {
        let connue = self.derniere.borrow().as_ref().map(|vue| vue.empreinte.clone());
        let vite = match connue {
            Some(connue) => guet::au_plus_vite(&self.disque, self.dossier(), &connue).await,
            None => None,
        };
        match vite {
            Some(empreinte) => Ok(empreinte),
            None => self.empreinte().await,
        }
    }

    /// What was read of this state of the folder, while nothing more can be.
    async fn connue(&self, empreinte: &Empreinte) -> Option<Arc<Vue>> {
        let vue = self.derniere.borrow().clone().filter(|vue| vue.empreinte == *empreinte)?;
        let attendus: Vec<String> = vue.attendus.iter().map(|attendu| attendu.chemin.clone()).collect();
        let (dossier, disque) = (self.dossier().to_owned(), self.disque.clone());
        let revient = !attendus.is_empty()
            && en_fond(move || Ok(lecture::revient(&disque, &dossier, &attendus))).await.unwrap_or(true);
        (!revient).then_some(vue)
    }

    /// True while a file of the last reading is kept closed.
    pub(super) fn attend_un_fichier(&self) -> bool {
        self.derniere.borrow().as_ref().is_some_and(|vue| !vue.attendus.is_empty())
    }

    /// The folder cut at the end of a month; whole without one.
    pub(super) async fn a_fin(&self, vue: &Arc<Vue>, mois: Option<Mois>) -> Result<Coupe, Error> {
        let entiere = Coupe { vue: Arc::clone(vue), avant: None };
        let connu = vue.preparation.indicateurs().map(|indicateurs| indicateurs.jusqu_a);
        let Some(mois) = mois.filter(|mois| connu.is_some_and(|connu| *mois < connu)) else { return Ok(entiere) };
        if let Some((_, avant)) = vue.coupee().filter(|(deja, _)| *deja == mois) {
            return Ok(Coupe { avant: Some(avant), ..entiere });
        }
        let _tour = self.lecture.lock().await;
        if let Some((_, avant)) = vue.coupee().filter(|(deja, _)| *deja == mois) {
            return Ok(Coupe { avant: Some(avant), ..entiere });
        }
        let depot = vue.depot.clone();
        let avant = en_fond(move || Ok(Arc::new(preparer_a_fin(depot, &mois.to_string())?))).await?;
        *vue.coupee.lock().unwrap_or_else(PoisonError::into_inner) = Some((mois, Arc::clone(&avant)));
        Ok(Coupe { avant: Some(avant), ..entiere })
    }

    /// True while nothing newer was read.
    pub(super) fn est_actuelle(&self, vue: &Vue) -> bool {
        self.derniere.borrow().as_ref().is_none_or(|derniere| derniere.version == vue.version)
    }
}

impl Vue {
    /// A file as it was read.
    pub(super) fn source(&self, chemin: &str) -> Option<&Source> {
        self.depot.sources.iter().find(|source| source.chemin == chemin)
    }

    /// The files of a sub-folder, as they were read.
    pub(super) fn sources(&self, dossier: &str) -> impl Iterator<Item = &Source> {
        let debut = format!("{dossier}/");
        self.depot.sources.iter().filter(move |source| source.chemin.starts_with(&debut))
    }

    /// The folder as it would be with this file.
    pub(super) fn avec(&self, source: Source) -> Depot {
        let Depot { sources, ecartes } = self.sans(&source.chemin);
        Depot { sources: sources.into_iter().chain([source]).collect(), ecartes }
    }

    /// The folder as it would be without a file.
    pub(super) fn sans(&self, chemin: &str) -> Depot {
        let Depot { sources, ecartes } = &self.depot;
        Depot {
            sources: sources.iter().filter(|source| source.chemin != chemin).cloned().collect(),
            ecartes: ecartes.iter().filter(|ecarte| ecarte.chemin != chemin).cloned().collect(),
        }
    }

    fn coupee(&self) -> Option<Coupee> {
        self.coupee.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// When a file was last written.
    pub(super) fn modifie(&self, chemin: &str) -> Option<SystemTime> {
        self.empreinte.modifie(chemin)
    }
}

/// Runs what takes time off the requests.
pub(super) async fn en_fond<T: Send + 'static>(
    travail: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(travail).await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
}
