//! The catalogue of checks: what each looks at, why, an example, how to correct; as docs/controles.md.

use super::super::reponse::{Echec, Reponse, page};
use super::super::{Etat, gabarits};
use crate::controler::catalogue;
use crate::domaine::controle::{Famille, Fiche};
use crate::francais::{majuscule, typographie};
use crate::publier::compris::compte;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde::Serialize;

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/controles/aide", get(sommaire)).route("/controles/aide/{code}", get(une))
}

#[derive(Serialize)]
struct Chapitre {
    titre: &'static str,
    fiches: Vec<Article>,
}

#[derive(Serialize)]
struct Article {
    code: &'static str,
    gravite: &'static str,
    libelle: String,
    famille: &'static str,
    regarde: String,
    importance: String,
    exemple: String,
    correction: String,
}

/// Every check, by family.
async fn sommaire(State(etat): State<Etat>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let chapitre = |(famille, titre): &(Famille, &'static str)| Chapitre {
        titre,
        fiches: catalogue().into_iter().filter(|fiche| fiche.famille == *famille).map(article).collect(),
    };
    let mut contexte = gabarits::contexte(&etat, &vue, "Ce que Trame contrôle", "controles");
    contexte.insert("chapitres", &Famille::TOUTES.iter().map(chapitre).collect::<Vec<_>>());
    page("controles-aide.html", &contexte)
}

/// One check, and how much it found in this folder.
async fn une(State(etat): State<Etat>, Path(code): Path<String>) -> Reponse {
    let Some(fiche) = catalogue().into_iter().find(|fiche| fiche.code == code) else {
        return Err(Echec::introuvable("aucun contrôle ne porte ce nom"));
    };
    let vue = etat.atelier.vue().await?;
    let constats = &vue.preparation.constats;
    let listes = constats.listes.iter().filter(|d| d.code == fiche.code).count();
    let omis: usize = constats.omis.iter().filter(|o| o.code == fiche.code).map(|o| o.nombre).sum();
    let mut contexte = gabarits::contexte(&etat, &vue, &format!("Contrôle «\u{a0}{}\u{a0}»", fiche.code), "controles");
    contexte.insert("fiche", &article(fiche));
    contexte.insert("trouves", &(listes + omis));
    contexte.insert("combien", &compte(listes + omis, "constat", "constats"));
    page("controle.html", &contexte)
}

fn article(fiche: &Fiche) -> Article {
    let famille = Famille::TOUTES.iter().find(|(famille, _)| *famille == fiche.famille);
    Article {
        code: fiche.code,
        gravite: fiche.gravite.cle(),
        libelle: majuscule(fiche.gravite.libelle()),
        famille: famille.map_or("", |(_, titre)| titre),
        regarde: typographie(fiche.regarde),
        importance: typographie(fiche.importance),
        exemple: typographie(fiche.exemple),
        correction: typographie(fiche.correction),
    }
}
