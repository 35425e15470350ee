//! Billed beside due in the JSON: a line per payer, the causes, what is left to explain.

use super::{euros, simple};
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, Valeur};
use crate::domaine::rapprochement::{Cause, Comparaison, LigneDePayeur, Rapprochement};
use serde_json::{Map, Value, json};

/// One entry per dispositif, then the service; empty without billing.
pub(super) fn rapprochements(indicateurs: &Indicateurs) -> Vec<Value> {
    let de = |p: &Perimetre| p.rapprochement.as_ref().map(|r| rapprochement(indicateurs, p, r));
    indicateurs.perimetres.iter().filter_map(de).collect()
}

fn rapprochement(indicateurs: &Indicateurs, p: &Perimetre, r: &Rapprochement) -> Value {
    let payeur = |ligne: &LigneDePayeur| {
        let mut sortie = Map::new();
        sortie.insert("payeur".to_owned(), json!(ligne.payeur));
        sortie.extend(comparaison(&ligne.annee));
        let mois = indicateurs.exercice.mois().zip(&ligne.mois);
        let mois: Map<String, Value> =
            mois.map(|(mois, du_mois)| (mois.to_string(), Value::Object(comparaison(du_mois)))).collect();
        sortie.insert("mensuel".to_owned(), Value::Object(mois));
        Value::Object(sortie)
    };
    let cause = |(cause, valeur): &(Cause, Valeur)| json!({ "cause": cause.cle(), "libelle": cause.libelle(), "montant": argent(valeur) });
    json!({
        "perimetre": p.code, "genre": if p.genre == Genre::Service { "service" } else { "dispositif" },
        "payeurs": r.payeurs.iter().map(payeur).collect::<Vec<_>>(),
        "ecart": argent(&p.annuel("ecart_de_facturation")),
        "causes": r.causes.iter().map(cause).collect::<Vec<_>>(),
        "reste_a_expliquer": argent(&r.reste), "a_risque": argent(&r.a_risque),
    })
}

/// Null where it is not known, with the reason beside.
fn comparaison(c: &Comparaison) -> Map<String, Value> {
    let (mut sortie, mut raisons) = (Map::new(), Map::new());
    let valeurs = [
        ("journees_dues", &c.journees_dues, false),
        ("journees_facturees", &c.journees_facturees, false),
        ("ecart_journees", &c.ecart_de_journees, false),
        ("montant_du", &c.montant_du, true),
        ("montant_facture", &c.montant_facture, true),
        ("ecart", &c.ecart, true),
        ("journees_au_forfait", &c.journees_au_forfait, false),
    ];
    for (cle, valeur, en_euros) in valeurs {
        let nombre = if en_euros { argent(valeur) } else { valeur.exact().map_or(Value::Null, simple) };
        sortie.insert(cle.to_owned(), nombre);
        if let Err(raison) = &valeur.nombre {
            raisons.insert(cle.to_owned(), json!(raison));
        }
    }
    sortie.insert("raisons".to_owned(), Value::Object(raisons));
    sortie
}

fn argent(valeur: &Valeur) -> Value {
    valeur.exact().map_or(Value::Null, euros)
}
