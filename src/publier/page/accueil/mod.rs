//! « Où en est-on ? »: which months are in, which are missing, what to do next.

mod fichiers;
mod mois;
mod suite;

use super::atelier::{Vue, en_fond};
use super::horloge;
use super::reponse::{Reponse, page};
use super::textes::a_ecrire;
use super::{Etat, gabarits};
use crate::domaine::controle::DossierControle;
use crate::domaine::indicateur::Indicateurs;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use fichiers::Fichier;
use mois::Dispositif;
use serde::Serialize;
use suite::Etape;

const TITRE: &str = "Où en est-on\u{202f}?";

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/", get(accueil))
}

/// What the page shows of a folder whose settings are understood.
#[derive(Serialize)]
struct Situation {
    /// « vont de janvier à juin 2021 ».
    periode: String,
    /// No monthly figure was read.
    sans_mois: bool,
    mois: Vec<&'static str>,
    dispositifs: Vec<Dispositif>,
    etapes: Vec<Etape>,
}

async fn accueil(State(etat): State<Etat>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let mut contexte = gabarits::contexte(&etat, &vue, TITRE, "accueil");
    let lue = vue.clone();
    let (situation, fichiers) = en_fond(move || Ok(tout(&lue))).await?;
    contexte.insert("situation", &situation);
    contexte.insert("fichiers", &fichiers);
    contexte.insert("lu", &horloge::depuis(vue.lue));
    contexte.insert("rapport_toml", &vue.preparation.dossier().rapport_toml.is_some());
    page("accueil.html", &contexte)
}

fn tout(vue: &Vue) -> (Option<Situation>, Vec<Fichier>) {
    let preparation = &vue.preparation;
    let connus = preparation.controle().zip(preparation.indicateurs());
    let situation = connus.map(|(controle, indicateurs)| situation(vue, controle, indicateurs));
    (situation, fichiers::fichiers(vue))
}

fn situation(vue: &Vue, controle: &DossierControle, indicateurs: &Indicateurs) -> Situation {
    let constats = &vue.preparation.constats;
    let grille = mois::Grille::new(controle, indicateurs, constats);
    let dispositifs = grille.dispositifs();
    let (exercice, fin) = (indicateurs.exercice, indicateurs.jusqu_a);
    let periode = match fin == exercice.janvier() {
        true => format!("sont ceux de janvier {exercice}"),
        false => format!("vont de janvier à {} {exercice}", fin.nom()),
    };
    Situation {
        periode,
        sans_mois: constats.sans_chiffre_mensuel(),
        mois: exercice.mois().map(|mois| mois.abrege()).collect(),
        etapes: suite::etapes(&a_ecrire(vue), indicateurs, constats, &dispositifs),
        dispositifs,
    }
}
