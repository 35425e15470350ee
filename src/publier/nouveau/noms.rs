//! Columns of last year's tables that hold names where codes belong: they do not go on.

use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::dossier::{Dossier, Table};
use crate::domaine::suivi::{Colonne, Suivi, TableDeSuivi};
use crate::lire::semble_un_nom;
use std::collections::BTreeSet;

/// Columns that identify, and that a mesure goes on without.
const RETIRABLES: [Colonne; 4] = [Colonne::Jeune, Colonne::Famille, Colonne::Referent, Colonne::CoReferent];

/// Columns of the follow-up tables that do not go on: those that `identifiant-nominatif` tells of, and those where one
/// value among codes looks like a name, whatever the rows it stands in.
pub(super) fn nominatives(dossier: &Dossier) -> BTreeSet<(u16, Colonne)> {
    let suivi = &dossier.suivi;
    let mut nommees: BTreeSet<(u16, Colonne)> = BTreeSet::new();
    for (rang, table) in (0_u16..).zip(&suivi.tables) {
        let siennes = table.colonnes.iter().filter(|(_, _, entete)| est_en_erreur(dossier, table, entete));
        nommees.extend(siennes.map(|(colonne, _, _)| (rang, *colonne)));
    }
    for colonne in RETIRABLES {
        nommees.extend(melees(suivi, colonne).into_iter().map(|rang| (rang, colonne)));
    }
    nommees
}

fn est_en_erreur(dossier: &Dossier, table: &TableDeSuivi, entete: &str) -> bool {
    dossier.anomalies.iter().any(|anomalie| {
        let ici = anomalie.span.file == table.fichier && anomalie.span.sheet == table.feuille;
        ici && matches!(&anomalie.nature, NatureAnomalie::IdentifiantNominatif { entete: dit } if dit == entete)
    })
}

/// The tables where a value of a column looks like a name.
fn melees(suivi: &Suivi, colonne: Colonne) -> BTreeSet<u16> {
    let lignes = suivi.lignes.iter().filter(|ligne| match colonne {
        Colonne::Jeune => semble_un_nom(&ligne.jeune),
        Colonne::Famille => semble_un_nom(&ligne.famille),
        mot => suivi.lu(ligne, mot).is_some_and(|lu| semble_un_nom(&lu.texte)),
    });
    lignes.map(|ligne| ligne.table).collect()
}

/// What is said of them, and of the identifiers of absences that were not read for the same reason.
pub(super) fn dites(dossier: &Dossier, nommees: &BTreeSet<(u16, Colonne)>) -> Vec<String> {
    let entete = |(rang, colonne): &(u16, Colonne)| {
        let table = dossier.suivi.tables.get(usize::from(*rang))?;
        let (_, _, entete) = table.colonnes.iter().find(|(autre, _, _)| autre == colonne)?;
        Some((table.fichier.clone(), entete.clone()))
    };
    let absences = dossier.anomalies.iter().filter_map(|anomalie| match &anomalie.nature {
        NatureAnomalie::IdentifiantNominatif { entete } => {
            let table = dossier.table(&anomalie.span)?;
            (table.genre == Some(Table::ABSENCES_DES_JEUNES)).then(|| (table.fichier.clone(), entete.clone()))
        }
        _ => None,
    });
    let colonnes: BTreeSet<(String, String)> = nommees.iter().filter_map(entete).chain(absences).collect();
    let dite = |(fichier, entete): (String, String)| {
        format!(
            "{fichier} : la colonne « {entete} » n’est pas reprise, des valeurs y ressemblent à des noms de personnes ; y écrire des codes (J-001, J-002…), toujours les mêmes pour les mêmes personnes"
        )
    };
    colonnes.into_iter().map(dite).collect()
}
