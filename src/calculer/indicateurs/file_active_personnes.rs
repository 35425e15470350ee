//! Distinct persons: only a follow-up table can tell.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "file_active_personnes",
        libelle: "Personnes suivies",
        libelle_en_hebergement: None,
        definition: "personnes distinctes suivies dans la période",
        unite: Unite::Nombre,
        source: "usage professionnel",
    },
    mensuel: None,
    annuel: |_| Valeur::manquante("les tableaux mensuels comptent des mesures, pas des personnes"),
};
