//! Événements indésirables by kind: counts only, never a tale. One place prints them, so that the edition `publique`
//! masks them here as it masks what crosses persons.

use crate::composer::ecriture::{majuscule, propre};
use crate::composer::entree::{Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::repartitions::RETENU;
use crate::composer::tables::entete;
use crate::domaine::indicateur::Unite;

/// The table; none without events.
pub(super) fn tableau(m: &Matiere<'_>) -> Option<Tableau> {
    let service = m.indicateurs.service()?;
    let d = service.decomptes.iter().find(|d| d.id == "evenements_indesirables")?;
    let mut appels = Appels::default();
    let lignes = d.lignes.iter().map(|(nom, valeurs)| (nom.as_str(), valeurs, false));
    let lignes = lignes.chain([("Ensemble", &d.ensemble, true)]).map(|(nom, valeurs, forte)| {
        let mut cellules = vec![simple(propre(&majuscule(nom)))];
        cellules.extend(valeurs.iter().map(|v| appels.cellule(m, v, Unite::Nombre)));
        Ligne { cellules, forte, groupe: false }
    });
    let lignes: Vec<Ligne> = lignes.collect();
    let mut entetes = vec![entete("Nature")];
    entetes.extend(d.colonnes.iter().map(|c| entete(propre(&majuscule(c)))));
    let mut colonnes = vec!["libelle".to_owned()];
    colonnes.extend(d.colonnes.iter().map(|_| "nombre".to_owned()));
    let legende = format!("Les événements indésirables déclarés en {}, par nature.", m.annee());
    let notes = appels.notes(m, d.lignes.is_empty().then(|| RETENU.to_owned()));
    Some(Tableau { legende: propre(&legende), colonnes, entetes: vec![entetes], lignes, notes })
}
