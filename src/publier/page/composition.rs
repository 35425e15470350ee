//! The pages of an edition, laid out once for a state of the folder, whoever asks and however often: a request that goes
//! away stops nothing, and a page may ask how far the layout is instead of waiting for it.

use super::atelier::{Atelier, Vue};
use crate::Refus;
use crate::composer::{Error as Composition, Pages};
use crate::domaine::edition::Edition;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

/// Why there are no pages.
#[derive(Debug, Clone, thiserror::Error)]
pub(super) enum SansPages {
    #[error(transparent)]
    Refuse(#[from] Refus),
    #[error(transparent)]
    Composition(#[from] Composition),
    #[error("le dossier a changé pendant la mise en pages\u{a0}: recharger la page")]
    Perimee,
    #[error("la mise en pages s’est interrompue\u{a0}: fermer Trame et l’ouvrir à nouveau")]
    Interrompue,
}

/// How far a layout is.
#[derive(Debug, Clone)]
pub(super) enum Etape {
    /// Behind another one.
    Attente,
    /// Figures and texts.
    Dessin,
    /// Typst is at work.
    MiseEnPages,
    /// Laid out, or not.
    Finie(Result<Arc<Pages>, SansPages>),
}

/// The layouts of a state of the folder, by edition.
pub(super) struct Etapes(watch::Sender<BTreeMap<&'static str, Etape>>);

impl Default for Etapes {
    fn default() -> Self {
        Self(watch::Sender::new(BTreeMap::new()))
    }
}

impl Etapes {
    fn note(&self, edition: Edition, etape: Etape) {
        self.0.send_modify(|etapes| drop(etapes.insert(edition.cle(), etape)));
    }

    /// True for the first who asks for an edition: its layout is then to be started.
    fn commence(&self, edition: Edition) -> bool {
        self.0.send_if_modified(|etapes| {
            let nouvelle = !etapes.contains_key(edition.cle());
            etapes.entry(edition.cle()).or_insert(Etape::Attente);
            nouvelle
        })
    }

    fn de(&self, edition: Edition) -> Etape {
        self.0.borrow().get(edition.cle()).cloned().unwrap_or(Etape::Attente)
    }
}

impl Atelier {
    /// The pages of an edition, once they are laid out.
    pub(super) async fn pages(self: &Arc<Self>, vue: &Arc<Vue>, edition: Edition) -> Result<Arc<Pages>, SansPages> {
        self.avancement(vue, edition);
        let mut etapes = vue.etapes.0.subscribe();
        let finie = |etapes: &BTreeMap<_, _>| matches!(etapes.get(edition.cle()), Some(Etape::Finie(_)));
        let issue = etapes.wait_for(finie).await.map_err(|_| SansPages::Interrompue)?.get(edition.cle()).cloned();
        match issue {
            Some(Etape::Finie(issue)) => issue,
            _ => Err(SansPages::Interrompue),
        }
    }

    /// How far the layout of an edition is; it is started for the first who asks.
    pub(super) fn avancement(self: &Arc<Self>, vue: &Arc<Vue>, edition: Edition) -> Etape {
        if let Err(refus) = vue.preparation.permet(edition) {
            vue.etapes.note(edition, Etape::Finie(Err(refus.into())));
        } else if vue.etapes.commence(edition) {
            let (atelier, vue) = (Arc::clone(self), Arc::clone(vue));
            tokio::spawn(async move {
                let issue = atelier.met_en_pages(&vue, edition).await;
                vue.etapes.note(edition, Etape::Finie(issue));
            });
        }
        vue.etapes.de(edition)
    }

    async fn met_en_pages(&self, vue: &Arc<Vue>, edition: Edition) -> Result<Arc<Pages>, SansPages> {
        let _tour = self.composition.lock().await;
        // nobody needs the pages of what the folder no longer is
        if !self.est_actuelle(vue) {
            return Err(SansPages::Perimee);
        }
        let celle = Arc::clone(vue);
        let composees = spawn_blocking(move || {
            celle.etapes.note(edition, Etape::Dessin);
            let projet = celle.preparation.projet(edition)?;
            celle.etapes.note(edition, Etape::MiseEnPages);
            Ok(Arc::new(Pages::new(&projet)?))
        });
        composees.await.unwrap_or(Err(SansPages::Interrompue))
    }

    /// Runs another layout, alone too.
    pub(super) async fn a_son_tour<T: Send + 'static>(
        self: &Arc<Self>,
        travail: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, SansPages> {
        let atelier = Arc::clone(self);
        let fait = tokio::spawn(async move {
            let _tour = atelier.composition.lock().await;
            spawn_blocking(travail).await
        });
        fait.await.and_then(|fait| fait).map_err(|_| SansPages::Interrompue)
    }
}
