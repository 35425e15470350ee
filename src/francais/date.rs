//! Civil dates as offices type them, and as the report prints them. mm/dd is never guessed.

use super::mois::parse_mois;
use chrono::{Datelike, NaiveDate};

const JOURS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// Reads `jj/mm/aaaa`, `j/m/aa`, `aaaa-mm-jj`, `01.03.2021`, `1er mars 2021`, `lundi 15 mars 2021`; a time may stand
/// behind.
pub fn parse_date(texte: &str) -> Option<NaiveDate> {
    let bas = texte.trim().to_lowercase();
    let net = without_time(&bas);
    let mots: Vec<&str> = net.split(|c: char| !c.is_alphanumeric()).filter(|m| !m.is_empty()).collect();
    let [a, b, c] = mots[..] else { return None };
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    }
    let jour: u32 = a.strip_suffix("er").unwrap_or(a).parse().ok()?;
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

/// The day alone: without « lundi » before, nor `00:00`, `T00:00:00`, `14h30` behind.
pub(super) fn without_time(bas: &str) -> &str {
    let bas =
        JOURS.iter().find_map(|jour| bas.strip_prefix(jour)?.strip_prefix([' ', ','])).unwrap_or(bas).trim_start();
    let (jour, heure) = match bas.split_once('t') {
        Some((jour, heure)) if jour.len() == 10 => (jour, heure),
        _ => bas.rsplit_once([' ', '\u{a0}', '\u{202f}']).unwrap_or((bas, "")),
    };
    let heure = heure.trim_end_matches('z');
    let chiffres = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | 'h');
    match heure.contains([':', 'h']) && heure.chars().all(chiffres) {
        true => jour.trim_end(),
        false => bas,
    }
}

/// The two days that a spreadsheet's day number may be: counted from 1900, then from 1904 (old Macs). `None` for what
/// is no such number, or neither day is of our times.
pub fn jours_de_serie(texte: &str) -> Option<[NaiveDate; 2]> {
    let texte = texte.trim();
    let numero = texte.parse::<u64>().ok().filter(|n| texte.len() == 5 && (32_874..=62_091).contains(n))?;
    let depuis =
        |annee, mois, jour| NaiveDate::from_ymd_opt(annee, mois, jour)?.checked_add_days(chrono::Days::new(numero));
    Some([depuis(1899, 12, 30)?, depuis(1904, 1, 1)?])
}

/// « 15 avril 2022 », « 1er janvier 2021 ».
pub fn date_en_lettres(jour: NaiveDate) -> String {
    let nom = crate::domaine::mois::Mois::du(jour).map_or("", crate::domaine::mois::Mois::nom);
    let quantieme = if jour.day() == 1 { "1er".to_owned() } else { jour.day().to_string() };
    format!("{quantieme}\u{a0}{nom} {}", jour.year())
}

/// « 01/04/2024 ».
pub fn date_en_chiffres(jour: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", jour.day(), jour.month(), jour.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_dates_francaises_se_lisent() {
        let mars = NaiveDate::from_ymd_opt(2021, 3, 1);
        for texte in [
            "01/03/2021",
            "1/3/21",
            "2021-03-01",
            "1er mars 2021",
            "01-03-2021",
            "01.03.2021",
            "1 Mars 2021",
            "lundi 1 mars 2021",
            "Lundi 1er mars 2021",
            "01/03/2021 00:00",
            "01/03/2021 14:30:05",
            "01/03/2021\u{a0}14h30",
            "2021-03-01T00:00:00",
            "2021-03-01 00:00:00.000",
            "2021-03-01T08:00:00Z",
        ] {
            assert_eq!(parse_date(texte), mars, "{texte}");
        }
        for texte in ["03/15/2021", "31/02/2021", "", "mars 2021", "01/03", "01/03/202", "0/3/2021", "lundi", "45383"] {
            assert_eq!(parse_date(texte), None, "{texte}");
        }
    }

    #[test]
    fn une_date_imprimee_se_relit() {
        let debut = NaiveDate::from_ymd_opt(2020, 2, 20).unwrap();
        for jour in debut.iter_days().take(400) {
            assert_eq!(parse_date(&date_en_lettres(jour)), Some(jour));
            assert_eq!(parse_date(&date_en_chiffres(jour)), Some(jour));
            assert_eq!(parse_date(&jour.to_string()), Some(jour));
        }
    }

    #[test]
    fn un_numero_de_jour_a_deux_lectures() {
        let jours = |texte| jours_de_serie(texte).map(|jours| jours.map(date_en_chiffres));
        assert_eq!(jours("45383"), Some(["01/04/2024".to_owned(), "02/04/2028".to_owned()]));
        assert_eq!(jours("43921"), Some(["31/03/2020".to_owned(), "01/04/2024".to_owned()]));
        for texte in ["", "12", "99999", "4538", "45383,5", "045383", "+4538", "2021"] {
            assert_eq!(jours(texte), None, "{texte}");
        }
    }
}
