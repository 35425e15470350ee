//! « Où en est-on ? »: which months are in, which are missing, what to do next.

use super::reponse::{Reponse, page};
use super::{Etat, gabarits};
use axum::Router;
use axum::extract::State;
use axum::routing::get;

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/", get(accueil))
}

async fn accueil(State(etat): State<Etat>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let contexte = gabarits::contexte(&etat, &vue, "Où en est-on ?", "accueil");
    page("accueil.html", &contexte)
}
