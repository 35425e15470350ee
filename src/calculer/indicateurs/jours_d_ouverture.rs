//! Opening days, the same for realised and théorique days.

use crate::calculer::Calcul;
use crate::domaine::capacite::jours_d_ouverture;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "jours_d_ouverture",
        libelle: "Jours d’ouverture",
        libelle_en_hebergement: None,
        definition: "jours de la période où le service est ouvert, selon la règle de comptage",
        unite: Unite::Jours,
        source: "règle de comptage du service (rapport.toml)",
    },
    mensuel: Some(|c, mois| {
        let Some(ouverture) = c.reglages().ouverture_commune(&c.dispositifs()) else {
            return Valeur::manquante("les dispositifs n’ouvrent pas les mêmes jours");
        };
        Valeur::convenue(jours_d_ouverture(&ouverture, c.exercice(), mois), "calendrier et règle de comptage")
    }),
    annuel: |c| c.cumul("jours_d_ouverture"),
};
