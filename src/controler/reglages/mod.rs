//! Checks of the family « reglages », one per file.

pub(super) mod justification_sans_objet;
pub(super) mod justification_sans_valeur;
pub(super) mod rapport_absent;
pub(super) mod rapport_illisible;
pub(super) mod reglage_en_double;
pub(super) mod reglage_illisible;
pub(super) mod reglage_inconnu;
pub(super) mod reglage_manquant;
