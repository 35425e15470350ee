//! Exact numbers: every day, rate and euro is a ratio of integers until it is printed.

use num_rational::Ratio;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// An exact rational number. What is read is bounded to [`Exact::MAX_LU`] with six decimals, so that the sums and
/// products of a report stay far inside 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Exact(Ratio<i128>);

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// The largest magnitude that a cell may hold; more is refused when reading.
    pub const MAX_LU: i128 = 10_000_000_000;
    /// The largest numerator or denominator of a chain of operations: it leaves room for rounding in 128 bits.
    pub const MAX_CALCULE: i128 = 10_i128.pow(34);

    /// `numerateur ÷ denominateur`; `None` when the denominator is zero.
    pub fn fraction(numerateur: i128, denominateur: i128) -> Option<Self> {
        (denominateur != 0).then(|| Self(Ratio::new(numerateur, denominateur)))
    }

    /// A decimal number: `mantisse × 10^-decimales`.
    pub fn decimal(mantisse: i128, decimales: u32) -> Self {
        Self(Ratio::new(mantisse, 10_i128.pow(decimales)))
    }

    /// A number of a workbook, which knows fifteen digits of it, to the millionth; `None` beyond [`Exact::MAX_LU`].
    pub fn du_tableur(n: f64) -> Option<Self> {
        let quinze_chiffres = format!("{n:.14e}").parse::<f64>().ok().filter(|n| n.is_finite() && n.abs() < 1e11)?;
        let mantisse = format!("{quinze_chiffres:.6}").replace('.', "").parse::<i128>().ok()?;
        let valeur = Self::decimal(mantisse, 6);
        (valeur.absolu() <= Self::from(Self::MAX_LU)).then_some(valeur)
    }

    /// `self ÷ autre`; `None` when `autre` is zero.
    pub fn divise_par(self, autre: Self) -> Option<Self> {
        (autre != Self::ZERO).then(|| Self(self.0 / autre.0))
    }

    /// `self + autre`; `None` beyond [`Exact::MAX_CALCULE`].
    pub fn plus(self, autre: Self) -> Option<Self> {
        let ((a, b), (c, d)) = (self.en_fraction(), autre.en_fraction());
        let commun = (b / pgcd(b, d)).checked_mul(d)?;
        let numerateur = a.checked_mul(commun / b)?.checked_add(c.checked_mul(commun / d)?)?;
        Self::borne(numerateur, commun)
    }

    /// `self × autre`; `None` beyond [`Exact::MAX_CALCULE`].
    pub fn fois(self, autre: Self) -> Option<Self> {
        let ((a, b), (c, d)) = (self.en_fraction(), autre.en_fraction());
        let (ad, cb) = (pgcd(a, d), pgcd(c, b));
        Self::borne((a / ad).checked_mul(c / cb)?, (b / cb).checked_mul(d / ad)?)
    }

    /// `self ÷ autre`; `None` when `autre` is zero, or beyond [`Exact::MAX_CALCULE`].
    pub fn sur(self, autre: Self) -> Option<Self> {
        self.fois(Self::from(1_u32).divise_par(autre)?)
    }

    fn borne(numerateur: i128, denominateur: i128) -> Option<Self> {
        let exact = Self::fraction(numerateur, denominateur)?;
        let tient = |n: i128| n.unsigned_abs() <= Self::MAX_CALCULE.unsigned_abs();
        (tient(*exact.0.numer()) && tient(*exact.0.denom())).then_some(exact)
    }

    /// Numerator and denominator, in lowest terms; the denominator is positive.
    pub fn en_fraction(self) -> (i128, i128) {
        (*self.0.numer(), *self.0.denom())
    }

    /// True for …, −1, 0, 1, …
    pub fn est_entier(self) -> bool {
        self.0.is_integer()
    }

    /// The value as an integer, when it is one.
    pub fn entier(self) -> Option<i128> {
        self.est_entier().then(|| self.0.to_integer())
    }

    /// The value times `10^decimales`, rounded half away from zero: the only rounding of the program, done at print.
    pub fn arrondi(self, decimales: u32) -> i128 {
        let scaled = self.0 * 10_i128.pow(decimales);
        scaled.round().to_integer()
    }

    /// Distance to zero.
    pub fn absolu(self) -> Self {
        if self < Self::ZERO { -self } else { self }
    }

    /// The nearest floating-point number, for JSON and for the pixels of a chart.
    #[allow(clippy::cast_precision_loss, reason = "JSON numbers and pixels are floats")]
    pub fn flottant(self) -> f64 {
        *self.0.numer() as f64 / *self.0.denom() as f64
    }
}

/// Greatest common divisor, one for two zeros.
fn pgcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a.saturating_abs() }
}

impl From<i128> for Exact {
    fn from(n: i128) -> Self {
        Self(Ratio::from_integer(n))
    }
}

impl From<u32> for Exact {
    fn from(n: u32) -> Self {
        Self::from(i128::from(n))
    }
}

impl Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Exact {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for Exact {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_nombre_de_tableur_perd_son_bruit() {
        assert_eq!(Exact::du_tableur(0.1 + 0.2), Some(Exact::decimal(3, 1)));
        assert_eq!(Exact::du_tableur(14.999_999_999_999_998), Some(Exact::from(15_u32)));
        assert_eq!(Exact::du_tableur(-42_645.68), Some(Exact::decimal(-4_264_568, 2)));
        assert_eq!(Exact::du_tableur(-0.25), Some(Exact::decimal(-25, 2)));
        assert!([f64::NAN, f64::INFINITY, 1e300, 1e10 + 1.0].iter().all(|n| Exact::du_tableur(*n).is_none()));
    }

    #[test]
    fn un_resultat_demesure_n_est_pas_calcule() {
        let [grand, tiers] = [Exact::decimal(i128::from(u64::MAX), 6), Exact::fraction(-1, 3).unwrap()];
        assert_eq!(grand.fois(tiers), Some(grand * tiers));
        assert_eq!(grand.plus(tiers), Some(grand + tiers));
        assert_eq!((grand.sur(tiers), grand.sur(Exact::ZERO)), (grand.divise_par(tiers), None));
        assert_eq!(grand.fois(grand).and_then(|carre| carre.fois(carre)), None);
        assert_eq!(Exact::from(Exact::MAX_CALCULE).plus(Exact::from(1_u32)), None);
    }

    #[test]
    fn l_arrondi_s_eloigne_de_zero() {
        assert_eq!(Exact::decimal(125, 2).arrondi(1), 13);
        assert_eq!(Exact::decimal(-125, 2).arrondi(1), -13);
        assert_eq!(Exact::decimal(8755, 4).arrondi(1), 9);
    }

    #[test]
    fn les_produits_de_l_acesm_tombent_au_centime() {
        let prix = Exact::decimal(2254, 2);
        assert_eq!((Exact::from(15_208_u32) * prix).arrondi(2), 34_278_832);
        assert_eq!((Exact::from(-1_892_i128) * prix).arrondi(2), -4_264_568);
    }
}
