//! Scores by chapter: exact means, each beside the number of its criteria.

use crate::composer::ecriture::{majuscule, propre};
use crate::composer::entree::{Cellule, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::entete;
use crate::domaine::indicateur::{Unite, Valeur};
use crate::domaine::qualite::Echelle;

/// What is said of each scale.
const INTERNE: &str = "Échelle interne au service : elle ne se convertit pas dans l’échelle de 1 à 4 de la HAS, et ses moyennes ne se comparent pas à d’autres.";
const HAS: &str =
    "Échelle de 1 à 4 de la HAS. NC et RI n’entrent pas dans les moyennes, * y compte pour 4 (calcul dérivé).";
const MOYENNE: &str = "La moyenne des chapitres est simple : un chapitre y pèse autant qu’un autre, quel que soit le nombre de ses critères.";

/// The table; none when two scales are mixed.
pub(super) fn tableau(m: &Matiere<'_>) -> Option<Tableau> {
    let service = m.indicateurs.service()?;
    let d = service.decomptes.iter().find(|d| d.id == "scores_par_chapitre")?;
    let echelle = m.controle.dossier().qualite.chapitres().first()?.echelle?;
    let criteres = d.lignes.iter().any(|(_, v)| v.get(1).is_some_and(|n| n.exact().is_some()));
    let mut appels = Appels::default();
    let total = (d.lignes.len() > 1).then_some(("Moyenne simple des chapitres", &d.ensemble, true));
    let lignes = d.lignes.iter().map(|(nom, valeurs)| (nom.as_str(), valeurs, false)).chain(total);
    let lignes = lignes.map(|(nom, valeurs, forte)| {
        let mut cellules = vec![simple(propre(&majuscule(nom)))];
        cellules.extend(valeurs.first().map(|v| score(m, v, echelle, &mut appels)));
        cellules.extend(valeurs.get(1).filter(|_| criteres).map(|v| appels.cellule(m, v, Unite::Nombre)));
        Ligne { cellules, forte, groupe: false }
    });
    let lignes: Vec<Ligne> = lignes.collect();
    let mut entetes = vec![entete("Chapitre"), entete("Score")];
    entetes.extend(criteres.then(|| entete("Critères cotés")));
    let mut colonnes = vec!["libelle".to_owned()];
    colonnes.extend(entetes.iter().skip(1).map(|_| "nombre".to_owned()));
    let dites = [match echelle {
        Echelle::Interne => INTERNE,
        Echelle::Has => HAS,
    }];
    let notes = dites.into_iter().chain((d.lignes.len() > 1).then_some(MOYENNE)).map(str::to_owned);
    let notes = appels.notes(m, notes.collect::<Vec<_>>());
    let legende = format!("Les scores par chapitre, {}.", echelle.libelle());
    Some(Tableau { legende: propre(&legende), colonnes, entetes: vec![entetes], lignes, notes })
}

/// A score on its scale, with the réserve that it bears.
fn score(m: &Matiere<'_>, valeur: &Valeur, echelle: Echelle, appels: &mut Appels) -> Cellule {
    let cellule = appels.cellule(m, valeur, Unite::Nombre);
    match valeur.exact() {
        Some(n) => Cellule { texte: echelle.ecrit(n), ..cellule },
        None => cellule,
    }
}
