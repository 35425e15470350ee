//! Last year's texts: put aside, read again here, and taken among this year's only by who has read them.

use super::editeur::{Remarque, remarques};
use super::plan::{Place, Rubrique, trouve};
use crate::domaine::dossier::{Source, Texte};
use crate::publier::erreur::Error;
use crate::publier::fichiers;
use crate::publier::page::adresses::encode;
use crate::publier::page::atelier::{Vue, en_fond};
use crate::publier::page::reponse::{Echec, Reponse, page, vers};
use crate::publier::page::{Etat, gabarits};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Query, State};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;

/// Where last year's texts wait.
const A_REPRENDRE: &str = "textes/_a-reprendre";

/// A text of last year; `deja` when this year's exists.
#[derive(Serialize)]
pub(super) struct Ancien {
    nom: String,
    adresse: String,
    deja: bool,
}

#[derive(Deserialize)]
pub(super) struct AReprendre {
    nom: String,
}

/// What waits, by name, action sheets last.
pub(super) async fn anciens(etat: &Etat, vue: &Vue) -> Result<Vec<Ancien>, Error> {
    let dossier = etat.atelier.dossier().to_owned();
    let noms = en_fond(move || noms(&dossier)).await?;
    let ancien = |nom: String| Ancien {
        adresse: format!("/textes-a-reprendre?nom={}", encode(&nom)),
        deja: !est_libre(vue, &nom),
        nom,
    };
    Ok(noms.into_iter().map(ancien).collect())
}

/// One of them, as it was written, with what the checks would say of it this year.
pub(super) async fn montre(State(etat): State<Etat>, Query(AReprendre { nom }): Query<AReprendre>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let octets = octets(&etat, &nom).await?;
    let chemin = format!("textes/{nom}");
    let (celle, source) = (Arc::clone(&vue), Source { chemin: chemin.clone(), octets });
    let future = en_fond(move || Ok(celle.preparation.avec_textes(vec![source], &[]))).await?;
    let lu = future.textes().iter().find(|texte| texte.fichier == chemin);
    let rubrique = Rubrique {
        id: id(&nom).to_owned(),
        titre: String::new(),
        place: Place::Markdown(chemin.clone()),
        fichiers: vec![chemin.clone()],
    };
    let (remarques, nombre): (Vec<Remarque>, usize) = remarques(&rubrique, &future.constats);
    let titre = format!("Relire «\u{a0}{nom}\u{a0}»");
    let mut contexte = gabarits::contexte(&etat, &vue, &titre, "textes");
    contexte.insert("nom", &nom);
    contexte.insert("chemin", &chemin);
    contexte.insert("texte", &lu.map(|texte| &texte.contenu));
    contexte.insert("libre", &est_libre(&vue, &nom));
    contexte.insert("remarques", &remarques);
    contexte.insert("nombre", &nombre);
    page("texte_ancien.html", &contexte)
}

/// Copies a text of last year among this year's, where there is none or where nobody wrote a word.
pub(super) async fn reprend(State(etat): State<Etat>, demande: Result<Form<AReprendre>, FormRejection>) -> Reponse {
    let Form(AReprendre { nom }) = demande.map_err(|_| Echec::refus("la demande ne se lit pas"))?;
    let vue = etat.atelier.vue().await?;
    let octets = octets(&etat, &nom).await?;
    if !est_libre(&vue, &nom) {
        return Err(Echec::conflit(format!(
            "«\u{a0}{}\u{a0}» a déjà un texte cette année\u{202f}: rien n’a été copié",
            id(&nom)
        )));
    }
    let dossier = etat.atelier.dossier().to_owned();
    let chemin = format!("textes/{nom}");
    // the words of nobody: what was seen there is what is replaced
    let vu = vue.source(&chemin).map(|source| source.octets.clone());
    let copie = en_fond(move || {
        let Some(but) = fichiers::dedans(&dossier, &chemin) else { return Ok(false) };
        let libre = fichiers::regular(&but) == vu && (vu.is_some() || but.symlink_metadata().is_err());
        if libre {
            fichiers::write(&but, &octets)?;
        }
        Ok(libre)
    });
    match copie.await? {
        true => Ok(vers(&format!("/textes/{}", encode(id(&nom))))),
        false => Err(Echec::conflit("ce texte ne peut pas être copié ici")),
    }
}

/// The bytes of one of those that wait: its name is looked up among theirs.
async fn octets(etat: &Etat, nom: &str) -> Result<Vec<u8>, Echec> {
    let (dossier, nom) = (etat.atelier.dossier().to_owned(), nom.to_owned());
    let lus = en_fond(move || {
        let connu = noms(&dossier)?.contains(&nom);
        let lieu = || fichiers::dedans(&dossier, &format!("{A_REPRENDRE}/{nom}"));
        Ok(connu.then(lieu).flatten().and_then(|lieu| fichiers::regular(&lieu)))
    });
    lus.await?.ok_or_else(|| Echec::introuvable("ce texte n’est pas parmi ceux à reprendre"))
}

fn noms(dossier: &Path) -> Result<Vec<String>, Error> {
    let mut noms = fichiers::noms(dossier, A_REPRENDRE)?;
    let fiches = fichiers::noms(dossier, &format!("{A_REPRENDRE}/{}", Texte::FICHES))?;
    noms.extend(fiches.into_iter().map(|nom| format!("{}{nom}", Texte::FICHES)));
    noms.retain(|nom| est_un_texte(nom.rsplit('/').next().unwrap_or(nom)));
    Ok(noms)
}

fn est_un_texte(nom: &str) -> bool {
    let extension = nom.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    ["md", "docx", "odt"].contains(&extension.as_str()) && !nom.starts_with(['.', '_', '~'])
}

/// The section, or the sheet, that a file is the text of.
fn id(nom: &str) -> &str {
    nom.rsplit_once('.').map_or(nom, |(debut, _)| debut)
}

/// This year has no text of that name, or one without a word, in the same file.
fn est_libre(vue: &Vue, nom: &str) -> bool {
    let Some(rubrique) = trouve(vue, id(nom)) else { return true };
    match &rubrique.place {
        Place::Absente(_) => true,
        Place::Markdown(chemin) => {
            *chemin == format!("textes/{nom}") && rubrique.fichiers.len() == 1 && rubrique.est_sans_texte(vue)
        }
        _ => false,
    }
}
