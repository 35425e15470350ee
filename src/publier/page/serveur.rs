//! Opens a port of this machine, serves until Ctrl-C or until nobody asks any more.

use super::atelier::Atelier;
use super::gardien::Gardien;
use super::{Etat, routes};
use crate::publier::erreur::Error;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

/// What `trame ouvrir` was asked.
pub(in crate::publier) struct Ouverture {
    pub(in crate::publier) dossier: PathBuf,
    /// The port to try first; another free one when it is taken.
    pub(in crate::publier) port: u16,
}

/// Serves the folder until it is told to stop. `ouverte` is called with the address once it can be opened.
pub(in crate::publier) fn ouvre(ouverture: Ouverture, ouverte: impl FnOnce(&str)) -> Result<(), Error> {
    let moteur = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::Server)?;
    moteur.block_on(async {
        let ecoute = ecoute(ouverture.port).await.map_err(Error::Server)?;
        let port = ecoute.local_addr().map_err(Error::Server)?.port();
        let gardien = Arc::new(Gardien::new(port)?);
        let atelier = Arc::new(Atelier::new(ouverture.dossier));
        let adresse = gardien.adresse();
        let service = axum::serve(ecoute, routes(Etat { atelier, gardien }));
        ouverte(&adresse);
        service.with_graceful_shutdown(fin()).await.map_err(Error::Server)
    })
}

/// The port asked for, else any free one.
async fn ecoute(port: u16) -> std::io::Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
        Ok(ecoute) => Ok(ecoute),
        Err(_) if port != 0 => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await,
        Err(erreur) => Err(erreur),
    }
}

async fn fin() {
    // without a signal handler, only the window can be closed
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
