//! The price of a day, when there is only one, and what a day really brought.

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

pub(super) const MOYEN_CONSTATE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "prix_moyen_constate",
        libelle: "Prix de journée moyen constaté",
        libelle_en_hebergement: None,
        definition: "produits réalisés ÷ journées facturables",
        unite: Unite::Euros,
        source: "calcul dérivé des produits réalisés",
    },
    mensuel: None,
    annuel: |c| {
        let journees = c.perimetre.annuel("journees_facturables");
        c.perimetre.annuel("produits_realises").sur(&journees, "aucune journée facturable")
    },
};
