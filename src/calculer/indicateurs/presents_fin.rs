//! Stock after the last day of the period, as the table states it.

use crate::calculer::Calcul;
use crate::domaine::dossier::Grandeur;
use crate::domaine::indicateur::{Indicateur, Unite};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "presents_fin",
        libelle: "Présents à la fin",
        libelle_en_hebergement: None,
        definition: "unités présentes à la fin de la période : le dernier mois connu",
        unite: Unite::Nombre,
        source: "suivi des mesures du service, sinon tableau mensuel tel que saisi",
    },
    mensuel: Some(|c, mois| c.releve("presents_fin", Grandeur::PresentsFin, mois)),
    annuel: |c| c.perimetre.mensuel("presents_fin", c.controle.jusqu_a()),
};
