//! The local page: the same program for people who never open a terminal. It listens on this machine only, shows what the
//! library says of one folder, and writes in that folder only what was asked for.

mod accueil;
mod atelier;
mod bord;
mod chiffres;
mod gabarits;
mod gardien;
mod reponse;
mod serveur;
mod statiques;
#[cfg(test)]
mod tests;

use atelier::Atelier;
use axum::Router;
use gardien::Gardien;
use std::sync::Arc;

pub(super) use serveur::{Ouverture, ouvre};

/// What every request may use.
#[derive(Clone)]
struct Etat {
    atelier: Arc<Atelier>,
    gardien: Arc<Gardien>,
}

/// Every page, behind the guard. One line per module: each has its own routes.
fn routes(etat: Etat) -> Router {
    let pages = Router::new()
        .merge(accueil::routes())
        .merge(bord::routes())
        .merge(chiffres::routes())
        .merge(statiques::routes());
    let gardien = axum::middleware::from_fn_with_state(etat.clone(), gardien::garde);
    pages.fallback(reponse::introuvable).layer(gardien).with_state(etat)
}
