//! Capacity by day, on opening days.

use crate::calculer::Calcul;
use crate::calculer::contexte::Sujet;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

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
        let exercice = c.exercice();
        let declarees = c.selon_les_places(|p| p.journees_theoriques(exercice, mois));
        match (&declarees.nombre, &c.sujet) {
            (Err(_), Sujet::Dispositif(_)) => {
                let jours = c.perimetre.mensuel("jours_d_ouverture", mois);
                let places = c.perimetre.mensuel("places", mois);
                places.avec(&jours, |a, b| Some(a * b), "")
            }
            (Err(_), _) => c.somme_des_parts(|part| part.mensuel("journees_theoriques", mois)),
            _ => declarees,
        }
    }),
    annuel: |c| c.cumul("journees_theoriques"),
};
