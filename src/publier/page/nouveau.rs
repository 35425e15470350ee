//! The assistant of a first run: a few questions, a folder ready to be filled.

use super::Etat;
use super::atelier::en_fond;
use super::reponse::{Echec, Reponse, page, vers};
use crate::domaine::reglages::{Cadre, Modalite};
use crate::publier::erreur::Error;
use crate::publier::nouveau::{self, Demande, Dispositif, Modele};
use axum::Router;
use axum::extract::{Form, State};
use axum::routing::get;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tera::Context;

/// Dispositifs asked for; others are added in the settings.
const LIGNES: usize = 4;

type Champs = BTreeMap<String, String>;

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/nouveau", get(demande).post(prepare))
}

async fn demande(State(etat): State<Etat>) -> Reponse {
    let mut contexte = Context::new();
    contexte.insert("titre", "Préparer un nouveau dossier");
    contexte.insert("rubrique", "");
    contexte.insert("sans_dossier", &true);
    contexte.insert("choisi", &etat.atelier.est_choisi());
    contexte.insert("cadres", &Cadre::TOUS.map(|(_, cle, mots)| (cle, mots)));
    contexte.insert("modalites", &Modalite::TOUTES.map(|(_, cle, mots)| (cle, mots)));
    contexte.insert("lignes", &(1..=LIGNES).collect::<Vec<_>>());
    page("nouveau.html", &contexte)
}

async fn prepare(State(etat): State<Etat>, Form(champs): Form<Champs>) -> Reponse {
    let champ = |nom: &str| champs.get(nom).map_or("", |texte| texte.trim());
    let choisi = etat.atelier.est_choisi();
    let dossier = if choisi { etat.atelier.dossier().to_owned() } else { absolu(champ("dossier"))? };
    let exercice = champ("exercice").parse::<i32>().ok();
    let precedent = champ("depuis");
    let vers_dossier = dossier.clone();
    let ecrit: Result<(), Error> = if precedent.is_empty() {
        let demande =
            reponses(&champs, exercice.ok_or_else(|| Echec::refus("dire l’année de l’exercice, par exemple 2026"))?)?;
        en_fond(move || Ok(nouveau::prepare(&vers_dossier, &demande).map(drop))).await?
    } else {
        let precedent = absolu(precedent)?;
        en_fond(move || Ok(nouveau::depuis(&vers_dossier, &precedent, exercice).map(drop))).await?
    };
    match ecrit {
        Err(erreur @ Error::NotEmpty(_)) => return Err(Echec::conflit(erreur.to_string())),
        Err(erreur @ (Error::BadYear(_) | Error::LastYear(_) | Error::NotAFolder(_))) => {
            return Err(Echec::refus(erreur.to_string()));
        }
        autre => autre?,
    }
    if !choisi && !etat.atelier.choisit(dossier) {
        return Err(Echec::conflit("un dossier a été ouvert entre-temps\u{a0}: le nouveau est prêt à côté"));
    }
    Ok(vers("/"))
}

/// A path that a person typed or pasted.
fn absolu(saisi: &str) -> Result<PathBuf, Echec> {
    let saisi = saisi.trim_matches(['"', '\'']).trim();
    match Path::new(saisi).is_absolute() {
        true => Ok(PathBuf::from(saisi)),
        false => {
            Err(Echec::refus("le chemin du dossier est à donner en entier, tel que l’explorateur de fichiers le copie"))
        }
    }
}

/// What was answered; the dispositifs of the model where none is given.
fn reponses(champs: &Champs, exercice: i32) -> Result<Demande, Echec> {
    let champ = |nom: &str| champs.get(nom).map_or("", |texte| texte.trim());
    let heberge = champ("genre") == "hebergement";
    let modele = Demande::du_modele(if heberge { Modele::Hebergement } else { Modele::MilieuOuvert }, exercice);
    let ou = |texte: &str, defaut: String| if texte.is_empty() { defaut } else { texte.to_owned() };
    let lignes = (1..=LIGNES).filter(|rang| !champ(&format!("code-{rang}")).is_empty());
    let dispositifs = lignes.map(|rang| dispositif(champs, rang, heberge)).collect::<Result<Vec<_>, _>>()?;
    Ok(Demande {
        exercice,
        association: ou(champ("association"), modele.association),
        service: ou(champ("service"), modele.service),
        dernier_jour: champ("dernier_jour") == "compte",
        dispositifs: if dispositifs.is_empty() { modele.dispositifs } else { dispositifs },
    })
}

fn dispositif(champs: &Champs, rang: usize, heberge: bool) -> Result<Dispositif, Echec> {
    let champ = |nom: &str| champs.get(&format!("{nom}-{rang}")).map_or("", |texte| texte.trim());
    let (code, libelle, places) = (champ("code"), champ("libelle"), champ("places"));
    let cadre = Cadre::TOUS.iter().find(|(_, cle, _)| *cle == champ("cadre")).map_or("mixte", |(_, cle, _)| cle);
    let defaut = if heberge { "hebergement" } else { "milieu-ouvert" };
    let modalite =
        Modalite::TOUTES.iter().find(|(_, cle, _)| *cle == champ("modalite")).map_or(defaut, |(_, cle, _)| cle);
    let nombre = (!places.is_empty()).then(|| places.parse::<u32>()).transpose();
    Ok(Dispositif {
        code: code.to_owned(),
        libelle: if libelle.is_empty() { code } else { libelle }.to_owned(),
        cadre,
        modalite,
        places: nombre.map_err(|_| Echec::refus("les places d’un dispositif sont un nombre entier"))?,
    })
}
