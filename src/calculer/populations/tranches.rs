//! Bands of duration, their bounds in months: `data/parametres/durees.toml`.

use chrono::{Months, NaiveDate};
use toml_edit::{Document, Item};

const DUREES: &str = include_str!("../../../data/parametres/durees.toml");

/// Bounds in months, increasing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tranches(Vec<u32>);

impl Tranches {
    /// `durees` or `delais`.
    pub(super) fn du_fichier(cle: &str) -> Self {
        let document = Document::parse(DUREES).ok();
        let bornes = document.as_ref().and_then(|d| d.get("tranches")?.get(cle).and_then(Item::as_array));
        let mois = bornes.into_iter().flatten().filter_map(|m| u32::try_from(m.as_integer()?).ok());
        Self(mois.collect())
    }

    /// « moins de 3 mois », « de 3 à moins de 6 mois », « 24 mois et plus ».
    pub(super) fn libelles(&self) -> Vec<String> {
        let entre = self.0.windows(2).map(|m| format!("de {} à moins de {} mois", m[0], m[1]));
        let premiere = self.0.first().map(|m| format!("moins de {m} mois"));
        let derniere = self.0.last().map(|m| format!("{m} mois et plus"));
        premiere.into_iter().chain(entre).chain(derniere).collect()
    }

    /// The band of the time from a day to another, from quantième to quantième; `None` when it runs backwards.
    pub(super) fn rang(&self, du: NaiveDate, au: NaiveDate) -> Option<usize> {
        let atteinte = |mois: &&u32| du.checked_add_months(Months::new(**mois)).is_some_and(|jour| jour <= au);
        (du <= au).then(|| self.0.iter().take_while(atteinte).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn une_tranche_commence_au_quantieme() {
        let tranches = Tranches::du_fichier("durees");
        assert_eq!(tranches.libelles().len(), 7);
        assert_eq!(tranches.libelles()[1], "de 3 à moins de 6 mois");
        let rang = |du: &str, au: &str| tranches.rang(du.parse().unwrap(), au.parse().unwrap());
        assert_eq!(rang("2021-01-15", "2021-04-14"), Some(0));
        assert_eq!(rang("2021-01-15", "2021-04-15"), Some(1));
        assert_eq!(rang("2019-01-15", "2021-01-15"), Some(6));
        assert_eq!(rang("2021-01-15", "2021-01-14"), None);
        assert_eq!(Tranches::du_fichier("delais").libelles()[0], "moins de 1 mois");
    }
}
