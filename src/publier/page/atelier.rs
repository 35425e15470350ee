//! The folder as it is now, read once for every request that comes before it changes. One reading and one layout at a
//! time, off the requests; those that wait share what comes out.

use super::composition::Etapes;
use crate::publier::erreur::Error;
use crate::publier::fichiers::{self, Empreinte};
use crate::{Preparation, preparer};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::{Mutex as Tour, watch};
use tokio::task::spawn_blocking;

/// A folder, and the last that is known of it.
pub(super) struct Atelier {
    dossier: PathBuf,
    derniere: watch::Sender<Option<Arc<Vue>>>,
    /// One reading at a time.
    lecture: Tour<()>,
    /// One layout at a time: Typst uses every processor.
    pub(super) composition: Tour<()>,
}

/// What was read, checked and computed of the folder at one moment.
pub(super) struct Vue {
    /// Grows with each change.
    pub(super) version: u64,
    empreinte: Empreinte,
    pub(super) preparation: Preparation,
    pub(super) etapes: Etapes,
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
        let vue = Arc::new(Vue { version, empreinte, preparation, etapes: Etapes::default() });
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

    /// True while nothing newer was read.
    pub(super) fn est_actuelle(&self, vue: &Vue) -> bool {
        self.derniere.borrow().as_ref().is_none_or(|derniere| derniere.version == vue.version)
    }
}

/// Runs what takes time off the requests.
pub(super) async fn en_fond<T: Send + 'static>(
    travail: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(travail).await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
}
