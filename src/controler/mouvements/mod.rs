//! Checks of the family « mouvements », one per file.

pub(super) mod aucun_tableau;
pub(super) mod bilan_du_mois;
pub(super) mod continuite;
pub(super) mod decembre_recopie_de_janvier;
pub(super) mod mois_en_double;
pub(super) mod mois_manquant;
pub(super) mod presents_au_dela_de_la_capacite;
pub(super) mod sorties_superieures_aux_presents;
pub(super) mod total_different_du_detail;
pub(super) mod total_saisi_dans_une_partie;
