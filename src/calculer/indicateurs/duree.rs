//! How long mesures last, from entry to exit, and for how long the présents have been there: never mixed.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::calculer::statistique::Statistique;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const MOYENNE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "duree_moyenne_sortants",
        libelle: "Durée moyenne des mesures terminées",
        libelle_en_hebergement: Some("Durée moyenne de séjour des sortants"),
        definition: "moyenne de date de fin − date de début des mesures terminées dans la période, renouvellements compris",
        unite: Unite::Jours,
        source: "usage professionnel (durée moyenne d’accompagnement, tableau de bord ESMS)",
    },
    mensuel: None,
    annuel: |c| des_sortants(c, Statistique::Moyenne),
};

pub(super) const MEDIANE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "duree_mediane_sortants",
        libelle: "Durée médiane des mesures terminées",
        libelle_en_hebergement: Some("Durée médiane de séjour des sortants"),
        definition: "médiane de date de fin − date de début des mesures terminées dans la période, renouvellements compris",
        unite: Unite::Jours,
        source: "usage professionnel",
    },
    mensuel: None,
    annuel: |c| des_sortants(c, Statistique::Mediane),
};

pub(super) const ANCIENNETE_MOYENNE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "anciennete_moyenne_presents",
        libelle: "Ancienneté moyenne des mesures en cours",
        libelle_en_hebergement: Some("Ancienneté moyenne des présents"),
        definition: "moyenne de dernier jour connu − date de début des mesures en cours ce jour-là",
        unite: Unite::Jours,
        source: "usage professionnel",
    },
    mensuel: None,
    annuel: |c| des_presents(c, Statistique::Moyenne),
};

pub(super) const ANCIENNETE_MEDIANE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "anciennete_mediane_presents",
        libelle: "Ancienneté médiane des mesures en cours",
        libelle_en_hebergement: Some("Ancienneté médiane des présents"),
        definition: "médiane de dernier jour connu − date de début des mesures en cours ce jour-là",
        unite: Unite::Jours,
        source: "usage professionnel",
    },
    mensuel: None,
    annuel: |c| des_presents(c, Statistique::Mediane),
};

const SANS_SUIVI: &str = "les tableaux mensuels ne connaissent pas les durées";

fn des_sortants(c: &Contexte<'_>, statistique: Statistique) -> Valeur {
    match c.couverts(SANS_SUIVI) {
        Ok(rangs) => c.statistique(&rangs, |compte| &compte.durees, statistique, "aucune sortie dans la période"),
        Err(motif) => Valeur::manquante(motif),
    }
}

fn des_presents(c: &Contexte<'_>, statistique: Statistique) -> Valeur {
    match c.couverts(SANS_SUIVI) {
        Ok(rangs) => c.statistique(&rangs, |compte| &compte.anciennetes, statistique, "aucune mesure en cours"),
        Err(motif) => Valeur::manquante(motif),
    }
}
