//! The registry, in the order of dependency. To add an indicator: one file here, one line below.

mod absences;
mod attente;
mod attente_prevue;
mod atterrissage;
mod compte;
mod demandes;
mod duree;
mod ecart_journees;
mod effets_journees;
mod effets_produits;
mod entrees;
mod evolution;
mod exercees_autrement;
mod facturation;
mod familles;
mod file_active_mesures;
mod file_active_personnes;
mod journees_bornes;
pub(super) mod journees_facturables;
pub(super) mod journees_previsionnelles;
pub(super) mod journees_realisees;
mod journees_theoriques;
mod jours_d_ouverture;
mod moyenne_triennale;
mod passages;
mod personnel;
mod places;
mod presents;
mod presents_debut;
mod presents_fin;
mod prix_applicable;
mod prix_de_journee;
mod produits;
mod qualite;
mod renouvellements;
mod sorties;
mod taux_d_occupation;
mod taux_de_realisation;
mod taux_de_rotation;
mod tunnel;

use super::Calcul;

/// Every indicator, a later one reading earlier ones only.
pub(super) fn calculs() -> impl Iterator<Item = &'static Calcul> {
    INDICATEURS
        .iter()
        .chain(&facturation::CALCULS)
        .chain(&compte::CALCULS)
        .chain(&personnel::CALCULS)
        .chain(&qualite::CALCULS)
}

const INDICATEURS: &[Calcul] = &[
    presents_debut::CALCUL,
    entrees::CALCUL,
    sorties::CALCUL,
    passages::CALCUL,
    renouvellements::CALCUL,
    presents_fin::CALCUL,
    file_active_mesures::CALCUL,
    file_active_personnes::CALCUL,
    familles::CALCUL,
    places::CALCUL,
    jours_d_ouverture::CALCUL,
    journees_theoriques::CALCUL,
    journees_previsionnelles::CALCUL,
    journees_previsionnelles::DE_L_ANNEE,
    journees_bornes::MIN,
    journees_bornes::MAX,
    journees_realisees::CALCUL,
    presents::MOYENS,
    presents::MIN,
    presents::MAX,
    presents::AU_DELA,
    journees_facturables::CALCUL,
    taux_d_occupation::CALCUL,
    taux_de_realisation::CALCUL,
    ecart_journees::CALCUL,
    moyenne_triennale::MOYENNE,
    moyenne_triennale::ECART,
    prix_de_journee::CALCUL,
    prix_applicable::PAR_PREVISION,
    prix_applicable::PAR_JOURNEES,
    produits::PREVUS,
    produits::REALISES,
    produits::ECART,
    effets_produits::PRIX_MOYEN_PREVU,
    effets_produits::PRIX,
    effets_produits::ACTIVITE,
    effets_journees::SUPPOSEES,
    effets_journees::CAPACITE,
    effets_journees::OCCUPATION,
    effets_journees::CAPACITE_EN_EUROS,
    effets_journees::OCCUPATION_EN_EUROS,
    effets_journees::QUOTITE_EN_EUROS,
    evolution::JOURNEES,
    evolution::CAPACITE,
    evolution::OCCUPATION,
    evolution::PRODUITS,
    evolution::VOLUME,
    evolution::PRIX,
    tunnel::PLANCHER,
    tunnel::PLAFOND,
    tunnel::ECART,
    tunnel::REPRISE,
    atterrissage::CENTRAL,
    atterrissage::PRESENTS,
    atterrissage::PREVISION,
    atterrissage::MIN,
    atterrissage::MAX,
    atterrissage::TAUX,
    atterrissage::PAR_MOIS,
    prix_de_journee::MOYEN_CONSTATE,
    duree::MOYENNE,
    duree::MEDIANE,
    duree::ANCIENNETE_MOYENNE,
    duree::ANCIENNETE_MEDIANE,
    taux_de_rotation::CALCUL,
    attente::MESURES,
    attente::FAMILLES,
    attente::PLACES,
    attente::PART_CAPACITE,
    attente::DELAI_MOYEN,
    attente::DELAI_MEDIAN,
    attente::DELAI_P75,
    attente::DELAI_MAX,
    attente::ANCIENNETE_MOYENNE,
    attente::ANCIENNETE_MEDIANE,
    attente_prevue::CALCUL,
    exercees_autrement::CALCUL,
    demandes::RECUES,
    demandes::ADMISES,
    demandes::REFUSEES,
    demandes::URGENCES,
    demandes::URGENCES_ACCUEILLIES,
    absences::JOURNEES,
    absences::SEJOURS,
    absences::JEUNES,
    absences::RETIREES,
];
