//! Realised days over what was planned.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "taux_de_realisation",
        libelle: "Taux de réalisation",
        libelle_en_hebergement: None,
        definition: "journées réalisées ÷ journées prévisionnelles des mêmes mois",
        unite: Unite::Taux,
        source: "usage professionnel (taux de réalisation de l’activité, tableau de bord ESMS)",
    },
    mensuel: Some(|c, mois| {
        rapport(
            &c.perimetre.mensuel("journees_realisees", mois),
            &c.perimetre.mensuel("journees_previsionnelles", mois),
        )
    }),
    annuel: |c| rapport(&c.perimetre.annuel("journees_realisees"), &c.perimetre.annuel("journees_previsionnelles")),
};

fn rapport(realisees: &Valeur, previsionnelles: &Valeur) -> Valeur {
    realisees.sur(previsionnelles, "aucune journée prévue : un taux serait sans dénominateur")
}
