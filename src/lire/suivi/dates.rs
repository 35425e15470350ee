//! Dates of row-by-row tables: the two forms that nearly every cell has are read byte by byte, the others as a person
//! would. What is no date says why.

use crate::domaine::anomalie::CauseDeDate;
use crate::domaine::cellule::Contenu;
use crate::domaine::mois::Mois;
use crate::francais::{cle, est_un_nombre, est_une_marque_de_vide, parse_date, parse_mois};
use chrono::{Datelike, NaiveDate};

/// What a cell of a column of dates says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lire) enum Lu {
    /// A day.
    Jour(NaiveDate),
    /// A month, by its first day.
    Mois(NaiveDate),
    /// Nothing is known, or it has not come yet.
    Vide,
    /// Not a date.
    Illisible(CauseDeDate),
}

/// What offices write where no date has come yet, folded.
const PAS_ENCORE: [&str; 6] = ["en cour", "en attente", "toujour en cour", "a ce jour", "a venir", "non echu"];
/// Longer than any date.
const PLUS_LONG: usize = 60;

/// Reads a cell, trimmed.
pub(in crate::lire) fn lit(texte: &str, contenu: Contenu) -> Lu {
    match contenu {
        Contenu::Date(jour) => de_notre_temps(jour),
        Contenu::Nombre(_) => Lu::Illisible(number(texte)),
        Contenu::FormuleSansValeur => Lu::Illisible(CauseDeDate::Texte),
        Contenu::Retire => Lu::Vide,
        Contenu::Texte => match usual(texte.as_bytes()) {
            Some(jour) => de_notre_temps(jour),
            None => unusual(texte),
        },
    }
}

/// `2021-03-01`, `01/03/2021`.
fn usual(octets: &[u8]) -> Option<NaiveDate> {
    let &[a, b, c, d, e, f, g, h, i, j] = octets else { return None };
    let chiffres = match (c, e, f, h) {
        (b'/', _, b'/', _) => [g, h, i, j, d, e, a, b],
        (_, b'-', _, b'-') => [a, b, c, d, f, g, i, j],
        _ => return None,
    };
    let [a, b, c, d, e, f, g, h] = chiffres.map(|octet| u32::from(octet.wrapping_sub(b'0')));
    let annee = a * 1000 + b * 100 + c * 10 + d;
    let tous = [a, b, c, d, e, f, g, h].iter().fold(true, |tous, chiffre| tous & (*chiffre < 10));
    NaiveDate::from_ymd_opt(annee.cast_signed(), e * 10 + f, g * 10 + h).filter(|_| tous)
}

fn de_notre_temps(jour: NaiveDate) -> Lu {
    if (1900..2200).contains(&jour.year()) { Lu::Jour(jour) } else { Lu::Illisible(CauseDeDate::AutreSiecle) }
}

fn unusual(texte: &str) -> Lu {
    if texte.is_empty() || est_une_marque_de_vide(texte) {
        return Lu::Vide;
    }
    if texte.len() > PLUS_LONG {
        return Lu::Illisible(CauseDeDate::Texte);
    }
    if let Some(jour) = parse_date(texte) {
        return de_notre_temps(jour);
    }
    let mois = parse_mois(texte).and_then(|lu| Mois::new(lu.annee?, lu.numero));
    if let Some(mois) = mois {
        return Lu::Mois(mois.premier_jour());
    }
    if PAS_ENCORE.contains(&cle(texte).as_str()) {
        return Lu::Vide;
    }
    Lu::Illisible(cause(texte))
}

fn cause(texte: &str) -> CauseDeDate {
    if est_un_nombre(texte) {
        return number(texte);
    }
    let nombres: Vec<Option<u32>> = texte.split(['/', '-', '.']).map(|mot| mot.trim().parse().ok()).collect();
    match nombres[..] {
        [Some(mois), Some(jour), Some(_)] if mois <= 12 && (13..=31).contains(&jour) => CauseDeDate::MoisAvantLeJour,
        [Some(_), Some(_), Some(_)] => CauseDeDate::Inexistante,
        _ => CauseDeDate::Texte,
    }
}

fn number(texte: &str) -> CauseDeDate {
    let annee = texte.parse().is_ok_and(|n: u32| (1900..2200).contains(&n));
    if annee { CauseDeDate::AnneeSeule } else { CauseDeDate::Nombre }
}

/// A birth written with a two-digit year cannot come after the exercise: it is of the century before.
pub(super) fn naissance_passee(jour: NaiveDate, texte: &str, exercice: i32) -> Option<NaiveDate> {
    let annee_entiere = texte.as_bytes().windows(4).any(|mot| mot.iter().all(u8::is_ascii_digit));
    if jour.year() <= exercice || annee_entiere {
        return Some(jour);
    }
    jour.with_year(jour.year() - 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domaine::exact::Exact;

    fn jour(annee: i32, mois: u32, jour: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(annee, mois, jour).unwrap()
    }

    #[test]
    fn every_form_of_a_date_reads() {
        for texte in [
            "01/03/2021",
            "1/3/2021",
            "1/3/21",
            "01-03-2021",
            "01.03.2021",
            "2021-03-01",
            "2021/03/01",
            "1er mars 2021",
            "1 mars 2021",
            "lundi 1er mars 2021",
            "01/03/2021 00:00",
            "2021-03-01T00:00:00",
        ] {
            assert_eq!(lit(texte, Contenu::Texte), Lu::Jour(jour(2021, 3, 1)), "{texte}");
        }
        assert_eq!(lit("29/02/2024", Contenu::Texte), Lu::Jour(jour(2024, 2, 29)));
        assert_eq!(lit("2021-03-15", Contenu::Date(jour(2021, 3, 15))), Lu::Jour(jour(2021, 3, 15)));
        for texte in ["03/2021", "mars 2021", "2021-03"] {
            assert_eq!(lit(texte, Contenu::Texte), Lu::Mois(jour(2021, 3, 1)), "{texte}");
        }
        for texte in ["", "-", "—", "NC", "n.c.", "NR", "s.o.", "/", "inconnue", "en cours", "En attente"] {
            assert_eq!(lit(texte, Contenu::Texte), Lu::Vide, "{texte}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (texte, cause) in [
            ("03/15/2021", CauseDeDate::MoisAvantLeJour),
            ("31/02/2021", CauseDeDate::Inexistante),
            ("29/02/2023", CauseDeDate::Inexistante),
            ("2021-13-01", CauseDeDate::Inexistante),
            ("2015", CauseDeDate::AnneeSeule),
            ("45383", CauseDeDate::Nombre),
            ("12", CauseDeDate::Nombre),
            ("01/03/0021", CauseDeDate::AutreSiecle),
            ("vu avec DUPONT", CauseDeDate::Texte),
            ("01/03", CauseDeDate::Texte),
        ] {
            assert_eq!(lit(texte, Contenu::Texte), Lu::Illisible(cause), "{texte}");
        }
        let nombre = Contenu::Nombre(Exact::from(45_383_u32));
        assert_eq!(lit("45383", nombre), Lu::Illisible(CauseDeDate::Nombre));
        assert_eq!(lit(&"9".repeat(1_000_000), Contenu::Texte), Lu::Illisible(CauseDeDate::Texte));
    }

    #[test]
    fn a_birth_is_never_to_come() {
        assert_eq!(naissance_passee(jour(2098, 5, 12), "12/05/98", 2021), Some(jour(1998, 5, 12)));
        assert_eq!(naissance_passee(jour(2008, 5, 12), "12/05/08", 2021), Some(jour(2008, 5, 12)));
        assert_eq!(naissance_passee(jour(2098, 5, 12), "12/05/2098", 2021), Some(jour(2098, 5, 12)));
    }
}
