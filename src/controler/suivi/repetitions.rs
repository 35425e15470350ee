//! The same decision about the same mesure in the tables of two years, or of two files.

use crate::domaine::suivi::{Colonne, LigneDeSuivi, Suivi};
use chrono::NaiveDate;

/// How two rows of one mesure in two follow-up tables repeat each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repetition {
    /// Each cell says the same, or is empty in one of them.
    Compatible,
    /// One says something else.
    Contredite,
}

/// How a row repeats another: the same beginning or the same decision, about the same dispositif, in another table.
/// `None` when it is another decision, or another row of the same table.
pub(super) fn repetition(suivi: &Suivi, a: &LigneDeSuivi, b: &LigneDeSuivi) -> Option<Repetition> {
    let meme_debut = a.debut.is_some() && a.debut == b.debut;
    let meme_decision = a.decision.is_some() && a.decision == b.decision && compatibles(a.debut, b.debut);
    if a.table == b.table || suivi.dispositif(a) != suivi.dispositif(b) || !(meme_debut || meme_decision) {
        return None;
    }
    let textes = [(&a.jeune, &b.jeune), (&a.famille, &b.famille)];
    let memes_textes = textes.iter().all(|(a, b)| a == b || a.is_empty() || b.is_empty());
    let dates = |l: &LigneDeSuivi| {
        let naissance = l.naissance.map(|n| n.jour);
        [l.decision, l.debut, naissance, l.notification, l.echeance, l.exercee_depuis, l.fin]
    };
    let memes_dates = dates(a).into_iter().zip(dates(b)).all(|(a, b)| compatibles(a, b));
    let mots = Colonne::MOTS.iter().map(|colonne| (a.mot(*colonne), b.mot(*colonne)));
    let memes_mots = mots.into_iter().all(|(a, b)| a == b || !a.est_dit() || !b.est_dit());
    // an end that is but the term would be taken back by the row that has none
    let au_terme = a.fin != b.fin && [a, b].iter().any(|l| l.fin.is_some() && l.fin == l.echeance);
    let compatible = memes_textes && memes_dates && memes_mots && !au_terme;
    Some(if compatible { Repetition::Compatible } else { Repetition::Contredite })
}

fn compatibles(a: Option<NaiveDate>, b: Option<NaiveDate>) -> bool {
    a == b || a.is_none() || b.is_none()
}
