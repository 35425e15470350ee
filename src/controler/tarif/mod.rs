//! Checks of the family « tarif », one per file.

pub(super) mod nature_du_tarif_inconnue;
pub(super) mod prix_applicable_different_du_calcul;
pub(super) mod tarif_en_double;
