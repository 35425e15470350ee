//! rapport.toml as a form, and as a whole: what is proposed is checked before anything is written.

mod champs;

use super::atelier::{Vue, en_fond};
use super::reponse::{Echec, Reponse, page, vers};
use super::{Etat, gabarits};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::constats::Constats;
use crate::domaine::dossier::Source;
use crate::francais::{majuscule, typographie};
use crate::preparer;
use crate::publier::fichiers::RAPPORT;
use crate::publier::rapport_toml::{self, RapportToml};
use axum::Router;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use std::collections::BTreeMap;
use std::sync::Arc;

type Champs = BTreeMap<String, String>;

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/reglages", get(montre).post(formulaire)).route("/reglages/fichier", post(fichier))
}

async fn montre(State(etat): State<Etat>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    if vue.preparation.dossier().rapport_toml.is_none() {
        return Ok(vers("/nouveau"));
    }
    rend(&etat, &vue, None, &[]).await
}

/// The page; with what was typed and not written, and why.
async fn rend(etat: &Etat, vue: &Vue, refuse: Option<(&Champs, &str)>, erreurs: &[String]) -> Reponse {
    let dossier = etat.atelier.dossier().to_owned();
    let lus = en_fond(move || Ok((rapport_toml::entier(&dossier), RapportToml::ouvre(&dossier)))).await?;
    let (entier, ouvert) = lus;
    let (texte, empreinte) = entier?;
    let mut groupes = ouvert.map(|rapport| champs::groupes(&rapport)).unwrap_or_default();
    let poses = refuse.map(|(poses, _)| poses);
    for champ in groupes.iter_mut().flat_map(|groupe| &mut groupe.champs) {
        if let Some(pose) = poses.and_then(|poses| poses.get(&champ.nom)) {
            champ.valeur.clone_from(pose);
        }
    }
    let mut contexte = gabarits::contexte(etat, vue, "Réglages", "reglages");
    let constats = vue.preparation.constats.listes.iter().filter(|c| c.span.file == RAPPORT);
    let correspondances =
        vue.preparation.controle().map(|c| c.reglages().correspondances.noms.clone()).unwrap_or_default();
    contexte.insert("groupes", &groupes);
    contexte
        .insert("texte", refuse.map_or(texte.as_str(), |(_, entier)| if entier.is_empty() { &texte } else { entier }));
    // what was typed for an older file is not sent again over the newer one
    let vu = poses.and_then(|poses| poses.get("empreinte")).unwrap_or(&empreinte);
    contexte.insert("empreinte", vu);
    contexte.insert("constats", &constats.map(phrase).collect::<Vec<_>>());
    contexte.insert("correspondances", &correspondances.into_iter().collect::<Vec<_>>());
    contexte.insert("erreurs", erreurs);
    page("reglages.html", &contexte)
}

fn phrase(constat: &Diagnostic) -> String {
    let remede = constat.remede().map_or(String::new(), |remede| format!(" À faire : {remede}."));
    let lieu = if constat.span.line > 0 { format!("{} : ", constat.span.ligne()) } else { String::new() };
    typographie(&format!("{} — {lieu}{}.{remede}", majuscule(constat.gravite.libelle()), constat.message))
}

/// The keys of the form.
async fn formulaire(State(etat): State<Etat>, Form(poses): Form<Champs>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let (dossier, demandes) = (etat.atelier.dossier().to_owned(), poses.clone());
    let propose = move || {
        let mut rapport = RapportToml::ouvre(&dossier)?;
        champs::change(&mut rapport, &demandes).map(|()| rapport)
    };
    let rapport = en_fond(move || Ok(propose())).await??;
    let erreurs = apporte(&vue, rapport.texte()).await?;
    if !erreurs.is_empty() {
        return Ok((StatusCode::BAD_REQUEST, rend(&etat, &vue, Some((&poses, "")), &erreurs).await?).into_response());
    }
    let vu = poses.get("empreinte").cloned().unwrap_or_default();
    en_fond(move || Ok(rapport.ecrit(&vu))).await??;
    Ok(vers("/reglages"))
}

/// The whole file.
async fn fichier(State(etat): State<Etat>, Form(poses): Form<Champs>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let texte = poses.get("texte").map(|texte| texte.replace("\r\n", "\n")).unwrap_or_default();
    if texte.trim().is_empty() {
        return Err(Echec::refus("le fichier serait vide\u{a0}: rien n’a été écrit"));
    }
    let erreurs = apporte(&vue, texte.clone()).await?;
    if !erreurs.is_empty() {
        let page = rend(&etat, &vue, Some((&poses, &texte)), &erreurs).await?;
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    }
    let (dossier, vu) = (etat.atelier.dossier().to_owned(), poses.get("empreinte").cloned().unwrap_or_default());
    en_fond(move || Ok(rapport_toml::remplace(&dossier, &texte, &vu))).await??;
    Ok(vers("/reglages"))
}

/// The erreurs that the folder would have with these settings, and has not.
async fn apporte(vue: &Arc<Vue>, texte: String) -> Result<Vec<String>, Echec> {
    let source = Source { chemin: RAPPORT.to_owned(), octets: texte.into_bytes() };
    let depot = vue.avec(source);
    let apres = en_fond(move || Ok(preparer(depot).constats)).await?;
    let connues: Vec<(&str, &str)> = erreurs(&vue.preparation.constats).map(|c| (c.code, c.message.as_str())).collect();
    let nouvelles = erreurs(&apres).filter(|c| !connues.contains(&(c.code, c.message.as_str())));
    Ok(nouvelles.map(phrase).collect())
}

fn erreurs(constats: &Constats) -> impl Iterator<Item = &Diagnostic> {
    constats.listes.iter().filter(|c| c.gravite == Gravite::Erreur)
}
