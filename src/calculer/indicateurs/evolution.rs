//! The exercise before, as declared: what capacity, occupation, volume and price changed since. Each pair adds up.

use crate::calculer::Calcul;
use crate::calculer::contexte::{Contexte, Sujet};
use crate::calculer::effets::{Effet, Famille};
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

const SOURCE: &str =
    "calcul dérivé de l’exercice précédent, tel que déclaré dans rapport.toml ou dans un tableau annuel";

const JOURNEES_ID: &str = "evolution_journees";
const CAPACITE_ID: &str = "evolution_journees_capacite";
const OCCUPATION_ID: &str = "evolution_journees_occupation";
const PRODUITS_ID: &str = "evolution_produits";
const VOLUME_ID: &str = "evolution_produits_volume";
const PRIX_ID: &str = "evolution_produits_prix";

const DES_JOURNEES: Famille = Famille {
    effets: &[Effet { id: CAPACITE_ID, des_invitees: false }, Effet { id: OCCUPATION_ID, des_invitees: true }],
    difference: JOURNEES_ID,
};
const DES_PRODUITS: Famille = Famille {
    effets: &[Effet { id: VOLUME_ID, des_invitees: true }, Effet { id: PRIX_ID, des_invitees: true }],
    difference: PRODUITS_ID,
};

const fn calcul(
    (id, libelle, definition): (&'static str, &'static str, &'static str),
    unite: Unite,
    annuel: fn(&Contexte<'_>) -> Valeur,
) -> Calcul {
    let indicateur = Indicateur { id, libelle, libelle_en_hebergement: None, definition, unite, source: SOURCE };
    Calcul { indicateur, mensuel: None, annuel }
}

pub(super) const JOURNEES: Calcul = calcul(
    (JOURNEES_ID, "Évolution des journées", "journées réalisées − journées réalisées de l’exercice précédent"),
    Unite::Journees,
    |c| difference(c, JOURNEES_ID, "journees_realisees", journees_d_avant),
);

pub(super) const CAPACITE: Calcul = calcul(
    (
        CAPACITE_ID,
        "Évolution des journées due à la capacité",
        "(journées théoriques − celles de l’exercice précédent) × taux d’activité de l’exercice précédent",
    ),
    Unite::Journees,
    |c| {
        c.effet(&DES_JOURNEES, CAPACITE_ID, || {
            let (taux, theoriques) = (taux_d_avant(c), theoriques_d_avant(c));
            c.perimetre.annuel("journees_theoriques").moins(&theoriques).dite("écart de capacité").fois(&taux)
        })
    },
);

pub(super) const OCCUPATION: Calcul = calcul(
    (
        OCCUPATION_ID,
        "Évolution des journées due à l’occupation",
        "journées réalisées − journées théoriques × taux d’activité de l’exercice précédent",
    ),
    Unite::Journees,
    |c| {
        c.effet(&DES_JOURNEES, OCCUPATION_ID, || {
            if c.invitee() {
                return c.perimetre.annuel(JOURNEES_ID);
            }
            let attendues = c.perimetre.annuel("journees_theoriques").fois(&taux_d_avant(c));
            c.perimetre.annuel("journees_realisees").moins(&attendues.dite("journées théoriques au taux d’avant"))
        })
    },
);

pub(super) const PRODUITS: Calcul = calcul(
    (
        PRODUITS_ID,
        "Évolution des produits",
        "produits réalisés − ceux de l’exercice précédent, tels que déclarés, sinon journées × prix de journée déclarés",
    ),
    Unite::Euros,
    |c| difference(c, PRODUITS_ID, "produits_realises", produits_d_avant),
);

pub(super) const VOLUME: Calcul = calcul(
    (
        VOLUME_ID,
        "Évolution des produits due aux journées",
        "(journées facturables − celles de l’exercice précédent, ou ses journées réalisées quand il ne les distingue pas) × prix moyen de l’exercice précédent",
    ),
    Unite::Euros,
    |c| {
        c.effet(&DES_PRODUITS, VOLUME_ID, || {
            let journees = c.perimetre.annuel("journees_facturables").moins(&facturables_d_avant(c));
            journees.dite("journées en plus ou en moins").fois(&prix_d_avant(c))
        })
    },
);

pub(super) const PRIX: Calcul = calcul(
    (
        PRIX_ID,
        "Évolution des produits due au prix",
        "produits réalisés − journées facturables × prix moyen de l’exercice précédent",
    ),
    Unite::Euros,
    |c| {
        c.effet(&DES_PRODUITS, PRIX_ID, || {
            let au_prix_d_avant = c.perimetre.annuel("journees_facturables").fois(&prix_d_avant(c));
            c.perimetre
                .annuel("produits_realises")
                .moins(&au_prix_d_avant.dite_en_euros("journées facturables au prix d’avant"))
        })
    },
);

/// Since the exercise before; for a sum without a figure of its own, the sum of its parts.
fn difference(c: &Contexte<'_>, id: &'static str, cle: &str, avant: fn(&Contexte<'_>) -> Valeur) -> Valeur {
    if !c.complet() {
        return Valeur::manquante("exercice en cours : le précédent est connu pour l’année entière");
    }
    let avant = avant(c);
    match &c.sujet {
        Sujet::Groupe(_) => c.somme_des_parts_ouvertes(|part| part.annuel(id)),
        Sujet::Service(_) if avant.nombre.is_err() => {
            let des_parts = c.somme_des_parts_ouvertes(|part| part.annuel(id));
            if des_parts.exact().is_some() { des_parts } else { avant }
        }
        _ => c.perimetre.annuel(cle).moins(&avant),
    }
}

/// The year before is whole: it is compared with a whole year only.
fn journees_d_avant(c: &Contexte<'_>) -> Valeur {
    entier(c, || c.avant("journees_realisees"))
}

fn entier(c: &Contexte<'_>, valeur: impl FnOnce() -> Valeur) -> Valeur {
    match c.perimetre.annuel(JOURNEES_ID).nombre {
        Err(motif) if !c.complet() => Valeur::manquante(motif),
        _ => valeur(),
    }
}

fn theoriques_d_avant(c: &Contexte<'_>) -> Valeur {
    let [declarees, taux] = ["journees_theoriques", "taux_d_occupation"].map(|cle| c.avant(cle));
    match (declarees.exact(), taux.exact()) {
        (Some(_), _) => declarees,
        (None, Some(_)) => {
            let theoriques = journees_d_avant(c).sur(&taux, "le taux d’occupation de l’exercice précédent est nul");
            theoriques.dite("journées théoriques de l’exercice précédent")
        }
        (None, None) => c.sans_avant(&["journees_theoriques", "taux_d_occupation"]),
    }
}

fn taux_d_avant(c: &Contexte<'_>) -> Valeur {
    let taux = journees_d_avant(c).sur(&theoriques_d_avant(c), "aucune journée théorique l’exercice précédent");
    taux.dite("taux d’activité de l’exercice précédent")
}

/// Days billed the year before; those realised where it does not tell them apart.
fn facturables_d_avant(c: &Contexte<'_>) -> Valeur {
    let facturables = entier(c, || c.avant("journees_facturables"));
    if facturables.exact().is_some() { facturables } else { journees_d_avant(c) }
}

fn produits_d_avant(c: &Contexte<'_>) -> Valeur {
    let [produits, prix] = ["produits_realises", "prix_de_journee"].map(|cle| c.avant(cle));
    match (produits.exact(), prix.exact()) {
        (Some(_), _) => produits,
        (None, Some(_)) => facturables_d_avant(c).fois(&prix).dite_en_euros("produits de l’exercice précédent"),
        (None, None) => c.sans_avant(&["produits_realises", "prix_de_journee"]),
    }
}

fn prix_d_avant(c: &Contexte<'_>) -> Valeur {
    let journees = facturables_d_avant(c);
    let prix = entier(c, || produits_d_avant(c)).sur(&journees, "aucune journée l’exercice précédent");
    prix.dite_en_euros("prix moyen de l’exercice précédent")
}
