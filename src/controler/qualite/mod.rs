//! Checks of the tables of quality, one per file.

pub(super) mod echeance_du_plan_depassee;
pub(super) mod echelles_melangees;
pub(super) mod moyenne_fausse;
pub(super) mod qualite_incomprise;
