//! Distinct families: only a follow-up table can tell.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "familles",
        libelle: "Familles",
        libelle_en_hebergement: None,
        definition: "familles distinctes des mesures suivies dans la période",
        unite: Unite::Nombre,
        source: "usage professionnel ; suivi des mesures",
    },
    mensuel: None,
    annuel: |c| match c.couverts("les tableaux mensuels ne connaissent pas les familles") {
        Ok(rangs) => c.distincts(&c.recensement.familles, &rangs, "de quelle famille il s’agit"),
        Err(motif) => Valeur::manquante(motif),
    },
};
