//! Checks of the family « textes », one per file.

pub(super) mod caractere_non_imprimable;
pub(super) mod expression_inconnue;
pub(super) mod image_illisible;
pub(super) mod image_introuvable;
pub(super) mod image_sans_description;
pub(super) mod texte_en_double;
