//! The files of the folder: what was understood of each, when it was saved.

use crate::publier::compris::Comprehension;
use crate::publier::groupes;
use crate::publier::page::atelier::Vue;
use crate::publier::page::horloge::depuis;
use crate::publier::rendu;
use serde::Serialize;

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
pub(super) fn fichiers(vue: &Vue) -> Vec<Fichier> {
    let (constats, lu) = (&vue.preparation.constats, vue.preparation.dossier());
    let comprehension = Comprehension::new(lu);
    let tous = groupes::fichiers(constats, lu).into_iter().filter(|fichier| !fichier.chemin.is_empty());
    let fichier = |fichier: groupes::Fichier<'_>| Fichier {
        enregistre: vue.modifie(fichier.chemin).map_or_else(String::new, depuis),
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
