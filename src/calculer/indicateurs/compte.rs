//! The compte administratif (R.314-49, R.314-50): groups of charges and produits, their écarts, the result.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::domaine::budget::{Colonne, Groupe, SOURCE, Sens};
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

const fn calcul(
    id: &'static str,
    libelle: &'static str,
    definition: &'static str,
    annuel: fn(&Contexte<'_>) -> Valeur,
) -> Calcul {
    let indicateur =
        Indicateur { id, libelle, libelle_en_hebergement: None, definition, unite: Unite::Euros, source: SOURCE };
    Calcul { indicateur, mensuel: None, annuel }
}

/// Réalisé − autorisé.
fn ecart(c: &Contexte<'_>, realise: &str, autorise: &str) -> Valeur {
    c.perimetre.annuel(realise).moins(&c.perimetre.annuel(autorise))
}

fn cote(c: &Contexte<'_>, id: &str, sens: Sens, colonne: Colonne, groupes: [&str; 3]) -> Valeur {
    c.cote_du_compte(id, groupes, sens, colonne)
}

pub(super) static CALCULS: [Calcul; 28] = [
    calcul(
        "charges_groupe_1_autorisees",
        "Charges, groupe I, budget autorisé",
        "charges du groupe I (exploitation courante) : budget autorisé, après décisions modificatives",
        |c| c.groupe_du_compte("charges_groupe_1_autorisees", Sens::Charges, Groupe::I, Colonne::Autorise),
    ),
    calcul(
        "charges_groupe_1_realisees",
        "Charges, groupe I, réalisé",
        "charges du groupe I (exploitation courante) : réalisé",
        |c| c.groupe_du_compte("charges_groupe_1_realisees", Sens::Charges, Groupe::I, Colonne::Realise),
    ),
    calcul(
        "charges_groupe_1_ecart",
        "Charges, groupe I, écart",
        "réalisé − budget autorisé, charges du groupe I",
        |c| ecart(c, "charges_groupe_1_realisees", "charges_groupe_1_autorisees"),
    ),
    calcul(
        "charges_groupe_2_autorisees",
        "Charges, groupe II, budget autorisé",
        "charges du groupe II (personnel) : budget autorisé, après décisions modificatives",
        |c| c.groupe_du_compte("charges_groupe_2_autorisees", Sens::Charges, Groupe::II, Colonne::Autorise),
    ),
    calcul(
        "charges_groupe_2_realisees",
        "Charges, groupe II, réalisé",
        "charges du groupe II (personnel) : réalisé",
        |c| c.groupe_du_compte("charges_groupe_2_realisees", Sens::Charges, Groupe::II, Colonne::Realise),
    ),
    calcul(
        "charges_groupe_2_ecart",
        "Charges, groupe II, écart",
        "réalisé − budget autorisé, charges du groupe II",
        |c| ecart(c, "charges_groupe_2_realisees", "charges_groupe_2_autorisees"),
    ),
    calcul(
        "charges_groupe_3_autorisees",
        "Charges, groupe III, budget autorisé",
        "charges du groupe III (structure) : budget autorisé, après décisions modificatives",
        |c| c.groupe_du_compte("charges_groupe_3_autorisees", Sens::Charges, Groupe::III, Colonne::Autorise),
    ),
    calcul(
        "charges_groupe_3_realisees",
        "Charges, groupe III, réalisé",
        "charges du groupe III (structure) : réalisé",
        |c| c.groupe_du_compte("charges_groupe_3_realisees", Sens::Charges, Groupe::III, Colonne::Realise),
    ),
    calcul(
        "charges_groupe_3_ecart",
        "Charges, groupe III, écart",
        "réalisé − budget autorisé, charges du groupe III",
        |c| ecart(c, "charges_groupe_3_realisees", "charges_groupe_3_autorisees"),
    ),
    calcul(
        "charges_autorisees",
        "Total des charges, budget autorisé",
        "somme des trois groupes de charges, ou des comptes de classe 6 si le tableau n’a pas de groupes, budget autorisé",
        |c| {
            cote(
                c,
                "charges_autorisees",
                Sens::Charges,
                Colonne::Autorise,
                ["charges_groupe_1_autorisees", "charges_groupe_2_autorisees", "charges_groupe_3_autorisees"],
            )
        },
    ),
    calcul(
        "charges_realisees",
        "Total des charges, réalisé",
        "somme des trois groupes de charges, ou des comptes de classe 6 si le tableau n’a pas de groupes, réalisé",
        |c| {
            cote(
                c,
                "charges_realisees",
                Sens::Charges,
                Colonne::Realise,
                ["charges_groupe_1_realisees", "charges_groupe_2_realisees", "charges_groupe_3_realisees"],
            )
        },
    ),
    calcul(
        "charges_ecart",
        "Total des charges, écart",
        "réalisé − budget autorisé, tous groupes de charges",
        |c| ecart(c, "charges_realisees", "charges_autorisees"),
    ),
    calcul(
        "produits_groupe_1_autorises",
        "Produits, groupe I, budget autorisé",
        "produits du groupe I (tarification) : budget autorisé, après décisions modificatives",
        |c| c.groupe_du_compte("produits_groupe_1_autorises", Sens::Produits, Groupe::I, Colonne::Autorise),
    ),
    calcul(
        "produits_groupe_1_realises",
        "Produits, groupe I, réalisé",
        "produits du groupe I (tarification) : réalisé",
        |c| c.groupe_du_compte("produits_groupe_1_realises", Sens::Produits, Groupe::I, Colonne::Realise),
    ),
    calcul(
        "produits_groupe_1_ecart",
        "Produits, groupe I, écart",
        "réalisé − budget autorisé, produits du groupe I",
        |c| ecart(c, "produits_groupe_1_realises", "produits_groupe_1_autorises"),
    ),
    calcul(
        "produits_groupe_2_autorises",
        "Produits, groupe II, budget autorisé",
        "produits du groupe II (autres produits d’exploitation) : budget autorisé, après décisions modificatives",
        |c| c.groupe_du_compte("produits_groupe_2_autorises", Sens::Produits, Groupe::II, Colonne::Autorise),
    ),
    calcul(
        "produits_groupe_2_realises",
        "Produits, groupe II, réalisé",
        "produits du groupe II (autres produits d’exploitation) : réalisé",
        |c| c.groupe_du_compte("produits_groupe_2_realises", Sens::Produits, Groupe::II, Colonne::Realise),
    ),
    calcul(
        "produits_groupe_2_ecart",
        "Produits, groupe II, écart",
        "réalisé − budget autorisé, produits du groupe II",
        |c| ecart(c, "produits_groupe_2_realises", "produits_groupe_2_autorises"),
    ),
    calcul(
        "produits_groupe_3_autorises",
        "Produits, groupe III, budget autorisé",
        "produits du groupe III (produits financiers et non encaissables) : budget autorisé, après décisions modificatives",
        |c| c.groupe_du_compte("produits_groupe_3_autorises", Sens::Produits, Groupe::III, Colonne::Autorise),
    ),
    calcul(
        "produits_groupe_3_realises",
        "Produits, groupe III, réalisé",
        "produits du groupe III (produits financiers et non encaissables) : réalisé",
        |c| c.groupe_du_compte("produits_groupe_3_realises", Sens::Produits, Groupe::III, Colonne::Realise),
    ),
    calcul(
        "produits_groupe_3_ecart",
        "Produits, groupe III, écart",
        "réalisé − budget autorisé, produits du groupe III",
        |c| ecart(c, "produits_groupe_3_realises", "produits_groupe_3_autorises"),
    ),
    calcul(
        "produits_autorises",
        "Total des produits, budget autorisé",
        "somme des trois groupes de produits, ou des comptes de classe 7 si le tableau n’a pas de groupes, budget autorisé",
        |c| {
            cote(
                c,
                "produits_autorises",
                Sens::Produits,
                Colonne::Autorise,
                ["produits_groupe_1_autorises", "produits_groupe_2_autorises", "produits_groupe_3_autorises"],
            )
        },
    ),
    calcul(
        "produits_du_compte",
        "Total des produits, réalisé",
        "somme des trois groupes de produits, ou des comptes de classe 7 si le tableau n’a pas de groupes, réalisé",
        |c| {
            cote(
                c,
                "produits_du_compte",
                Sens::Produits,
                Colonne::Realise,
                ["produits_groupe_1_realises", "produits_groupe_2_realises", "produits_groupe_3_realises"],
            )
        },
    ),
    calcul(
        "produits_ecart",
        "Total des produits, écart",
        "réalisé − budget autorisé, tous groupes de produits",
        |c| ecart(c, "produits_du_compte", "produits_autorises"),
    ),
    calcul(
        "resultat_prevu",
        "Résultat du budget autorisé",
        "produits autorisés − charges autorisées ; positif pour un excédent, avant reprise des résultats antérieurs",
        |c| c.perimetre.annuel("produits_autorises").moins(&c.perimetre.annuel("charges_autorisees")),
    ),
    calcul(
        "resultat",
        "Résultat de l’exercice",
        "produits réalisés du compte administratif − charges réalisées ; positif pour un excédent, négatif pour un déficit",
        |c| c.perimetre.annuel("produits_du_compte").moins(&c.perimetre.annuel("charges_realisees")),
    ),
    calcul(
        "resultats_anterieurs_repris",
        "Résultats antérieurs repris",
        "excédents − déficits d’exercices antérieurs incorporés à celui-ci (CASF, R.314-51)",
        |c| c.reprise("resultats_anterieurs_repris"),
    ),
    calcul(
        "resultat_avec_reprises",
        "Résultat, reprises comprises",
        "résultat de l’exercice + résultats antérieurs repris",
        |c| Valeur::somme(&[c.perimetre.annuel("resultat"), c.perimetre.annuel("resultats_anterieurs_repris")]),
    ),
];
