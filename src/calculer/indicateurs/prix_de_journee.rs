//! The price of a day, when there is only one.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "prix_de_journee",
        libelle: "Prix de journée",
        libelle_en_hebergement: None,
        definition: "prix d’une journée dans la période, quand il est le même toute la période",
        unite: Unite::Euros,
        source: "arrêté de tarification, tel que déclaré dans rapport.toml",
    },
    mensuel: None,
    annuel: |c| c.prix_de_journee(),
};
