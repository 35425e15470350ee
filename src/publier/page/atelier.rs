//! The folder as it is now, read once for every request that comes before it changes. One reading and one layout at a
//! time, off the requests; those that wait share what comes out.

use super::deposer::Reserve;
use crate::composer::{Error as Composition, Pages};
use crate::domaine::edition::Edition;
use crate::publier::erreur::Error;
use crate::publier::fichiers::{self, Empreinte};
use crate::{Preparation, Refus, preparer};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Mutex as Tour, SetOnce, watch};
use tokio::task::spawn_blocking;

/// A folder, and the last that is known of it.
pub(super) struct Atelier {
    /// Chosen once for a run: no page that is open can write in another folder than the one that it shows.
    dossier: SetOnce<PathBuf>,
    derniere: watch::Sender<Option<Arc<Vue>>>,
    /// What was dropped and is not kept yet.
    pub(super) reserve: Reserve,
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
        Self { dossier: SetOnce::new_with(Some(dossier)), ..Self::sans_dossier() }
    }

    /// No folder yet: [`Atelier::choisit`] gives one.
    pub(super) fn sans_dossier() -> Self {
        let (lecture, composition) = (Tour::new(()), Tour::new(()));
        Self {
            dossier: SetOnce::new(),
            derniere: watch::Sender::new(None),
            reserve: Reserve::default(),
            lecture,
            composition,
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
        let dossier = self.dossier().to_owned();
        let preparation = en_fond(move || Ok(preparer(fichiers::depot(&dossier)?))).await?;
        let version = self.derniere.borrow().as_ref().map_or(1, |vue| vue.version + 1);
        let vue = Arc::new(Vue { version, empreinte, preparation, pages: Mutex::default() });
        self.derniere.send_replace(Some(Arc::clone(&vue)));
        Ok(vue)
    }

    async fn empreinte(&self) -> Result<Empreinte, Error> {
        let dossier = self.dossier().to_owned();
        en_fond(move || fichiers::empreinte(&dossier)).await
    }

    fn connue(&self, empreinte: &Empreinte) -> Option<Arc<Vue>> {
        self.derniere.borrow().clone().filter(|vue| vue.empreinte == *empreinte)
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
