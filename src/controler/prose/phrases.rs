//! The tokens of a block → sentences, and sentences → clauses.

use super::jetons::{Jeton, Sorte};
use std::ops::Range;

/// Words that a point abbreviates.
const ABREGES: [&str; 20] = [
    "art", "m", "mm", "mme", "mlle", "dr", "me", "p", "pp", "cf", "ex", "etc", "env", "n", "st", "ste", "av", "bd",
    "tel", "al",
];

/// Tokens after which a sentence without end is cut: what is looked at around a number stays bounded.
const PLUS_LONGUE_PHRASE: usize = 1_000;
/// The same for a clause.
const PLUS_LONGUE_PROPOSITION: usize = 200;

/// The ranges of the sentences of a block.
pub(in crate::controler) fn phrases(jetons: &[Jeton<'_>]) -> Vec<Range<usize>> {
    let mut toutes = Vec::new();
    let mut debut = 0;
    for i in 0..jetons.len() {
        if finit(jetons, i) || i - debut >= PLUS_LONGUE_PHRASE {
            toutes.push(debut..i + 1);
            debut = i + 1;
        }
    }
    toutes.push(debut..jetons.len());
    toutes.retain(|phrase| !phrase.is_empty());
    toutes
}

fn finit(jetons: &[Jeton<'_>], i: usize) -> bool {
    match jetons[i].sorte {
        Sorte::Signe('!' | '?' | '…' | '\n') => true,
        Sorte::Signe('.') => {
            let abrege = i.checked_sub(1).is_some_and(|a| {
                let avant = &jetons[a];
                ABREGES.contains(&avant.cle.as_str()) || (avant.cle.len() == 1 && avant.majuscule())
            });
            let suit = jetons.get(i + 1).is_none_or(|j| j.majuscule() || !matches!(j.sorte, Sorte::Mot));
            suit && !abrege
        }
        _ => false,
    }
}

/// Words that open a clause of their own.
const OUVRENT: [&str; 13] =
    ["contre", "dont", "tandi", "alor", "et", "ou", "pui", "quand", "lorsque", "que", "parce", "car", "comme"];

/// The key of « mais » is that of the month.
fn ouvre(jeton: &Jeton<'_>) -> bool {
    OUVRENT.contains(&jeton.cle.as_str()) || jeton.texte.eq_ignore_ascii_case("mais")
}

/// The ranges of the clauses of a sentence: the word that opens one belongs to it, the sign that closes one to none.
pub(super) fn propositions(jetons: &[Jeton<'_>], phrase: Range<usize>) -> Vec<Range<usize>> {
    let mut toutes = Vec::new();
    let mut debut = phrase.start;
    for i in phrase.clone() {
        let jeton = &jetons[i];
        let suivi_d_un_nombre = || jetons.get(i + 1).is_some_and(|j| j.nombre().is_some());
        let entre = jeton.cle == "et" && jetons[phrase.start..i].iter().rev().take(8).any(|j| j.cle == "entre");
        if matches!(jeton.sorte, Sorte::Signe(s) if s != '%' && s != '’' && s != '\'' && s != '€') {
            toutes.push(debut..i);
            debut = i + 1;
            continue;
        }
        let ouverte = !entre && (ouvre(jeton) || (jeton.cle == "pour" && suivi_d_un_nombre()));
        if ouverte || i - debut >= PLUS_LONGUE_PROPOSITION {
            toutes.push(debut..i);
            debut = i;
        }
    }
    toutes.push(debut..phrase.end);
    toutes.retain(|p| !p.is_empty());
    toutes
}
