//! The public edition: `Indicateurs` → the same, small counts of persons masked, and whatever would give them back.
//!
//! Who reads the report knows the movements, the rule and the threshold. Every count that the report could print and every
//! sum that ties two of them is one system; a masked count stays masked because an *exchange* is found for it: other counts
//! than ours, as possible as ours, under everything that is printed.

mod comptes;
mod derives;
mod echange;
mod ecriture;
mod files;
mod liens;
mod registres;
mod resolution;
mod systeme;
#[cfg(test)]
mod tests;

use crate::domaine::echeances::Echeances;
use crate::domaine::indicateur::{Genre, Indicateurs, Valeur};
use crate::domaine::reglages::Reglages;
use systeme::Systeme;

/// What the public edition may know. Cost: for each masked count, a search of bounded length through the sums in which it
/// stands; the number of rounds is at most that of the counts and of the tables.
pub fn publique(indicateurs: &Indicateurs, reglages: &Reglages) -> Indicateurs {
    let mut systeme = Systeme::new(reglages.seuil_de_confidentialite);
    let mut publique = indicateurs.clone();
    // nothing prints them
    publique.echeances = Echeances::default();
    for p in publique.perimetres.iter_mut().filter(|p| p.genre != Genre::Service) {
        p.ventilations.clear();
    }
    comptes::mouvements(&mut systeme, indicateurs);
    let Some(service) = indicateurs.service() else { return publique };
    let ventilations: Vec<_> = service.ventilations.iter().map(|v| comptes::ajoute(&mut systeme, v)).collect();
    liens::cadres(&mut systeme, indicateurs, reglages);
    liens::lie(&mut systeme, service);
    files::ajoute(&mut systeme, indicateurs, reglages);
    let de_personnes = service.decomptes.iter().filter(|d| registres::compte_des_personnes(d));
    let decomptes: Vec<_> = de_personnes.map(|d| registres::ajoute(&mut systeme, d, indicateurs)).collect();
    resolution::resout(&mut systeme);
    ecriture::comptes(&mut publique, &systeme);
    if let Some(service) = publique.perimetres.iter_mut().find(|p| p.genre == Genre::Service) {
        let ecrites = service.ventilations.iter().zip(&ventilations);
        service.ventilations = ecrites.filter_map(|(v, comptes)| ecriture::ventilation(&systeme, v, comptes)).collect();
        let tables = service.decomptes.iter_mut().filter(|d| registres::compte_des_personnes(d));
        tables.zip(&decomptes).for_each(|(d, comptes)| ecriture::decompte(&systeme, d, comptes));
    }
    derives::masque(&mut publique, indicateurs, reglages.seuil_de_confidentialite);
    publique
}

/// A count as the public edition prints it.
fn affiche(systeme: &Systeme, compte: Option<usize>, valeur: &Valeur) -> Valeur {
    match compte {
        Some(v) if systeme.masquee(v) => Valeur::masquee(),
        _ => valeur.clone(),
    }
}
