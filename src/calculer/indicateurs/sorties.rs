//! Ends in the period.

use crate::calculer::Calcul;
use crate::domaine::dossier::Grandeur;
use crate::domaine::indicateur::{Indicateur, Unite};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "sorties",
        libelle: "Sorties",
        libelle_en_hebergement: None,
        definition: "fins de prise en charge dans la période ; un renouvellement n’est pas une sortie",
        unite: Unite::Nombre,
        source: "suivi des mesures du service, sinon tableau mensuel tel que saisi",
    },
    mensuel: Some(|c, mois| c.releve("sorties", Grandeur::Sorties, mois)),
    annuel: |c| c.cumul("sorties"),
};
