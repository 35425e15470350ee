//! Checks of objectives and of their financing, one per file.

pub(super) mod action_inconnue;
pub(super) mod contrepartie_insuffisante;
pub(super) mod enveloppe_depassee;
pub(super) mod etape_hors_calendrier;
pub(super) mod objectif_incompris;
pub(super) mod somme_de_financement_fausse;
