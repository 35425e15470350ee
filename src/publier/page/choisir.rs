//! Which folder? Asked once, when Trame was started without one; it does not change under an open page.

use super::atelier::en_fond;
use super::reponse::{Echec, Reponse, page, vers};
use super::{Etat, chemins, proches};
use crate::francais::majuscule;
use crate::publier::fichiers;
use axum::Router;
use axum::extract::{Form, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use tera::Context;

const CHOISIR: &str = "/choisir";

pub(super) fn routes() -> Router<Etat> {
    Router::new().route(CHOISIR, get(demande).post(choisit))
}

/// Until a folder is chosen, every page leads to the choice; the assistant that prepares one is open.
pub(super) async fn aiguille(State(etat): State<Etat>, demande: Request, suite: Next) -> Response {
    let chemin = demande.uri().path();
    let ouvert = ["/nouveau", CHOISIR, "/statique"];
    let ouvert = ouvert
        .iter()
        .any(|debut| chemin.strip_prefix(debut).is_some_and(|reste| reste.is_empty() || reste.starts_with('/')));
    match etat.atelier.est_choisi() || ouvert {
        true => suite.run(demande).await,
        false if demande.method() == Method::GET => vers(CHOISIR),
        false => Echec::conflit("choisir d’abord un dossier").into_response(),
    }
}

/// True when the folder of the page has settings: there is nothing left to prepare.
pub(super) fn est_ouvert(etat: &Etat) -> bool {
    etat.atelier.est_choisi() && fichiers::est_un_dossier_de_service(etat.atelier.dossier())
}

async fn demande(State(etat): State<Etat>) -> Reponse {
    if etat.atelier.est_choisi() {
        return Ok(vers("/"));
    }
    montre(StatusCode::OK, "", None).await
}

async fn montre(etat: StatusCode, saisi: &str, faute: Option<String>) -> Reponse {
    let proches = en_fond(|| Ok(proches::dossiers())).await?;
    let mut contexte = Context::new();
    contexte.insert("titre", &crate::francais::typographie("Quel dossier ouvrir ?"));
    contexte.insert("rubrique", "");
    contexte.insert("sans_dossier", &true);
    contexte.insert("proches", &proches);
    contexte.insert("saisi", saisi);
    contexte.insert("dite", &faute.as_deref().map(majuscule));
    contexte.insert("faute", &faute);
    Ok((etat, page("choisir.html", &contexte)?).into_response())
}

#[derive(Deserialize)]
struct Choix {
    dossier: String,
}

async fn choisit(State(etat): State<Etat>, Form(choix): Form<Choix>) -> Reponse {
    let saisi = choix.dossier.clone();
    let dossier = match en_fond(move || Ok(verifie(&choix.dossier))).await? {
        Ok(dossier) => dossier,
        Err(faute) => return montre(StatusCode::BAD_REQUEST, &saisi, Some(faute)).await,
    };
    if etat.atelier.choisit(dossier) {
        return Ok(vers("/"));
    }
    let raison = "un dossier est déjà ouvert ici ; pour en ouvrir un autre, lancer Trame une seconde fois";
    Err(Echec::conflit(crate::francais::typographie(raison)))
}

/// The folder that a person typed or pasted, or why it cannot be opened.
fn verifie(saisi: &str) -> Result<PathBuf, String> {
    let phrase = |texte: String| crate::francais::typographie(&texte);
    let dossier = chemins::lu(saisi)?;
    // the file itself is often what people point to
    let dossier = if dossier.ends_with(fichiers::RAPPORT) {
        dossier.parent().map(Path::to_owned).unwrap_or_default()
    } else {
        dossier
    };
    if !dossier.is_dir() {
        return Err(phrase(format!("« {} » n’est pas un dossier de cet ordinateur", dossier.display())));
    }
    if !fichiers::est_un_dossier_de_service(&dossier) {
        let manque = "il n’y a pas de fichier rapport.toml dans « {} » : choisir le dossier qui le contient, ou en préparer un nouveau";
        return Err(phrase(manque.replace("{}", &dossier.display().to_string())));
    }
    Ok(dossier)
}
