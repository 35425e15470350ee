//! The mesures that go on and those that still wait on the last day of a year, written as next year's follow-up table:
//! only what was read of them, so without any column that names someone.

use super::{Fichier, champ};
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Parcours, Suivi};
use chrono::{Datelike, NaiveDate};

/// donnees/suivi.csv and donnees/attente.csv; those that would hold no row are left out. Every row of a mesure that goes
/// on is kept: its beginning and its decisions are next year's too.
pub(super) fn fichiers(suivi: &Suivi, parcours: &Parcours, dernier_jour: NaiveDate) -> Vec<Fichier> {
    let (mut suivies, mut attendent) = (Vec::new(), Vec::new());
    for mesure in parcours.mesures.iter().filter(|m| m.fin.is_none_or(|fin| fin > dernier_jour)) {
        let lignes: Vec<&LigneDeSuivi> = parcours.lignes(mesure, suivi).collect();
        let attend = lignes.iter().all(|ligne| est_d_attente(suivi, ligne));
        if attend { &mut attendent } else { &mut suivies }.extend(lignes);
    }
    let tables = [("donnees/suivi.csv", suivies), ("donnees/attente.csv", attendent)];
    let remplies = tables.into_iter().filter(|(_, lignes)| !lignes.is_empty());
    remplies.map(|(chemin, lignes)| (chemin.to_owned(), table(suivi, &lignes))).collect()
}

fn est_d_attente(suivi: &Suivi, ligne: &LigneDeSuivi) -> bool {
    suivi.tables.get(usize::from(ligne.table)).is_some_and(|table| table.attente)
}

/// The columns of the tables that these rows come from, under the headers that the office gave them. The marked UTF-8
/// that Excel opens without asking.
fn table(suivi: &Suivi, lignes: &[&LigneDeSuivi]) -> Vec<u8> {
    let mut colonnes: Vec<(Colonne, &str)> = Vec::new();
    for (rang, table) in suivi.tables.iter().enumerate() {
        if lignes.iter().any(|ligne| usize::from(ligne.table) == rang) {
            for (colonne, _, entete) in &table.colonnes {
                if !colonnes.iter().any(|(connue, _)| connue == colonne) {
                    colonnes.push((*colonne, entete));
                }
            }
        }
    }
    // without what was never filled, or never read; an end that none of them has is next year's to fill
    let utile = |colonne: Colonne| {
        let a_remplir = matches!(colonne, Colonne::Debut | Colonne::Fin | Colonne::MotifFin | Colonne::Suite);
        a_remplir || lignes.iter().any(|ligne| !cellule(suivi, ligne, colonne).is_empty())
    };
    colonnes.retain(|(colonne, _)| utile(*colonne));
    let entetes: Vec<String> = colonnes.iter().map(|(_, entete)| champ(entete)).collect();
    let mut texte = format!("\u{feff}{}\r\n", entetes.join(";"));
    for ligne in lignes {
        let cellules: Vec<String> =
            colonnes.iter().map(|(colonne, _)| champ(&cellule(suivi, ligne, *colonne))).collect();
        texte.push_str(&cellules.join(";"));
        texte.push_str("\r\n");
    }
    texte.into_bytes()
}

fn jour_ecrit(jour: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", jour.day(), jour.month(), jour.year())
}

/// A cell as an office types it.
fn cellule(suivi: &Suivi, ligne: &LigneDeSuivi, colonne: Colonne) -> String {
    let date = |jour: Option<NaiveDate>| jour.map_or(String::new(), jour_ecrit);
    match colonne {
        Colonne::Id => ligne.id.to_string(),
        Colonne::Jeune => ligne.jeune.to_string(),
        Colonne::Famille => ligne.famille.to_string(),
        Colonne::Naissance => {
            let mois = |jour: NaiveDate| format!("{:02}/{:04}", jour.month(), jour.year());
            ligne.naissance.map_or(String::new(), |n| if n.au_jour { jour_ecrit(n.jour) } else { mois(n.jour) })
        }
        Colonne::Decision => date(ligne.decision),
        Colonne::Notification => date(ligne.notification),
        Colonne::Debut => date(ligne.debut),
        Colonne::Fin => date(ligne.fin),
        Colonne::Echeance => date(ligne.echeance),
        Colonne::ExerceeDepuis => date(ligne.exercee_depuis),
        _ => suivi.lu(ligne, colonne).map_or(String::new(), |lu| lu.texte.to_string()),
    }
}
