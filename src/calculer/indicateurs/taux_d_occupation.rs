//! Realised days over what the capacity allows.

use crate::calculer::Calcul;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "taux_d_occupation",
        libelle: "Taux d’activité",
        libelle_en_hebergement: Some("Taux d’occupation"),
        definition: "journées réalisées ÷ journées théoriques des mêmes mois",
        unite: Unite::Taux,
        source: "usage professionnel (taux d’occupation de l’ERRD, annexe 9)",
    },
    mensuel: Some(|c, mois| {
        rapport(&c.perimetre.mensuel("journees_realisees", mois), &c.perimetre.mensuel("journees_theoriques", mois))
    }),
    annuel: |c| rapport(&c.perimetre.annuel("journees_realisees"), &c.perimetre.annuel("journees_theoriques")),
};

fn rapport(realisees: &Valeur, theoriques: &Valeur) -> Valeur {
    realisees.sur(theoriques, "aucune journée théorique : un taux serait sans dénominateur")
}
