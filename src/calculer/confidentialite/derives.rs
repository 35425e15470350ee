//! What is said of a population besides its counts: shares, means, medians, families, the year before. Nothing is said of a
//! population below the threshold, nor of the others where a difference would tell it.

use super::files::COMPTES;
use super::registres::DU_SERVICE;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, Valeur};
use crate::domaine::valeur::Provenance;

/// Figures of days, by the population that they are of.
const STATISTIQUES: [&[&str]; 4] = [
    &["duree_moyenne_sortants", "duree_mediane_sortants"],
    &["anciennete_moyenne_presents", "anciennete_mediane_presents"],
    &["attente_delai_moyen", "attente_delai_median", "attente_delai_p75", "attente_delai_max"],
    &["attente_anciennete_moyenne", "attente_anciennete_mediane"],
];

/// Figures that give the number of those who wait.
const DE_L_ATTENTE: [&str; 4] =
    ["attente_part_capacite", "attente_prevue", "attente_anciennete_moyenne", "attente_anciennete_mediane"];

/// The same value masked, under its name.
pub(super) fn anonyme(valeur: &Valeur) -> Valeur {
    Valeur { nom: valeur.nom.clone(), ..Valeur::masquee() }
}

/// Masks what the counts of `publique`, already masked, leave to be masked.
pub(super) fn masque(publique: &mut Indicateurs, exacts: &Indicateurs, seuil: u32) {
    for ids in STATISTIQUES {
        statistiques(publique, exacts, ids, seuil);
    }
    familles(publique, seuil);
    for p in &mut publique.perimetres {
        if p.annuel("attente_mesures").est_masquee() {
            DE_L_ATTENTE.iter().for_each(|id| cache(p, id));
        }
    }
    precedents(publique, seuil);
}

/// The counts of the year before: of the service alone where a part has too few.
fn precedents(publique: &mut Indicateurs, seuil: u32) {
    for id in COMPTES.iter().chain(&DU_SERVICE).chain(&["attente_familles"]) {
        let trop_peu = |p: &Perimetre| p.precedent.iter().any(|(cle, n)| cle == id && petit(*n, seuil));
        let une_petite = publique.perimetres.iter().any(trop_peu);
        for p in &mut publique.perimetres {
            let des_parts = une_petite && p.genre != Genre::Service;
            p.precedent.retain(|cle, n| cle != id || !(des_parts || petit(*n, seuil)));
        }
    }
}

fn cache(p: &mut Perimetre, id: &'static str) {
    let valeur = p.annuel(id);
    if valeur.nombre.is_ok() {
        p.annuel.insert(id, anonyme(&valeur));
    }
}

fn petit(n: Exact, seuil: u32) -> bool {
    n > Exact::ZERO && n < Exact::from(seuil)
}

/// How many mesures a figure of days is of; zero where there is none.
fn cas(valeur: &Valeur) -> u64 {
    match (&valeur.nombre, &*valeur.provenance) {
        (Ok(_), Provenance::Comptee(denombrement)) => denombrement.lignes.unwrap_or(0),
        _ => 0,
    }
}

/// A mean of everyone and those of all but a few give that of the few: where one dispositif has too few, no part of the
/// service shows its own. What remains is rounded as it is printed: a fraction would tell of how many it is.
fn statistiques(publique: &mut Indicateurs, exacts: &Indicateurs, ids: &'static [&'static str], seuil: u32) {
    let nombre = |p: &Perimetre| ids.first().map_or(0, |id| cas(&p.annuel(id)));
    let petit = |n: u64| n > 0 && n < u64::from(seuil);
    let des_parts: u64 = exacts.dispositifs().map(nombre).sum();
    let ailleurs = exacts.service().map_or(0, nombre).saturating_sub(des_parts);
    let une_petite = exacts.perimetres.iter().any(|p| petit(nombre(p))) || petit(ailleurs);
    for (p, exact) in publique.perimetres.iter_mut().zip(&exacts.perimetres) {
        let masquees = if p.genre == Genre::Service { petit(nombre(exact)) } else { une_petite };
        for id in ids {
            let valeur = p.annuel(id);
            match valeur.exact() {
                Some(_) if masquees => cache(p, id),
                Some(n) => {
                    let arrondie = Valeur { nombre: Ok(Exact::decimal(n.arrondi(1), 1)), ..valeur };
                    p.annuel.insert(id, arrondie);
                }
                None => {}
            }
        }
    }
}

/// Families that wait do not add up, but bound the mesures that wait: shown of the service alone where a part is small.
fn familles(publique: &mut Indicateurs, seuil: u32) {
    let id = "attente_familles";
    let trop_peu = |p: &Perimetre| {
        p.annuel(id).exact().is_some_and(|n| petit(n, seuil)) || p.annuel("attente_mesures").est_masquee()
    };
    if publique.perimetres.iter().any(trop_peu) {
        for p in publique.perimetres.iter_mut().filter(|p| p.genre != Genre::Service) {
            if p.annuel(id).exact() != Some(Exact::ZERO) {
                cache(p, id);
            }
        }
    }
}
