//! `/textes`: every section and every action sheet with the state of its text, and last year's texts that wait.

use super::plan::{Place, Rubrique, fiches, rubriques};
use super::reprise;
use crate::publier::page::atelier::Vue;
use crate::publier::page::horloge::depuis;
use crate::publier::page::reponse::{Reponse, page};
use crate::publier::page::{Etat, gabarits};
use axum::extract::State;
use serde::Serialize;

#[derive(Serialize)]
struct Ligne {
    titre: String,
    adresse: String,
    fichier: String,
    etat: &'static str,
    constats: usize,
    modifie: Option<String>,
}

pub(super) async fn montre(State(etat): State<Etat>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let toutes = rubriques(&vue);
    let lignes: Vec<Ligne> = toutes.iter().map(|r| ligne(&vue, r)).collect();
    let fiches: Vec<Ligne> = fiches(&vue).iter().map(|r| ligne(&vue, r)).collect();
    let anciens = reprise::anciens(&etat, &vue).await?;
    let mut contexte = gabarits::contexte(&etat, &vue, "Textes", "textes");
    contexte.insert("lignes", &lignes);
    contexte.insert("ecrits", &lignes.iter().filter(|ligne| ligne.etat != ABSENT && ligne.etat != VIDE).count());
    contexte.insert("anciens", &anciens);
    contexte.insert("fiches", &fiches);
    page("textes.html", &contexte)
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
