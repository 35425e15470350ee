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
        let capacite = c.perimetre.annuel("journees_theoriques").avec(&jours, |j, d| j.divise_par(d), sans_jour);
        c.perimetre.annuel("sorties").avec(&capacite, |s, places| s.divise_par(places), "aucune place")
    },
};
