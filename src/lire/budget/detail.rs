//! Accounts that other accounts detail: 60 above 606 and 607 is their total, and is not counted twice.

use super::mots::compte_de;
use crate::domaine::budget::LigneDeBudget;
use std::collections::BTreeMap;

/// The accounts of one group: number → its rows.
pub(super) struct Comptes<'a>(BTreeMap<&'a str, Vec<usize>>);

impl<'a> Comptes<'a> {
    /// Of the rows `rangs`.
    pub(super) fn new(lignes: &'a [LigneDeBudget], rangs: &[usize]) -> Self {
        let mut comptes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for rang in rangs.iter().filter(|rang| lignes[**rang].detail) {
            if let Some(numero) = lignes[*rang].compte.as_deref().and_then(compte_de) {
                comptes.entry(numero).or_default().push(*rang);
            }
        }
        Self(comptes)
    }

    /// The rows whose account others detail.
    pub(super) fn detailles(&self) -> impl Iterator<Item = usize> {
        let suivants = self.0.iter().zip(self.0.keys().skip(1));
        suivants.filter(|((numero, _), suivant)| suivant.starts_with(*numero)).flat_map(|((_, rangs), _)| rangs.clone())
    }

    /// The rows below a row whose account others detail, those that count.
    pub(super) fn sous(&self, lignes: &[LigneDeBudget], rang: usize, comptee: impl Fn(usize) -> bool) -> Vec<usize> {
        let Some(numero) = lignes[rang].compte.as_deref().and_then(compte_de) else { return Vec::new() };
        let suite = self.0.range(numero..).take_while(|(autre, _)| autre.starts_with(numero));
        suite.flat_map(|(_, rangs)| rangs.iter().copied()).filter(|rang| comptee(*rang)).collect()
    }
}
