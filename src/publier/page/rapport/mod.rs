//! « Rapport »: the pages as they will be printed, what still keeps an edition from being made, the files to take away, and
//! the explanation of a finding that cannot be corrected.

mod apercu;
mod editions;
mod fichiers;
mod justifier;
pub(super) mod lieu;
mod pages;

use super::Etat;
use super::composition::SansPages;
use super::reponse::Echec;
use crate::domaine::edition::Edition;
use axum::Router;
use axum::routing::{get, post};
use std::collections::BTreeMap;

/// What an address or a form says; what it says twice is taken once.
type Champs = BTreeMap<String, String>;

pub(super) fn routes() -> Router<Etat> {
    Router::new()
        .route("/rapport", get(apercu::apercu))
        .route("/rapport/etat", get(apercu::etat))
        .route("/rapport/pages/{edition}/{version}/{fichier}", get(pages::dessin))
        .route("/rapport/texte/{edition}/{page}", get(pages::texte))
        .route("/rapport/fichiers/{nom}", get(fichiers::fichier))
        .route("/rapport/fichiers/csv/{nom}", get(fichiers::csv))
        .route("/rapport/mensuel", get(fichiers::mensuel))
        .route("/rapport/ecrire", post(fichiers::ecrire))
        .route("/rapport/justifier", get(justifier::demande).post(justifier::ecrit))
}

/// The edition that an address names; the working one when it names none.
fn edition(champs: &Champs) -> Result<Edition, Echec> {
    champs.get("edition").map_or(Ok(Edition::Travail), |cle| edition_de(cle))
}

fn edition_de(cle: &str) -> Result<Edition, Echec> {
    Edition::de_cle(cle).ok_or_else(|| Echec::introuvable("cette édition n’existe pas"))
}

impl From<SansPages> for Echec {
    fn from(sans: SansPages) -> Self {
        match sans {
            SansPages::Refuse(refus) => {
                Self::refus(format!("le rapport n’est pas écrit\u{a0}: {refus}\u{202f}; la page Contrôles dit où"))
            }
            SansPages::Perimee => Self::conflit(sans.to_string()),
            SansPages::Composition(erreur) => crate::publier::erreur::Error::from(erreur).into(),
            SansPages::Interrompue => Self::refus(sans.to_string()),
        }
    }
}
