//! The folder as it is now, read once for every request that comes before it changes. One reading and one layout at a
//! time, off the requests; those that wait share what comes out.

use crate::composer::{Error as Composition, Pages};
use crate::domaine::edition::Edition;
use crate::domaine::mois::Mois;
use crate::publier::erreur::Error;
use crate::publier::fichiers::{self, Empreinte};
use crate::{Preparation, Refus, preparer, preparer_a_fin};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tokio::sync::{Mutex as Tour, watch};
use tokio::task::spawn_blocking;

/// A folder, and the last that is known of it.
pub(super) struct Atelier {
    dossier: PathBuf,
    derniere: watch::Sender<Option<Arc<Vue>>>,
    /// One reading at a time.
    lecture: Tour<()>,
    /// One layout at a time: Typst uses every processor.
    composition: Tour<()>,
}

/// What was read, checked and computed of the folder at one moment.
pub(super) struct Vue {
    /// Grows with each change.
    pub(super) version: u64,
    empreinte: Empreinte,
    pub(super) preparation: Preparation,
    pages: Mutex<BTreeMap<&'static str, Arc<Pages>>>,
    /// When it was read.
    pub(super) lue: SystemTime,
    /// The last month that it was cut at.
    coupee: Mutex<Option<(Mois, Arc<Preparation>)>>,
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

/// Why there are no pages.
#[derive(Debug, thiserror::Error)]
pub(super) enum SansPages {
    #[error(transparent)]
    Refuse(#[from] Refus),
    #[error(transparent)]
    Composition(#[from] Composition),
}

impl Atelier {
    pub(super) fn new(dossier: PathBuf) -> Self {
        Self { dossier, derniere: watch::Sender::new(None), lecture: Tour::new(()), composition: Tour::new(()) }
    }

    /// The folder, as the user named it.
    pub(super) fn dossier(&self) -> &Path {
        &self.dossier
    }

    /// Told each time that the folder was read again.
    pub(super) fn suivi(&self) -> watch::Receiver<Option<Arc<Vue>>> {
        self.derniere.subscribe()
    }

    /// The folder as it is on the disk at this moment.
    pub(super) async fn vue(&self) -> Result<Arc<Vue>, Error> {
        let empreinte = self.empreinte().await?;
        if let Some(vue) = self.connue(&empreinte) {
            return Ok(vue);
        }
        let _tour = self.lecture.lock().await;
        // another request may have read it meanwhile
        let empreinte = self.empreinte().await?;
        if let Some(vue) = self.connue(&empreinte) {
            return Ok(vue);
        }
        let dossier = self.dossier.clone();
        let preparation = en_fond(move || Ok(preparer(fichiers::depot(&dossier)?))).await?;
        let version = self.derniere.borrow().as_ref().map_or(1, |vue| vue.version + 1);
        let (lue, pages, coupee) = (SystemTime::now(), Mutex::default(), Mutex::default());
        let vue = Arc::new(Vue { version, empreinte, preparation, pages, lue, coupee });
        self.derniere.send_replace(Some(Arc::clone(&vue)));
        Ok(vue)
    }

    async fn empreinte(&self) -> Result<Empreinte, Error> {
        let dossier = self.dossier.clone();
        en_fond(move || fichiers::empreinte(&dossier)).await
    }

    fn connue(&self, empreinte: &Empreinte) -> Option<Arc<Vue>> {
        self.derniere.borrow().clone().filter(|vue| vue.empreinte == *empreinte)
    }

    /// The folder cut at the end of a month; whole without one.
    pub(super) async fn a_fin(&self, vue: &Arc<Vue>, mois: Option<Mois>) -> Result<Coupe, Error> {
        let entiere = Coupe { vue: Arc::clone(vue), avant: None };
        let connu = vue.preparation.indicateurs().map(|indicateurs| indicateurs.jusqu_a);
        let Some(mois) = mois.filter(|mois| connu.is_some_and(|connu| *mois < connu)) else { return Ok(entiere) };
        let deja = || vue.coupee.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, avant)) = deja().filter(|(deja, _)| *deja == mois) {
            return Ok(Coupe { avant: Some(avant), ..entiere });
        }
        let _tour = self.lecture.lock().await;
        if let Some((_, avant)) = deja().filter(|(deja, _)| *deja == mois) {
            return Ok(Coupe { avant: Some(avant), ..entiere });
        }
        let dossier = self.dossier.clone();
        let avant =
            en_fond(move || Ok(Arc::new(preparer_a_fin(fichiers::depot(&dossier)?, &mois.to_string())?))).await?;
        *vue.coupee.lock().unwrap_or_else(PoisonError::into_inner) = Some((mois, Arc::clone(&avant)));
        Ok(Coupe { avant: Some(avant), ..entiere })
    }

    /// The pages of an edition, laid out once for a state of the folder.
    pub(super) async fn pages(&self, vue: &Arc<Vue>, edition: Edition) -> Result<Arc<Pages>, SansPages> {
        if let Some(pages) = vue.deja(edition) {
            return Ok(pages);
        }
        let _tour = self.composition.lock().await;
        if let Some(pages) = vue.deja(edition) {
            return Ok(pages);
        }
        let celle = Arc::clone(vue);
        let composees = spawn_blocking(move || {
            let projet = celle.preparation.projet(edition)?;
            Ok::<_, SansPages>(Arc::new(Pages::new(&projet)?))
        });
        let pages = composees.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))?;
        vue.pages.lock().unwrap_or_else(PoisonError::into_inner).insert(edition.cle(), Arc::clone(&pages));
        Ok(pages)
    }
}

impl Vue {
    /// When a file of the folder was last written, by its path in the folder.
    pub(super) fn enregistre(&self, dossier: &Path, chemin: &str) -> Option<SystemTime> {
        self.empreinte.enregistre(&dossier.join(chemin))
    }

    fn deja(&self, edition: Edition) -> Option<Arc<Pages>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).get(edition.cle()).cloned()
    }
}

/// Runs what takes time off the requests.
pub(super) async fn en_fond<T: Send + 'static>(
    travail: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(travail).await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
}
