//! Trainings: one row each, with who followed it; columns that nothing fills are left out.

use crate::composer::ecriture::propre;
use crate::composer::entree::{Cellule, Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::simple;
use crate::composer::tables::entete;
use crate::domaine::exact::Exact;
use crate::domaine::personnel::{Formation, Lue};
use crate::francais::nombre_court;

/// A column: its header, its width, its cell, and what it adds up to.
struct Colonne {
    entete: &'static str,
    genre: &'static str,
    cellule: fn(&Formation) -> String,
    somme: Option<fn(&Formation) -> Option<&Lue>>,
}

const COLONNES: [Colonne; 5] = [
    Colonne { entete: "Formation", genre: "large", cellule: |f| f.intitule.clone(), somme: None },
    Colonne { entete: "Type", genre: "texte", cellule: |f| f.nature.clone(), somme: None },
    Colonne { entete: "Fonctions", genre: "texte", cellule: |f| f.fonction.clone(), somme: None },
    Colonne {
        entete: "Participants",
        genre: "nombre",
        cellule: |f| ecrit(Some(&f.participants)),
        somme: Some(|f| Some(&f.participants)),
    },
    Colonne {
        entete: "Jours",
        genre: "nombre",
        cellule: |f| ecrit(f.jours.as_ref()),
        somme: Some(|f| f.jours.as_ref()),
    },
];

/// The table of the section.
pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let formations = &m.controle.dossier().personnel.formations;
    if formations.is_empty() {
        return Vec::new();
    }
    let colonnes: Vec<&Colonne> =
        COLONNES.iter().filter(|c| formations.iter().any(|f| !(c.cellule)(f).is_empty())).collect();
    let ligne = |f: &Formation| {
        let cellules = colonnes.iter().map(|c| simple(propre(&(c.cellule)(f)))).collect();
        Ligne { cellules, forte: false, groupe: false }
    };
    let mut lignes: Vec<Ligne> = formations.iter().map(ligne).collect();
    if formations.len() > 1 {
        lignes.push(Ligne { cellules: ensemble(&colonnes, formations), forte: true, groupe: false });
    }
    let legende = format!("Les formations suivies en {}.", m.annee());
    let note = "Une personne qui suit deux formations compte deux fois.";
    vec![Element::Tableau(Tableau {
        legende: propre(&legende),
        colonnes: colonnes.iter().map(|c| c.genre.to_owned()).collect(),
        entetes: vec![colonnes.iter().map(|c| entete(c.entete)).collect()],
        lignes,
        notes: crate::composer::notes::Appels::default().notes(m, (formations.len() > 1).then(|| note.to_owned())),
    })]
}

fn ensemble(colonnes: &[&Colonne], formations: &[Formation]) -> Vec<Cellule> {
    let total = |c: &&Colonne| {
        let Some(somme) = c.somme else { return Cellule::default() };
        let nombres: Option<Exact> = formations.iter().map(|f| somme(f)?.0.nombre()).sum();
        nombres.map_or_else(|| simple("–"), |n| simple(nombre_court(n)))
    };
    let mut cellules: Vec<Cellule> = colonnes.iter().map(total).collect();
    if let Some(premiere) = cellules.first_mut() {
        *premiere = simple("Ensemble");
    }
    cellules
}

/// A count as printed; empty where nothing is typed.
fn ecrit(lue: Option<&Lue>) -> String {
    lue.and_then(|(saisie, _)| saisie.nombre()).map(nombre_court).unwrap_or_default()
}
