//! Who waits and what comes soon, by count only: never an id, never a name.

use super::au;
use crate::composer::ecriture::{date, ecrit, propre, unite_de};
use crate::composer::entree::Element;
use crate::composer::matiere::Matiere;
use crate::composer::sections::a_venir;
use crate::domaine::echeances::Rappel;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Perimetre;
use crate::francais::pluriel;

/// Most dispositifs named beside a count.
const NOMMES: usize = 4;

/// Label and value; nothing when neither a waiting list nor a follow-up table tells anything.
pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let attente = m.indicateurs.service().map(|service| attente(m, service)).unwrap_or_default();
    let a_venir = a_venir::rangees(m).into_iter().map(|(nom, rappels)| [nom, compte(m, rappels)]);
    let lignes: Vec<[String; 2]> =
        attente.into_iter().chain(a_venir).map(|ligne| ligne.map(|texte| propre(&texte))).collect();
    if lignes.is_empty() { Vec::new() } else { vec![Element::Mentions { lignes }] }
}

/// « 12 (AEMO : 8, AED : 4) ».
fn compte(m: &Matiere<'_>, rappels: &[Rappel]) -> String {
    let des_siens = |code: &str| rappels.iter().filter(|r| r.dispositif == code).count();
    let codes = m.reglages().dispositifs.iter().map(|d| (d.code.as_str(), des_siens(&d.code)));
    let siens: Vec<String> = codes.filter(|(_, n)| *n > 0).map(|(code, n)| format!("{code} : {n}")).collect();
    match siens.len() {
        2..=NOMMES => format!("{} ({})", rappels.len(), siens.join(", ")),
        _ => rappels.len().to_string(),
    }
}

fn attente(m: &Matiere<'_>, service: &Perimetre) -> Vec<[String; 2]> {
    let valeur = |id: &str| service.annuel(id).exact();
    let Some(mesures) = valeur("attente_mesures") else { return Vec::new() };
    let jour = m.indicateurs.attente_au.map_or_else(|| au(m), |jour| format!("au {}", date(jour)));
    if mesures == Exact::ZERO {
        return vec![[format!("En attente {jour}"), "aucune mesure".into()]];
    }
    let mut dites = vec![pluriel(mesures, "mesure", "mesures")];
    dites.extend(valeur("attente_familles").map(|n| pluriel(n, "famille", "familles")));
    let part = valeur("attente_part_capacite").map(|n| ecrit(n, unite_de(m, "attente_part_capacite")));
    let places = valeur("attente_places").map(|n| pluriel(n, "place", "places"));
    dites.extend(part.zip(places).map(|(part, places)| format!("{part} de la capacité ({places})")));
    let reserve = service.annuel("attente_mesures").reserve.map(|r| format!(" (réserve : {r})")).unwrap_or_default();
    let mut lignes = vec![[format!("En attente {jour}"), format!("{}{reserve}", dites.join(", "))]];
    let durees = [
        ("moyenne", "attente_anciennete_moyenne"),
        ("médiane", "attente_anciennete_mediane"),
        ("maximum", "attente_anciennete_max"),
    ];
    let duree = |(mot, id): &(&str, &str)| valeur(id).map(|n| format!("{mot} {} jours", ecrit(n, unite_de(m, id))));
    let durees: Vec<String> = durees.iter().filter_map(duree).collect();
    if !durees.is_empty() {
        lignes.push(["Ancienneté de l’attente".into(), durees.join(", ")]);
    }
    lignes.extend(par_dispositif(m));
    lignes
}

/// « AEMO : 8, AED : 4 », where several wait and they are few.
fn par_dispositif(m: &Matiere<'_>) -> Option<[String; 2]> {
    let attendent = m.indicateurs.dispositifs().filter_map(|p| Some((p, p.annuel("attente_mesures").exact()?)));
    let attendent: Vec<String> = attendent
        .filter(|(_, n)| *n > Exact::ZERO)
        .map(|(p, n)| format!("{} : {}", p.code, ecrit(n, unite_de(m, "attente_mesures"))))
        .collect();
    (2..=NOMMES).contains(&attendent.len()).then(|| ["Par dispositif".into(), attendent.join(", ")])
}
