//! A mesure at a lump sum billed again in another month.

use super::{Double, Factures};
use crate::domaine::exact::Exact;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Identifier, dispositif, payer, tariff: what one lump sum pays for.
type Lot = (u32, Option<u16>, u16, (NaiveDate, Exact));

/// What was billed so far for a lump sum.
struct Cumul {
    premiere: u32,
    somme: Exact,
}

/// Rows that bill a mesure beyond its lump sum, one for each entry, and rows that pay a further part of one: those are
/// not doubles, nor is what an avoir took back. Cost: linear in the rows.
pub(super) fn doubles(factures: &Factures<'_>) -> (Vec<Double>, BTreeSet<u32>) {
    let mut cumuls: BTreeMap<Lot, Cumul> = BTreeMap::new();
    let (mut doubles, mut suites) = (Vec::new(), BTreeSet::new());
    // units are in the order of months
    for unite in factures.unites.iter().filter(|unite| unite.numero > 0) {
        for rang in factures.retenues(unite).filter(|rang| factures.au_forfait(*rang)) {
            let tarife = factures.tarife(rang as usize);
            let forfait = factures.tarification(tarife).forfait_du_mois(unite.mois);
            let ligne = factures.ligne(rang);
            let montant = ligne.montant().or_else(|| ligne.prix()).map(|euros| euros.0);
            let (Some((tarif, forfait)), Some(montant)) = (forfait, montant) else { continue };
            let lot = (unite.numero, tarife.0, tarife.1, (tarif.depuis, forfait));
            let cumul = cumuls.entry(lot).or_insert(Cumul { premiere: rang, somme: Exact::ZERO });
            let du = forfait * entrees(factures, rang, tarife.0);
            let ailleurs = factures.ligne(cumul.premiere).mois != ligne.mois;
            if ailleurs && montant > Exact::ZERO && cumul.somme + montant > du {
                doubles.push(Double { premiere: cumul.premiere, seconde: rang });
            } else {
                let commence = cumul.somme.sur(forfait).is_some_and(|nombre| !nombre.est_entier());
                if commence && montant > Exact::ZERO {
                    suites.insert(rang);
                }
                cumul.somme = cumul.somme + montant;
            }
        }
    }
    (doubles, suites)
}

/// How often the mesure of a row entered a dispositif before the end of its month; once where nothing says.
fn entrees(factures: &Factures<'_>, rang: u32, dispositif: Option<u16>) -> Exact {
    let sejours = factures.mesures.de(rang as usize).map_or(&[][..], |mesure| factures.sejours(mesure));
    let fin = factures.ligne(rang).mois.dernier_jour();
    let entrees = sejours.iter().filter(|s| s.entre && s.debut <= fin && dispositif.is_none_or(|d| d == s.dispositif));
    Exact::from(u32::try_from(entrees.count()).unwrap_or(u32::MAX).max(1))
}
