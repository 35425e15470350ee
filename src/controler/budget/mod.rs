//! Checks of the compte administratif, one per file.

pub(super) mod budget_incompris;
pub(super) mod budget_non_equilibre;
pub(super) mod budget_par_compte;
pub(super) mod charge_negative;
pub(super) mod groupe_absent;
pub(super) mod groupe_en_double;
pub(super) mod groupe_sans_montant;
pub(super) mod resultat_different;
pub(super) mod total_du_budget_faux;

use crate::diagnostic::Span;
use crate::domaine::budget::{Budget, NatureDeResultat, Somme};
use crate::domaine::exact::Exact;
use crate::francais;

/// « AEMO-R », « service ».
fn qui(dispositif: Option<&str>) -> &str {
    dispositif.unwrap_or("service")
}

/// « excédent de 1 200,00 € », « déficit de 3,00 € », « résultat nul ».
fn resultat(n: Exact) -> String {
    match NatureDeResultat::de(n) {
        Some(NatureDeResultat::Excedent) => format!("un excédent de {}", francais::euros(n)),
        Some(NatureDeResultat::Deficit) => format!("un déficit de {}", francais::euros(-n)),
        None => "un résultat nul".to_owned(),
    }
}

/// Where a sum comes from: its first cell, with what it amounts to.
fn origine(somme: &Somme, quoi: &str) -> Option<(Span, String)> {
    let nombre = somme.nombre?;
    let place = somme.cellules.first()?;
    let suite = if somme.cellules.len() > 1 { ", à partir d’ici" } else { "" };
    Some((place.clone(), format!("{quoi} : {}{suite}", francais::euros(nombre))))
}

/// The first row of an account.
fn premiere_ligne<'a>(budget: &'a Budget, dispositif: Option<&str>) -> Option<&'a Span> {
    let sienne = budget.lignes.iter().find(|ligne| ligne.dispositif.as_deref() == dispositif);
    sienne.or_else(|| budget.lignes.first()).map(|ligne| &ligne.span)
}
