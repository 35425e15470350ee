//! Words that the checks of typed totals share: a total beside its detail.

use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::francais::avec_signe;

/// What to do when the detail is made of counts.
pub(super) const CELLULE_FAUSSE: &str = "corriger le total ou sa formule, sinon la cellule du détail qui est fausse";
/// What to do when the detail is made of amounts.
pub(super) const MONTANT_FAUX: &str = "corriger le total ou sa formule, sinon le montant du détail qui est faux";

/// « le total indique 18, le détail donne 17 (écart +1) », each number as `ecrit` prints it.
pub(super) fn contredit(total: Exact, somme: Exact, ecrit: fn(Exact) -> String) -> String {
    let ecart = avec_signe(ecrit(total - somme));
    format!("le total indique {}, le détail donne {} (écart {ecart})", ecrit(total), ecrit(somme))
}

/// The first and the last cell of a detail, with their words; a detail of one cell has one.
pub(super) fn bornes<'a>(cellules: impl IntoIterator<Item = &'a Span>) -> Vec<(Span, String)> {
    let mut cellules = cellules.into_iter();
    let premiere = cellules.next().map(|span| (span.clone(), "le détail commence ici".to_owned()));
    let derniere = cellules.last().map(|span| (span.clone(), "et finit ici".to_owned()));
    premiere.into_iter().chain(derniere).collect()
}
