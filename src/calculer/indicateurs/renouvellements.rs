//! Decisions that prolong a mesure: neither entries nor exits.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::mois::Mois;

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "renouvellements",
        libelle: "Renouvellements",
        libelle_en_hebergement: None,
        definition: "décisions de renouvellement qui prennent effet dans la période ; ni entrées ni sorties",
        unite: Unite::Nombre,
        source: "usage professionnel ; suivi des mesures",
    },
    mensuel: Some(mensuel),
    annuel: |c| c.cumul("renouvellements"),
};

fn mensuel(c: &Contexte<'_>, mois: Mois) -> Valeur {
    if mois > c.controle.jusqu_a() {
        return Valeur::manquante("mois non commencé");
    }
    match c.couverts("les tableaux mensuels ne connaissent pas les renouvellements") {
        Ok(rangs) => {
            let nombre: u32 = c.comptes(&rangs).map(|compte| compte.renouvellements[mois.rang()]).sum();
            c.compte_du_suivi(Exact::from(nombre))
        }
        Err(motif) => Valeur::manquante(motif),
    }
}
