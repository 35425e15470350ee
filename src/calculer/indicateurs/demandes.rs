//! Requests received, admitted, refused; urgences asked for and taken in.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::registres::Demande;

const fn calcul(
    id: &'static str,
    libelle: &'static str,
    definition: &'static str,
    annuel: fn(&Contexte<'_>) -> Valeur,
) -> Calcul {
    let source = "tableau des demandes du service, usage professionnel";
    let indicateur = Indicateur { id, libelle, libelle_en_hebergement: None, definition, unite: Unite::Nombre, source };
    Calcul { indicateur, mensuel: None, annuel }
}

pub(super) const RECUES: Calcul =
    calcul("demandes", "Demandes reçues", "demandes dont la date tombe dans la période", |c| c.demandes(|_| true));

pub(super) const ADMISES: Calcul =
    calcul("demandes_admises", "Demandes admises", "demandes de la période dont l’issue est une admission", |c| {
        c.demandes(|d| d.issue == Demande::ADMISE)
    });

pub(super) const REFUSEES: Calcul =
    calcul("demandes_refusees", "Demandes refusées", "demandes de la période dont l’issue est un refus", |c| {
        c.demandes(|d| d.issue == Demande::REFUSEE)
    });

pub(super) const URGENCES: Calcul = calcul(
    "urgences_demandees",
    "Sollicitations en urgence",
    "demandes de la période faites en urgence, quelle que soit leur issue",
    |c| c.demandes(|d| d.nature == Demande::URGENCE),
);

pub(super) const URGENCES_ACCUEILLIES: Calcul = calcul(
    "urgences_accueillies",
    "Accueils effectifs en urgence",
    "demandes de la période faites en urgence et suivies d’une admission",
    |c| c.demandes(|d| d.nature == Demande::URGENCE && d.issue == Demande::ADMISE),
);
