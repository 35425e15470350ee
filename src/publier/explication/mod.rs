//! « D’où vient ce chiffre ? »: a figure, its definition, and everything it was obtained from, down to the cells.

mod arbre;
mod mots;
#[cfg(test)]
mod tests;

use crate::domaine::designation::{Designation, nom_de};
use crate::domaine::indicateur::{Indicateurs, Unite};
use crate::domaine::valeur::{Nom, Operation, Provenance, Valeur};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

pub(crate) use arbre::{liste, texte};

/// The explanation for other tools: every operand with its own, each named figure detailed once.
pub(crate) fn json(indicateurs: &Indicateurs, designation: &Designation<'_>) -> Value {
    let indicateur = designation.indicateur;
    let valeur = designation.valeur();
    let mut vus = BTreeSet::new();
    let mut sortie = Map::new();
    sortie.insert("version".into(), json!(1));
    sortie.insert("exercice".into(), json!(indicateurs.exercice.annee()));
    sortie.insert("jusqu_a".into(), json!(indicateurs.jusqu_a.to_string()));
    sortie.insert("libelle".into(), json!(indicateur.libelle_pour(designation.perimetre.modalite)));
    sortie.insert("perimetre".into(), json!(designation.perimetre.code));
    sortie.insert("definition".into(), json!(indicateur.definition));
    sortie.insert("source".into(), json!(indicateur.source));
    sortie.insert("unite".into(), json!(indicateur.unite.cle()));
    sortie.extend(noeud(indicateurs, &valeur, Some(indicateur.unite), &mut vus));
    sortie.insert("nom".into(), json!(designation.nom()));
    Value::Object(sortie)
}

/// A value and its operands.
fn noeud(
    indicateurs: &Indicateurs,
    valeur: &Valeur,
    herite: Option<Unite>,
    vus: &mut BTreeSet<String>,
) -> Map<String, Value> {
    let unite = mots::unite(indicateurs, valeur).or(herite);
    let mut sortie = Map::new();
    let nom = valeur.nom.as_deref();
    sortie.insert("nom".into(), json!(nom.map(|nom| nom_entier(indicateurs, nom))));
    sortie.insert("valeur".into(), valeur.exact().map_or(Value::Null, exact));
    sortie.insert("imprime".into(), json!(mots::nombre_de(unite, valeur).ok()));
    sortie.insert("raison".into(), json!(valeur.nombre.as_ref().err()));
    sortie.insert("reserve".into(), json!(mots::reserve(indicateurs, valeur)));
    if let Some(nom @ Nom::Indicateur { .. }) = nom
        && !vus.insert(nom_entier(indicateurs, nom))
    {
        sortie.insert("deja_detaille".into(), json!(true));
        return sortie;
    }
    match &*valeur.provenance {
        Provenance::Aucune => {}
        Provenance::Lue(span) => {
            sortie.insert("lieu".into(), lieu(span));
        }
        Provenance::Convenue(mots) => {
            sortie.insert("convention".into(), json!(mots));
        }
        Provenance::Comptee(denombrement) => {
            sortie.insert("compte_sur".into(), json!(denombrement.lignes));
            sortie.insert("tables".into(), denombrement.tables.iter().map(lieu).collect());
        }
        Provenance::Calculee(operation, _) => {
            sortie.insert("operation".into(), json!(cle(*operation)));
        }
        Provenance::Deduite(regle, _) => {
            sortie.insert("regle".into(), json!(regle));
        }
    }
    if !valeur.operandes().is_empty() {
        let des_operandes = mots::unite_des_operandes(valeur, unite);
        let operandes = valeur.operandes().iter().map(|v| Value::Object(noeud(indicateurs, v, des_operandes, vus)));
        sortie.insert("operandes".into(), operandes.collect());
    }
    sortie
}

fn lieu(span: &crate::diagnostic::Span) -> Value {
    json!({
        "fichier": span.file, "feuille": span.sheet, "ligne": (span.line > 0).then_some(span.line),
        "cellule": span.cell.map(|c| c.to_string()), "colonne": span.column,
    })
}

fn cle(operation: Operation) -> &'static str {
    match operation {
        Operation::Reprise => "reprise",
        Operation::Somme => "somme",
        Operation::Difference => "difference",
        Operation::Exces => "exces",
        Operation::Produit => "produit",
        Operation::Quotient => "quotient",
    }
}

/// The exact number: an integer, else numerator and denominator, which no rounding can spoil.
fn exact(n: crate::domaine::exact::Exact) -> Value {
    let (numerateur, denominateur) = n.en_fraction();
    json!({ "numerateur": numerateur.to_string(), "denominateur": denominateur.to_string() })
}

/// `aemo_r.sorties.2021-03`, or the words.
fn nom_entier(indicateurs: &Indicateurs, nom: &Nom) -> String {
    match nom {
        Nom::Libre { mots, .. } => mots.to_string(),
        Nom::Indicateur { perimetre, id, mois } => {
            let connu = indicateurs.perimetres.iter().find(|p| *p.code == **perimetre);
            let code = connu.map_or_else(|| perimetre.to_string(), nom_de);
            format!("{code}.{id}{}", mois.map_or(String::new(), |mois| format!(".{mois}")))
        }
    }
}
