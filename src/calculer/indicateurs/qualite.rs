//! Quality: the mean score, the plan d'action by state, événements indésirables.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::qualite::{Etat, GraviteDEvenement};

const fn calcul(
    id: &'static str,
    libelle: &'static str,
    definition: &'static str,
    annuel: fn(&Contexte<'_>) -> Valeur,
) -> Calcul {
    let source = "tableaux de la démarche qualité du service, usage professionnel";
    let indicateur = Indicateur { id, libelle, libelle_en_hebergement: None, definition, unite: Unite::Nombre, source };
    Calcul { indicateur, mensuel: None, annuel }
}

pub(super) static CALCULS: [Calcul; 8] = [
    calcul(
        "score_moyen",
        "Score moyen des chapitres",
        "calcul dérivé : moyenne simple des scores des chapitres, sur leur propre échelle (en points de pourcentage, ou de 1 à 4) ; un chapitre est la moyenne de ses critères, NC et RI n’y comptent pas, * y compte pour 4",
        |c| c.score_moyen(),
    ),
    calcul("criteres_cotes", "Critères cotés", "critères dont la cotation compte", |c| c.criteres_cotes()),
    calcul("plan_actions", "Actions du plan d’amélioration", "actions du plan, quel que soit leur état", |c| {
        c.actions_du_plan(|_| true)
    }),
    calcul("plan_actions_faites", "Actions faites", "actions du plan dont l’état est « Fait »", |c| {
        c.actions_du_plan(|etat| *etat == Etat::Fait)
    }),
    calcul("plan_actions_en_cours", "Actions en cours", "actions du plan dont l’état est « En cours »", |c| {
        c.actions_du_plan(|etat| *etat == Etat::EnCours)
    }),
    calcul("plan_actions_a_faire", "Actions à faire", "actions du plan dont l’état est « À faire »", |c| {
        c.actions_du_plan(|etat| *etat == Etat::AFaire)
    }),
    calcul("evenements_indesirables", "Événements indésirables", "événements déclarés dans l’année", |c| {
        c.evenements(|_| true)
    }),
    calcul(
        "evenements_graves",
        "Événements indésirables graves",
        "événements déclarés dans l’année, dits graves (EIG)",
        |c| c.evenements(|e| e.gravite == GraviteDEvenement::Grave),
    ),
];
