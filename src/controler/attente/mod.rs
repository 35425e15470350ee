//! Checks of waiting lists and of counts of populations.

mod attendus;
mod mouvements;

pub(super) mod attente_anormale;
pub(super) mod attente_deja_commencee;
pub(super) mod attente_differente_du_suivi;
pub(super) mod attente_malgre_des_places_libres;
pub(super) mod part_de_capacite_a_une_autre_date;
pub(super) mod repartition_differente_du_total;
pub(super) mod repartition_incomprise;
