//! How much of the places turns over in the period.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "taux_de_rotation",
        libelle: "Taux de rotation",
        libelle_en_hebergement: None,
        definition: "sorties de la période ÷ capacité moyenne (journées théoriques ÷ jours d’ouverture)",
        unite: Unite::Taux,
        source: "usage professionnel",
    },
    mensuel: None,
    annuel: |c| {
        let jours = c.perimetre.annuel("jours_d_ouverture");
        let sans_jour = "aucun jour d’ouverture";
        let capacite = c.perimetre.annuel("journees_theoriques").sur(&jours, sans_jour).dite("capacité moyenne");
        c.perimetre.annuel("sorties").sur(&capacite, "aucune place")
    },
};
