//! Mean, median and quartile of whole days, exactly.

use crate::domaine::exact::Exact;

/// What is said of a list of days.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Statistique {
    Moyenne,
    Mediane,
    /// As a spreadsheet's QUARTILE.INC.
    TroisiemeQuartile,
    Maximum,
}

impl Statistique {
    /// Of days in increasing order; `None` for none.
    pub(crate) fn de(self, jours: &[i64]) -> Option<Exact> {
        let n = i128::try_from(jours.len()).ok()?;
        match self {
            Self::Moyenne => Exact::fraction(jours.iter().map(|j| i128::from(*j)).sum(), n),
            Self::Mediane => quantile(jours, 2),
            Self::TroisiemeQuartile => quantile(jours, 3),
            Self::Maximum => jours.last().map(|j| Exact::from(i128::from(*j))),
        }
    }
}

/// The value at `quarts` quarters of the way from the first to the last, between two neighbours where it falls there.
fn quantile(jours: &[i64], quarts: usize) -> Option<Exact> {
    let place = quarts * jours.len().checked_sub(1)?;
    let (rang, reste) = (place / 4, i128::try_from(place % 4).ok()?);
    let avant = i128::from(jours[rang]);
    let apres = jours.get(rang + 1).map_or(avant, |j| i128::from(*j));
    Some(Exact::from(avant) + Exact::fraction((apres - avant) * reste, 4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_quartiles_sont_ceux_d_un_tableur() {
        let jours = [3, 5, 8, 12];
        let attendus = [Exact::from(7_u32), Exact::decimal(65, 1), Exact::from(9_u32), Exact::from(12_u32)];
        let obtenus =
            [Statistique::Moyenne, Statistique::Mediane, Statistique::TroisiemeQuartile, Statistique::Maximum]
                .map(|s| s.de(&jours).unwrap());
        assert_eq!(obtenus, attendus);
        assert_eq!(Statistique::Mediane.de(&[1, 2, 40]), Some(Exact::from(2_u32)));
        assert!(Statistique::Moyenne.de(&[]).is_none() && Statistique::TroisiemeQuartile.de(&[]).is_none());
    }
}
