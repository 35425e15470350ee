//! « Contrôles »: every problem of the folder, file by file, with its row, its remedy, its page of the catalogue, and the
//! tables to correct given back as workbooks.

mod aide;
mod choix;
mod liste;

pub(super) use choix::lien;

use super::atelier::en_fond;
use super::reponse::{Echec, Reponse, fichier, page};
use super::{Etat, gabarits};
use crate::publier::erreur::Error;
use crate::publier::{annotation, json};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use choix::Choix;
use std::collections::BTreeMap;

const CLASSEUR: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn routes() -> Router<Etat> {
    Router::new()
        .route("/controles", get(controles))
        .route("/controles.json", get(en_json))
        .route("/controles/annote/{*chemin}", get(annote))
        .merge(aide::routes())
}

async fn controles(State(etat): State<Etat>, Query(question): Query<BTreeMap<String, String>>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let mut contexte = gabarits::contexte(&etat, &vue, "Contrôles", "controles");
    let choix = Choix::new(&question);
    let contenu = en_fond(move || Ok(liste::contenu(&vue.preparation, &choix))).await?;
    contexte.insert("contenu", &contenu);
    page("controles.html", &contexte)
}

/// What `controler --format json` prints.
async fn en_json(State(etat): State<Etat>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let texte = en_fond(move || {
        let preparation = &vue.preparation;
        Ok(format!("{:#}\n", json::controles(&preparation.constats, preparation.dossier())))
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], texte.await?).into_response())
}

/// The workbook of one table. Its path is looked up among those of the folder, never followed.
async fn annote(State(etat): State<Etat>, Path(chemin): Path<String>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let classeur = en_fond(move || {
        let preparation = &vue.preparation;
        annotation::du_fichier(&chemin, &preparation.constats, preparation.dossier()).map_err(Error::from)
    });
    match classeur.await? {
        Some(classeur) => Ok(fichier(&classeur.nom, CLASSEUR, classeur.octets)),
        None => Err(Echec::introuvable("aucun tableau de ce nom n’a de constat dans ce dossier")),
    }
}
