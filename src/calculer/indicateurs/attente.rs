//! The waiting list: how many, what part of the places, how long; those that began and those that still wait apart.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::calculer::statistique::Statistique;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const MESURES: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_mesures",
        libelle: "Mesures en attente",
        libelle_en_hebergement: None,
        definition: "mesures décidées et non commencées au dernier jour connu, ou à la date de la liste déclarée",
        unite: Unite::Nombre,
        source: "usage professionnel ; suivi des mesures ou liste d’attente",
    },
    mensuel: None,
    annuel: |c| c.attente_mesures(),
};

pub(super) const FAMILLES: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_familles",
        libelle: "Familles en attente",
        libelle_en_hebergement: None,
        definition: "familles distinctes des mesures en attente",
        unite: Unite::Nombre,
        source: "usage professionnel ; suivi des mesures ou liste d’attente",
    },
    mensuel: None,
    annuel: |c| c.attente_familles(),
};

pub(super) const PLACES: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_places",
        libelle: "Places à la date de la liste",
        libelle_en_hebergement: None,
        definition: "places de la capacité de référence, en vigueur à la date de la liste d’attente",
        unite: Unite::Nombre,
        source: "arrêté d’autorisation, tel que déclaré dans rapport.toml",
    },
    mensuel: None,
    annuel: |c| c.places_au(c.attente_au()),
};

pub(super) const PART_CAPACITE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_part_capacite",
        libelle: "Part de la capacité en attente",
        libelle_en_hebergement: None,
        definition: "mesures en attente ÷ places en vigueur à la même date",
        unite: Unite::Taux,
        source: "usage professionnel ; suivi des mesures ou liste d’attente",
    },
    mensuel: None,
    annuel: |c| part_capacite(c),
};

pub(super) const DELAI_MOYEN: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_delai_moyen",
        libelle: "Délai moyen avant le début",
        libelle_en_hebergement: None,
        definition: "moyenne de date de début − date de décision des mesures commencées dans la période",
        unite: Unite::Jours,
        source: "usage professionnel ; suivi des mesures ou liste d’attente",
    },
    mensuel: None,
    annuel: |c| commencees(c, Statistique::Moyenne),
};

pub(super) const DELAI_MEDIAN: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_delai_median",
        libelle: "Délai médian avant le début",
        libelle_en_hebergement: None,
        definition: "médiane de date de début − date de décision des mesures commencées dans la période",
        unite: Unite::Jours,
        source: "usage professionnel ; suivi des mesures ou liste d’attente",
    },
    mensuel: None,
    annuel: |c| commencees(c, Statistique::Mediane),
};

pub(super) const DELAI_P75: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_delai_p75",
        libelle: "Délai avant le début, trois quarts des mesures",
        libelle_en_hebergement: None,
        definition: "délai que trois quarts des mesures commencées dans la période n’ont pas dépassé (QUARTILE.INC d’un tableur)",
        unite: Unite::Jours,
        source: "usage professionnel ; suivi des mesures ou liste d’attente",
    },
    mensuel: None,
    annuel: |c| commencees(c, Statistique::TroisiemeQuartile),
};

pub(super) const DELAI_MAX: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_delai_max",
        libelle: "Délai avant le début, au plus",
        libelle_en_hebergement: None,
        definition: "le plus long délai entre décision et début des mesures commencées dans la période",
        unite: Unite::Jours,
        source: "usage professionnel ; suivi des mesures ou liste d’attente",
    },
    mensuel: None,
    annuel: |c| commencees(c, Statistique::Maximum),
};

pub(super) const ANCIENNETE_MOYENNE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_anciennete_moyenne",
        libelle: "Attente moyenne à ce jour",
        libelle_en_hebergement: None,
        definition: "moyenne de dernier jour connu − date de décision des mesures encore en attente ; jamais mêlée au délai de celles qui ont commencé",
        unite: Unite::Jours,
        source: "usage professionnel ; suivi des mesures ou liste d’attente",
    },
    mensuel: None,
    annuel: |c| en_attente(c, Statistique::Moyenne),
};

pub(super) const ANCIENNETE_MEDIANE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_anciennete_mediane",
        libelle: "Attente médiane à ce jour",
        libelle_en_hebergement: None,
        definition: "médiane de dernier jour connu − date de décision des mesures encore en attente ; jamais mêlée au délai de celles qui ont commencé",
        unite: Unite::Jours,
        source: "usage professionnel ; suivi des mesures ou liste d’attente",
    },
    mensuel: None,
    annuel: |c| en_attente(c, Statistique::Mediane),
};

fn part_capacite(c: &Contexte<'_>) -> Valeur {
    let places = c.places_au(c.attente_au());
    c.perimetre.annuel("attente_mesures").sur(&places.dite("places à la date de la liste"), "aucune place")
}

fn commencees(c: &Contexte<'_>, statistique: Statistique) -> Valeur {
    let si_vide = "aucune mesure commencée dont la décision soit datée";
    c.attente_en_jours(|compte| &compte.attente.delais, statistique, si_vide)
}

fn en_attente(c: &Contexte<'_>, statistique: Statistique) -> Valeur {
    let si_vide = "aucune mesure en attente dont la décision soit datée";
    c.attente_en_jours(|compte| &compte.attente.anciennetes, statistique, si_vide)
}
