//! Amounts in brackets, as accountants write those below zero: `(15 000,00)`.

use super::lecture::{Lecture, parse_nombre};
use crate::domaine::exact::Exact;

/// What brackets around a number mean where money is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parentheses {
    /// An amount below zero: the reading of the double brackets of accounting.
    Negatif(Exact),
    /// One or two digits alone, `(1)`: below zero, or the call of a note; the number as a negative one.
    Renvoi(Exact),
}

/// Reads `(1 200)`, `(1 200,50 €)`, `(1 200) €`; `None` for anything else, a second sign inside included.
pub fn parse_parentheses(texte: &str) -> Option<Parentheses> {
    let texte = texte.trim();
    let texte = texte.strip_suffix('€').unwrap_or(texte).trim_end();
    let dedans = texte.strip_prefix('(')?.strip_suffix(')')?.trim();
    if !dedans.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let Lecture::Nombre(n) = parse_nombre(dedans, false) else { return None };
    let renvoi = dedans.len() <= 2 && dedans.bytes().all(|b| b.is_ascii_digit());
    Some(if renvoi { Parentheses::Renvoi(-n) } else { Parentheses::Negatif(-n) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn des_parentheses_comptables_sont_un_moins() {
        let n = |mantisse| Exact::decimal(mantisse, 2);
        for (texte, attendu) in [
            ("(15 000,00)", Some(Parentheses::Negatif(n(-1_500_000)))),
            (" ( 1 200,50 € ) ", Some(Parentheses::Negatif(n(-120_050)))),
            ("(87,20) €", Some(Parentheses::Negatif(n(-8_720)))),
            ("(120)", Some(Parentheses::Negatif(n(-12_000)))),
            ("(1)", Some(Parentheses::Renvoi(n(-100)))),
            ("(-12,00)", None),
            ("(a)", None),
            ("12 (1)", None),
            ("()", None),
        ] {
            assert_eq!(parse_parentheses(texte), attendu, "{texte}");
        }
    }
}
