//! What the tariffs of one payer are worth: the price when there is only one, and the terms of the proceeds.

use super::tarifs::Produits;
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::grille::{Grille, Methode, Periode};
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::reglages::Tarif;
use crate::domaine::valeur::Operation;
use crate::francais::date_en_lettres;
use std::collections::{BTreeMap, BTreeSet};

/// The price of a day, named by its nature and its date.
pub(super) fn prix(tarif: &Tarif, prix: Exact) -> Valeur {
    let dit = format!("prix de journée {}, depuis le {}", tarif.nature.libelle(), date_en_lettres(tarif.depuis));
    Valeur::lue(prix, &tarif.span).dite_en_euros(dit)
}

/// The twelfth of a dotation that is due for the days of a period.
pub(super) fn douzieme(periode: &Periode<'_>, dotation: Exact) -> Valeur {
    let dite = format!("dotation globalisée de l’année, depuis le {}", date_en_lettres(periode.tarif.depuis));
    let douzieme = Exact::fraction(1, 12).unwrap_or(Exact::ZERO);
    let dotation = Valeur::lue(dotation, &periode.tarif.span).dite_en_euros(dite);
    let termes = [dotation, Valeur::convenue(douzieme, format!("un douzième, {}", periode.mois.nom()))];
    produit(termes, periode)
}

/// A product whose period is but a part of its month takes its share of it.
pub(super) fn produit(termes: [Valeur; 2], periode: &Periode<'_>) -> Valeur {
    let part = (!periode.entiere()).then(|| {
        let (jours, du_mois) = (periode.jours(), periode.mois.jours());
        let part = Exact::fraction(i128::from(jours), i128::from(du_mois)).unwrap_or(Exact::ZERO);
        Valeur::convenue(part, format!("{jours} jours sur {du_mois}"))
    });
    Valeur::calcule(Operation::Produit, termes.into_iter().chain(part).collect(), "")
}

/// The price, when it is the same over these months, for these proceeds or for both.
pub(super) fn prix_unique(
    grille: &Grille<'_>,
    exercice: Exercice,
    mois: &[Mois],
    produits: Option<Produits>,
) -> Valeur {
    match grille.methode(exercice) {
        Err(motif) => Valeur::manquante(motif),
        Ok(Methode::Moyen(tarif, montant))
            if produits != Some(Produits::Realises) || !grille.dit_ce_qui_est_en_vigueur() =>
        {
            prix(tarif, montant)
        }
        Ok(Methode::Forfait) => Valeur::manquante("le tarif est un forfait par mesure"),
        Ok(_) => prix_constant(grille, mois),
    }
}

/// The price in force, when it is the same on every day of these months.
pub(super) fn prix_constant(grille: &Grille<'_>, mois: &[Mois]) -> Valeur {
    let mut montants = BTreeSet::new();
    let mut lus: BTreeMap<&Span, Valeur> = BTreeMap::new();
    for mois in mois {
        let periodes = match grille.periodes(*mois) {
            Err(motif) => return Valeur::manquante(motif),
            Ok(periodes) => periodes,
        };
        for Periode { tarif, .. } in periodes {
            let Some(montant) = tarif.prix_du_jour() else {
                return Valeur::manquante("le tarif n’est pas un prix de journée toute l’année");
            };
            montants.insert(montant);
            lus.entry(&tarif.span).or_insert_with(|| prix(tarif, montant));
        }
    }
    let [seul] = montants.iter().collect::<Vec<_>>()[..] else {
        return Valeur::manquante(format!("{} prix se succèdent dans l’année", montants.len()));
    };
    let mut lus: Vec<Valeur> = lus.into_values().collect();
    if lus.len() == 1 {
        lus.swap_remove(0)
    } else {
        Valeur::deduite(*seul, "le même prix à chaque date d’effet", lus)
    }
}
