//! Registry 3: what the team writes. No figure depends on it: these checks alone run again when a text changes.

use super::controle::Controle;
use super::{attente, textes};

pub(super) const CONTROLES: &[Controle] = &[
    attente::part_de_capacite_a_une_autre_date::DANS_LES_TEXTES,
    textes::caractere_non_imprimable::CONTROLE,
    textes::fiche_incomplete::CONTROLE,
    textes::image_illisible::CONTROLE,
    textes::image_introuvable::CONTROLE,
    textes::image_sans_description::CONTROLE,
    textes::texte_en_double::CONTROLE,
    textes::texte_trop_long::CONTROLE,
    textes::delai_sans_definition::CONTROLE,
    textes::donnee_personnelle_dans_le_texte::CONTROLE,
    textes::effectif_du_texte_different::CONTROLE,
    textes::pourcentages_differents_de_100::CONTROLE,
    textes::expression_inconnue::CONTROLE,
    textes::annee_perimee::CONTROLE,
    textes::nombre_contredit::CONTROLE,
    textes::nombre_non_verifiable::CONTROLE,
];
