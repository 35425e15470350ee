//! The assistant of a first run: a few questions, a folder ready to be filled. What is wrong is said all at once, beside
//! what was typed.

mod formulaire;
mod reponses;

use super::Etat;
use super::atelier::en_fond;
use super::choisir::est_ouvert;
use super::reponse::{Echec, Reponse, page, vers};
use crate::francais::{majuscule, typographie};
use crate::publier::erreur::Error;
use crate::publier::fichiers;
use crate::publier::nouveau;
use axum::Router;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use formulaire::Formulaire;
use reponses::{Problemes, Travail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use tera::Context;

/// What was typed, by name of field.
type Champs = BTreeMap<String, String>;

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/nouveau", get(demande).post(recoit)).route("/nouveau/pret", get(pret))
}

async fn demande(State(etat): State<Etat>) -> Reponse {
    if est_ouvert(&etat) {
        return Ok(vers("/"));
    }
    montre(&etat, &Formulaire::default(), StatusCode::OK)
}

async fn recoit(State(etat): State<Etat>, Form(champs): Form<Champs>) -> Reponse {
    let formulaire = Formulaire::new(champs);
    if formulaire.champ("action") == "ajouter" {
        return montre(&etat, &formulaire.avec_une_ligne(), StatusCode::OK);
    }
    let choisi = etat.atelier.est_choisi().then(|| etat.atelier.dossier().to_owned());
    let lues = formulaire.clone();
    let (resultat, formulaire) = en_fond(move || Ok((prepare(&lues, choisi.as_deref())?, lues))).await?;
    match resultat {
        Err(problemes) => {
            let etat_http = problemes.etat();
            montre(&etat, &formulaire.refuse(problemes), etat_http)
        }
        Ok((dossier, manques)) => {
            if !etat.atelier.est_choisi() && !etat.atelier.choisit(dossier) {
                return Err(Echec::conflit("un dossier a été ouvert entre-temps\u{a0}: le nouveau est prêt à côté"));
            }
            let suite = if manques.is_empty() { "/" } else { "/nouveau/pret" };
            *etat.atelier.reprise.lock().unwrap_or_else(PoisonError::into_inner) = manques;
            Ok(vers(suite))
        }
    }
}

/// The folder written, and what could not be taken from last year's; else everything that is wrong.
fn prepare(formulaire: &Formulaire, choisi: Option<&Path>) -> Result<Result<(PathBuf, Vec<String>), Problemes>, Error> {
    let (dossier, travail) = match reponses::lues(formulaire, choisi) {
        Ok(lues) => lues,
        Err(problemes) => return Ok(Err(problemes)),
    };
    if let Travail::Commencer(demande) = &travail
        && let Ok(fautes) = nouveau::fautes(demande)
        && !fautes.is_empty()
    {
        return Ok(Err(reponses::refusees(formulaire, &fautes)));
    }
    let ecrit = match travail {
        Travail::Commencer(demande) => nouveau::prepare(&dossier, &demande).map(|_| Vec::new()),
        Travail::Suivre(precedent, annee) => nouveau::depuis(&dossier, &precedent, annee).map(|suite| suite.manques),
    };
    let champ = match &ecrit {
        Ok(manques) => return Ok(Ok((dossier, manques.clone()))),
        Err(Error::NotEmpty(_) | Error::Write { .. }) => "dossier",
        Err(Error::BadYear(_) | Error::NotAfter(..)) => "exercice",
        Err(Error::LastYear(_) | Error::NotAFolder(_) | Error::Read { .. }) => "depuis",
        Err(_) => return ecrit.map(|_| Err(Problemes::default())),
    };
    let conflit = matches!(ecrit, Err(Error::NotEmpty(_)));
    let phrase = ecrit.err().map_or(String::new(), |erreur| erreur.to_string());
    let mut problemes = Problemes { conflit, ..Problemes::default() };
    problemes.dit(champ, phrase);
    Ok(Err(problemes))
}

fn montre(etat: &Etat, formulaire: &Formulaire, etat_http: StatusCode) -> Reponse {
    let mut contexte = Context::new();
    contexte.insert("titre", "Préparer un nouveau dossier");
    contexte.insert("rubrique", "");
    contexte.insert("sans_dossier", &true);
    contexte.insert("choisi", &etat.atelier.est_choisi());
    contexte.insert("ouvert", &etat.atelier.dossier().display().to_string());
    formulaire.expose(&mut contexte);
    Ok((etat_http, page("nouveau.html", &contexte)?).into_response())
}

/// What could not be taken from last year, told once more until the next run.
async fn pret(State(etat): State<Etat>) -> Reponse {
    let manques = etat.atelier.reprise.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if manques.is_empty() {
        return Ok(vers("/"));
    }
    let dites: Vec<String> = manques.iter().map(|manque| majuscule(&typographie(manque))).collect();
    let noms = fichiers::noms(etat.atelier.dossier(), "donnees")?;
    let mut contexte = Context::new();
    contexte.insert("titre", "Le dossier est prêt");
    contexte.insert("rubrique", "");
    contexte.insert("dossier", &etat.atelier.dossier().display().to_string());
    contexte.insert("manques", &dites);
    contexte.insert("tableaux", &noms);
    page("nouveau-pret.html", &contexte)
}
