//! Demandes and absences by their words: tables whose lines may overlap, with an ensemble that is counted, not added.

use crate::composer::ecriture::{majuscule, propre};
use crate::composer::entree::{Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::repartitions::RETENU;
use crate::composer::tables::entete;
use crate::domaine::decompte::Decompte;
use crate::domaine::indicateur::Unite;

/// The décompte whose lines count persons.
const ABSENCES: &str = "absences_par_motif";

/// The section that prints a décompte, by the beginning of its id.
const SECTIONS: [(&str, &str); 3] = [("demandes", "admissions"), ("refus", "admissions"), (ABSENCES, "suivis")];

const NOTE: &str =
    "L’ensemble des jeunes est compté, il n’est pas la somme des lignes : un jeune peut être dans plusieurs.";

/// The tables of a section.
pub(super) fn contenu(m: &Matiere<'_>, section: &str) -> Vec<Element> {
    let Some(service) = m.indicateurs.service() else { return Vec::new() };
    let ici = |d: &&Decompte| SECTIONS.iter().any(|(debut, s)| *s == section && d.id.starts_with(debut));
    service.decomptes.iter().filter(ici).map(|d| Element::Tableau(tableau(m, d))).collect()
}

fn tableau(m: &Matiere<'_>, d: &Decompte) -> Tableau {
    let mut appels = Appels::default();
    let lignes = d.lignes.iter().map(|(nom, valeurs)| (nom.as_str(), valeurs, false));
    let lignes: Vec<Ligne> = lignes
        .chain([("Ensemble", &d.ensemble, true)])
        .map(|(nom, valeurs, forte)| {
            let mut cellules = vec![simple(propre(&majuscule(nom)))];
            cellules.extend(valeurs.iter().map(|v| appels.cellule(m, v, Unite::Nombre)));
            Ligne { cellules, forte, groupe: false }
        })
        .collect();
    let mut entetes = vec![entete("")];
    entetes.extend(d.colonnes.iter().map(|c| entete(propre(&majuscule(c)))));
    let mut colonnes = vec!["libelle".to_owned()];
    colonnes.extend(d.colonnes.iter().map(|_| "nombre".to_owned()));
    let retenu = d.lignes.is_empty().then_some(RETENU);
    let des_jeunes = (retenu.is_none() && d.id.starts_with(ABSENCES)).then_some(NOTE);
    Tableau {
        legende: propre(&format!("{}.", d.titre)),
        colonnes,
        entetes: vec![entetes],
        lignes,
        notes: appels.notes(m, [retenu, des_jeunes].into_iter().flatten().map(propre)),
    }
}
