//! Civil dates as offices type them, and as the report prints them. mm/dd is never guessed.

use super::mois::parse_mois;
use chrono::{Datelike, NaiveDate};

/// Reads `jj/mm/aaaa`, `j/m/aa`, `aaaa-mm-jj`, `1er mars 2021`, `15 mars 2021`.
pub fn parse_date(texte: &str) -> Option<NaiveDate> {
    let net = texte.trim();
    let mots: Vec<&str> = net.split(|c: char| !c.is_alphanumeric()).filter(|m| !m.is_empty()).collect();
    let [a, b, c] = mots[..] else { return None };
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    }
    let jour: u32 = a.trim_end_matches("er").parse().ok()?;
    let annee = match c.len() {
        2 => 2000 + c.parse::<i32>().ok()?,
        4 => c.parse().ok()?,
        _ => return None,
    };
    let mois = match b.parse::<u32>() {
        Ok(numero) => numero,
        Err(_) => u32::from(parse_mois(b)?.numero),
    };
    NaiveDate::from_ymd_opt(annee, mois, jour)
}

/// « 15 avril 2022 », « 1er janvier 2021 ».
pub fn date_en_lettres(jour: NaiveDate) -> String {
    let nom = crate::domaine::mois::Mois::du(jour).map_or("", crate::domaine::mois::Mois::nom);
    let quantieme = if jour.day() == 1 { "1er".to_owned() } else { jour.day().to_string() };
    format!("{quantieme}\u{a0}{nom} {}", jour.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_dates_francaises_se_lisent_et_se_relisent() {
        let mars = NaiveDate::from_ymd_opt(2021, 3, 1);
        for texte in ["01/03/2021", "1/3/21", "2021-03-01", "1er mars 2021", "01-03-2021"] {
            assert_eq!(parse_date(texte), mars, "{texte}");
        }
        assert_eq!(parse_date("03/15/2021"), None);
        assert_eq!(parse_date("31/02/2021"), None);
        assert_eq!(mars.map(date_en_lettres).and_then(|t| parse_date(&t)), mars);
    }
}
