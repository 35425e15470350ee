//! Capacity by day, on opening days.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::reglages::PrevisionPar;

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "journees_theoriques",
        libelle: "Journées théoriques",
        libelle_en_hebergement: None,
        definition: "somme, jour par jour, des places en vigueur les jours d’ouverture",
        unite: Unite::Journees,
        source: "usage professionnel (capacité × jours d’ouverture, ERRD annexe 9)",
    },
    mensuel: Some(|c, mois| {
        if mois > c.controle.jusqu_a() {
            return Valeur::manquante("mois non commencé");
        }
        c.theoriques(mois, PrevisionPar::Jours)
    }),
    annuel: |c| c.cumul("journees_theoriques"),
};
