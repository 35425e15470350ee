//! The stable JSON of `calculer` and `controler`: additions allowed, nothing renamed.

use super::compris::Comprehension;
use crate::diagnostic::{Diagnostic, Span};
use crate::domaine::constats::Constats;
use crate::domaine::decompte::Decompte;
use crate::domaine::dossier::Dossier;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, Unite, Valeur};
use serde_json::{Map, Value, json};

mod population;
mod rapprochement;

const VERSION: u32 = 1;

/// A value as a file holds it.
pub(super) fn texte(valeur: &Value) -> String {
    format!("{valeur:#}\n")
}

/// The answer of `controler --format json`.
pub(super) fn controles(constats: &Constats, dossier: &Dossier) -> Value {
    let comprehension = Comprehension::new(dossier);
    let tables: Vec<Value> = dossier.tables.iter().map(|table| comprehension.json(table)).collect();
    json!({ "version": VERSION, "diagnostics": diagnostics(constats), "omis": omis(constats), "tables": tables })
}

/// The answer of `calculer --format json`: whole even when an *erreur* prevented everything.
pub(super) fn indicateurs(indicateurs: Option<&Indicateurs>, constats: &Constats) -> Value {
    let perimetres: Vec<Value> =
        indicateurs.map(|i| i.perimetres.iter().map(|p| perimetre(i, p)).collect()).unwrap_or_default();
    json!({
        "version": VERSION,
        "exercice": indicateurs.map(|i| i.exercice.annee()),
        "perimetres": perimetres,
        "attente": attente(indicateurs),
        "rapprochement": indicateurs.map(rapprochement::rapprochements).unwrap_or_default(),
        "echeances": indicateurs.map(|i| population::echeances(&i.echeances)),
        "diagnostics": diagnostics(constats),
        "omis": omis(constats),
        "jusqu_a": indicateurs.map(|i| i.jusqu_a.to_string()),
    })
}

/// The waiting list of the service, at the day that it tells of.
fn attente(indicateurs: Option<&Indicateurs>) -> Value {
    let service = indicateurs.and_then(|i| Some((i, i.service()?)));
    let valeur = |id: &str| service.map_or(Value::Null, |(i, service)| nombre(i, id, &service.annuel(id)));
    let date = indicateurs.map(|i| i.attente_au.unwrap_or(i.jusqu_a.dernier_jour()));
    json!({
        "date": date.map(|d| d.to_string()),
        "mesures": valeur("attente_mesures"), "familles": valeur("attente_familles"),
        "part_capacite": valeur("attente_part_capacite"),
        "delai_moyen": valeur("attente_delai_moyen"), "delai_median": valeur("attente_delai_median"),
        "anciennete_mediane": valeur("attente_anciennete_mediane"),
    })
}

fn perimetre(indicateurs: &Indicateurs, p: &Perimetre) -> Value {
    let genre = match p.genre {
        Genre::Dispositif => "dispositif",
        Genre::Groupe => "groupe",
        Genre::Service => "service",
    };
    json!({
        "code": p.code, "libelle": p.libelle, "genre": genre,
        "mensuel": mensuel(indicateurs, p), "annuel": annuel(indicateurs, p), "precedent": precedent(indicateurs, p),
        "ventilations": p.ventilations.iter().map(population::ventilation).collect::<Vec<_>>(),
        "decomptes": decomptes(p),
    })
}

/// Requests and absences by word, every count as a number.
fn decomptes(p: &Perimetre) -> Value {
    let entier = |v: &Valeur| v.exact().and_then(|n| i64::try_from(n.arrondi(0)).ok());
    let nombres = |valeurs: &[Valeur]| valeurs.iter().map(entier).collect::<Vec<_>>();
    let ligne = |(libelle, valeurs): &(String, Vec<Valeur>)| json!({ "libelle": libelle, "nombres": nombres(valeurs) });
    let decompte = |d: &Decompte| {
        let lignes: Vec<Value> = d.lignes.iter().map(ligne).collect();
        json!({ "id": d.id, "titre": d.titre, "colonnes": d.colonnes, "lignes": lignes, "ensemble": nombres(&d.ensemble) })
    };
    p.decomptes.iter().map(decompte).collect()
}

fn mensuel(indicateurs: &Indicateurs, p: &Perimetre) -> Value {
    let mut sortie = Map::new();
    let mut reserves = Map::new();
    for id in indicateurs.catalogue.iter().map(|i| i.id).filter(|id| p.mensuel.contains_key(id)) {
        let valeurs: Vec<Valeur> = indicateurs.exercice.mois().map(|mois| p.mensuel(id, mois)).collect();
        let nombres = valeurs.iter().map(|v| nombre(indicateurs, id, v)).collect();
        sortie.insert(id.to_owned(), Value::Array(nombres));
        let en_reserve = indicateurs.exercice.mois().zip(&valeurs);
        let en_reserve: Map<_, _> =
            en_reserve.filter_map(|(m, v)| Some((m.to_string(), json!(v.reserve.as_ref()?)))).collect();
        if !en_reserve.is_empty() {
            reserves.insert(id.to_owned(), Value::Object(en_reserve));
        }
    }
    sortie.insert("reserves".to_owned(), Value::Object(reserves));
    Value::Object(sortie)
}

fn annuel(indicateurs: &Indicateurs, p: &Perimetre) -> Value {
    let (mut sortie, mut reserves, mut raisons) = (Map::new(), Map::new(), Map::new());
    for id in indicateurs.catalogue.iter().map(|i| i.id) {
        let valeur = p.annuel(id);
        sortie.insert(id.to_owned(), nombre(indicateurs, id, &valeur));
        if id == "journees_realisees" {
            sortie.insert("source_journees".to_owned(), json!(p.source_journees.map(|s| s.cle())));
        }
        if let Some(reserve) = &valeur.reserve {
            reserves.insert(id.to_owned(), json!(reserve));
        }
        if let Err(raison) = &valeur.nombre {
            raisons.insert(id.to_owned(), json!(raison));
        }
    }
    sortie.insert("reserves".to_owned(), Value::Object(reserves));
    sortie.insert("raisons".to_owned(), Value::Object(raisons));
    Value::Object(sortie)
}

fn precedent(indicateurs: &Indicateurs, p: &Perimetre) -> Value {
    let valeurs = p.precedent.iter().map(|(id, exact)| (id.clone(), connu(indicateurs, id, *exact)));
    Value::Object(valeurs.collect())
}

/// Money is a string with two decimals; the rest are numbers, whole where they are whole.
fn nombre(indicateurs: &Indicateurs, id: &str, valeur: &Valeur) -> Value {
    valeur.exact().map_or(Value::Null, |exact| connu(indicateurs, id, exact))
}

fn connu(indicateurs: &Indicateurs, id: &str, exact: Exact) -> Value {
    let unite = indicateurs.definition(id).map(|i| i.unite);
    if unite == Some(Unite::Euros) { euros(exact) } else { simple(exact) }
}

/// A string with two decimals.
fn euros(exact: Exact) -> Value {
    let centimes = exact.arrondi(2);
    let signe = if centimes < 0 { "-" } else { "" };
    let (euros, reste) = (centimes.unsigned_abs() / 100, centimes.unsigned_abs() % 100);
    json!(format!("{signe}{euros}.{reste:02}"))
}

/// Whole where it is whole.
pub(super) fn simple(exact: Exact) -> Value {
    match exact.entier().and_then(|n| i64::try_from(n).ok()) {
        Some(entier) => json!(entier),
        None => json!(exact.flottant()),
    }
}

fn diagnostics(constats: &Constats) -> Vec<Value> {
    constats.listes.iter().map(diagnostic).collect()
}

fn diagnostic(d: &Diagnostic) -> Value {
    let lies: Vec<Value> = d
        .lies
        .iter()
        .map(|(span, message)| {
            let mut lie = place(span);
            lie.insert("message".to_owned(), json!(message));
            Value::Object(lie)
        })
        .collect();
    let mut sortie = Map::new();
    sortie.insert("code".to_owned(), json!(d.code));
    sortie.insert("gravite".to_owned(), json!(d.gravite.cle()));
    sortie.insert("message".to_owned(), json!(d.message));
    sortie.extend(place(&d.span));
    sortie.insert("aide".to_owned(), json!(d.aide));
    sortie.insert("lies".to_owned(), Value::Array(lies));
    sortie.insert("justification".to_owned(), json!(d.justification));
    Value::Object(sortie)
}

fn place(span: &Span) -> Map<String, Value> {
    let mut place = Map::new();
    place.insert("fichier".to_owned(), json!(Some(&span.file).filter(|f| !f.is_empty())));
    place.insert("feuille".to_owned(), json!(span.sheet));
    place.insert("ligne".to_owned(), json!(Some(span.line).filter(|l| *l > 0)));
    place.insert("colonne".to_owned(), json!(span.column));
    place.insert("cellule".to_owned(), json!(span.cell.map(|c| c.to_string())));
    place
}

fn omis(constats: &Constats) -> Vec<Value> {
    constats.omis.iter().map(|o| json!({ "code": o.code, "fichier": o.fichier, "nombre": o.nombre })).collect()
}
