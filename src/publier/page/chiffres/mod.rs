//! The figures: their list, and « d’où vient ce chiffre ? » for each, down to the cells.

mod arbre;
mod liste;
mod un;
mod voisins;

use super::adresses::du_chiffre;
use super::atelier::{Coupe, Vue};
use super::reponse::{Echec, Reponse, page};
use super::{Etat, gabarits};
use crate::domaine::mois::Mois;
use axum::Router;
use axum::routing::get;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/chiffres", get(liste::liste)).route("/chiffres/{nom}", get(un::chiffre))
}

/// What an address asks after its « ? ».
pub(super) type Question = BTreeMap<String, String>;

/// Where a figure is explained; `au` when it is known at the end of a month only.
pub(super) fn lien(nom: &str, au: Option<Mois>) -> String {
    let au = au.map_or(String::new(), |mois| format!("?au={mois}"));
    format!("{}{au}", du_chiffre(nom))
}

/// The month that a question asks for, in any spelling; `Err` says why it is none.
pub(super) fn mois_demande(vue: &Vue, question: &Question, cle: &str) -> Result<Option<Mois>, Echec> {
    let texte = question.get(cle).map(|texte| texte.trim()).filter(|texte| !texte.is_empty());
    let (Some(texte), Some(indicateurs)) = (texte, vue.preparation.indicateurs()) else { return Ok(None) };
    let mois = indicateurs.exercice.mois_demande(texte);
    mois.map(Some).map_err(|refus| Echec::refus(crate::francais::typographie(&refus.to_string())))
}

/// The folder as the address asks for it: cut at the end of a month, or whole.
async fn coupe(etat: &Etat, vue: &Arc<Vue>, question: &Question) -> Result<(Coupe, Option<Mois>), Echec> {
    let coupe = etat.atelier.a_fin(vue, mois_demande(vue, question, "au")?).await?;
    let au = coupe.est_partielle().then(|| coupe.preparation().indicateurs().map(|i| i.jusqu_a)).flatten();
    Ok((coupe, au))
}

/// The page of a folder that has no figures yet, because its settings are not there or not understood.
pub(super) fn sans_reglages(etat: &Etat, vue: &Vue, titre: &str, rubrique: &str) -> Reponse {
    let mut contexte = gabarits::contexte(etat, vue, titre, rubrique);
    contexte.insert("rapport_toml", &vue.preparation.dossier().rapport_toml.is_some());
    page("sans-reglages.html", &contexte)
}

#[cfg(test)]
mod tests {
    use super::lien;
    use crate::domaine::mois::Mois;

    #[test]
    fn une_adresse_ne_contient_que_des_lettres_sures() {
        assert_eq!(lien("service.entrees.2021-03", None), "/chiffres/service.entrees.2021-03");
        assert_eq!(lien("é/../\"<a>?#", Mois::new(2021, 3)), "/chiffres/%C3%A9%2F..%2F%22%3Ca%3E%3F%23?au=2021-03");
    }
}
