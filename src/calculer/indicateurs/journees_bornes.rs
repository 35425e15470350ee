//! The fewest and the most days that the movements allow (domaine.md §1.4).

use crate::calculer::Calcul;
use crate::calculer::contexte::{Contexte, Sujet};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::journees::Bornes;
use crate::domaine::mois::Mois;

pub(super) const MIN: Calcul = Calcul {
    indicateur: Indicateur {
        id: "journees_min",
        libelle: "Journées possibles, au moins",
        libelle_en_hebergement: None,
        definition: "le moins de journées que permettent les présents, les entrées et les sorties du tableau mensuel",
        unite: Unite::Journees,
        source: "calcul dérivé des mouvements mensuels et de la règle de comptage",
    },
    mensuel: Some(|c, mois| borne(c, mois, "journees_min", |b| b.min)),
    annuel: |c| c.cumul("journees_min"),
};

pub(super) const MAX: Calcul = Calcul {
    indicateur: Indicateur {
        id: "journees_max",
        libelle: "Journées possibles, au plus",
        libelle_en_hebergement: None,
        definition: "le plus de journées que permettent les présents, les entrées et les sorties du tableau mensuel",
        unite: Unite::Journees,
        source: "calcul dérivé des mouvements mensuels et de la règle de comptage",
    },
    mensuel: Some(|c, mois| borne(c, mois, "journees_max", |b| b.max)),
    annuel: |c| c.cumul("journees_max"),
};

/// What bounds the days of a month.
const MOUVEMENTS: [&str; 4] = ["presents_debut", "entrees", "sorties", "presents_fin"];

fn borne(c: &Contexte<'_>, mois: Mois, id: &'static str, choix: fn(&Bornes) -> Exact) -> Valeur {
    match &c.sujet {
        Sujet::Dispositif(tableau) if mois <= c.controle.jusqu_a() => {
            let mouvements = MOUVEMENTS.map(|id| c.perimetre.mensuel(id, mois));
            let regle = "bornes que permettent les mouvements et la règle de comptage";
            Valeur::regle(regle, mouvements.into(), |_| Ok(choix(&tableau.bornes(mois, &c.comptage())?)))
        }
        Sujet::Dispositif(_) => Valeur::manquante("mois non commencé"),
        _ => c.somme_des_parts(|part| part.mensuel(id, mois)),
    }
}
