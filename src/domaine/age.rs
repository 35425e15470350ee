//! Ages in completed years. One born on 29 February is a year older on 1 March of common years.

use chrono::{Datelike, NaiveDate};

/// Completed years on a day; `None` before birth.
pub fn age_au(naissance: NaiveDate, jour: NaiveDate) -> Option<u32> {
    let anniversaire = (jour.month(), jour.day()) >= (naissance.month(), naissance.day());
    let annees = jour.year() - naissance.year() - i32::from(!anniversaire);
    u32::try_from(annees).ok()
}

/// The day on which an age is reached.
pub fn jour_des_ans(naissance: NaiveDate, age: i32) -> Option<NaiveDate> {
    let annee = naissance.year().checked_add(age)?;
    naissance.with_year(annee).or_else(|| NaiveDate::from_ymd_opt(annee, 3, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ne_un_29_fevrier_on_a_un_an_de_plus_le_1er_mars() {
        let jour = |texte: &str| texte.parse::<NaiveDate>().unwrap();
        let naissance = jour("2004-02-29");
        assert_eq!(age_au(naissance, jour("2022-02-28")), Some(17));
        assert_eq!(age_au(naissance, jour("2022-03-01")), Some(18));
        assert_eq!(age_au(naissance, jour("2020-02-28")), Some(15));
        assert_eq!(age_au(naissance, jour("2020-02-29")), Some(16));
        assert_eq!(jour_des_ans(naissance, 18), Some(jour("2022-03-01")));
        assert_eq!(jour_des_ans(naissance, 16), Some(naissance.with_year(2020).unwrap()));
        assert_eq!(age_au(naissance, jour("2004-02-28")), None);
    }
}
