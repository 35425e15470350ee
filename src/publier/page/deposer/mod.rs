//! « Déposer »: a file is read before it is kept. It waits in memory, its preview says what the folder would be with it,
//! and only « Garder » writes.

mod apercu;
mod correspondances;
mod ecarts;
mod genres;
mod noms;
mod rangement;
mod reception;
mod reserve;
mod tables;

use super::atelier::{Vue, en_fond};
use super::reponse::{Echec, Reponse, page, vers};
use super::{Etat, gabarits};
use crate::domaine::reglages::Limites;
use crate::francais::date_en_lettres;
use crate::publier::erreur::Error;
use crate::publier::rapport_toml::RapportToml;
use apercu::Apercu;
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use chrono::DateTime;
use correspondances::Choix;
use genres::Question;
use rangement::Present;
use reception::Refuse;
use reserve::Recu;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::Context;

pub(super) use reserve::Reserve;

pub(super) fn routes() -> Router<Etat> {
    Router::new()
        .route("/deposer", get(accueil).post(depose))
        .route("/deposer/{id}", get(montre))
        .route("/deposer/{id}/garder", post(garde))
        .route("/deposer/{id}/abandonner", post(abandonne))
        .route("/deposer/{id}/correspondance", post(apprend))
        .route("/deposer/{id}/colonnes", post(apprend_les_colonnes))
}

/// A file that waits, in the list.
#[derive(Serialize)]
struct EnAttente {
    id: String,
    chemin: String,
    taille: String,
}

/// What stands where the file would go.
#[derive(Serialize)]
struct Remplace {
    taille: String,
    date: Option<String>,
    pareil: bool,
}

/// The form of « Garder ».
#[derive(Deserialize)]
struct Garder {
    vu: String,
}

async fn accueil(State(etat): State<Etat>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    page("deposer.html", &formulaire(&etat, &vue, &[]))
}

fn formulaire(etat: &Etat, vue: &Vue, refuses: &[Refuse]) -> Context {
    let reserve = &etat.atelier.reserve;
    let attente = reserve.tous().into_iter().map(|recu| EnAttente {
        id: recu.id.clone(),
        chemin: recu.destination.chemin(),
        taille: taille(recu.octets.len()),
    });
    let borne = reception::borne(&limites(vue));
    let mut contexte = gabarits::contexte(etat, vue, "Déposer", "deposer");
    contexte.insert("attente", &attente.collect::<Vec<_>>());
    contexte.insert("refuses", &refuses);
    contexte.insert("dit", &reserve.dit());
    contexte.insert("borne", &borne);
    contexte.insert("borne_en_mots", &taille(borne));
    contexte.insert("nombre_max", &reserve::FICHIERS);
    contexte
}

fn limites(vue: &Vue) -> Limites {
    vue.preparation.controle().map(|controle| controle.reglages().limites).unwrap_or_default()
}

async fn depose(State(etat): State<Etat>, demande: Request) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let bilan = reception::recoit(&etat.atelier.reserve, demande, &limites(&vue)).await?;
    match (&bilan.ids[..], bilan.refuses.is_empty()) {
        ([], true) => Err(Echec::refus("aucun fichier n’a été choisi\u{a0}: revenir en arrière et en choisir un")),
        ([id], true) => Ok(vers(&format!("/deposer/{id}"))),
        (_, true) => Ok(vers("/deposer")),
        (_, false) => {
            let contexte = formulaire(&etat, &vue, &bilan.refuses);
            Ok((StatusCode::BAD_REQUEST, page("deposer.html", &contexte)?).into_response())
        }
    }
}

fn recu(etat: &Etat, id: &str) -> Result<Arc<Recu>, Echec> {
    etat.atelier.reserve.de(id).ok_or_else(|| {
        Echec::introuvable("ce fichier n’attend plus\u{a0}: il a été gardé, abandonné, ou a laissé la place à des dépôts plus récents\u{202f}; le déposer de nouveau")
    })
}

async fn montre(State(etat): State<Etat>, Path(id): Path<String>, Query(question): Query<Question>) -> Reponse {
    let recu = recu(&etat, &id)?;
    let vue = etat.atelier.vue().await?;
    let apercu = apercu(&etat, &vue, &recu).await?;
    let (dossier, celui) = (etat.atelier.dossier().to_owned(), Arc::clone(&recu));
    let disque = etat.atelier.disque.clone();
    let (present, rapport) = en_fond(move || {
        let rapport = RapportToml::ouvre(&dossier).ok().map(|rapport| rapport.empreinte());
        Ok((rangement::present(&disque, &dossier, &celui.destination), rapport))
    })
    .await?;
    let present = present?;
    let chemin = recu.destination.chemin();
    let mut contexte = gabarits::contexte(&etat, &vue, &format!("Aperçu de {}", recu.destination.nom), "deposer");
    contexte.insert("id", &recu.id);
    contexte.insert("chemin", &chemin);
    contexte.insert("rayon", recu.destination.dossier);
    contexte.insert("taille", &taille(recu.octets.len()));
    contexte.insert("vu", &present.sceau());
    contexte.insert("remplace", &remplace(&present, &recu));
    contexte.insert("ferme", &matches!(present, Present::Ferme));
    contexte.insert("rapport", &rapport);
    contexte.insert("cibles", &correspondances::cibles());
    contexte.insert("genres", &genres::genres(&question));
    contexte.insert("apercu", &*apercu);
    page("depot.html", &contexte)
}

fn remplace(present: &Present, recu: &Recu) -> Option<Remplace> {
    let Present::Fichier { octets, date } = present else { return None };
    let jour = date.and_then(|secondes| DateTime::from_timestamp(secondes, 0)).map(|moment| moment.date_naive());
    Some(Remplace { taille: taille(octets.len()), date: jour.map(date_en_lettres), pareil: *octets == recu.octets })
}

/// What the folder would be with the file, read once for each version of the folder, one reading at a time.
async fn apercu(etat: &Etat, vue: &Arc<Vue>, recu: &Arc<Recu>) -> Result<Arc<Apercu>, Error> {
    let _tour = etat.atelier.reserve.lecture.lock().await;
    if let Some(apercu) = recu.apercu(vue.version) {
        return Ok(apercu);
    }
    let (celui, celle) = (Arc::clone(recu), Arc::clone(vue));
    let apercu = Arc::new(en_fond(move || Ok(apercu::prepare(&celui, &celle))).await?);
    recu.retient(vue.version, &apercu);
    Ok(apercu)
}

async fn garde(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    formulaire: Result<Form<Garder>, FormRejection>,
) -> Reponse {
    let recu = recu(&etat, &id)?;
    let Form(Garder { vu }) = formulaire.map_err(|_| Echec::refus("le formulaire est incomplet"))?;
    let (dossier, celui) = (etat.atelier.dossier().to_owned(), Arc::clone(&recu));
    let disque = etat.atelier.disque.clone();
    let range = move || Ok(rangement::garde(&disque, &dossier, &celui.destination, &celui.octets, &vu));
    let ancien = en_fond(range).await?.map_err(|echec| a_l_apercu(echec, &id))?;
    etat.atelier.reserve.oublie(&id);
    let suite = ancien.map_or(String::new(), |a| format!("\u{202f}; la version d’avant est dans {a}"));
    etat.atelier.reserve.dira(format!("{} est gardé{suite}.", recu.destination.chemin()));
    Ok(vers("/deposer"))
}

async fn abandonne(State(etat): State<Etat>, Path(id): Path<String>) -> Reponse {
    let recu = recu(&etat, &id)?;
    etat.atelier.reserve.oublie(&id);
    let nom = &recu.destination.nom;
    etat.atelier.reserve.dira(format!("{nom} est abandonné\u{a0}: le dossier est resté comme il était."));
    Ok(vers("/deposer"))
}

/// What was refused, with the way back to the preview of the file: it still waits.
fn a_l_apercu(echec: Echec, id: &str) -> Echec {
    echec.avec_retour(format!("/deposer/{id}"), "Revenir à l’aperçu")
}

async fn apprend(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    formulaire: Result<Form<Choix>, FormRejection>,
) -> Reponse {
    let recu = recu(&etat, &id)?;
    let Form(choix) = formulaire.map_err(|_| Echec::refus("le formulaire est incomplet"))?;
    let vue = etat.atelier.vue().await?;
    let apercu = apercu(&etat, &vue, &recu).await?;
    let dossier = etat.atelier.dossier().to_owned();
    let appris = en_fond(move || Ok(correspondances::apprend(&dossier, &choix, &apercu.codes))).await?;
    appris.map_err(|echec| a_l_apercu(echec, &id))?;
    Ok(vers(&format!("/deposer/{id}")))
}

async fn apprend_les_colonnes(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    Form(poses): Form<BTreeMap<String, String>>,
) -> Reponse {
    recu(&etat, &id)?;
    let dossier = etat.atelier.dossier().to_owned();
    let appris = en_fond(move || Ok(genres::apprend(&dossier, &poses))).await?;
    appris.map_err(|echec| a_l_apercu(echec, &id))?;
    Ok(vers(&format!("/deposer/{id}")))
}

/// « 12 Ko », rounded up.
fn taille(octets: usize) -> String {
    match octets {
        0..1024 => format!("{octets}\u{a0}octets"),
        1024..1_048_576 => format!("{}\u{a0}Ko", octets.div_ceil(1024)),
        _ => format!("{}\u{a0}Mo", octets.div_ceil(1_048_576)),
    }
}
