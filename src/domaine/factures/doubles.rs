//! Rows billed twice: the same month, dispositif, payer and mesure again. A row and its exact avoir are not; nor are two
//! parts of a month that add up to the days of the mesure.

use super::{Factures, Regularisation, Unite};
use crate::domaine::exact::Exact;
use std::collections::{BTreeMap, BTreeSet};

/// A row that repeats another one.
pub(crate) struct Double {
    pub(crate) premiere: u32,
    pub(crate) seconde: u32,
}

/// Every double, in the order of the units; the rows that do not count: those, and the ones that an avoir cancels.
pub(super) fn doubles(factures: &Factures<'_>) -> (Vec<Double>, BTreeSet<u32>) {
    let (mut doubles, mut ecartees) = (Vec::new(), BTreeSet::new());
    for unite in factures.unites.iter().filter(|unite| unite.lignes.len() > 1) {
        let mut par_payeur: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
        for rang in factures.lignes(unite) {
            par_payeur.entry(factures.ligne(*rang).payeur).or_default().push(*rang);
        }
        for siennes in par_payeur.into_values() {
            let restent = sans_les_avoirs(factures, siennes, &mut ecartees);
            for double in repetees(factures, unite, &restent) {
                ecartees.insert(double.seconde);
                doubles.push(double);
            }
        }
    }
    (doubles, ecartees)
}

/// Rows that no avoir cancels; the others are set aside, two by two.
fn sans_les_avoirs(factures: &Factures<'_>, lignes: Vec<u32>, ecartees: &mut BTreeSet<u32>) -> Vec<u32> {
    let chiffres = |rang: u32| (factures.jours(rang), factures.montant_de(rang));
    let negative = |rang: u32| {
        let (jours, montant) = chiffres(rang);
        jours.or(montant).is_some_and(|n| n < Exact::ZERO)
    };
    let mut positives: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for rang in lignes.iter().copied().filter(|rang| !negative(*rang)) {
        positives.entry(chiffres(rang)).or_default().push(rang);
    }
    for avoir in lignes.iter().copied().filter(|rang| negative(*rang)) {
        let (jours, montant) = chiffres(avoir);
        let annulee = positives.get_mut(&(jours.map(|n| -n), montant.map(|n| -n))).and_then(Vec::pop);
        if let Some(annulee) = annulee {
            ecartees.extend([avoir, annulee]);
        }
    }
    lignes.into_iter().filter(|rang| !ecartees.contains(rang)).collect()
}

/// Rows after the first that repeat it: equal ones, unless together they bill no more than the days of the mesure; any
/// others that together bill more days than the month has.
fn repetees(factures: &Factures<'_>, unite: &Unite, lignes: &[u32]) -> Vec<Double> {
    let positives: Vec<u32> =
        lignes.iter().copied().filter(|rang| factures.jours(*rang).is_none_or(|n| n > Exact::ZERO)).collect();
    let (rappels, positives): (Vec<u32>, Vec<u32>) =
        positives.into_iter().partition(|rang| factures.regularisation(*rang).is_some());
    let mut doubles = rappels_repetes(factures, &rappels);
    let Some((premiere, suivantes)) = positives.split_first().filter(|(_, suite)| !suite.is_empty()) else {
        return doubles;
    };
    let (presence, mois) = (factures.presence(unite), Exact::from(unite.mois.jours()));
    let partagees = |rang: u32| factures.partagees(rang).map(|(jours, _)| jours);
    let mut vues: BTreeMap<Chiffres, u32> = BTreeMap::from([(chiffres(factures, *premiere), *premiere)]);
    let mut somme = partagees(*premiere);
    for rang in suivantes {
        let avec = somme.zip(partagees(*rang)).map(|(a, b)| a + b);
        let double = match vues.get(&chiffres(factures, *rang)) {
            Some(egale) if presence.zip(avec).is_none_or(|(presence, avec)| avec > presence) => Some(*egale),
            None if unite.numero > 0 && avec.is_some_and(|avec| avec > mois) => Some(*premiere),
            _ => None,
        };
        match double {
            Some(premiere) => doubles.push(Double { premiere, seconde: *rang }),
            None => {
                vues.insert(chiffres(factures, *rang), *rang);
                somme = avec;
            }
        }
    }
    doubles
}

/// A difference of prices billed again in the same month for as many days.
fn rappels_repetes(factures: &Factures<'_>, lignes: &[u32]) -> Vec<Double> {
    let mut vus: BTreeMap<Chiffres, u32> = BTreeMap::new();
    let mut doubles = Vec::new();
    let rappel = |rang: &&u32| matches!(factures.regularisation(**rang), Some(Regularisation::Rappel(_)));
    for rang in lignes.iter().filter(rappel) {
        let premiere = *vus.entry(chiffres(factures, *rang)).or_insert(*rang);
        if premiere != *rang {
            doubles.push(Double { premiere, seconde: *rang });
        }
    }
    doubles
}

/// Days, price, amount.
type Chiffres = (Option<Exact>, Option<Exact>, Option<Exact>);

fn chiffres(factures: &Factures<'_>, rang: u32) -> Chiffres {
    let ligne = factures.ligne(rang);
    (factures.jours(rang), ligne.prix().map(|prix| prix.0), ligne.montant().map(|montant| montant.0))
}
