//! Days that are billed: each counts for the quotité of its mesure.

use crate::calculer::Calcul;
use crate::calculer::contexte::{Contexte, Sujet};
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::mois::Mois;

const ID: &str = "journees_facturables";

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: ID,
        libelle: "Journées facturables",
        libelle_en_hebergement: None,
        definition: "journées réalisées, chacune comptée pour la quotité de sa mesure quand le suivi en donne une",
        unite: Unite::Journees,
        source: "suivi des mesures ; aucune règle nationale pour les mesures partagées",
    },
    mensuel: Some(mensuel),
    annuel,
};

/// True when a mesure of the perimetre gives a quotité.
pub(in crate::calculer) fn partagees(c: &Contexte<'_>) -> bool {
    let facturables = &c.controle.derivation().facturables;
    c.rangs().iter().any(|rang| facturables.get(*rang).is_some_and(Option::is_some))
}

fn mensuel(c: &Contexte<'_>, mois: Mois) -> Valeur {
    let realisees = c.perimetre.mensuel("journees_realisees", mois);
    if !partagees(c) || realisees.nombre.is_err() {
        return realisees;
    }
    let Sujet::Dispositif(tableau) = &c.sujet else {
        return c.somme_des_parts(|part| part.mensuel(ID, mois));
    };
    let du_dispositif = c.rang(tableau.dispositif).and_then(|r| c.controle.derivation().facturables.get(r)?.as_ref());
    match du_dispositif.and_then(|mois_par_mois| *mois_par_mois.get(mois.rang())?) {
        Some(jours) => c.compte_du_suivi(jours),
        None => Valeur::manquante("journées de chaque quotité inconnues"),
    }
}

fn annuel(c: &Contexte<'_>) -> Valeur {
    match &c.sujet {
        _ if !partagees(c) => c.perimetre.annuel("journees_realisees"),
        Sujet::Dispositif(_) => c.cumul(ID),
        _ => c.somme_des_parts_ouvertes(|part| part.annuel(ID)),
    }
}
