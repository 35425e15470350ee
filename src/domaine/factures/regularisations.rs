//! Rows that bill no day of presence, but put other rows right: the difference between two prices (« 31 × 1,47 € » after an
//! arrêté), or an amount without days.

use super::{Factures, Unite, au_centime};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::mois::Mois;
use std::collections::{BTreeMap, BTreeSet};

/// What such a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Regularisation {
    /// So many euros for each of its days, more than what was billed first; negative when the price went down.
    Rappel(Exact),
    /// An amount without days.
    Montant,
}

/// Every such row, in the order of the rows; and the rows at a former price that their rappels put right.
pub(super) fn regularisations(factures: &Factures<'_>) -> (BTreeMap<u32, Regularisation>, BTreeSet<u32>) {
    let mut trouvees = BTreeMap::new();
    for unite in &factures.unites {
        let lignes = factures.lignes(unite);
        let rappels = lignes.iter().filter_map(|rang| Some((*rang, Regularisation::Rappel(rappel(factures, *rang)?))));
        trouvees.extend(rappels);
        if !lignes.iter().any(|rang| est_un_montant(factures, *rang)) {
            continue;
        }
        // a payer whose row has days
        let en_journees = |rang: &u32| factures.jours(*rang).is_some_and(|n| n != Exact::ZERO);
        let payeurs: BTreeSet<u16> =
            lignes.iter().filter(|r| en_journees(r)).map(|r| factures.ligne(*r).payeur).collect();
        for rang in lignes.iter().filter(|rang| est_un_montant(factures, **rang)) {
            let nulles = factures.jours(*rang).is_some();
            let ailleurs = || payeurs.contains(&factures.ligne(*rang).payeur);
            let sans_presence = || factures.presence(unite) == Some(Exact::ZERO);
            if nulles || ailleurs() || sans_presence() {
                trouvees.insert(*rang, Regularisation::Montant);
            }
        }
    }
    let regularisees = regularisees(factures, &trouvees);
    (trouvees, regularisees)
}

/// An amount where days could have been typed, and were not, or are none.
fn est_un_montant(factures: &Factures<'_>, rang: u32) -> bool {
    let ligne = factures.ligne(rang);
    let table = factures.facturation.tables.get(usize::from(ligne.table));
    let colonne = table.is_some_and(|t| t.colonnes.iter().any(|(c, ..)| *c == ColonneDeFacture::Journees));
    let sans_jours = ligne.journees().is_none_or(|jours| jours.0 == Exact::ZERO) && !ligne.illisibles[0];
    colonne && sans_jours && ligne.montant().is_some_and(|m| m.0 != Exact::ZERO) && !factures.au_forfait(rang)
}

/// The difference of prices that a row bills for each of its days; `None` where it is billed at a price.
fn rappel(factures: &Factures<'_>, rang: u32) -> Option<Exact> {
    let ligne = factures.ligne(rang);
    let jours = factures.jours(rang).filter(|jours| *jours != Exact::ZERO)?;
    let ecarts = factures.differences(rang);
    if let Some(prix) = ligne.prix().map(|prix| prix.0) {
        let en_vigueur = factures.prix(rang).iter().any(|p| p.prix == prix.absolu());
        let ecart = ecarts.iter().find(|e| !en_vigueur && [**e, au_centime(**e)].contains(&prix.absolu()))?;
        let baisse = (prix < Exact::ZERO) != (jours < Exact::ZERO);
        return Some(if baisse { -*ecart } else { *ecart });
    }
    let montant = ligne.montant()?.0;
    let parts: Vec<Exact> = std::iter::once(Exact::from(1_u32)).chain(factures.quotites(rang)).collect();
    let vaut = |prix: Exact| parts.iter().any(|part| au_centime(jours.absolu() * *part * prix) == montant.absolu());
    if factures.prix(rang).iter().any(|p| vaut(p.prix)) {
        return None;
    }
    let ecart = ecarts.iter().find(|ecart| vaut(**ecart))?;
    Some(if montant < Exact::ZERO { -*ecart } else { *ecart })
}

/// Dispositif, payer, difference; then the month and the mesure, where rows are set side by side by them.
type Lot = ((Option<u16>, u16, Exact), Option<Mois>, u32);

/// Rows billed at another price than the one in force, whose rappels make up for as many days: those of the same mesure
/// and month, else of the mesure, else of the dispositif and payer.
fn regularisees(factures: &Factures<'_>, regularisations: &BTreeMap<u32, Regularisation>) -> BTreeSet<u32> {
    let mut regularisees = BTreeSet::new();
    let mut rappels: Vec<(u32, Exact)> = Vec::new();
    for (rang, regularisation) in regularisations {
        if let Regularisation::Rappel(ecart) = regularisation {
            rappels.push((*rang, *ecart));
        }
    }
    if rappels.is_empty() {
        return regularisees;
    }
    let mut ecartees: Vec<(u32, Exact)> = (0_u32..)
        .take(factures.facturation.lignes.len())
        .filter(|rang| !regularisations.contains_key(rang))
        .filter_map(|rang| Some((rang, manque(factures, rang)?)))
        .collect();
    for (par_mois, par_mesure) in [(true, true), (false, true), (false, false)] {
        let lot = |(rang, ecart): &(u32, Exact)| -> Lot {
            let ligne = factures.ligne(*rang);
            let qui = (factures.dispositif(*rang as usize), ligne.payeur, *ecart);
            let mesure = if par_mesure { factures.mesures.numero(*rang) } else { 0 };
            (qui, Some(ligne.mois).filter(|_| par_mois), mesure)
        };
        let jours = |lignes: &[(u32, Exact)]| {
            let mut sommes: BTreeMap<Lot, Exact> = BTreeMap::new();
            for ligne in lignes {
                let somme = sommes.entry(lot(ligne)).or_default();
                *somme = *somme + factures.jours(ligne.0).unwrap_or_default().absolu();
            }
            sommes
        };
        let (dues, rappelees) = (jours(&ecartees), jours(&rappels));
        let reglee = |ligne: &(u32, Exact)| {
            let lot = lot(ligne);
            dues.get(&lot).is_some_and(|jours| rappelees.get(&lot) == Some(jours))
        };
        regularisees.extend(ecartees.iter().filter(|ligne| reglee(ligne)).map(|(rang, _)| *rang));
        rappels.retain(|ligne| !reglee(ligne));
        ecartees.retain(|ligne| !reglee(ligne));
    }
    regularisees
}

/// What the price of a row lacks to be the one in force; `None` where it is one that is.
fn manque(factures: &Factures<'_>, rang: u32) -> Option<Exact> {
    let (ligne, en_vigueur) = (factures.ligne(rang), factures.prix(rang));
    let dernier = en_vigueur.last()?.prix;
    let dit = ligne.prix().map(|prix| prix.0);
    let suppose = || ligne.montant()?.0.divise_par(factures.jours(rang)?).map(au_centime);
    let prix = dit.or_else(suppose)?;
    let admis = en_vigueur.iter().any(|p| prix == p.prix || prix == au_centime(p.prix));
    (!admis).then(|| dernier - prix)
}

impl Factures<'_> {
    /// What a row puts right, when it bills no day of presence.
    pub(crate) fn regularisation(&self, rang: u32) -> Option<Regularisation> {
        self.regularisations.get(&rang).copied()
    }

    /// True for a row at a former price, for which the difference is billed elsewhere.
    pub(crate) fn est_regularisee(&self, rang: u32) -> bool {
        self.regularisees.contains(&rang)
    }

    /// The last row of a unit that counts and bills days, else the last one that counts, else the first one.
    pub(crate) fn representante(&self, unite: &Unite) -> u32 {
        let en_journees = self.retenues(unite).filter(|rang| self.regularisation(*rang).is_none()).last();
        en_journees.or_else(|| self.retenues(unite).last()).unwrap_or(self.premiere(unite))
    }
}
