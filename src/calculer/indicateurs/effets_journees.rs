//! Why the days are not those planned: capacity, then occupation. Their sum is the gap of days, exactly. Nobody's rate is
//! supposed: the days that the forecast assumed come from its target rate, or from the rate that it declares.

use super::effets_produits::{FAMILLE as DES_PRODUITS, au_prix_prevu, en_plus_de_la_prevision};
use crate::calculer::Calcul;
use crate::calculer::contexte::{Contexte, Sujet};
use crate::calculer::effets::{Effet, Famille};
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::reglages::Prevision;

const SUPPOSEES_ID: &str = "journees_theoriques_supposees";
const CAPACITE_ID: &str = "effet_capacite_journees";
const OCCUPATION_ID: &str = "effet_occupation_journees";

/// Capacity and occupation make the gap of days.
const FAMILLE: Famille = Famille {
    effets: &[Effet { id: CAPACITE_ID, des_invitees: false }, Effet { id: OCCUPATION_ID, des_invitees: true }],
    difference: "ecart_journees",
};

pub(super) const SUPPOSEES: Calcul = Calcul {
    indicateur: Indicateur {
        id: SUPPOSEES_ID,
        libelle: "Journées théoriques supposées par la prévision",
        libelle_en_hebergement: None,
        definition: "les journées théoriques quand la prévision est un taux cible, sinon journées prévisionnelles ÷ taux retenu",
        unite: Unite::Journees,
        source: "calcul dérivé de la prévision déclarée",
    },
    mensuel: None,
    annuel: supposees,
};

pub(super) const CAPACITE: Calcul = Calcul {
    indicateur: Indicateur {
        id: CAPACITE_ID,
        libelle: "Effet de la capacité, en journées",
        libelle_en_hebergement: None,
        definition: "(journées théoriques − journées théoriques supposées par la prévision) × (journées prévisionnelles ÷ journées théoriques supposées)",
        unite: Unite::Journees,
        source: "calcul dérivé de la capacité et de la prévision déclarées",
    },
    mensuel: None,
    annuel: |c| {
        c.effet(&FAMILLE, CAPACITE_ID, || {
            let ecart = c.perimetre.annuel("journees_theoriques").moins(&c.perimetre.annuel(SUPPOSEES_ID));
            ecart.dite("écart de capacité").fois(&taux_de_la_prevision(c))
        })
    },
};

pub(super) const OCCUPATION: Calcul = Calcul {
    indicateur: Indicateur {
        id: OCCUPATION_ID,
        libelle: "Effet de l’occupation, en journées",
        libelle_en_hebergement: None,
        definition: "journées réalisées − journées théoriques × (journées prévisionnelles ÷ journées théoriques supposées) ; avec l’effet de la capacité, il fait exactement l’écart en journées",
        unite: Unite::Journees,
        source: "calcul dérivé de la capacité et de la prévision déclarées",
    },
    mensuel: None,
    annuel: |c| {
        c.effet(&FAMILLE, OCCUPATION_ID, || {
            if c.invitee() {
                return en_plus_de_la_prevision(c, "journees_realisees");
            }
            let taux = taux_de_la_prevision(c);
            let attendues = c.perimetre.annuel("journees_theoriques").fois(&taux);
            c.perimetre
                .annuel("journees_realisees")
                .moins(&attendues.dite("journées théoriques au taux de la prévision"))
        })
    },
};

pub(super) const CAPACITE_EN_EUROS: Calcul = Calcul {
    indicateur: Indicateur {
        id: "effet_capacite",
        libelle: "Effet de la capacité",
        libelle_en_hebergement: None,
        definition: "effet de la capacité en journées × prix moyen prévu",
        unite: Unite::Euros,
        source: "calcul dérivé de la capacité, de la prévision et du prix déclarés",
    },
    mensuel: None,
    annuel: |c| en_euros(c, &Effet { id: "effet_capacite", des_invitees: false }, |c| c.perimetre.annuel(CAPACITE_ID)),
};

pub(super) const OCCUPATION_EN_EUROS: Calcul = Calcul {
    indicateur: Indicateur {
        id: "effet_occupation",
        libelle: "Effet de l’occupation",
        libelle_en_hebergement: None,
        definition: "effet de l’occupation en journées × prix moyen prévu",
        unite: Unite::Euros,
        source: "calcul dérivé de la capacité, de la prévision et du prix déclarés",
    },
    mensuel: None,
    annuel: |c| {
        en_euros(c, &Effet { id: "effet_occupation", des_invitees: true }, |c| c.perimetre.annuel(OCCUPATION_ID))
    },
};

pub(super) const QUOTITE_EN_EUROS: Calcul = Calcul {
    indicateur: Indicateur {
        id: "effet_quotite",
        libelle: "Effet des mesures partagées",
        libelle_en_hebergement: None,
        definition: "(journées facturables − journées réalisées) × prix moyen prévu ; avec les effets de la capacité et de l’occupation, il fait exactement l’effet de l’activité",
        unite: Unite::Euros,
        source: "calcul dérivé des quotités du suivi et du prix déclaré",
    },
    mensuel: None,
    annuel: |c| {
        en_euros(c, &Effet { id: "effet_quotite", des_invitees: true }, |c| {
            let partagees = c.perimetre.annuel("journees_facturables").moins(&c.perimetre.annuel("journees_realisees"));
            partagees.dite("journées facturables − journées réalisées")
        })
    },
};

/// Days at the mean price planned; of a sum, in the same way as its activity effect.
fn en_euros(c: &Contexte<'_>, effet: &Effet, journees: fn(&Contexte<'_>) -> Valeur) -> Valeur {
    match &c.sujet {
        Sujet::Groupe(_) | Sujet::Service(_) if c.par_les_parts(&DES_PRODUITS) => c.somme_des_effets(effet),
        _ => au_prix_prevu(c, &journees(c)),
    }
}

fn taux_de_la_prevision(c: &Contexte<'_>) -> Valeur {
    let supposees = c.perimetre.annuel(SUPPOSEES_ID);
    let taux = c.perimetre.annuel("journees_previsionnelles").sur(&supposees, "aucune journée théorique supposée");
    taux.dite("taux de la prévision")
}

/// From the target rate, else from the rate that the forecast declares; of a sum that declares neither, those of its
/// parts.
fn supposees(c: &Contexte<'_>) -> Valeur {
    let activite = c.activite();
    let prevision = activite.and_then(|a| a.previsionnelles.as_ref()).map(|p| &p.value);
    let retenu = activite.and_then(|a| a.taux_retenu.as_ref());
    match (prevision, retenu, &c.sujet) {
        (Some(Prevision::TauxCible(_)), _, _) => c.perimetre.annuel("journees_theoriques"),
        (_, Some(taux), _) => {
            let taux = Valeur::lue(taux.value.0, &taux.span).dite("taux retenu par la prévision");
            c.perimetre.annuel("journees_previsionnelles").sur(&taux, "le taux retenu est nul")
        }
        (None, None, Sujet::Groupe(_) | Sujet::Service(_)) => {
            c.somme_des_effets(&Effet { id: SUPPOSEES_ID, des_invitees: false })
        }
        _ => Valeur::manquante("le taux que la prévision a retenu n’est pas donné"),
    }
}
