//! What stands around a figure: its months, the same of others, the cells below it, the names near a wrong one.

use super::lien;
use crate::diagnostic::Span;
use crate::domaine::chiffres::Chiffre;
use crate::domaine::designation::{Designation, Inconnue, nom_de};
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::mois::Mois;
use crate::domaine::valeur::{Provenance, Valeur};
use crate::francais::{majuscule, nombre_exact, typographie};
use crate::publier::explication;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Cells that a page lists; the others are counted.
const CELLULES: usize = 300;

/// Another figure.
#[derive(Serialize)]
pub(super) struct Voisin {
    quoi: String,
    lien: String,
    valeur: String,
}

/// A cell or a key that the figure rests on.
#[derive(Serialize)]
pub(super) struct Cellule {
    fichier: String,
    feuille: Option<String>,
    ligne: u32,
    cellule: Option<String>,
    colonne: Option<String>,
    /// What was read there; nothing for a table whose rows were counted.
    lu: Option<String>,
}

fn voisin(quoi: String, chiffre: &Chiffre<'_>, au: Option<Mois>) -> Voisin {
    let valeur = explication::nombre(chiffre).unwrap_or_else(|raison| format!("non connu : {raison}"));
    Voisin { quoi, lien: lien(&chiffre.nom(), au), valeur: typographie(&valeur) }
}

/// The same figure month by month, where there is one; the period for the figure of a month.
pub(super) fn mois_par_mois(indicateurs: &Indicateurs, chiffre: &Chiffre<'_>, au: Option<Mois>) -> Vec<Voisin> {
    let Ok(designation) = indicateurs.designe(&chiffre.nom()) else { return Vec::new() };
    if !designation.perimetre.mensuel.contains_key(designation.indicateur.id) {
        return Vec::new();
    }
    let periodes = indicateurs.exercice.mois().filter(|mois| *mois <= indicateurs.jusqu_a).map(Some).chain([None]);
    let autres = periodes.filter(|mois| *mois != designation.mois);
    let nomme = |mois: Option<Mois>| match mois {
        Some(mois) => majuscule(mois.nom()),
        None if indicateurs.en_cours() => format!("De janvier à {}", indicateurs.jusqu_a.nom()),
        None => format!("Année {}", indicateurs.exercice),
    };
    autres.map(|mois| voisin(nomme(mois), &Chiffre::from(Designation { mois, ..designation }), au)).collect()
}

/// The same figure of the other perimetres.
pub(super) fn ailleurs(indicateurs: &Indicateurs, chiffre: &Chiffre<'_>, au: Option<Mois>) -> Vec<Voisin> {
    let Ok(designation) = indicateurs.designe(&chiffre.nom()) else { return Vec::new() };
    let autres = indicateurs.perimetres.iter().filter(|p| p.code != chiffre.perimetre.code);
    autres
        .map(|perimetre| (perimetre, Chiffre::from(Designation { perimetre, ..designation })))
        .filter(|(_, autre)| !autre.valeur.est_sans_objet())
        .map(|(perimetre, autre)| voisin(perimetre.nom().to_owned(), &autre, au))
        .collect()
}

/// The cells, the keys and the tables under a value, in the order of the files; and how many more there are.
pub(super) fn cellules(valeur: &Valeur) -> (Vec<Cellule>, usize) {
    let (mut lues, mut vues): (BTreeMap<&Span, Option<String>>, _) = (BTreeMap::new(), BTreeSet::new());
    let mut a_voir = vec![valeur];
    while let Some(valeur) = a_voir.pop() {
        if !vues.insert(Arc::as_ptr(&valeur.provenance)) {
            continue;
        }
        match &*valeur.provenance {
            Provenance::Lue(span) => {
                lues.insert(span, valeur.exact().map(nombre_exact));
            }
            Provenance::Comptee(denombrement) => lues.extend(denombrement.tables.iter().map(|table| (table, None))),
            _ => a_voir.extend(valeur.operandes()),
        }
    }
    let omises = lues.len().saturating_sub(CELLULES);
    (lues.into_iter().take(CELLULES).map(|(span, lu)| cellule(span, lu)).collect(), omises)
}

fn cellule(span: &Span, lu: Option<String>) -> Cellule {
    Cellule {
        fichier: span.file.clone(),
        feuille: span.sheet.clone(),
        ligne: span.line,
        cellule: span.cell.map(|cellule| cellule.to_string()),
        colonne: span.column.clone().filter(|colonne| !colonne.is_empty()),
        lu,
    }
}

/// Names that exist and that a wrong one may have meant.
pub(super) fn proches(indicateurs: &Indicateurs, nom: &str, inconnue: &Inconnue) -> Vec<String> {
    let parties: Vec<&str> = nom.split('.').map(str::trim).collect();
    let avec = |rang: usize, mot: &str| {
        let mut autres = parties.clone();
        if let Some(partie) = autres.get_mut(rang) {
            *partie = mot;
        }
        autres.join(".")
    };
    let candidats = match inconnue {
        Inconnue::Indicateur { proche: Some(proche), .. } => {
            (0..parties.len()).map(|rang| avec(rang, proche)).collect()
        }
        Inconnue::Perimetre { proche, .. } => {
            let noms = indicateurs.perimetres.iter().rev().map(nom_de);
            proche.iter().cloned().chain(noms).map(|perimetre| avec(0, &perimetre)).collect()
        }
        Inconnue::Chiffre { proche, .. } => vec![proche.clone()],
        Inconnue::SansIndicateur { perimetre, mois } => {
            ["presents_fin", "entrees", "sorties"].map(|id| format!("{perimetre}.{id}.{mois}")).to_vec()
        }
        Inconnue::SansMois(id) => vec![avec(0, id), parties[..parties.len().saturating_sub(1)].join(".")],
        Inconnue::Mois(_) => vec![parties[..parties.len().saturating_sub(1)].join(".")],
        Inconnue::Indicateur { proche: None, .. } | Inconnue::Forme => Vec::new(),
    };
    let mut noms: Vec<String> = Vec::new();
    for chiffre in candidats.iter().filter_map(|candidat| indicateurs.chiffre(candidat).ok()) {
        if !noms.contains(&chiffre.nom()) {
            noms.push(chiffre.nom());
        }
    }
    noms.truncate(6);
    noms
}
