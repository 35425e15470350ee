//! Stock on the first day of the period.

use crate::calculer::Calcul;
use crate::domaine::dossier::Grandeur;
use crate::domaine::indicateur::{Indicateur, Unite};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "presents_debut",
        libelle: "Présents au début",
        libelle_en_hebergement: None,
        definition: "unités présentes le premier jour de la période, début < 1er jour et sans fin avant lui",
        unite: Unite::Nombre,
        source: "suivi des mesures du service, sinon tableau mensuel tel que saisi",
    },
    mensuel: Some(|c, mois| c.releve("presents_debut", Grandeur::PresentsDebut, mois)),
    annuel: |c| c.perimetre.mensuel("presents_debut", c.exercice().janvier()),
};
