//! rapport.toml → `Reglages`: every mistake at once, each at its line.

mod activite;
mod bloc;
mod coherence;
mod contrats;
pub(super) mod declarables;
mod numeros;
mod service;

use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::mois::Exercice;
use crate::domaine::reglages::{Comptage, Correspondances, Limites, Reglages};
use bloc::{Bloc, Contexte, FICHIER};
use chrono::Datelike;
use std::collections::BTreeMap;
use toml_edit::Document;

/// Most dispositifs: every name that is not one of theirs is compared with each.
const DISPOSITIFS: usize = 100;

/// Most groupes: each has every figure of a dispositif.
const GROUPES: usize = 100;

/// Reads rapport.toml. The settings are `None` when the exercise or the dispositifs cannot be known; otherwise they
/// are usable, and the anomalies say what else is wrong.
pub(super) fn lire(texte: &str) -> (Option<Reglages>, Vec<Anomalie>) {
    let contexte = Contexte::new(texte);
    let document = match Document::parse(texte) {
        Ok(document) => document,
        Err(erreur) => {
            let ligne = erreur.span().map_or(1, |range| contexte.line(range.start));
            let attendu = expected(erreur.message()).to_owned();
            let span = Span::line(FICHIER, ligne, None);
            return (None, vec![Anomalie { nature: NatureAnomalie::RapportIllisible { attendu }, span }]);
        }
    };
    let reglages = racine(Bloc::new(document.as_table(), "", 1, &contexte));
    if let Some(reglages) = &reglages {
        coherence::verifie(reglages, &contexte);
    }
    (reglages, contexte.anomalies.into_inner())
}

/// The commonest mistakes of TOML, said in French.
fn expected(message: &str) -> &'static str {
    let parle_de = |mots: &[&str]| mots.iter().any(|mot| message.contains(mot));
    if parle_de(&["duplicate"]) {
        "une clé écrite une seule fois dans sa table"
    } else if parle_de(&["string", "quote"]) {
        "un texte entre deux guillemets droits (\"), ouverts et fermés sur la même ligne"
    } else if parle_de(&["float", "integer", "number", "date"]) {
        "un nombre sans virgule, espace ni unité, une date aaaa-mm-jj, ou un texte entre guillemets : \"22,54\""
    } else if parle_de(&["array"]) {
        "un crochet fermé (])"
    } else {
        "une ligne de la forme  clé = \"valeur\""
    }
}

fn racine(racine: Bloc<'_>) -> Option<Reglages> {
    let annee = racine.requis("exercice", racine.entier("exercice"));
    let exercice = annee.and_then(|a| Exercice::new(i32::try_from(a).ok()?));
    if let (Some(_), None) = (annee, exercice) {
        racine.refuse("exercice", "une année, par exemple 2021");
    }
    let arrete_au = racine.date("arrete_au");
    if arrete_au.is_some_and(|jour| exercice.is_some_and(|e| e.annee() != jour.year())) {
        racine.refuse("arrete_au", "une date de l’exercice");
    }
    let association = racine.requis("association", racine.table("association").map(service::identite));
    let etablissement = racine.table("etablissement").map(service::identite);
    let service = racine.requis("service", racine.table("service").map(service::identite));
    let rapport = racine.table("rapport").map(service::options).unwrap_or_default();
    let comptage = racine.table("comptage").map_or_else(Comptage::default, service::comptage);
    let capacites = activite::capacites(&racine);
    let activite = racine.table("activite").map(activite::activite).unwrap_or_default();
    let tarifs = racine.tables("tarif").into_iter().filter_map(activite::tarif).collect();
    let declares = racine.requis("dispositif", Some(racine.tables("dispositif")))?;
    if declares.len() > DISPOSITIFS {
        racine.refuse("dispositif", "cent dispositifs au plus : un rapport est celui d’un seul service");
    }
    let dispositifs: Vec<_> =
        declares.into_iter().take(DISPOSITIFS).filter_map(|bloc| service::dispositif(bloc, &comptage)).collect();
    let declares = racine.tables("groupe");
    if declares.len() > GROUPES {
        racine.refuse("groupe", "cent groupes au plus");
    }
    let groupes = declares.into_iter().take(GROUPES).filter_map(service::groupe).collect();
    let unites = racine.tables("unite").into_iter().filter_map(service::unite).collect();
    let historique = racine.tables("historique").into_iter().filter_map(activite::historique).collect();
    let contreparties = racine.tables("contrepartie").into_iter().filter_map(contrats::contrepartie).collect();
    let justifications = racine.tables("justification").into_iter().filter_map(service::justification).collect();
    let correspondances = racine.table("correspondances").map(correspondances).unwrap_or_default();
    let seuil = racine.table("confidentialite").and_then(seuil_de_confidentialite);
    let limites = racine.table("limites").map(limites).unwrap_or_default();
    let bandes_d_age = racine.table("ages").and_then(service::bandes_d_age);
    racine.finir();
    Some(Reglages {
        exercice: exercice?,
        arrete_au,
        association: association.unwrap_or_default(),
        etablissement,
        service: service.unwrap_or_default(),
        rapport,
        comptage,
        capacites,
        activite,
        tarifs,
        dispositifs: Some(dispositifs).filter(|d| !d.is_empty())?,
        groupes,
        unites,
        historique,
        contreparties,
        justifications,
        correspondances,
        seuil_de_confidentialite: seuil.unwrap_or(5),
        bandes_d_age: bandes_d_age.unwrap_or_else(|| Reglages::BANDES_D_AGE.to_vec()),
        limites,
    })
}

/// The office's names, each with what it means; a value that is not a text is an anomaly.
fn correspondances(bloc: Bloc<'_>) -> Correspondances {
    let territoires = bloc.table("territoires").map(|bloc| textes(&bloc, "un territoire entre guillemets"));
    let noms = textes(&bloc, "entre guillemets, le code d’un dispositif ou un nom que Trame connaît");
    Correspondances { noms, territoires: territoires.unwrap_or_default() }
}

fn textes(bloc: &Bloc<'_>, attendu: &str) -> BTreeMap<String, String> {
    let mut noms = BTreeMap::new();
    for (nom, texte) in bloc.entries() {
        match texte {
            Some(texte) => drop(noms.insert(nom, texte.to_owned())),
            None if nom == "territoires" => {}
            None => bloc.refuse(&nom, attendu),
        }
    }
    noms
}

fn seuil_de_confidentialite(bloc: Bloc<'_>) -> Option<u32> {
    let seuil = bloc.entier("seuil");
    bloc.finir();
    seuil
}

fn limites(bloc: Bloc<'_>) -> Limites {
    let defaut = Limites::default();
    let au_plus = |cle, defaut| bloc.entier(cle).map_or(defaut, u64::from);
    let limites = Limites {
        octets_par_fichier: au_plus("octets_par_fichier", defaut.octets_par_fichier),
        lignes_par_fichier: au_plus("lignes_par_fichier", defaut.lignes_par_fichier),
        octets_par_classeur: au_plus("octets_par_classeur", defaut.octets_par_classeur),
        octets_decompresses: au_plus("octets_decompresses", defaut.octets_decompresses),
        cellules_par_classeur: au_plus("cellules_par_classeur", defaut.cellules_par_classeur),
        cellules_vides_par_tableau: au_plus("cellules_vides_par_tableau", defaut.cellules_vides_par_tableau),
    };
    bloc.finir();
    limites
}

/// Every key that may be read, found by reading a file with each table that was asked for; that file.
#[cfg(test)]
pub(super) fn cles() -> (String, std::collections::BTreeSet<String>) {
    let mut texte = String::new();
    loop {
        let contexte = Contexte::new(&texte);
        let document = Document::parse(texte.as_str()).unwrap();
        let _ = racine(Bloc::new(document.as_table(), "", 1, &contexte));
        let demandees = contexte.demandees.into_inner();
        let tables = demandees.iter().filter_map(|(chemin, liste)| Some((chemin, (*liste)?)));
        let titre = |(chemin, liste)| if liste { format!("[[{chemin}]]\n") } else { format!("[{chemin}]\n") };
        // a dispositif without a code is not read to its end
        let pleine =
            tables.map(titre).collect::<String>().replace("[[dispositif]]\n", "[[dispositif]]\ncode = \"A\"\n");
        if pleine == texte {
            return (texte, demandees.into_keys().collect());
        }
        texte = pleine;
    }
}

#[cfg(test)]
mod tests;
