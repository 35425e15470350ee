//! Names that Trame does not know: what each may mean, chosen on the preview and written once in rapport.toml.

use crate::domaine::anomalie::{MotDeQualite, NatureAnomalie};
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

/// What an unknown name may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Sorte {
    /// The code of a dispositif.
    Dispositif,
    /// A row or a column, or a dispositif.
    Intitule,
    /// A word of a column of a choice.
    Mot,
    /// Another spelling of a territory.
    Territoire,
}

/// A name of the file that Trame does not know.
#[derive(Debug, Serialize)]
pub(super) struct Inconnu {
    /// Only names of tables that name nobody are quoted; the others are typed by whoever has the table.
    pub(super) nom: Option<String>,
    /// Address of the first.
    place: String,
    /// The column, where it says what is meant.
    colonne: Option<String>,
    /// What it resembles.
    proche: Option<String>,
    sorte: Sorte,
    /// The words of its column.
    mots: Vec<String>,
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
    /// Both are names of territories.
    territoire: Option<String>,
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
        let Some((lu, proche, sorte, critere)) = nom_inconnu(&anomalie.nature) else { continue };
        let citable = dossier.table(&anomalie.span).is_some_and(Table::est_agrege);
        // the address says which word is meant where the word may not be quoted
        let nom = match lu {
            Some(lu) if citable && est_un_nom(lu) => Some(lu.to_owned()),
            Some(lu) if (citable && !lu.is_empty()) || sorte == Sorte::Intitule => continue,
            _ => None,
        };
        let place = anomalie.span.short();
        if !connus.insert(nom.clone().unwrap_or_else(|| place.clone())) {
            continue;
        }
        let mots = critere.map(lire::mots_de).filter(|mots| !mots.is_empty()).unwrap_or_else(|| lire::cibles().1);
        let colonne = critere.map(|critere| critere.replace('_', " "));
        liste.push(Inconnu { nom, place, colonne, proche: proche.clone(), sorte, mots });
    }
    liste.truncate(NOMS);
    liste
}

type Nomme<'a> = (Option<&'a String>, &'a Option<String>, Sorte, Option<&'a str>);

/// What was read, what it resembles, what it may be, and the column that tells.
fn nom_inconnu(nature: &NatureAnomalie) -> Option<Nomme<'_>> {
    use NatureAnomalie as N;
    match nature {
        N::DispositifInconnu { lu: Some(lu), proche, .. } => Some((Some(lu), proche, Sorte::Dispositif, None)),
        N::ColonneIgnoree { entete: lu, proche } | N::LigneIgnoree { libelle: lu, proche } => {
            Some((Some(lu), proche, Sorte::Intitule, None))
        }
        N::ModaliteInconnue { critere, autre: Some(_), proche, .. } => {
            Some((None, proche, Sorte::Territoire, Some(critere)))
        }
        N::ModaliteInconnue { critere, proche, .. } => Some((None, proche, Sorte::Mot, Some(critere))),
        N::QualiteIncomprise { quoi: MotDeQualite::Etat, lu, proche } => {
            Some((Some(lu), proche, Sorte::Mot, Some("etat_d_action")))
        }
        N::QualiteIncomprise { quoi: MotDeQualite::Gravite, lu, proche } => {
            Some((Some(lu), proche, Sorte::Mot, Some("gravite_d_evenement")))
        }
        _ => None,
    }
}

/// Writes the choice. `codes`: those of the dispositifs.
pub(super) fn apprend(dossier: &Path, choix: &Choix, codes: &[String]) -> Result<(), Echec> {
    let (nom, cible) = (choix.nom.trim(), choix.cible.trim());
    if !est_un_nom(nom) {
        return Err(Echec::refus("écrire le nom tel qu’il est dans le tableau, en moins de 200 signes"));
    }
    let mut rapport = RapportToml::ouvre(dossier)?;
    if choix.territoire.is_some() {
        if !est_un_nom(cible) || nom == cible {
            return Err(Echec::refus("écrire le nom du territoire à garder, différent de celui du tableau"));
        }
        rapport.pose(&["correspondances", "territoires", nom], cible)?;
        return Ok(rapport.ecrit(&choix.vu)?);
    }
    let Cibles { colonnes, mots } = cibles();
    let permises = codes.iter().chain(colonnes.iter().map(|(cle, _)| cle)).chain(&mots);
    if !permises.into_iter().any(|permise| *permise == cible) {
        return Err(Echec::refus("choisir dans la liste ce que ce nom désigne"));
    }
    rapport.pose(&["correspondances", nom], cible)?;
    Ok(rapport.ecrit(&choix.vu)?)
}

/// True for what may be the name of a column, a row, a word or a dispositif.
pub(super) fn est_un_nom(nom: &str) -> bool {
    let libre = nom != "territoires" && !nom.chars().any(char::is_control);
    libre && !nom.is_empty() && nom.chars().count() <= LONGUEUR
}
