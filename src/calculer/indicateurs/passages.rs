//! Entries that come from another dispositif of the service.

use crate::calculer::Calcul;
use crate::domaine::dossier::Grandeur;
use crate::domaine::indicateur::{Indicateur, Unite};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "passages",
        libelle: "Dont passages internes",
        libelle_en_hebergement: None,
        definition: "entrées qui viennent d’un autre dispositif du service, dans le délai de passage",
        unite: Unite::Nombre,
        source: "suivi des mesures du service, sinon tableau mensuel tel que saisi",
    },
    mensuel: Some(|c, mois| c.releve("passages", Grandeur::Passages, mois)),
    annuel: |c| c.cumul("passages"),
};
