//! Populations and échéances in the JSON. Mesures by id only.

use super::simple;
use crate::domaine::echeances::{Echeances, Rappel};
use crate::domaine::population::{Critere, Ventilation};
use crate::domaine::reglages::UniteDeCompte;
use serde_json::{Value, json};

/// A count per line and column; null where it is not known.
pub(super) fn ventilation(v: &Ventilation) -> Value {
    let ligne = |ligne: &Vec<_>| -> Vec<Value> { ligne.iter().map(effectif).collect() };
    let unite = UniteDeCompte::TOUTES.iter().find(|(unite, _, _)| *unite == v.unite).map(|(_, cle, _)| *cle);
    json!({
        "population": v.population.cle(), "critere": v.critere.cle(), "par": v.par.map(Critere::cle),
        "unite_comptee": unite, "reference": Some(&v.reference).filter(|r| !r.is_empty()),
        "lignes": v.lignes, "colonnes": v.colonnes.iter().map(|c| Some(c).filter(|c| !c.is_empty())).collect::<Vec<_>>(),
        "effectifs": v.effectifs.iter().map(ligne).collect::<Vec<_>>(),
    })
}

fn effectif(valeur: &crate::domaine::indicateur::Valeur) -> Value {
    valeur.exact().map_or(Value::Null, simple)
}

pub(super) fn echeances(echeances: &Echeances) -> Value {
    let liste = |rappels: &[Rappel]| rappels.iter().map(rappel).collect::<Vec<Value>>();
    json!({
        "prochaines": liste(&echeances.prochaines), "depassees": liste(&echeances.depassees),
        "majorites": liste(&echeances.majorites), "entretiens": liste(&echeances.entretiens),
    })
}

/// The row says which mesure it is where the table gives no id.
fn rappel(rappel: &Rappel) -> Value {
    json!({
        "id": Some(rappel.id.as_str()).filter(|id| !id.is_empty()), "date": rappel.date.to_string(),
        "dispositif": rappel.dispositif, "fichier": rappel.span.file, "ligne": rappel.span.line,
    })
}
