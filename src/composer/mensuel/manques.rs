//! What was not delivered: months, tables, settings without which a part of the board stays empty.

use super::{abrege, mois};
use crate::composer::ecriture::{est_connue, nom, propre};
use crate::composer::entree::Element;
use crate::composer::matiere::Matiere;
use crate::composer::tables::mois_connus;
use crate::domaine::indicateur::Perimetre;
use crate::domaine::mois::Mois;
use crate::francais::enumeration;

/// Longest line, characters.
const LIGNE: usize = 170;

/// At most so many lines; the others are counted.
pub(super) fn contenu(m: &Matiere<'_>, combien: usize) -> Vec<Element> {
    let tous: Vec<[String; 2]> = des_dispositifs(m).into_iter().chain(du_service(m)).collect();
    let reste = tous.len().saturating_sub(combien);
    let dite = |ligne: &[String; 2]| ligne.clone().map(|texte| abrege(&propre(&texte), LIGNE));
    let mut lignes: Vec<[String; 2]> = tous.iter().take(combien).map(dite).collect();
    match reste {
        0 => {}
        1 => lignes.push(["Et 1 autre manque".into(), String::new()]),
        n => lignes.push([format!("Et {n} autres manques"), String::new()]),
    }
    if lignes.is_empty() { Vec::new() } else { vec![Element::Mentions { lignes }] }
}

/// The months of each dispositif whose movements or days are not known.
fn des_dispositifs(m: &Matiere<'_>) -> Vec<[String; 2]> {
    let mut lignes = Vec::new();
    for p in m.indicateurs.dispositifs() {
        let presents = inconnus(m, p, "presents_fin");
        let journees = inconnus(m, p, "journees_realisees");
        let quoi = [("mouvements", &presents), ("journées", &journees)];
        let dits = quoi.iter().filter(|(_, mois)| !mois.is_empty());
        let dits: Vec<String> = dits.map(|(mot, mois)| format!("{mot} {}", en_mois(m, mois))).collect();
        if !dits.is_empty() {
            lignes.push([nom(p), format!("{} : à déposer dans donnees/", dits.join(", "))]);
        }
    }
    lignes
}

fn inconnus(m: &Matiere<'_>, p: &Perimetre, id: &str) -> Vec<Mois> {
    let manque = |mois: &Mois| {
        let valeur = p.mensuel(id, *mois);
        !est_connue(&valeur) && !valeur.est_sans_objet()
    };
    mois_connus(m).into_iter().filter(manque).collect()
}

/// « de mars et avril », « de janvier à mars » when no month is known.
fn en_mois(m: &Matiere<'_>, manquants: &[Mois]) -> String {
    let noms: Vec<String> = manquants.iter().map(|mois| mois.nom().to_owned()).collect();
    match (noms.len() > 2 && manquants.len() == mois_connus(m).len(), manquants.first()) {
        (true, Some(premier)) => format!("de {} à {}", premier.nom(), mois(m).nom()),
        _ => super::tuiles::de(&enumeration(&noms)),
    }
}

/// What the whole service lacks.
fn du_service(m: &Matiere<'_>) -> Vec<[String; 2]> {
    let Some(service) = m.indicateurs.service() else { return Vec::new() };
    let motif = |id: &str| service.annuel(id).nombre.err();
    let mut lignes: Vec<[String; 2]> = Vec::new();
    let mut manque = |quoi: &str, pourquoi: Option<String>| {
        lignes.extend(pourquoi.map(|pourquoi| [quoi.to_owned(), pourquoi]));
    };
    manque("Prévision", motif("journees_previsionnelles"));
    manque("Produits", motif("produits_realises"));
    manque("Atterrissage", motif("atterrissage").filter(|_| m.indicateurs.en_cours()));
    let avant = m.indicateurs.attente_au.filter(|jour| *jour < mois(m).premier_jour());
    let ancienne = avant.map(|jour| format!("la dernière liste connue est du {}", super::date(jour)));
    manque("Liste d’attente", motif("attente_mesures").map(|_| format!("aucune {}", super::au(m))).or(ancienne));
    let sans_suivi = m.controle.dossier().suivi.is_empty();
    let suivi = sans_suivi.then(|| "aucun suivi des mesures : ni échéances, ni majorités, ni ancienneté".to_owned());
    manque("Suivi", suivi);
    lignes
}
