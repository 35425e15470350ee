//! rapport.toml as a form, and as a whole: what is proposed is checked before anything is written.

mod champs;
mod change;
mod cles;
mod groupes;
mod places;
mod problemes;
#[cfg(test)]
mod tests;

use super::atelier::{Vue, en_fond};
use super::reponse::{Echec, Reponse, page, vers};
use super::{Etat, gabarits};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::constats::Constats;
use crate::domaine::dossier::Source;
use crate::francais::{majuscule, typographie};
use crate::preparer;
use crate::publier::fichiers::RAPPORT;
use crate::publier::rapport_toml::{self, RapportToml, Refus};
use crate::publier::rendu;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use champs::Poses;
use groupes::Section;
use problemes::Probleme;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most bytes of a form: rapport.toml is read up to 1 MiB, and a letter may be sent as six.
const CORPS: usize = 8 << 20;

/// The button that writes what only the texts of the report object to.
const MALGRE: &str = "quand-meme";

pub(super) fn routes() -> Router<Etat> {
    Router::new()
        .route("/reglages", get(montre).post(formulaire))
        .route("/reglages/fichier", post(fichier))
        .layer(DefaultBodyLimit::max(CORPS))
}

/// What was typed and is not written, to give back.
#[derive(Default)]
struct Refusee<'a> {
    poses: Poses,
    /// The whole file.
    entier: Option<&'a str>,
    problemes: Vec<Probleme>,
}

async fn montre(State(etat): State<Etat>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    if vue.preparation.dossier().rapport_toml.is_none() {
        return Ok(vers("/nouveau"));
    }
    rend(&etat, &vue, Refusee::default()).await
}

/// The page; with what was typed and not written, and why.
async fn rend(etat: &Etat, vue: &Vue, refusee: Refusee<'_>) -> Reponse {
    let dossier = etat.atelier.dossier().to_owned();
    let lus = en_fond(move || Ok((rapport_toml::entier(&dossier), RapportToml::ouvre(&dossier)))).await?;
    let (entier, ouvert) = lus;
    let (texte, empreinte) = entier?;
    let Refusee { poses, entier, mut problemes } = refusee;
    let mut sections = ouvert.map(|rapport| groupes::sections(&rapport)).unwrap_or_default();
    for probleme in &mut problemes {
        let nomme = |nom: &String| sections.iter().find_map(|section| section.nomme(nom));
        if let Some(mots) = probleme.champ.as_ref().and_then(nomme) {
            probleme.nomme(&mots);
        }
    }
    sections.iter_mut().for_each(|section| rend_la_saisie(section, &poses, &problemes));
    let mut contexte = gabarits::contexte(etat, vue, "Réglages", "reglages");
    let constats = vue.preparation.constats.listes.iter().filter(|c| c.span.file == RAPPORT);
    contexte.insert("sections", &sections);
    contexte.insert("coches", &poses.keys().filter(|nom| nom.ends_with(groupes::RETIRER)).collect::<Vec<_>>());
    contexte.insert("hors", cles::HORS_DU_FORMULAIRE);
    contexte.insert("texte", entier.unwrap_or(&texte));
    // what was typed for an older file is not sent again over the newer one
    contexte.insert("empreinte", poses.get("empreinte").unwrap_or(&empreinte));
    contexte.insert("constats", &constats.map(Dit::new).collect::<Vec<_>>());
    contexte.insert("problemes", &problemes);
    contexte.insert("passable", &problemes.iter().all(|probleme| !probleme.bloque));
    contexte.insert("formulaire", if entier.is_some() { "en-entier" } else { "par-cles" });
    page("reglages.html", &contexte)
}

/// Gives back what was typed in a part of the form, its faults beside it.
fn rend_la_saisie(section: &mut Section, poses: &Poses, problemes: &[Probleme]) {
    for champ in section.champs_mut() {
        if let Some(tape) = poses.get(&champ.nom) {
            champ.rend(tape);
        }
        let fautes = problemes.iter().enumerate().filter(|(_, p)| p.champ.as_deref() == Some(champ.nom.as_str()));
        champ.fautes = fautes.map(|(rang, _)| rang).collect();
    }
    section.deplie(|nom| poses.get(nom).is_some_and(|tape| !tape.trim().is_empty()));
}

fn phrase(constat: &Diagnostic) -> String {
    Dit::new(constat).texte
}

/// A finding, and the lines that its remedy proposes.
#[derive(Serialize)]
struct Dit {
    texte: String,
    a_coller: String,
}

impl Dit {
    fn new(constat: &Diagnostic) -> Self {
        let (faire, a_coller) = constat.remede().map_or_else(Default::default, |aide| {
            let (remede, a_coller) = rendu::remede_en_phrase(aide);
            (format!(" À faire : {remede}"), a_coller)
        });
        let lieu = match (constat.span.file.as_str(), constat.span.line) {
            (RAPPORT, 0) | ("", _) => String::new(),
            (RAPPORT, _) => format!("{} : ", constat.span.ligne()),
            _ => format!("{} : ", constat.span.en_entier()),
        };
        let gravite = majuscule(constat.gravite.libelle());
        Self { texte: typographie(&format!("{gravite} — {lieu}{}.{faire}", constat.message)), a_coller }
    }
}

/// The keys of the form.
async fn formulaire(State(etat): State<Etat>, Form(poses): Form<Poses>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let (dossier, demandes) = (etat.atelier.dossier().to_owned(), poses.clone());
    let propose = move || {
        let rapport = RapportToml::ouvre(&dossier)?;
        let sections = groupes::sections(&rapport);
        Ok::<_, Refus>(change::change(rapport, &sections, &demandes))
    };
    let change = en_fond(move || Ok(propose())).await??;
    let erreurs = apporte(&vue, change.rapport.texte()).await?;
    let problemes = problemes::du_formulaire(&change, &erreurs);
    if empechent(&problemes, &poses) {
        return refuse(StatusCode::BAD_REQUEST, &etat, &vue, Refusee { poses, entier: None, problemes }).await;
    }
    let vu = poses.get("empreinte").cloned().unwrap_or_default();
    match en_fond(move || Ok(change.rapport.ecrit(&vu))).await? {
        Err(Refus::Change) => {
            let problemes = vec![Probleme::du_conflit(&poses)];
            refuse(StatusCode::CONFLICT, &etat, &vue, Refusee { poses, entier: None, problemes }).await
        }
        ecrit => ecrit.map(|()| vers("/reglages")).map_err(Echec::from),
    }
}

/// The whole file.
async fn fichier(State(etat): State<Etat>, Form(mut poses): Form<Poses>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let texte = poses.remove("texte").unwrap_or_default();
    if texte.trim().is_empty() {
        return Err(Echec::refus("le fichier serait vide\u{a0}: rien n’a été écrit"));
    }
    let dit =
        |erreur: &Diagnostic| Probleme::du_controle(erreur, (erreur.span.file == RAPPORT).then(|| "texte".to_owned()));
    let erreurs = apporte(&vue, texte.replace("\r\n", "\n")).await?;
    let problemes = problemes::qui_comptent(erreurs.iter().map(dit).collect());
    if empechent(&problemes, &poses) {
        let refusee = Refusee { poses, entier: Some(&texte), problemes };
        return refuse(StatusCode::BAD_REQUEST, &etat, &vue, refusee).await;
    }
    let (dossier, vu) = (etat.atelier.dossier().to_owned(), poses.get("empreinte").cloned().unwrap_or_default());
    let propose = texte.clone();
    match en_fond(move || Ok(rapport_toml::remplace(&dossier, &propose, &vu))).await? {
        Err(Refus::Change) => {
            let problemes = vec![Probleme::du_conflit(&poses)];
            let refusee = Refusee { poses, entier: Some(&texte), problemes };
            refuse(StatusCode::CONFLICT, &etat, &vue, refusee).await
        }
        ecrit => ecrit.map(|()| vers("/reglages")).map_err(Echec::from),
    }
}

/// A service may declare a dispositif before its first table is there: texts that lack its figures can wait, if asked to.
fn empechent(problemes: &[Probleme], poses: &Poses) -> bool {
    let malgre = poses.contains_key(MALGRE);
    problemes.iter().any(|probleme| probleme.bloque || !malgre)
}

async fn refuse(etat_http: StatusCode, etat: &Etat, vue: &Vue, refusee: Refusee<'_>) -> Reponse {
    Ok((etat_http, rend(etat, vue, refusee).await?).into_response())
}

/// The erreurs that the folder would have with these settings, and has not: of those alike, the ones in excess.
async fn apporte(vue: &Arc<Vue>, texte: String) -> Result<Vec<Diagnostic>, Echec> {
    let source = Source { chemin: RAPPORT.to_owned(), octets: texte.into_bytes() };
    let depot = vue.avec(source);
    let apres = en_fond(move || Ok(preparer(depot).constats)).await?;
    let mut connues: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for connue in erreurs(&vue.preparation.constats) {
        *connues.entry((connue.code, connue.message.clone())).or_default() += 1;
    }
    let nouvelle = |erreur: &&Diagnostic| match connues.get_mut(&(erreur.code, erreur.message.clone())) {
        Some(reste) if *reste > 0 => {
            *reste -= 1;
            false
        }
        _ => true,
    };
    Ok(erreurs(&apres).filter(nouvelle).cloned().collect())
}

fn erreurs(constats: &Constats) -> impl Iterator<Item = &Diagnostic> {
    constats.listes.iter().filter(|c| c.gravite == Gravite::Erreur)
}
