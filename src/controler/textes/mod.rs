//! Checks of the family « textes », one per file.

pub(super) mod caractere_non_imprimable;
pub(super) mod fiche_incomplete;
