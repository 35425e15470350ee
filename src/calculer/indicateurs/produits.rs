//! Proceeds of the tariff: planned, realised, and their gap, to the cent.

use crate::calculer::Calcul;
use crate::calculer::tarifs::Produits;
use crate::domaine::indicateur::{Indicateur, Unite};

pub(super) const PREVUS: Calcul = Calcul {
    indicateur: Indicateur {
        id: "produits_prevus",
        libelle: "Produits de la tarification prévus",
        libelle_en_hebergement: None,
        definition: "journées prévisionnelles × tarif moyen quand il est donné, sinon somme des périodes au prix en vigueur ; une dotation globalisée, par douzièmes",
        unite: Unite::Euros,
        source: "calcul dérivé du prix de journée déclaré",
    },
    mensuel: None,
    annuel: |c| c.produits(Produits::Prevus),
};

pub(super) const REALISES: Calcul = Calcul {
    indicateur: Indicateur {
        id: "produits_realises",
        libelle: "Produits de la tarification réalisés",
        libelle_en_hebergement: None,
        definition: "journées réalisées de chaque période × prix en vigueur, ou × tarif moyen quand il est seul donné ; une dotation globalisée, par douzièmes",
        unite: Unite::Euros,
        source: "calcul dérivé du prix de journée déclaré",
    },
    mensuel: None,
    annuel: |c| c.produits(Produits::Realises),
};

pub(super) const ECART: Calcul = Calcul {
    indicateur: Indicateur {
        id: "ecart_produits",
        libelle: "Écart de produits",
        libelle_en_hebergement: None,
        definition: "produits réalisés − produits prévus ; négatif quand il manque des produits",
        unite: Unite::Euros,
        source: "calcul dérivé du prix de journée déclaré",
    },
    mensuel: None,
    annuel: |c| c.ecart_de_produits(),
};
