//! One page: its picture, and its words for those who do not see it.

use super::{edition_de, editions};
use crate::publier::page::reponse::{self, Echec, Reponse, page};
use crate::publier::page::{Etat, atelier, gabarits};
use axum::extract::{Path, State};

/// The picture of a page. An address made before the folder changed shows nothing: the page that holds it is old too.
pub(super) async fn dessin(
    State(etat): State<Etat>,
    Path((cle, version, fichier)): Path<(String, String, String)>,
) -> Reponse {
    let edition = edition_de(&cle)?;
    let rang = fichier.strip_suffix(".svg").and_then(rang).ok_or_else(absente)?;
    let vue = etat.atelier.vue().await?;
    if version != vue.version.to_string() {
        return Err(Echec::conflit("le dossier a changé depuis que cette page a été affichée\u{a0}: la recharger"));
    }
    let pages = etat.atelier.pages(&vue, edition).await?;
    let svg = atelier::en_fond(move || Ok(pages.svg(rang))).await?;
    Ok(reponse::dessin(svg.ok_or_else(absente)?))
}

/// The words of a page.
pub(super) async fn texte(State(etat): State<Etat>, Path((cle, numero)): Path<(String, String)>) -> Reponse {
    let edition = edition_de(&cle)?;
    let rang = rang(&numero).ok_or_else(absente)?;
    let vue = etat.atelier.vue().await?;
    let pages = etat.atelier.pages(&vue, edition).await?;
    let texte = pages.texte(rang).ok_or_else(absente)?;
    let lignes: Vec<&str> = texte.lines().map(str::trim).filter(|ligne| !ligne.is_empty()).collect();
    let titre = format!("Rapport, page {} sur {}", rang + 1, pages.nombre());
    let mut contexte = gabarits::contexte(&etat, &vue, &titre, "rapport");
    contexte.insert("edition", edition.cle());
    contexte.insert("nom_de_l_edition", editions::nom(edition));
    contexte.insert("numero", &(rang + 1));
    contexte.insert("nombre", &pages.nombre());
    contexte.insert("lignes", &lignes);
    page("texte_de_page.html", &contexte)
}

/// Pages are numbered from 1.
fn rang(numero: &str) -> Option<usize> {
    numero.parse::<usize>().ok()?.checked_sub(1)
}

fn absente() -> Echec {
    Echec::introuvable("cette page du rapport n’existe pas")
}
