//! Absences of young people: days, stays, persons, and the days that the rules remove.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

const fn calcul(
    id: &'static str,
    libelle: &'static str,
    definition: &'static str,
    unite: Unite,
    annuel: fn(&Contexte<'_>) -> Valeur,
) -> Calcul {
    let source = "tableau des absences du service, usage professionnel";
    let indicateur = Indicateur { id, libelle, libelle_en_hebergement: None, definition, unite, source };
    Calcul { indicateur, mensuel: None, annuel }
}

pub(super) const JOURNEES: Calcul = calcul(
    "absences_journees",
    "Journées d’absence",
    "jours de la période passés hors du service, du départ à la veille du retour",
    Unite::Journees,
    |c| c.absences(0),
);

pub(super) const SEJOURS: Calcul = calcul(
    "absences_sejours",
    "Absences",
    "absences qui touchent la période, quelle que soit leur durée",
    Unite::Nombre,
    |c| c.absences(1),
);

pub(super) const JEUNES: Calcul = calcul(
    "absences_jeunes",
    "Jeunes absents au moins une fois",
    "jeunes différents parmi les absences de la période, tous motifs ensemble",
    Unite::Nombre,
    |c| c.absences(2),
);

pub(super) const RETIREES: Calcul = calcul(
    "absences_retirees",
    "Journées d’absence à retirer",
    "journées d’absence que les règles de [comptage] ne laissent pas compter : au-delà d’un délai ou d’un plafond",
    Unite::Journees,
    |c| c.absences_retirees(),
);
