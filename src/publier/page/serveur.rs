//! Opens a port of this machine, serves until Ctrl-C or until nobody asks any more.

use super::atelier::Atelier;
use super::gardien::Gardien;
use super::vie::Vie;
use super::{Etat, changements, routes};
use crate::publier::erreur::Error;
use crate::publier::{fichiers, signal};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::timeout;

/// What is left to requests being answered when the end is called: a save is not cut, a slow reader is.
const DELAI: Duration = Duration::from_secs(1);

/// What `trame ouvrir` was asked.
pub(in crate::publier) struct Ouverture {
    /// `None`: the page asks for it.
    pub(in crate::publier) dossier: Option<PathBuf>,
    /// The port to try first; another free one when it is taken.
    pub(in crate::publier) port: u16,
    /// Stops when nobody was there for so long.
    pub(in crate::publier) inactif: Option<Duration>,
}

/// Where the page is, once it can be opened.
pub(in crate::publier) struct Adresses {
    /// To be shown to who started Trame.
    pub(in crate::publier) lisible: String,
    /// To be given to the browser: it opens once.
    pub(in crate::publier) unique: Option<String>,
}

/// Serves the folder until it is told to stop. `ouverte` is called once the page can be opened.
pub(in crate::publier) fn ouvre(ouverture: Ouverture, ouverte: impl FnOnce(Adresses)) -> Result<(), Error> {
    let moteur = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::Server)?;
    let issue = moteur.block_on(sert(ouverture, ouverte));
    // what is being read or laid out is of no use to anybody any more
    moteur.shutdown_timeout(DELAI / 2);
    issue
}

async fn sert(ouverture: Ouverture, ouverte: impl FnOnce(Adresses)) -> Result<(), Error> {
    let ecoute = ecoute(ouverture.port).await.map_err(Error::Server)?;
    let port = ecoute.local_addr().map_err(Error::Server)?.port();
    let gardien = Arc::new(Gardien::new(port)?);
    if let Some(dossier) = &ouverture.dossier {
        fichiers::nettoie(dossier);
    }
    let atelier = Arc::new(ouverture.dossier.map_or_else(Atelier::sans_dossier, Atelier::new));
    let etat = Etat { atelier, gardien, vie: Arc::new(Vie::new()) };
    let mut arret = etat.vie.fin();
    let service = axum::serve(ecoute, routes(etat.clone())).with_graceful_shutdown(async move {
        let _ = arret.wait_for(|fin| *fin).await;
    });
    let service = tokio::spawn(service.into_future());
    tokio::spawn(changements::veille(etat.clone()));
    ouverte(Adresses { lisible: etat.gardien.adresse(), unique: etat.gardien.adresse_unique() });
    let sans_personne = {
        let vie = Arc::clone(&etat.vie);
        async move {
            match ouverture.inactif {
                Some(duree) => vie.inactive(duree).await,
                None => std::future::pending().await,
            }
        }
    };
    signal::premier(signal::arret(), sans_personne).await;
    etat.vie.finit();
    match timeout(DELAI, service).await {
        Ok(Ok(issue)) => issue.map_err(Error::Server),
        Ok(Err(_)) | Err(_) => Ok(()),
    }
}

/// The port asked for, else any free one.
async fn ecoute(port: u16) -> std::io::Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
        Ok(ecoute) => Ok(ecoute),
        Err(_) if port != 0 => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await,
        Err(erreur) => Err(erreur),
    }
}
