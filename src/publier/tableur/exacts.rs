//! Exact numbers → the decimals of a file: the last step, after which nothing is computed.

use crate::domaine::exact::Exact;

/// Most significant digits that a workbook keeps.
const CHIFFRES: usize = 17;

/// A number as a file holds it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// With a point; at most seventeen significant digits.
    pub(super) texte: String,
    /// True when nothing was cut.
    pub(super) exact: bool,
}

/// The decimals of a number, by long division.
pub(super) fn decimal(n: Exact) -> Decimal {
    let (numerateur, denominateur) = n.en_fraction();
    let (numerateur, denominateur) = (numerateur.unsigned_abs(), denominateur.unsigned_abs());
    let entiers = numerateur / denominateur;
    let mut reste = numerateur % denominateur;
    let mut texte = format!("{}{entiers}", if n < Exact::ZERO { "-" } else { "" });
    let mut significatifs = if entiers == 0 { 0 } else { entiers.to_string().len() };
    if reste > 0 {
        texte.push('.');
    }
    while reste > 0 && significatifs < CHIFFRES {
        let Some(dizaines) = reste.checked_mul(10) else { break };
        let chiffre = dizaines / denominateur;
        reste = dizaines % denominateur;
        significatifs += usize::from(significatifs > 0 || chiffre > 0);
        texte.push(char::from(b'0' + u8::try_from(chiffre).unwrap_or(0)));
    }
    Decimal { texte, exact: reste == 0 }
}

/// The number that a workbook types: the nearest to these decimals.
pub(super) fn flottant(decimal: &str) -> f64 {
    decimal.parse().unwrap_or_default()
}

/// Rounded half away from zero.
pub(super) fn arrondi(n: Exact, decimales: u32) -> Exact {
    Exact::decimal(n.arrondi(decimales), decimales)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_decimales_sont_exactes_ou_se_disent_coupees() {
        let de = |numerateur, denominateur| decimal(Exact::fraction(numerateur, denominateur).unwrap());
        let exact = |texte: &str| Decimal { texte: texte.to_owned(), exact: true };
        assert_eq!(de(-4_264_568, 100), exact("-42645.68"));
        assert_eq!((de(0, 1), de(15_208, 1), de(-1, 8)), (exact("0"), exact("15208"), exact("-0.125")));
        assert_eq!(de(31, 365), Decimal { texte: "0.084931506849315068".into(), exact: false });
        assert_eq!(de(2, 3).texte.len(), 2 + CHIFFRES);
        assert!(decimal(Exact::fraction(1, i128::MAX).unwrap()).texte.starts_with('0'));
    }
}
