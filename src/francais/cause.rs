//! Why a cell that should hold a number most likely does not.

use super::date::parse_date;
use super::lecture::sans_unite;
use super::mois::parse_mois;
use chrono::{Datelike, NaiveDate};

/// The likely cause of an unreadable number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// None is likelier than another.
    Inconnue,
    /// `9/20`, `5 (dont 2 F)`, `3 + 2`.
    PlusieursValeurs,
    /// A date, and what was perhaps typed before the spreadsheet made one of it: `6-10` for `06-oct`.
    Date(Vec<String>),
    /// `3,4962E+13`: the spreadsheet has lost the digits.
    Scientifique,
    /// Decimals where a whole number is meant.
    Decimales,
    /// Below zero, `(3)` included.
    Negatif,
    /// `(87,20)`, `87,20-`: below zero where that is allowed, but not with a minus before it.
    SigneAutrement,
    /// `+ de 35`, `≈ 12`, `12 ?`.
    Approximation,
    /// `1O`: letters typed for digits, and the digits.
    LettrePourChiffre(String),
    /// `12*`, `12 (1)`.
    AppelDeNote,
    /// `X`, `VRAI`, `oui`.
    Coche,
    /// `néant`, `aucune`: zero, or nothing known.
    Neant,
    /// One number, and words.
    MotsAutour,
    /// A rate or an amount where something is counted.
    AutreUnite,
    /// Beyond what a table can mean; often an identifier.
    TropGrand,
    /// A formula whose result the file does not hold.
    FormuleSansValeur,
    /// A figure beyond the last header.
    HorsEnTete,
    /// A score that its scale does not go to.
    HorsEchelle,
}

const COCHES: [&str; 11] = ["x", "xx", "vrai", "faux", "true", "false", "oui", "non", "✓", "✔", "☑"];
const NEANTS: [&str; 6] = ["neant", "aucun", "aucune", "ras", "r.a.s.", "rien"];
/// Before a number, then behind it.
const AVANT: [&str; 17] = [
    "+ de", "plus de", "moins de", "- de", "environ", "env", "pres de", "approx", "min", "max", "≈", "~", "<", ">",
    "≤", "≥", "±",
];
const APRES: [&str; 9] = ["?", "env.", "env", "environ", "et plus", "ou plus", "et moins", "+", "…"];

impl Cause {
    /// Of a text, in small letters and without accents, that is no number.
    pub(super) fn de(bas: &str) -> Self {
        let nombres = numbers(bas);
        if COCHES.contains(&bas) {
            Self::Coche
        } else if NEANTS.contains(&bas) {
            Self::Neant
        } else if let Some(avant) = typed_before(bas) {
            Self::Date(avant)
        } else if scientific(bas) {
            Self::Scientifique
        } else if let Some(chiffres) = digits_meant(bas) {
            Self::LettrePourChiffre(chiffres)
        } else if negative(bas) {
            Self::Negatif
        } else if noted(bas) {
            Self::AppelDeNote
        } else if nombres == 1 && approximate(bas) {
            Self::Approximation
        } else if nombres > 1 || spaced(bas) {
            Self::PlusieursValeurs
        } else if nombres == 1 && bas.chars().any(char::is_alphabetic) {
            Self::MotsAutour
        } else {
            Self::Inconnue
        }
    }

    /// Of a date cell.
    pub fn date(jour: NaiveDate) -> Self {
        let tranche = format!("{}-{}", jour.day(), jour.month());
        let mois_annee = format!("{}-{:02}", jour.month(), jour.year().rem_euclid(100));
        Self::Date(if jour.day() == 1 { vec![tranche, mois_annee] } else { vec![tranche] })
    }
}

/// What a spreadsheet may have taken for this date: `6-10` becomes `06-oct`, `10-18` becomes `oct-18`.
fn typed_before(bas: &str) -> Option<Vec<String>> {
    if let Some(Cause::Date(avant)) = parse_date(bas).map(Cause::date) {
        return Some(avant);
    }
    let mots: Vec<&str> = bas.split(|c: char| !c.is_alphanumeric()).filter(|m| !m.is_empty()).collect();
    let [a, b] = mots[..] else { return None };
    let mois = |mot: &str| parse_mois(mot).filter(|lu| lu.annee.is_none()).map(|lu| lu.numero);
    let chiffres = |mot: &str| mot.parse::<u8>().ok().filter(|_| mot.len() <= 2);
    match (chiffres(a), mois(b), mois(a), chiffres(b)) {
        (Some(jour), Some(mois), _, _) => Some(vec![format!("{jour}-{mois}")]),
        (_, _, Some(mois), Some(_)) => Some(vec![format!("{mois}-{b}")]),
        _ => None,
    }
}

/// `3,4962e+13`.
fn scientific(bas: &str) -> bool {
    let chiffres = |texte: &str| !texte.is_empty() && texte.bytes().all(|b| b.is_ascii_digit());
    bas.trim_start_matches('-').split_once('e').is_some_and(|(mantisse, puissance)| {
        let mantisse = mantisse.replacen([',', '.'], "", 1);
        chiffres(&mantisse) && chiffres(puissance.strip_prefix(['+', '-']).unwrap_or(puissance))
    })
}

/// The digits that letters O, I and l were typed for.
fn digits_meant(bas: &str) -> Option<String> {
    let meant: String = bas
        .chars()
        .map(|c| {
            if c == 'o' {
                '0'
            } else if matches!(c, 'l' | 'i') {
                '1'
            } else {
                c
            }
        })
        .collect();
    let chiffres = meant.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b',' | b'.'));
    (chiffres && (bas == "o" || bas.bytes().any(|b| b.is_ascii_digit()))).then_some(meant).filter(|meant| meant != bas)
}

/// `(3)`, `3-`: how accountants write them.
fn negative(bas: &str) -> bool {
    let dedans = bas.strip_prefix('(').and_then(|reste| reste.strip_suffix(')')).or_else(|| bas.strip_suffix('-'));
    dedans.is_some_and(is_number)
}

/// A number with the mark of a note: stars, a superscript, one letter or digit in brackets.
fn noted(bas: &str) -> bool {
    let mark = |mark: &str| {
        let mark = mark.trim();
        let entre = |a, b| mark.strip_prefix(a).and_then(|m: &str| m.strip_suffix(b));
        let court = entre('(', ')').or_else(|| entre('[', ']')).is_some_and(|m| m.chars().count() <= 2);
        !mark.is_empty() && (court || mark.chars().all(|c| "*†‡¹²³⁴⁵°".contains(c)))
    };
    let fin =
        bas.find(|c: char| !(c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.'))).unwrap_or(bas.len());
    let debut = bas.find(|c: char| c.is_whitespace() || c == ')').map_or(0, |at| at + 1);
    let derriere = is_number(bas[..fin].trim_end()) && mark(&bas[fin..]);
    derriere || bas.get(debut..).is_some_and(|reste| is_number(reste.trim()) && mark(&bas[..debut]))
}

fn approximate(bas: &str) -> bool {
    AVANT.iter().any(|mot| bas.starts_with(mot)) || APRES.iter().any(|mot| bas.ends_with(mot))
}

fn is_number(texte: &str) -> bool {
    texte.starts_with(|c: char| c.is_ascii_digit())
        && texte.ends_with(|c: char| c.is_ascii_digit())
        && texte.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.'))
}

/// How many numbers stand in the text.
fn numbers(bas: &str) -> usize {
    let separe = |c: char| !(c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.'));
    bas.split(separe).filter(|morceau| morceau.bytes().any(|b| b.is_ascii_digit())).count()
}

/// Digits that spaces or marks part where no thousands are: `1 2`, `1,2,3`.
fn spaced(bas: &str) -> bool {
    let groupes = sans_unite(bas).split(|c: char| !c.is_ascii_digit()).filter(|groupe| !groupe.is_empty()).count();
    is_number(sans_unite(bas)) && groupes > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::francais::{Lecture, parse_nombre};

    fn cause(texte: &str) -> Cause {
        match parse_nombre(texte, true) {
            Lecture::Illisible(cause) => cause,
            autre => panic!("{texte} : {autre:?}"),
        }
    }

    #[test]
    fn une_cellule_composite_tient_deux_valeurs() {
        for texte in [
            "9/20",
            "37/47",
            "260/365",
            "5 (dont 2 F)",
            "3 + 2",
            "De 11,7 à 17,1",
            "3-5",
            "2 et 3",
            "5 dont 2",
            "12 F / 3 G",
            "1 2",
            "2\n3",
            "1,2,3",
            "12 (10 + 2)",
        ] {
            assert_eq!(cause(texte), Cause::PlusieursValeurs, "{texte}");
        }
    }

    #[test]
    fn une_date_dit_ce_qui_fut_tape() {
        for (texte, avant) in [
            ("06-oct", vec!["6-10"]),
            ("03-juin", vec!["3-6"]),
            ("6 oct.", vec!["6-10"]),
            ("06-août", vec!["6-8"]),
            ("oct-18", vec!["10-18"]),
            ("janv.-17", vec!["1-17"]),
            ("06/10/2021", vec!["6-10"]),
            ("2021-10-06", vec!["6-10"]),
            ("01/10/2018", vec!["1-10", "10-18"]),
        ] {
            assert_eq!(cause(texte), Cause::Date(avant.into_iter().map(str::to_owned).collect()), "{texte}");
        }
    }

    #[test]
    fn chaque_faute_a_sa_cause() {
        for (texte, attendue) in [
            ("3,4962E+13", Cause::Scientifique),
            ("1,5E+3", Cause::Scientifique),
            ("1e9", Cause::Scientifique),
            ("12,5", Cause::Decimales),
            ("1.234,5", Cause::Decimales),
            ("(3)", Cause::Negatif),
            ("3-", Cause::Negatif),
            ("+ de 35", Cause::Approximation),
            ("≈ 12", Cause::Approximation),
            ("~12", Cause::Approximation),
            ("12 ?", Cause::Approximation),
            ("< 5", Cause::Approximation),
            ("Environ 12", Cause::Approximation),
            ("12 et plus", Cause::Approximation),
            ("1O", Cause::LettrePourChiffre("10".into())),
            ("O", Cause::LettrePourChiffre("0".into())),
            ("l2", Cause::LettrePourChiffre("12".into())),
            ("12*", Cause::AppelDeNote),
            ("12 (1)", Cause::AppelDeNote),
            ("12 (a)", Cause::AppelDeNote),
            ("12²", Cause::AppelDeNote),
            ("(*) 12", Cause::AppelDeNote),
            ("X", Cause::Coche),
            ("VRAI", Cause::Coche),
            ("Néant", Cause::Neant),
            ("aucune", Cause::Neant),
            ("12 familles", Cause::MotsAutour),
            ("12 ETP", Cause::MotsAutour),
            ("99999999999999", Cause::TropGrand),
            ("trois", Cause::Inconnue),
            ("12,", Cause::Inconnue),
            ("illisible", Cause::Inconnue),
        ] {
            assert_eq!(cause(texte), attendue, "{texte}");
        }
    }
}
