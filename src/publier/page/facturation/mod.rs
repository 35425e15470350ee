//! « Facturation »: what was billed beside what is due, month by month and payer by payer, what the difference comes from,
//! and the same as files.

mod tables;

use super::atelier::en_fond;
use super::reponse::{Echec, Reponse, fichier, page};
use super::{Etat, gabarits};
use crate::publier::erreur::Error;
use crate::publier::tableur::{self, Matiere};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use std::collections::BTreeMap;

const CLASSEUR: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/facturation", get(facturation)).route("/facturation/{nom}", get(telecharge))
}

async fn facturation(State(etat): State<Etat>, Query(question): Query<BTreeMap<String, String>>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let mut contexte = gabarits::contexte(&etat, &vue, "Facturation", "facturation");
    let voulu = question.get("perimetre").filter(|nom| !nom.is_empty()).cloned();
    let contenu = en_fond(move || Ok(tables::contenu(&vue.preparation, voulu.as_deref()))).await?;
    let contenu = contenu.ok_or_else(|| Echec::introuvable("rien n’est facturé sous ce nom dans ce dossier"))?;
    contexte.insert("contenu", &contenu);
    page("facturation.html", &contexte)
}

/// `facturation.xlsx`, `facturation.csv`, `ecarts-de-facturation.csv`.
async fn telecharge(State(etat): State<Etat>, Path(nom): Path<String>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    if vue.preparation.constats.bloquent_les_chiffres() {
        return Err(Echec::conflit("les données comportent des erreurs : corriger ce que disent les contrôles"));
    }
    let demande = nom.clone();
    let octets = en_fond(move || match (Matiere::de(&vue.preparation), demande.as_str()) {
        (None, _) => Ok(None),
        (Some(matiere), "facturation.xlsx") => tableur::classeur_de_facturation(&matiere).map_err(Error::from),
        (Some(matiere), demande) => tableur::csv_de_facturation(demande, &matiere).map_err(Error::from),
    });
    let octets = octets.await?.ok_or_else(|| Echec::introuvable("ce dossier n’a pas de fichier de ce nom"))?;
    let genre = if nom.ends_with(".csv") { CSV } else { CLASSEUR };
    Ok(fichier(&nom, genre, octets))
}
