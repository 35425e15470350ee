//! Checks of the family « textes », one per file.

pub(super) mod caractere_non_imprimable;
