//! Durations: only a follow-up table can tell.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const MOYENNE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "duree_moyenne_sortants",
        libelle: "Durée moyenne des mesures terminées",
        libelle_en_hebergement: Some("Durée moyenne de séjour des sortants"),
        definition: "moyenne de date de fin − date de début des mesures terminées dans la période",
        unite: Unite::Jours,
        source: "usage professionnel (durée moyenne d’accompagnement, tableau de bord ESMS)",
    },
    mensuel: None,
    annuel: |_| sans_suivi(),
};

pub(super) const MEDIANE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "duree_mediane_sortants",
        libelle: "Durée médiane des mesures terminées",
        libelle_en_hebergement: Some("Durée médiane de séjour des sortants"),
        definition: "médiane de date de fin − date de début des mesures terminées dans la période",
        unite: Unite::Jours,
        source: "usage professionnel",
    },
    mensuel: None,
    annuel: |_| sans_suivi(),
};

fn sans_suivi() -> Valeur {
    Valeur::manquante("les tableaux mensuels ne connaissent pas les durées")
}
