//! Everyone followed in the year, in units of count.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "file_active_mesures",
        libelle: "File active",
        libelle_en_hebergement: None,
        definition: "présents au 1er janvier + entrées de la période",
        unite: Unite::Nombre,
        source: "usage professionnel ; identité présents au début + entrées = présents à la fin + sorties",
    },
    mensuel: None,
    annuel: |c| Valeur::somme(&[c.perimetre.annuel("presents_debut"), c.perimetre.annuel("entrees")]),
};
