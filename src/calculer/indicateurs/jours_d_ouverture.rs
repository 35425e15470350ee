//! Opening days, the same for realised and théorique days.

use crate::calculer::Calcul;
use crate::domaine::capacite;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use std::collections::BTreeSet;

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
        let jours = capacite::jours_d_ouverture(&c.comptage().jours_ouverture, c.exercice(), mois);
        Valeur::connue(jours, BTreeSet::new())
    }),
    annuel: |c| c.cumul("jours_d_ouverture"),
};
