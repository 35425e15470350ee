//! The files of the folder: what was understood of each, when it was saved.

use crate::publier::compris::Comprehension;
use crate::publier::groupes;
use crate::publier::page::atelier::Vue;
use crate::publier::rendu;
use serde::Serialize;
use std::path::Path;
use std::time::SystemTime;

/// A file of the folder.
#[derive(Serialize)]
pub(super) struct Fichier {
    chemin: String,
    /// « il y a 3 jours ».
    enregistre: String,
    /// What was understood of each of its tables.
    tables: Vec<String>,
    /// « 1 erreur et 2 avertissements ».
    constats: Option<String>,
}

/// Every table, and every other file that something is said of; the folder itself is none.
pub(super) fn fichiers(vue: &Vue, dossier: &Path) -> Vec<Fichier> {
    let (constats, lu) = (&vue.preparation.constats, vue.preparation.dossier());
    let comprehension = Comprehension::new(lu);
    let tous = groupes::fichiers(constats, lu).into_iter().filter(|fichier| !fichier.chemin.is_empty());
    let fichier = |fichier: groupes::Fichier<'_>| Fichier {
        enregistre: vue.enregistre(dossier, fichier.chemin).map_or_else(String::new, depuis),
        tables: match fichier.est_lu() {
            true => fichier.feuilles.iter().filter_map(|feuille| phrase(&comprehension, feuille)).collect(),
            false => vec![sans_table(fichier.chemin).to_owned()],
        },
        constats: rendu::bilan(constats, |chemin| chemin == fichier.chemin),
        chemin: fichier.chemin.to_owned(),
    };
    tous.map(fichier).collect()
}

fn phrase(comprehension: &Comprehension<'_>, feuille: &groupes::Feuille<'_>) -> Option<String> {
    let compris = comprehension.ligne(feuille.table?);
    Some(feuille.nom.map_or_else(|| compris.clone(), |nom| format!("«\u{a0}{nom}\u{a0}»\u{a0}: {compris}")))
}

/// What a file that holds no table is.
fn sans_table(chemin: &str) -> &'static str {
    match chemin {
        "rapport.toml" => "les réglages du dossier",
        _ if chemin.starts_with("textes/") => "un texte de l’équipe",
        _ => "rien n’y est lu",
    }
}

/// « il y a 3 jours »: how long ago, without a clock's time zone.
pub(super) fn depuis(quand: SystemTime) -> String {
    let minutes = quand.elapsed().map_or(0, |duree| duree.as_secs() / 60);
    let dit = |nombre: u64, un: &str, plusieurs: &str| match nombre {
        1 => format!("il y a {un}"),
        n => format!("il y a {n}\u{a0}{plusieurs}"),
    };
    match minutes {
        0 => "il y a moins d’une minute".to_owned(),
        1..=59 => dit(minutes, "une minute", "minutes"),
        60..=1439 => dit(minutes / 60, "une heure", "heures"),
        _ => dit(minutes / 1440, "un jour", "jours"),
    }
}

#[cfg(test)]
mod tests {
    use super::depuis;
    use std::time::{Duration, SystemTime};

    #[test]
    fn une_duree_se_dit_comme_on_la_dirait() {
        let il_y_a = |minutes: u64| depuis(SystemTime::now() - Duration::from_secs(minutes * 60));
        assert_eq!(il_y_a(0), "il y a moins d’une minute");
        assert_eq!([il_y_a(1), il_y_a(59)], ["il y a une minute", "il y a 59\u{a0}minutes"]);
        assert_eq!(
            [il_y_a(119), il_y_a(1440), il_y_a(4320)],
            ["il y a une heure", "il y a un jour", "il y a 3\u{a0}jours"]
        );
        assert_eq!(depuis(SystemTime::now() + Duration::from_secs(3600)), "il y a moins d’une minute");
    }
}
