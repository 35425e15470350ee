//! Checks of the family « textes », one per file.

pub(super) mod annee_perimee;
pub(super) mod caractere_non_imprimable;
pub(super) mod delai_sans_definition;
pub(super) mod donnee_personnelle_dans_le_texte;
pub(super) mod effectif_du_texte_different;
pub(super) mod expression_inconnue;
pub(super) mod fiche_incomplete;
pub(super) mod image_illisible;
pub(super) mod image_introuvable;
pub(super) mod image_sans_description;
pub(super) mod nombre_contredit;
pub(super) mod nombre_non_verifiable;
pub(super) mod pourcentages_differents_de_100;
pub(super) mod texte_en_double;
pub(super) mod texte_trop_long;
