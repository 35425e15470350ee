//! The preview: it answers at once, and says how far the layout is when it is not over.

use super::{Champs, edition, editions};
use crate::composer::Pages;
use crate::domaine::edition::Edition;
use crate::domaine::mois::Mois;
use crate::publier::json;
use crate::publier::page::atelier::Vue;
use crate::publier::page::composition::{Etape, SansPages};
use crate::publier::page::reponse::{Reponse, page};
use crate::publier::page::{Etat, gabarits};
use crate::publier::sortie;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use serde::Serialize;
use serde_json::json;
use tera::Context;

/// A month whose board may be made.
#[derive(Serialize)]
struct MoisConnu {
    cle: String,
    nom: String,
}

/// Steps of a layout, the last being its end.
const ETAPES: u8 = 4;

/// A page before its picture is there.
#[derive(Serialize)]
struct Feuille {
    numero: usize,
    largeur: u32,
    hauteur: u32,
}

pub(super) async fn apercu(State(etat): State<Etat>, Query(champs): Query<Champs>) -> Reponse {
    let edition = edition(&champs)?;
    let vue = etat.atelier.vue().await?;
    let etape = etat.atelier.avancement(&vue, edition);
    let mut contexte = gabarits::contexte(&etat, &vue, "Rapport", "rapport");
    contexte.insert("edition", edition.cle());
    contexte.insert("nom_de_l_edition", editions::nom(edition));
    contexte.insert("editions", &editions::choix(&vue.preparation, edition));
    let (points, autres) = editions::a_verifier(&vue.preparation);
    contexte.insert("points", &points);
    contexte.insert("autres_points", &autres);
    montre(&mut contexte, &etape, &vue);
    contexte.insert("tables", super::fichiers::noms_des_csv(&vue).await?);
    fichiers(&mut contexte, &etat, &vue, edition, champs.contains_key("ecrit"));
    page("rapport.html", &contexte)
}

/// What there is to see: pages, a layout under way, or why there are none.
fn montre(contexte: &mut Context, etape: &Etape, vue: &Vue) {
    let (mut feuilles, mut raisons, mut panne) = (Vec::new(), Vec::new(), None);
    match etape {
        Etape::Finie(Ok(pages)) => feuilles = toutes(pages),
        Etape::Finie(Err(SansPages::Refuse(refus))) => raisons = editions::raisons(&vue.preparation, *refus),
        Etape::Finie(Err(autre)) => panne = Some(autre.to_string()),
        Etape::Attente | Etape::Dessin | Etape::MiseEnPages => {}
    }
    let (rang, mots) = rang(etape);
    contexte.insert("en_cours", &(rang < ETAPES));
    contexte.insert("etape", &rang);
    contexte.insert("etapes", &ETAPES);
    contexte.insert("mots_de_l_etape", mots);
    contexte.insert("feuilles", &feuilles);
    contexte.insert("raisons", &raisons);
    contexte.insert("panne", &panne);
}

fn toutes(pages: &Pages) -> Vec<Feuille> {
    let feuille = |rang| {
        let (largeur, hauteur) = pages.taille(rang)?;
        Some(Feuille { numero: rang + 1, largeur, hauteur })
    };
    (0..pages.nombre()).filter_map(feuille).collect()
}

/// What can be taken away, and where « Écrire » writes.
fn fichiers(contexte: &mut Context, etat: &Etat, vue: &Vue, edition: Edition, vient_d_ecrire: bool) {
    let preparation = &vue.preparation;
    let nom = sortie::rapport(preparation, edition);
    let la = sortie::chemin(etat.atelier.dossier(), &nom).is_file();
    contexte.insert("ecrit", &(vient_d_ecrire && la));
    contexte.insert("chemin_de_sortie", &format!("sortie/{nom}"));
    contexte.insert("permise", &preparation.permet(edition).is_ok());
    contexte.insert("bloque", &preparation.constats.bloquent_les_chiffres());
    let connus = preparation.indicateurs().map(|i| i.exercice.mois().filter(|mois| *mois <= i.jusqu_a).collect());
    let connus: Vec<_> = connus.unwrap_or_default();
    let mois = |mois: &Mois| MoisConnu { cle: mois.to_string(), nom: format!("{} {}", mois.nom(), mois.annee()) };
    contexte.insert("mois", &connus.iter().map(mois).collect::<Vec<_>>());
    contexte.insert("phrases", &preparation.controle().is_some());
}

/// The step, and its words.
fn rang(etape: &Etape) -> (u8, &'static str) {
    match etape {
        Etape::Attente => (1, "en attente d’une autre mise en pages"),
        Etape::Dessin => (2, "figures et textes"),
        Etape::MiseEnPages => (3, "composition des pages"),
        Etape::Finie(_) => (ETAPES, "terminée"),
    }
}

/// The same for the script of the page.
pub(super) async fn etat(State(etat): State<Etat>, Query(champs): Query<Champs>) -> Reponse {
    let edition = edition(&champs)?;
    let vue = etat.atelier.vue().await?;
    let (rang, mots) = rang(&etat.atelier.avancement(&vue, edition));
    let corps = json!({
        "version": vue.version, "etape": rang, "etapes": ETAPES, "mots": mots, "finie": rang == ETAPES,
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], json::texte(&corps)).into_response())
}
