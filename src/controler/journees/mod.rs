//! Checks of the family « journees », one per file.

mod declaration;
mod hypothese;
pub(super) mod journees_declarees_differentes;
pub(super) mod journees_differentes_du_suivi;
pub(super) mod journees_impossibles;
pub(super) mod journees_peu_vraisemblables;
pub(super) mod previsionnel_incompatible_avec_la_capacite;
