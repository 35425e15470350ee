//! Tells the open pages that the folder changed: the number of each new reading, as it comes.

use super::Etat;
use crate::publier::guet::Guet;
use axum::Router;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

/// Between two signs of life: a page that was closed is found out then.
const SIGNE_DE_VIE: Duration = Duration::from_secs(15);
/// Between two tries at a file that is open in another program.
const RELANCE: Duration = Duration::from_secs(2);

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/changements", get(changements))
}

async fn changements(State(etat): State<Etat>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let presence = etat.vie.entre();
    let lectures = WatchStream::new(etat.atelier.suivi());
    let lectures = lectures.filter_map(|vue| vue.map(|vue| Some(vue.version)));
    let fin = WatchStream::new(etat.vie.fin()).filter_map(|fin| fin.then_some(None));
    let versions = lectures.merge(fin).map_while(move |version| {
        let _la_tant_que_le_flux_dure = &presence;
        version.map(|version| Ok(Event::default().event("version").data(version.to_string())))
    });
    Sse::new(versions).keep_alive(KeepAlive::new().interval(SIGNE_DE_VIE))
}

/// Reads the folder again each time that a file in it changed, for the pages that listen; and when a file that another
/// program kept closed can be read at last, which no system tells.
pub(super) async fn veille(etat: Etat) {
    let dossier = etat.atelier.choisi().await.to_owned();
    let atelier = Arc::clone(&etat.atelier);
    let disque = atelier.disque.clone();
    let Ok(mut guet) = tokio::task::spawn_blocking(move || Guet::new(dossier, disque)).await else {
        return;
    };
    loop {
        let mut change = pin!(guet.change());
        while timeout(RELANCE, &mut change).await.is_err() {
            if atelier.attend_un_fichier() {
                let _ = atelier.vue().await;
            }
        }
        // a folder that cannot be read now is said to whoever asks for a page
        let _ = atelier.vue().await;
    }
}
