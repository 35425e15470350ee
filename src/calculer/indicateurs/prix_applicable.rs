//! The price that a late arrêté should have fixed, worked out both ways: the derivation is ours, and says so.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite};

const SOURCE: &str = "calcul dérivé des variables de l’article R. 314-35 du CASF, dont la formule n’est reproduite dans aucune copie lue";

pub(super) const PAR_PREVISION: Calcul = Calcul {
    indicateur: Indicateur {
        id: "prix_applicable_par_prevision",
        libelle: "Prix applicable après un arrêté tardif, par la prévision (calcul dérivé)",
        libelle_en_hebergement: None,
        definition: "(jours de l’année × prix moyen de l’année − jours avant la date d’effet × prix de l’année précédente) ÷ jours à partir de la date d’effet ; suppose l’activité prévue répartie par jours",
        unite: Unite::Euros,
        source: SOURCE,
    },
    mensuel: None,
    annuel: |c| c.prix_par_prevision(),
};

pub(super) const PAR_JOURNEES: Calcul = Calcul {
    indicateur: Indicateur {
        id: "prix_applicable_par_journees",
        libelle: "Prix applicable après un arrêté tardif, par les journées réalisées (calcul dérivé)",
        libelle_en_hebergement: None,
        definition: "(journées prévisionnelles de l’année × prix moyen de l’année − journées réalisées avant la date d’effet × prix de l’année précédente) ÷ (journées prévisionnelles − journées réalisées avant la date d’effet)",
        unite: Unite::Euros,
        source: SOURCE,
    },
    mensuel: None,
    annuel: |c| c.prix_par_journees(),
};
