//! The board: a month and the year to date, the project's own charts, every figure leading to its explanation.

mod case;
mod figures;
mod tables;
mod tuiles;

use super::chiffres::{Question, mois_demande, sans_reglages};
use super::reponse::{Reponse, page};
use super::{Etat, gabarits};
use crate::Preparation;
use crate::dessiner;
use crate::domaine::constats::Constats;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::mois::Mois;
use crate::publier::page::atelier::en_fond;
use crate::publier::rendu::par_gravite;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use case::Regard;
use figures::Image;
use serde::Serialize;
use tables::Tableau;
use tuiles::Tuile;

const TITRE: &str = "Tableau de bord";

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/tableau-de-bord", get(bord))
}

/// What the page shows.
#[derive(Serialize)]
struct Bord {
    /// « juin 2021 ».
    mois: String,
    /// « Depuis janvier », « Année 2021 ».
    periode: String,
    tuiles: Vec<Tuile>,
    tableaux: Vec<Tableau>,
    attente: Option<Tableau>,
    points: Vec<Points>,
    images: Vec<Image>,
    choix: Vec<Choix>,
}

/// Findings of one gravity.
#[derive(Serialize)]
struct Points {
    cle: &'static str,
    mots: String,
}

/// A month of the form.
#[derive(Serialize)]
struct Choix {
    cle: String,
    nom: &'static str,
    choisi: bool,
}

async fn bord(State(etat): State<Etat>, Query(question): Query<Question>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let Some(connu) = vue.preparation.indicateurs().map(|indicateurs| indicateurs.jusqu_a) else {
        return sans_reglages(&etat, &vue, TITRE, "tableau-de-bord");
    };
    let demande = mois_demande(&vue, &question, "mois")?;
    let coupe = etat.atelier.a_fin(&vue, demande).await?;
    let partielle = coupe.est_partielle();
    let bord = en_fond(move || {
        let preparation = coupe.preparation();
        Ok(preparation.indicateurs().map(|indicateurs| fait(preparation, indicateurs, connu, partielle)))
    });
    let Some(bord) = bord.await? else {
        return sans_reglages(&etat, &vue, TITRE, "tableau-de-bord");
    };
    let mut contexte = gabarits::contexte(&etat, &vue, &format!("{TITRE}, {}", bord.mois), "tableau-de-bord");
    contexte.insert("bord", &bord);
    contexte.insert("plus_loin", &demande.filter(|mois| *mois > connu).map(Mois::nom));
    page("bord.html", &contexte)
}

fn fait(preparation: &Preparation, indicateurs: &Indicateurs, connu: Mois, partielle: bool) -> Bord {
    let mois = indicateurs.jusqu_a;
    let regard = Regard { indicateurs, mois, au: partielle.then_some(mois) };
    let choix = indicateurs.exercice.mois().filter(|un| *un <= connu);
    Bord {
        mois: format!("{} {}", mois.nom(), mois.annee()),
        periode: regard.periode(),
        tuiles: tuiles::tuiles(&regard),
        tableaux: tables::tableaux(&regard),
        attente: tables::attente(&regard),
        points: points(&preparation.constats),
        images: figures::images(&regard, dessiner::figures(indicateurs)),
        choix: choix.map(|un| Choix { cle: un.to_string(), nom: un.nom(), choisi: un == mois }).collect(),
    }
}

/// How many findings of each gravity, those of which nothing was found left out.
fn points(constats: &Constats) -> Vec<Points> {
    let points = par_gravite(constats, |_| true).into_iter();
    points.map(|(gravite, mots)| Points { cle: gravite.cle(), mots }).collect()
}
