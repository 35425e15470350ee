//! What was billed beside what is due: days, euros, their gaps.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::calculer::facturees::Quoi;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::mois::Mois;

const fn calcul(
    (id, libelle, definition): (&'static str, &'static str, &'static str),
    (unite, source): (Unite, &'static str),
    mensuel: fn(&Contexte<'_>, Mois) -> Valeur,
    annuel: fn(&Contexte<'_>) -> Valeur,
) -> Calcul {
    let indicateur = Indicateur { id, libelle, libelle_en_hebergement: None, definition, unite, source };
    Calcul { indicateur, mensuel: Some(mensuel), annuel }
}

const TABLES: &str = "tables de facturation du service";
const DERIVE: &str = "calcul dérivé de la facturation et du prix de journée déclaré";

pub(super) static CALCULS: [Calcul; 5] = [
    calcul(
        (
            "journees_facturees",
            "Journées facturées",
            "somme des journées des lignes de facturation, avoirs déduits, chacune comptée pour la quotité de sa mesure",
        ),
        (Unite::Journees, TABLES),
        |c, mois| c.facture(Quoi::Journees, Some(mois)),
        |c| c.facture(Quoi::Journees, None),
    ),
    calcul(
        ("montant_facture", "Montant facturé", "somme des montants des lignes de facturation, avoirs déduits"),
        (Unite::Euros, TABLES),
        |c, mois| c.facture(Quoi::Montant, Some(mois)),
        |c| c.facture(Quoi::Montant, None),
    ),
    calcul(
        (
            "montant_du",
            "Montant dû",
            "journées facturables × prix en vigueur, ou × tarif moyen quand il est seul donné ; une dotation globalisée, par douzièmes",
        ),
        (Unite::Euros, "calcul dérivé du prix de journée déclaré"),
        |c, mois| c.du_du_mois(mois),
        |c| c.du_de_l_annee(),
    ),
    calcul(
        (
            "ecart_de_facturation_journees",
            "Écart de facturation en journées",
            "journées facturées − journées facturables ; négatif quand des journées ne sont pas facturées ; hors dotations globalisées et forfaits",
        ),
        (Unite::Journees, DERIVE),
        |c, mois| c.ecart_de_facturation(Quoi::Journees, Some(mois)),
        |c| c.ecart_de_facturation(Quoi::Journees, None),
    ),
    calcul(
        (
            "ecart_de_facturation",
            "Écart de facturation",
            "montant facturé − montant dû ; négatif quand il reste à facturer",
        ),
        (Unite::Euros, DERIVE),
        |c, mois| c.ecart_de_facturation(Quoi::Montant, Some(mois)),
        |c| c.ecart_de_facturation(Quoi::Montant, None),
    ),
];
