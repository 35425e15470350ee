//! The catalogue of checks: what each looks at, why, an example, how to correct; as docs/controles.md.

use super::super::reponse::{Echec, Reponse, page};
use super::super::{Etat, gabarits};
use crate::controler::chapitres;
use crate::publier::compris::compte;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/controles/aide", get(sommaire)).route("/controles/aide/{code}", get(une))
}

/// Every check, by family.
async fn sommaire(State(etat): State<Etat>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let mut contexte = gabarits::contexte(&etat, &vue, "Ce que Trame contrôle", "controles");
    contexte.insert("chapitres", &chapitres());
    page("controles-aide.html", &contexte)
}

/// One check, and how much it found in this folder.
async fn une(State(etat): State<Etat>, Path(code): Path<String>) -> Reponse {
    let mut fiches = chapitres().into_iter().flat_map(|chapitre| chapitre.fiches);
    let Some(fiche) = fiches.find(|fiche| fiche.code == code) else {
        return Err(Echec::introuvable("aucun contrôle ne porte ce nom"));
    };
    let vue = etat.atelier.vue().await?;
    let constats = &vue.preparation.constats;
    let listes = constats.listes.iter().filter(|d| d.code == fiche.code).count();
    let omis: usize = constats.omis.iter().filter(|o| o.code == fiche.code).map(|o| o.nombre).sum();
    let mut contexte = gabarits::contexte(&etat, &vue, &format!("Contrôle «\u{a0}{}\u{a0}»", fiche.code), "controles");
    contexte.insert("fiche", &fiche);
    contexte.insert("trouves", &(listes + omis));
    contexte.insert("combien", &compte(listes + omis, "constat", "constats"));
    page("controle.html", &contexte)
}
