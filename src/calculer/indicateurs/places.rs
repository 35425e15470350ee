//! Places: dated in rapport.toml, else the table's own row.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "places",
        libelle: "Capacité",
        libelle_en_hebergement: None,
        definition: "places en vigueur à la fin de la période, de la nature de référence",
        unite: Unite::Nombre,
        source: "arrêté d’autorisation, tel que déclaré dans rapport.toml",
    },
    mensuel: Some(|c, mois| c.places(mois)),
    annuel: |c| c.perimetre.mensuel("places", c.controle.jusqu_a()),
};
