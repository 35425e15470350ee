//! « D’où vient ce chiffre ? »: a figure, its definition, and everything it was obtained from, down to the cells.

mod arbre;
mod mots;
mod noeud;
mod sources;
#[cfg(test)]
mod tests;

use crate::diagnostic::Span;
use crate::domaine::chiffres::Chiffre;
use crate::domaine::comptees::{Comptees, Plages};
use crate::domaine::designation::nom_de;
use crate::domaine::indicateur::{Indicateurs, Unite};
use crate::domaine::valeur::{Nom, Operation, Provenance, Valeur};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Cells of a sum, runs of rows, rows to check: how many are said one by one, the others being counted. Twelve months, and
/// the rows of a usual table, are said in full; a sentence stays one that a person reads. The JSON has a bound of its own.
pub(crate) const DITES: usize = 20;

pub(crate) use arbre::{liste, texte};
pub(crate) use noeud::{Noeud, explication, nombre};
pub(crate) use sources::Sources;

/// The explanation for other tools: every operand with its own, each named figure detailed once.
pub(crate) fn json(sources: &Sources<'_>, chiffre: &Chiffre<'_>) -> Value {
    let (indicateurs, fiche) = (sources.indicateurs, chiffre.fiche);
    let assise = sources.assise(chiffre);
    let mut vus = BTreeSet::new();
    let mut sortie = Map::new();
    sortie.insert("version".into(), json!(1));
    sortie.insert("exercice".into(), json!(indicateurs.exercice.annee()));
    sortie.insert("jusqu_a".into(), json!(indicateurs.jusqu_a.to_string()));
    sortie.insert("libelle".into(), json!(chiffre.libelle));
    sortie.insert("perimetre".into(), json!(chiffre.perimetre.code));
    sortie.insert("definition".into(), json!(fiche.definition));
    sortie.insert("source".into(), json!(fiche.source));
    sortie.insert("unite".into(), json!(fiche.unite.cle()));
    sortie.extend(noeud(sources, &chiffre.valeur, Some(fiche.unite), &mut vus));
    sortie.insert("nom".into(), json!(chiffre.nom()));
    let reserves = (!assise.reserves.is_empty()).then(|| assise.reserves.join(" ; "));
    sortie.insert("reserve".into(), json!(reserves));
    sortie.insert("source_journees".into(), json!(assise.journees.map(|source| source.cle())));
    Value::Object(sortie)
}

/// A value and its operands.
fn noeud(
    sources: &Sources<'_>,
    valeur: &Valeur,
    herite: Option<Unite>,
    vus: &mut BTreeSet<String>,
) -> Map<String, Value> {
    let indicateurs = sources.indicateurs;
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
            let comptees = sources.comptees(valeur);
            let lignes = comptees.as_ref().map(|c| c.nombre).or(denombrement.lignes);
            sortie.insert("compte_sur".into(), json!(lignes));
            sortie.insert("tables".into(), denombrement.tables.iter().map(|t| table(t, comptees.as_ref())).collect());
            if let Some(cellules) = comptees.map(|c| c.cellules).filter(|cellules| !cellules.is_empty()) {
                let omises = cellules.len().saturating_sub(LISTES);
                let liste = |(span, n): &(Span, _)| json!({ "lieu": lieu(span), "valeur": exact(*n) });
                sortie.insert("cellules".into(), cellules.iter().take(LISTES).map(liste).collect());
                sortie.insert("cellules_omises".into(), json!(omises));
            }
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
        let operandes = valeur.operandes().iter().map(|v| Value::Object(noeud(sources, v, des_operandes, vus)));
        sortie.insert("operandes".into(), operandes.collect());
    }
    sortie
}

/// Runs of rows of one table, or cells, that a node lists; what is beyond is counted.
const LISTES: usize = 1000;

/// A table, with its rows that were counted where they are known.
fn table(span: &Span, comptees: Option<&Comptees>) -> Value {
    let mut sortie = lieu(span);
    if let Some(comptees) = comptees {
        let ici = |t: &&Plages| (&t.table.file, &t.table.sheet) == (&span.file, &span.sheet);
        let plages = comptees.tables.iter().find(ici).map(|t| t.plages.as_slice()).unwrap_or_default();
        let listees: Vec<[u32; 2]> = plages.iter().take(LISTES).map(|(de, a)| [*de, *a]).collect();
        sortie["lignes"] = json!(listees);
        sortie["lignes_omises"] = json!(plages.iter().skip(LISTES).map(|(de, a)| a - de + 1).sum::<u32>());
    }
    sortie
}

fn lieu(span: &Span) -> Value {
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
