//! Registry 1: what can be checked before anything is computed. An incoherence found here puts a réserve on the
//! figures that rest on its cell.

use super::controle::Controle;
use super::{journees, lecture, mouvements, reglages, tarif, textes};

pub(super) const CONTROLES: &[Controle] = &[
    reglages::rapport_absent::CONTROLE,
    reglages::rapport_illisible::CONTROLE,
    reglages::reglage_illisible::CONTROLE,
    reglages::reglage_inconnu::CONTROLE,
    reglages::reglage_manquant::CONTROLE,
    lecture::colonne_ignoree::CONTROLE,
    lecture::colonne_manquante::CONTROLE,
    lecture::colonne_nominative::CONTROLE,
    lecture::copie_de_fichier::CONTROLE,
    lecture::dispositif_inconnu::CONTROLE,
    lecture::erreur_de_tableur::CONTROLE,
    lecture::fichier_non_reconnu::CONTROLE,
    lecture::fichier_trop_grand::CONTROLE,
    lecture::identifiant_nominatif::CONTROLE,
    lecture::mois_hors_exercice::CONTROLE,
    lecture::mois_illisible::CONTROLE,
    lecture::nombre_ambigu::CONTROLE,
    lecture::valeur_illisible::CONTROLE,
    lecture::vide_lu_comme_zero::CONTROLE,
    mouvements::bilan_du_mois::CONTROLE,
    mouvements::continuite::CONTROLE,
    mouvements::decembre_recopie_de_janvier::CONTROLE,
    mouvements::mois_en_double::CONTROLE,
    mouvements::mois_manquant::CONTROLE,
    mouvements::presents_au_dela_de_la_capacite::CONTROLE,
    mouvements::sorties_superieures_aux_presents::CONTROLE,
    mouvements::total_different_du_detail::CONTROLE,
    mouvements::total_saisi_dans_une_partie::CONTROLE,
    journees::journees_declarees_differentes::CONTROLE,
    journees::journees_impossibles::CONTROLE,
    tarif::nature_du_tarif_inconnue::CONTROLE,
    textes::caractere_non_imprimable::CONTROLE,
];
