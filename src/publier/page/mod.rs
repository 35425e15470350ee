//! The local page: the same program for people who never open a terminal. It listens on this machine only, shows what the
//! library says of one folder, and writes in that folder only what was asked for.

mod accueil;
mod adresses;
mod atelier;
mod bord;
mod changements;
mod chemins;
mod chiffres;
mod choisir;
mod composition;
mod controles;
mod deposer;
mod facturation;
mod gabarits;
mod gardien;
mod gestes;
mod horloge;
mod lecture;
mod nouveau;
mod proches;
mod rapport;
mod reglages;
mod relecture;
mod reponse;
mod serveur;
mod statiques;
#[cfg(test)]
mod tests;
mod textes;
mod vie;

use atelier::Atelier;
use axum::Router;
use gardien::Gardien;
use std::sync::Arc;
use vie::Vie;

pub(super) use serveur::{Ouverture, ouvre};

/// What every request may use.
#[derive(Clone)]
struct Etat {
    atelier: Arc<Atelier>,
    gardien: Arc<Gardien>,
    vie: Arc<Vie>,
}

/// Every page, behind the guard. One line per module: each has its own routes.
fn routes(etat: Etat) -> Router {
    let pages = Router::new()
        .merge(accueil::routes())
        .merge(bord::routes())
        .merge(changements::routes())
        .merge(chiffres::routes())
        .merge(choisir::routes())
        .merge(controles::routes())
        .merge(deposer::routes())
        .merge(facturation::routes())
        .merge(nouveau::routes())
        .merge(rapport::routes())
        .merge(reglages::routes())
        .merge(statiques::routes())
        .merge(textes::routes());
    let aiguillage = axum::middleware::from_fn_with_state(etat.clone(), choisir::aiguille);
    let presences = axum::middleware::from_fn_with_state(etat.clone(), vie::compte);
    let gardien = axum::middleware::from_fn_with_state(etat.clone(), gardien::garde);
    pages.fallback(reponse::introuvable).layer(aiguillage).layer(presences).layer(gardien).with_state(etat)
}
