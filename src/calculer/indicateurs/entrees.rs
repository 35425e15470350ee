//! Starts in the period.

use crate::calculer::Calcul;
use crate::domaine::dossier::Grandeur;
use crate::domaine::indicateur::{Indicateur, Unite};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "entrees",
        libelle: "Entrées",
        libelle_en_hebergement: None,
        definition: "débuts effectifs dans la période ; un renouvellement n’est pas une entrée",
        unite: Unite::Nombre,
        source: "suivi des mesures du service, sinon tableau mensuel tel que saisi",
    },
    mensuel: Some(|c, mois| c.releve("entrees", Grandeur::Entrees, mois)),
    annuel: |c| c.cumul("entrees"),
};
