//! Names that Trame does not know: what each may mean, chosen on the preview and written once in rapport.toml.

use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::dossier::{Dossier, Table};
use crate::lire;
use crate::publier::page::reponse::Echec;
use crate::publier::rapport_toml::RapportToml;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// Most unknown names proposed.
const NOMS: usize = 12;

/// Longest name, bytes.
const LONGUEUR: usize = 200;

/// A name of the file that Trame does not know. Only names of tables that name nobody are quoted.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Inconnu {
    pub(super) nom: String,
    /// Address of the first.
    place: String,
    /// What it resembles.
    proche: Option<String>,
    /// Only the code of a dispositif will do.
    dispositif: bool,
}

/// What a name may be given.
#[derive(Debug, Serialize)]
pub(super) struct Cibles {
    colonnes: Vec<(String, String)>,
    mots: Vec<String>,
}

/// What the form of a choice sends.
#[derive(Debug, Deserialize)]
pub(super) struct Choix {
    nom: String,
    cible: String,
    /// The state of rapport.toml that the page showed.
    vu: String,
}

/// Every target but the codes.
pub(super) fn cibles() -> Cibles {
    let (colonnes, mots) = lire::cibles();
    Cibles { colonnes, mots }
}

/// The unknown names of a file, each once, in its order.
pub(super) fn inconnus(dossier: &Dossier, chemin: &str) -> Vec<Inconnu> {
    let (mut connus, mut liste) = (BTreeSet::new(), Vec::new());
    for anomalie in dossier.anomalies.iter().filter(|a| a.span.file == chemin) {
        let (nom, proche, dispositif) = match &anomalie.nature {
            NatureAnomalie::DispositifInconnu { lu: Some(lu), proche, .. } => (lu, proche, true),
            NatureAnomalie::ColonneIgnoree { entete, proche } => (entete, proche, false),
            NatureAnomalie::LigneIgnoree { libelle, proche } => (libelle, proche, false),
            _ => continue,
        };
        let citable = dossier.table(&anomalie.span).is_some_and(Table::est_agrege);
        if !citable || !est_un_nom(nom) || !connus.insert(nom) {
            continue;
        }
        let (nom, proche) = (nom.clone(), proche.clone());
        liste.push(Inconnu { nom, place: anomalie.span.short(), proche, dispositif });
    }
    liste.truncate(NOMS);
    liste
}

/// Writes the choice. `codes`: those of the dispositifs.
pub(super) fn apprend(dossier: &Path, choix: &Choix, codes: &[String]) -> Result<(), Echec> {
    let nom = choix.nom.trim();
    if !est_un_nom(nom) {
        return Err(Echec::refus("écrire le nom tel qu’il est dans le tableau, en moins de 200 signes"));
    }
    let Cibles { colonnes, mots } = cibles();
    let permises = codes.iter().chain(colonnes.iter().map(|(cle, _)| cle)).chain(&mots);
    if !permises.into_iter().any(|permise| *permise == choix.cible) {
        return Err(Echec::refus("choisir dans la liste ce que ce nom désigne"));
    }
    let mut rapport = RapportToml::ouvre(dossier)?;
    rapport.pose(&["correspondances", nom], choix.cible.as_str())?;
    Ok(rapport.ecrit(&choix.vu)?)
}

fn est_un_nom(nom: &str) -> bool {
    let libre = nom != "territoires" && !nom.chars().any(char::is_control);
    libre && !nom.is_empty() && nom.len() <= LONGUEUR
}
