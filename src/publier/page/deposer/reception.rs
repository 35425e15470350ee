//! A form of files, read as it comes: nothing beyond the bounds is ever in memory, and nothing is written.

use super::noms::Destination;
use super::reserve::{FICHIERS, OCTETS, Reserve};
use crate::domaine::reglages::Limites;
use crate::lire;
use crate::publier::page::reponse::Echec;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use serde::Serialize;
use std::time::Duration;
use tokio_stream::StreamExt;

/// What a form adds around its files, bytes.
const ENVELOPPE: usize = 64 << 10;

/// How long the rest of what is refused is let in, and thrown away: a browser shows no answer before it has sent all.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came of a form.
#[derive(Default)]
pub(super) struct Bilan {
    /// Of those that wait now.
    pub(super) ids: Vec<String>,
    pub(super) refuses: Vec<Refuse>,
}

/// A file that is not taken in.
#[derive(Serialize)]
pub(super) struct Refuse {
    pub(super) nom: String,
    pub(super) raison: String,
}

/// Most bytes of one form.
pub(super) fn borne(limites: &Limites) -> usize {
    let permis = limites.octets_par_fichier.max(limites.octets_par_classeur);
    usize::try_from(permis).map_or(OCTETS, |permis| permis.min(OCTETS))
}

/// Takes in the files of a form: all of those that may be, or none when the form is too big.
pub(super) async fn recoit(reserve: &Reserve, mut demande: Request, limites: &Limites) -> Result<Bilan, Echec> {
    let borne = borne(limites);
    let longueur = demande.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    if longueur.is_some_and(|octets| octets > (borne + ENVELOPPE) as u64) {
        jette(demande).await;
        return Err(trop_gros(borne));
    }
    DefaultBodyLimit::max(borne + ENVELOPPE).apply(&mut demande);
    let formulaire = Multipart::from_request(demande, &()).await;
    let mut formulaire = formulaire.map_err(|_| Echec::refus("l’envoi n’est pas un formulaire de fichiers"))?;
    let (mut bilan, mut lus) = (Bilan::default(), Vec::new());
    while let Some(mut champ) = formulaire.next_field().await.map_err(|e| interrompu(&e, borne))? {
        let Some(nom) = champ.file_name().map(str::to_owned).filter(|nom| !nom.is_empty()) else { continue };
        if lus.len() + bilan.refuses.len() == FICHIERS {
            return Err(Echec::refus(format!("au plus {FICHIERS} fichiers à la fois\u{a0}: rien n’a été reçu")));
        }
        match lit(&mut champ, &nom, limites).await.map_err(|e| interrompu(&e, borne))? {
            Ok(lu) => lus.push(lu),
            Err(raison) => bilan.refuses.push(Refuse { nom, raison }),
        }
    }
    for (destination, octets) in lus {
        bilan.ids.push(reserve.recoit(destination, octets)?);
    }
    Ok(bilan)
}

/// One file, or why it is refused; what is refused is not kept while it passes.
async fn lit(
    champ: &mut Field<'_>,
    nom: &str,
    limites: &Limites,
) -> Result<Result<(Destination, Vec<u8>), String>, MultipartError> {
    let destination = match Destination::new(nom) {
        Ok(destination) => destination,
        Err(raison) => return Ok(Err(raison.to_owned())),
    };
    let chemin = destination.chemin();
    let mut octets = Vec::new();
    while let Some(morceau) = champ.chunk().await? {
        if lire::trop_grand(limites, &chemin, (octets.len() + morceau.len()) as u64).is_some() {
            return Ok(Err("ce fichier dépasse la taille permise par [limites] dans rapport.toml".to_owned()));
        }
        octets.extend_from_slice(&morceau);
    }
    if octets.is_empty() {
        return Ok(Err("ce fichier est vide".to_owned()));
    }
    Ok(Ok((destination, octets)))
}

fn interrompu(erreur: &MultipartError, borne: usize) -> Echec {
    match erreur.status() {
        StatusCode::PAYLOAD_TOO_LARGE => trop_gros(borne),
        _ => Echec::refus("l’envoi s’est interrompu\u{a0}: rien n’a été reçu, déposer de nouveau"),
    }
}

fn trop_gros(borne: usize) -> Echec {
    Echec::trop_gros(format!(
        "l’envoi dépasse {} Mio\u{a0}: rien n’a été reçu\u{202f}; déposer moins de fichiers à la fois, ou copier le fichier dans donnees/ avec l’explorateur",
        borne >> 20
    ))
}

/// Lets what is too big pass without keeping any of it.
async fn jette(demande: Request) {
    let mut morceaux = demande.into_body().into_data_stream();
    let fin = async { while let Some(Ok(_)) = morceaux.next().await {} };
    // whether it ended in time or not, the answer is the same
    let _ = tokio::time::timeout(PATIENCE, fin).await;
}
