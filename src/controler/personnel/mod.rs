//! Checks of the tables of staff, one per file.

pub(super) mod absence_qui_n_est_pas_un_arret;
pub(super) mod totaux;
