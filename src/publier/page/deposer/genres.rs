//! « Ce fichier est… »: a table that Trame does not recognise is known by its columns. Whoever has it says what kind it is
//! and how its columns are called; what is said is written once in rapport.toml, under [correspondances].

use super::correspondances::est_un_nom;
use crate::lire::{self, GenreConnu};
use crate::publier::page::reponse::Echec;
use crate::publier::rapport_toml::RapportToml;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The question in the address of a preview.
#[derive(Deserialize)]
pub(super) struct Question {
    genre: Option<String>,
}

/// The kinds to choose from, and the columns of the one that was chosen.
#[derive(Serialize)]
pub(super) struct Genres {
    noms: Vec<&'static str>,
    choisi: Option<Choisi>,
}

#[derive(Serialize)]
struct Choisi {
    nom: &'static str,
    /// One of each group.
    requises: Vec<Vec<(String, String)>>,
    autres: Vec<(String, String)>,
}

/// What may be said of a table.
pub(super) fn genres(question: &Question) -> Genres {
    let connus = lire::genres();
    let noms = connus.iter().map(|genre| genre.nom).collect();
    let choisi = connus.into_iter().find(|genre| question.genre.as_deref() == Some(genre.nom));
    let choisi = choisi.map(|GenreConnu { nom, requises, autres }| Choisi { nom, requises, autres });
    Genres { noms, choisi }
}

/// Writes how the columns are called: `poses` holds the header of each, by its key, the kind and the state of rapport.toml
/// that the page showed.
pub(super) fn apprend(dossier: &Path, poses: &BTreeMap<String, String>) -> Result<(), Echec> {
    let pose = |nom: &str| poses.get(nom).map_or("", |texte| texte.trim());
    let genre = lire::genres().into_iter().find(|genre| genre.nom == pose("genre"));
    let genre = genre.ok_or_else(|| Echec::refus("choisir dans la liste ce qu’est ce fichier"))?;
    let cles = genre.requises.iter().flatten().chain(&genre.autres).map(|(cle, _)| cle);
    let mut dites: BTreeMap<&str, &str> = BTreeMap::new();
    for (cle, dit) in cles.map(|cle| (cle, pose(&format!("colonne/{cle}")))).filter(|(_, dit)| !dit.is_empty()) {
        if !est_un_nom(dit) {
            return Err(Echec::refus("écrire chaque intitulé tel qu’il est dans le tableau, en moins de 200 signes"));
        }
        if dites.insert(dit, cle).is_some_and(|autre| autre != cle) {
            let raison = format!("l’intitulé «\u{a0}{dit}\u{a0}» ne peut pas être celui de deux colonnes");
            return Err(Echec::refus(raison));
        }
    }
    if dites.is_empty() {
        return Err(Echec::refus("écrire au moins un intitulé de votre tableau"));
    }
    let mut rapport = RapportToml::ouvre(dossier)?;
    for (dit, cle) in dites {
        rapport.pose(&["correspondances", dit], cle)?;
    }
    Ok(rapport.ecrit(pose("vu"))?)
}
