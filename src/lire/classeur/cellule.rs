//! What workbooks hold → cells: numbers, days, hours, truths, texts.

use crate::domaine::cellule::Cellule;
use crate::domaine::exact::Exact;
use chrono::{Days, NaiveDate};

/// The last day that a spreadsheet knows, as it counts days.
const DERNIER_JOUR: f64 = 2_958_466.0;

/// What a number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aspect {
    /// Itself.
    Nombre,
    /// A day, or an hour of the day.
    Date,
    /// A share: 0.12 is shown as `12 %`.
    Pourcentage,
    /// A number of hours: `30:00`.
    Duree,
}

/// A text, without the blanks around it.
pub(super) fn texte(texte: &str) -> Cellule {
    texte.trim().into()
}

/// `VRAI` or `FAUX`, as the cell shows it.
pub(super) fn booleen(vrai: bool) -> Cellule {
    if vrai { "VRAI" } else { "FAUX" }.into()
}

/// A number as it is stored, under the format of its cell.
pub(super) fn nombre(n: f64, aspect: Aspect, depuis_1904: bool) -> Cellule {
    match aspect {
        Aspect::Nombre => Exact::du_tableur(n).map_or_else(|| texte(&n.to_string()), Cellule::nombre),
        Aspect::Pourcentage => Exact::du_tableur(n).map_or_else(|| texte(&n.to_string()), Cellule::pourcentage),
        Aspect::Duree => texte(&heures(n)),
        Aspect::Date if (0.0..1.0).contains(&n) => texte(&heures(n)),
        Aspect::Date => jour(n, depuis_1904).map_or_else(|| texte(&n.to_string()), Cellule::date),
    }
}

/// `2021-03-01` or `2021-03-01T16:30:00`; anything else is its own text.
pub(super) fn date_iso(iso: &str) -> Cellule {
    let jour = iso.get(..10).filter(|_| iso.len() == 10 || iso[10..].starts_with('T'));
    match jour.and_then(|jour| jour.parse::<NaiveDate>().ok()) {
        Some(jour) => Cellule::date(jour),
        None => texte(iso),
    }
}

/// The day of a serial number. Excel counts a 29 February 1900 that never was: day 60 is none, and those before are one
/// more than the calendar says.
fn jour(serie: f64, depuis_1904: bool) -> Option<NaiveDate> {
    let origine = match depuis_1904 {
        true => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        false if (60.0..61.0).contains(&serie) => return None,
        false if serie < 60.0 => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        false => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    origine.checked_add_days(Days::new(whole(serie)?))
}

/// Days as hours and minutes.
fn heures(jours: f64) -> String {
    let signe = if jours < 0.0 { "-" } else { "" };
    match whole((jours.abs() * 24.0 * 60.0).round()) {
        Some(minutes) => format!("{signe}{}:{:02}", minutes / 60, minutes % 60),
        None => jours.to_string(),
    }
}

/// The whole part of a number that counts something.
fn whole(n: f64) -> Option<u64> {
    let borne = (0.0..DERNIER_JOUR * 24.0 * 60.0).contains(&n);
    borne.then(|| format!("{:.0}", n.floor()).parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn montre(n: f64, aspect: Aspect, depuis_1904: bool) -> String {
        nombre(n, aspect, depuis_1904).texte().to_owned()
    }

    #[test]
    fn les_deux_epoques_donnent_le_meme_jour() {
        assert_eq!(montre(44_256.0, Aspect::Date, false), "2021-03-01");
        assert_eq!(montre(42_794.0, Aspect::Date, true), "2021-03-01");
        assert_eq!(montre(44_256.999, Aspect::Date, false), "2021-03-01");
        assert_eq!(montre(1.0, Aspect::Date, false), "1900-01-01");
        assert_eq!(montre(59.0, Aspect::Date, false), "1900-02-28");
        assert_eq!(montre(61.0, Aspect::Date, false), "1900-03-01");
    }

    #[test]
    fn ce_qui_n_est_pas_un_jour_reste_un_texte() {
        assert_eq!(montre(60.0, Aspect::Date, false), "60");
        assert_eq!(montre(0.6875, Aspect::Date, false), "16:30");
        assert_eq!(montre(1.25, Aspect::Duree, false), "30:00");
        assert_eq!(montre(-1.25, Aspect::Duree, false), "-30:00");
        assert_eq!(montre(-5.0, Aspect::Date, false), "-5");
        for n in [f64::NAN, f64::INFINITY, 1e300] {
            assert!(!montre(n, Aspect::Date, false).contains("20"), "{n}");
            assert!(matches!(nombre(n, Aspect::Nombre, false).contenu(), crate::domaine::cellule::Contenu::Texte));
        }
    }

    #[test]
    fn une_part_se_montre_en_pourcentage() {
        assert_eq!(montre(0.12, Aspect::Pourcentage, false), "12 %");
        assert_eq!(montre(0.876, Aspect::Pourcentage, false), "87,6 %");
    }

    #[test]
    fn une_date_iso_garde_son_jour() {
        assert_eq!(date_iso("2021-03-01T16:30:00").texte(), "2021-03-01");
        assert_eq!(date_iso("2021-03-01").mois().map(|m| m.numero), Some(3));
        assert_eq!(date_iso("16:30:00").texte(), "16:30:00");
        assert_eq!(date_iso("2021-03-0é").texte(), "2021-03-0é");
    }
}
