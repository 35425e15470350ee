//! Totals of a part of the year: « Sous-total », « Total T1 », « 2e trimestre », « 1er semestre ».

use crate::francais::cle;
use crate::lire::entetes::is_year;
use std::ops::RangeInclusive;

/// What the label of such a total says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SousTotal {
    /// Of these months, 1 to 12.
    Mois(RangeInclusive<u8>),
    /// Of the rows since the total before it.
    SansPeriode,
    /// Of something else, which it names.
    Autre,
}

/// Reads a label; `None` when it is no partial total.
pub(super) fn lu(texte: &str) -> Option<SousTotal> {
    let plie = cle(texte);
    let mots: Vec<&str> = plie.split(' ').filter(|mot| !is_year(mot)).collect();
    let (annonce, reste) = match mots[..] {
        ["sou" | "s", "total", ref reste @ ..] | ["soustotal" | "stotal", ref reste @ ..] => (true, reste),
        ["total", ref reste @ ..] => (false, reste),
        ref reste => (false, reste),
    };
    match periode(reste) {
        Some(mois) => Some(SousTotal::Mois(mois)),
        None if reste.is_empty() => annonce.then_some(SousTotal::SansPeriode),
        None => annonce.then_some(SousTotal::Autre),
    }
}

/// `t1`, « 1er trimestre », « trimestre 1 », « 2e semestre ».
fn periode(mots: &[&str]) -> Option<RangeInclusive<u8>> {
    let (rang, duree) = match mots {
        [seul] => (rang(seul.strip_prefix('t')?)?, 3),
        [n, "trimestre"] | ["trimestre", n] => (rang(n)?, 3),
        [n, "semestre"] | ["semestre", n] => (rang(n)?, 6),
        _ => return None,
    };
    (rang * duree <= 12).then(|| (rang - 1) * duree + 1..=rang * duree)
}

fn rang(mot: &str) -> Option<u8> {
    let chiffre = mot.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffixe = &mot[chiffre.len()..];
    let en_lettres = ["premier", "deuxieme", "troisieme", "quatrieme"].iter().position(|nom| *nom == mot);
    match en_lettres {
        Some(place) => u8::try_from(place + 1).ok(),
        None if ["", "er", "e", "eme", "nd", "em"].contains(&suffixe) => {
            chiffre.parse().ok().filter(|n| *n > 0 && *n < 5)
        }
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_totals_say_their_months() {
        for (texte, mois) in [
            ("Total T1", 1..=3),
            ("T4", 10..=12),
            ("Sous-total T2 2021", 4..=6),
            ("1er trimestre", 1..=3),
            ("Trimestre 3", 7..=9),
            ("2ème semestre", 7..=12),
            ("Total 1er semestre", 1..=6),
        ] {
            assert_eq!(lu(texte), Some(SousTotal::Mois(mois)), "{texte}");
        }
        for texte in ["Sous-total", "S/Total", "Sous-total 2021 :"] {
            assert_eq!(lu(texte), Some(SousTotal::SansPeriode), "{texte}");
        }
        assert_eq!(lu("Sous-total hébergement"), Some(SousTotal::Autre));
        for texte in ["Total", "Total hébergement", "mars", "T5", "T", "3e semestre", "", "Trimestre", "Tutelle"] {
            assert_eq!(lu(texte), None, "{texte}");
        }
    }
}
