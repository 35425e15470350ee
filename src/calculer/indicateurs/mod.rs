//! The registry, in the order of dependency. To add an indicator: one file here, one line below.

mod duree;
mod ecart_journees;
mod entrees;
mod familles;
mod file_active_mesures;
mod file_active_personnes;
mod journees_bornes;
pub(super) mod journees_previsionnelles;
pub(super) mod journees_realisees;
mod journees_theoriques;
mod jours_d_ouverture;
mod passages;
mod places;
mod presents_debut;
mod presents_fin;
mod prix_de_journee;
mod produits;
mod sorties;
mod taux_d_occupation;
mod taux_de_realisation;

use super::Calcul;

pub(super) const INDICATEURS: &[Calcul] = &[
    presents_debut::CALCUL,
    entrees::CALCUL,
    sorties::CALCUL,
    passages::CALCUL,
    presents_fin::CALCUL,
    file_active_mesures::CALCUL,
    file_active_personnes::CALCUL,
    familles::CALCUL,
    places::CALCUL,
    jours_d_ouverture::CALCUL,
    journees_theoriques::CALCUL,
    journees_previsionnelles::CALCUL,
    journees_bornes::MIN,
    journees_bornes::MAX,
    journees_realisees::CALCUL,
    taux_d_occupation::CALCUL,
    taux_de_realisation::CALCUL,
    ecart_journees::CALCUL,
    prix_de_journee::CALCUL,
    produits::PREVUS,
    produits::REALISES,
    produits::ECART,
    duree::MOYENNE,
    duree::MEDIANE,
];
