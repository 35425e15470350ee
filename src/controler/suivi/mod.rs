//! Checks of the follow-up table. Those of a mesure alone share one pass; each says its fault once per mesure.

mod durees;
mod ecarts;
mod explications;
mod regard;
mod repetitions;

pub(super) mod absence_hors_mesure;
pub(super) mod age_hors_bornes;
pub(super) mod date_peu_vraisemblable;
pub(super) mod debut_avant_decision;
pub(super) mod duree_legale_depassee;
pub(super) mod echeance_depassee;
pub(super) mod exercice_en_cours;
pub(super) mod fin_avant_debut;
pub(super) mod fins_contradictoires;
pub(super) mod identifiant_en_double;
pub(super) mod majorite_depassee;
pub(super) mod mesure_dans_deux_tableaux;
pub(super) mod mesures_simultanees;
pub(super) mod tableau_different_du_suivi;

pub(super) use ecarts::Derivees;
pub(super) use regard::Regard;
