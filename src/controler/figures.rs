//! Registry 2: what can only be checked once the indicators are computed, or every other finding known.

use super::controle::Controle;
use super::{journees, reglages, tarif};

pub(super) const CONTROLES: &[Controle] = &[
    reglages::justification_sans_objet::CONTROLE,
    reglages::justification_sans_valeur::CONTROLE,
    journees::journees_peu_vraisemblables::CONTROLE,
    journees::previsionnel_incompatible_avec_la_capacite::CONTROLE,
    tarif::journees_facturees_differentes::CONTROLE,
    tarif::payeur_manquant::CONTROLE,
    tarif::previsionnel_par_payeur_different::CONTROLE,
    tarif::prix_applicable_different_du_calcul::CONTROLE,
    tarif::ecart_de_facturation_inexplique::CONTROLE,
];
