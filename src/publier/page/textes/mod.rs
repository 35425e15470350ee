//! « Textes »: the sections of the report in order, and an editor beside their typeset pages.

mod apercu;
mod ecriture;
mod editeur;
mod inserer;
mod liste;
mod nouveau;
mod plan;
mod reprise;

pub(super) use apercu::Apercus;
pub(super) use plan::a_ecrire;

use super::Etat;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// Most bytes of a form: the longest text, every byte of it written as three.
const CORPS: usize = 3 * ecriture::PLUS_LONG + (64 << 10);

pub(super) fn routes() -> Router<Etat> {
    Router::new()
        .route("/textes", get(liste::montre).post(reprise::reprend))
        .route("/textes-a-reprendre", get(reprise::montre))
        .route("/textes-nouveau", post(nouveau::cree))
        .route("/textes/{section}", get(editeur::montre).post(editeur::garde))
        .route("/textes/{section}/verifier", post(editeur::verifie))
        .route("/textes/{section}/apercu", post(editeur::apercoit))
        .route("/textes/{section}/apercu/{numero}/{rang}", get(editeur::feuille))
        .layer(DefaultBodyLimit::max(CORPS))
}
