//! Distinct persons: only a follow-up table can tell.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "file_active_personnes",
        libelle: "Personnes suivies",
        libelle_en_hebergement: None,
        definition: "personnes distinctes suivies dans la période, chacune comptée une fois même si elle passe d’un dispositif à l’autre",
        unite: Unite::Nombre,
        source: "usage professionnel ; suivi des mesures",
    },
    mensuel: None,
    annuel: |c| match c.couverts("les tableaux mensuels comptent des mesures, pas des personnes") {
        Ok(rangs) => c.distincts(&c.recensement.personnes, &rangs, "de quel jeune il s’agit"),
        Err(motif) => Valeur::manquante(motif),
    },
};
