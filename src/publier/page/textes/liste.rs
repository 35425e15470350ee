//! `/textes`: every section with the state of its text, and last year's texts, put aside until someone reads them again.

use super::plan::{Place, Rubrique, rubriques};
use crate::publier::fichiers;
use crate::publier::page::atelier::{Vue, en_fond};
use crate::publier::page::horloge::depuis;
use crate::publier::page::reponse::{Echec, Reponse, page, vers};
use crate::publier::page::{Etat, gabarits};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// Where last year's texts wait.
const A_REPRENDRE: &str = "textes/_a-reprendre";

#[derive(Serialize)]
struct Ligne {
    titre: String,
    adresse: String,
    fichier: String,
    etat: &'static str,
    constats: usize,
    modifie: Option<String>,
}

/// A text of last year; `deja` when this year's exists.
#[derive(Serialize)]
struct Ancien {
    nom: String,
    deja: bool,
}

pub(super) async fn montre(State(etat): State<Etat>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let dossier = etat.atelier.dossier().to_owned();
    let noms = en_fond(move || fichiers::noms(&dossier, A_REPRENDRE)).await?;
    let toutes = rubriques(&vue);
    let lignes: Vec<Ligne> = toutes.iter().map(|r| ligne(&vue, r)).collect();
    let pris = pris(&vue);
    let anciens: Vec<Ancien> = noms
        .into_iter()
        .filter(|nom| est_un_texte(nom))
        .map(|nom| Ancien { deja: pris.contains(section(&nom)), nom })
        .collect();
    let fiches = vue.preparation.textes().iter().filter(|texte| texte.est_une_fiche()).count();
    let mut contexte = gabarits::contexte(&etat, &vue, "Textes", "textes");
    contexte.insert("lignes", &lignes);
    contexte.insert("ecrits", &lignes.iter().filter(|ligne| ligne.etat != ABSENT && ligne.etat != VIDE).count());
    contexte.insert("anciens", &anciens);
    contexte.insert("fiches", &fiches);
    page("textes.html", &contexte)
}

#[derive(Deserialize)]
pub(super) struct AReprendre {
    nom: String,
}

/// Copies a text of last year among this year's, where there is none.
pub(super) async fn reprend(State(etat): State<Etat>, demande: Result<Form<AReprendre>, FormRejection>) -> Reponse {
    let Form(AReprendre { nom }) = demande.map_err(|_| Echec::refus("la demande ne se lit pas"))?;
    let vue = etat.atelier.vue().await?;
    let dossier = etat.atelier.dossier().to_owned();
    let connus = en_fond({
        let dossier = dossier.clone();
        move || fichiers::noms(&dossier, A_REPRENDRE)
    });
    if !connus.await?.contains(&nom) || !est_un_texte(&nom) {
        return Err(Echec::introuvable("ce texte n’est pas parmi ceux à reprendre"));
    }
    if pris(&vue).contains(section(&nom)) {
        return Err(Echec::conflit(format!(
            "la section «\u{a0}{}\u{a0}» a déjà un texte\u{202f}: rien n’a été copié",
            section(&nom)
        )));
    }
    let copie = en_fond(move || {
        let (source, but) = (format!("{A_REPRENDRE}/{nom}"), format!("textes/{nom}"));
        let lieux = fichiers::dedans(&dossier, &source).zip(fichiers::dedans(&dossier, &but));
        let octets = lieux.as_ref().and_then(|(source, _)| fichiers::regular(source));
        let Some(((_, but), octets)) = lieux.zip(octets) else { return Ok(false) };
        let libre = fichiers::regular(&but).is_none();
        if libre {
            fichiers::write(&but, &octets)?;
        }
        Ok(libre)
    });
    if copie.await? { Ok(vers("/textes")) } else { Err(Echec::conflit("ce texte ne peut pas être copié ici")) }
}

/// The names of the texts that exist, read or not.
fn pris(vue: &Vue) -> BTreeSet<&str> {
    vue.sources("textes").map(|source| section(source.chemin.rsplit('/').next().unwrap_or_default())).collect()
}

fn section(nom: &str) -> &str {
    Path::new(nom).file_stem().and_then(|nom| nom.to_str()).unwrap_or(nom)
}

fn est_un_texte(nom: &str) -> bool {
    let extension = nom.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    ["md", "docx", "odt"].contains(&extension.as_str()) && !nom.starts_with(['.', '_', '~'])
}

const ECRIT: &str = "écrit";
const VIDE: &str = "vide";
const ABSENT: &str = "absent";

fn ligne(vue: &Vue, rubrique: &Rubrique) -> Ligne {
    let fichier = rubrique.place.chemin();
    let dit = match &rubrique.place {
        Place::Absente(_) => ABSENT,
        Place::Illisible(_) | Place::Disparue(_) => "illisible",
        _ if rubrique.est_sans_texte(vue) => VIDE,
        Place::Document(_) => "écrit dans un traitement de texte, en lecture seule ici",
        Place::Markdown(_) => ECRIT,
    };
    let modifie = vue.modifie(fichier);
    Ligne {
        titre: rubrique.titre.clone(),
        adresse: rubrique.adresse(),
        fichier: fichier.to_owned(),
        etat: dit,
        constats: rubrique.nombre(&vue.preparation.constats),
        modifie: modifie.map(depuis),
    }
}
