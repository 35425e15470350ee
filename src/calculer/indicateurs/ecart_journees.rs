//! Signed: realised minus planned.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "ecart_journees",
        libelle: "Écart en journées",
        libelle_en_hebergement: None,
        definition: "journées réalisées − journées prévisionnelles ; négatif quand il manque des journées",
        unite: Unite::Journees,
        source: "usage professionnel",
    },
    mensuel: Some(|c, mois| {
        ecart(&c.perimetre.mensuel("journees_realisees", mois), &c.perimetre.mensuel("journees_previsionnelles", mois))
    }),
    annuel: |c| ecart(&c.perimetre.annuel("journees_realisees"), &c.perimetre.annuel("journees_previsionnelles")),
};

fn ecart(realisees: &Valeur, previsionnelles: &Valeur) -> Valeur {
    realisees.moins(previsionnelles)
}
