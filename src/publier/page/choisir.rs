//! Which folder? Asked once, when Trame was started without one; it does not change under an open page.

use super::reponse::{Echec, Reponse, page, vers};
use super::{Etat, proches};
use crate::publier::fichiers;
use axum::extract::{Form, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, http::Method};
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

async fn demande(State(etat): State<Etat>) -> Reponse {
    if etat.atelier.est_choisi() {
        return Ok(vers("/"));
    }
    let proches = super::atelier::en_fond(|| Ok(proches::dossiers())).await?;
    let mut contexte = Context::new();
    contexte.insert("titre", "Quel dossier ouvrir ?");
    contexte.insert("rubrique", "");
    contexte.insert("sans_dossier", &true);
    contexte.insert("proches", &proches);
    page("choisir.html", &contexte)
}

#[derive(Deserialize)]
struct Choix {
    dossier: String,
}

async fn choisit(State(etat): State<Etat>, Form(choix): Form<Choix>) -> Reponse {
    let dossier = super::atelier::en_fond(move || Ok(verifie(&choix.dossier))).await?.map_err(Echec::refus)?;
    if etat.atelier.choisit(dossier) {
        return Ok(vers("/"));
    }
    let raison = "un dossier est déjà ouvert ici ; pour en ouvrir un autre, lancer Trame une seconde fois";
    Err(Echec::conflit(crate::francais::typographie(raison)))
}

/// The folder that a person typed or pasted, or why it cannot be opened.
fn verifie(saisi: &str) -> Result<PathBuf, String> {
    let saisi = saisi.trim().trim_matches(['"', '\'']).trim();
    if saisi.is_empty() {
        return Err("le chemin du dossier est vide".to_owned());
    }
    let phrase = |texte: String| crate::francais::typographie(&texte);
    let dossier = std::path::absolute(saisi).map_err(|_| phrase(format!("« {saisi} » n’est pas un chemin")))?;
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
