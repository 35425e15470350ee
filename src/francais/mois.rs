//! Months in every spelling that offices use.

use super::date::without_time;
use super::nom::{LONGEST_NAME, sans_accent};
use crate::domaine::mois::Mois;

/// A month as typed: the year may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoisLu {
    /// Four-digit year, when one was typed.
    pub annee: Option<i32>,
    /// 1 to 12.
    pub numero: u8,
}

impl MoisLu {
    /// The month, with the year of the exercise when none was typed.
    pub fn dans(self, exercice: i32) -> Option<Mois> {
        Mois::new(self.annee.unwrap_or(exercice), self.numero)
    }
}

/// Abbreviations accepted for each month, unaccented; a longer word is accepted when it is the beginning of the name.
const NOMS: [(&str, &[&str]); 12] = [
    ("janvier", &["jan", "janv"]),
    ("fevrier", &["fev", "fevr"]),
    ("mars", &["mar"]),
    ("avril", &["avr"]),
    ("mai", &[]),
    ("juin", &["jun"]),
    ("juillet", &["jul", "juil", "juill"]),
    ("aout", &["aou"]),
    ("septembre", &["sep", "sept"]),
    ("octobre", &["oct"]),
    ("novembre", &["nov"]),
    ("decembre", &["dec"]),
];

/// Reads `mars`, `Févr.`, `AOUT 21`, `mars-2021`, `2021-03`, `03/2021`, `01/03/2021`, `1er mars 2021`, `2021-03-01`.
/// A day other than the first is not a month; « % mars » is a rate.
pub fn parse_mois(texte: &str) -> Option<MoisLu> {
    let chiffres_seuls = texte.bytes().all(|octet| octet.is_ascii_digit());
    if chiffres_seuls || texte.len() > LONGEST_NAME || texte.contains('%') {
        return None;
    }
    let bas = sans_accent(texte.trim()).to_lowercase();
    let plat = without_time(&bas);
    let mots: Vec<&str> = plat.split(|c: char| !c.is_alphanumeric()).filter(|m| !m.is_empty()).collect();
    match mots[..] {
        [nom] => named(nom, None).or_else(|| glued(nom)),
        [a, b] if numero(a).is_some() || numero(b).is_some() => match (numero(a), numero(b)) {
            (Some(m), None) => named_year(m, b),
            (None, Some(m)) if a == "1er" || a == "1" || a == "01" => Some(MoisLu { annee: None, numero: m }),
            (None, Some(m)) => named_year(m, a),
            _ => None,
        },
        [a, b] => digits(a, b),
        ["1er" | "1" | "01", nom, annee] if numero(nom).is_some() => named(nom, Some(annee)),
        ["01" | "1", m, annee] if m.len() <= 2 => digits_of(m, annee),
        [annee, m, "01" | "1"] if annee.len() == 4 => digits(annee, m),
        _ => None,
    }
}

/// Letters of « septembre ».
const PLUS_LONG: usize = 9;

/// The month that a mistyped header most resembles: one letter away, or two in a long word.
pub fn mois_proche(texte: &str) -> Option<&'static str> {
    if texte.len() > LONGEST_NAME {
        return None;
    }
    let plat = sans_accent(texte.trim()).to_lowercase();
    let mot = plat.trim_end_matches('.');
    let longueur = mot.chars().take(PLUS_LONG + 3).count();
    if !(3..PLUS_LONG + 3).contains(&longueur) {
        return None;
    }
    let graphies = NOMS.iter().flat_map(|(nom, abreges)| abreges.iter().chain([nom]).map(move |g| (*g, *nom)));
    let distances = graphies.map(|(graphie, nom)| (strsim::damerau_levenshtein(mot, graphie), nom));
    let (distance, nom) = distances.min_by_key(|(d, _)| *d)?;
    let tolerance = if longueur >= 6 { 2 } else { 1 };
    (distance <= tolerance).then_some(nom)
}

fn numero(mot: &str) -> Option<u8> {
    let place = NOMS.iter().position(|(nom, abreges)| *nom == mot || abreges.contains(&mot))?;
    u8::try_from(place + 1).ok()
}

fn named(nom: &str, annee: Option<&str>) -> Option<MoisLu> {
    let numero = numero(nom)?;
    match annee {
        None => Some(MoisLu { annee: None, numero }),
        Some(annee) => named_year(numero, annee),
    }
}

fn named_year(numero: u8, annee: &str) -> Option<MoisLu> {
    Some(MoisLu { annee: Some(year(annee)?), numero })
}

/// `mars21`, `mars2021`.
fn glued(mot: &str) -> Option<MoisLu> {
    let chiffres = mot.find(|c: char| c.is_ascii_digit())?;
    named(&mot[..chiffres], Some(&mot[chiffres..]))
}

/// `2021-03` or `03/2021`; two two-digit numbers are not a month.
fn digits(a: &str, b: &str) -> Option<MoisLu> {
    let (annee, mois) = match (a.len(), b.len()) {
        (4, 1 | 2) => (a, b),
        (1 | 2, 4) => (b, a),
        _ => return None,
    };
    let numero = mois.parse().ok().filter(|n| (1..=12).contains(n))?;
    named_year(numero, annee)
}

/// The month and the year of a date, the year in two or four digits.
fn digits_of(mois: &str, annee: &str) -> Option<MoisLu> {
    let numero = mois.parse().ok().filter(|n| (1..=12).contains(n))?;
    named_year(numero, annee)
}

/// `2021`, or `21` for 2021.
fn year(texte: &str) -> Option<i32> {
    let n: i32 = texte.parse().ok()?;
    match texte.len() {
        4 if (1900..2200).contains(&n) => Some(n),
        2 => Some(2000 + n),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mars_2021_dans_toutes_ses_graphies() {
        let mars = Some(MoisLu { annee: Some(2021), numero: 3 });
        for texte in [
            "2021-03",
            "03/2021",
            "3/2021",
            "01/03/2021",
            "2021-03-01",
            "mars 2021",
            "mar. 2021",
            "mar.-21",
            "Mars-21",
            "MARS 2021",
            "mars_2021",
            "1er mars 2021",
            "mars21",
            "mars.2021",
            "2021 mars",
            "03.2021",
            "01/03/21",
            "2021-03-01 00:00:00",
            "2021-03-01T00:00:00",
            "01/03/2021 00:00",
            "lundi 1 mars 2021",
            "mars (21)",
            "Mars* 2021",
            "mars’21",
            "Mars\n2021",
            "2021/03",
            "mars\u{a0}2021",
        ] {
            assert_eq!(parse_mois(texte), mars, "{texte}");
        }
    }

    #[test]
    fn les_abreviations_de_l_acesm_se_lisent() {
        let entetes = ["Janv", "Févr", "Mars", "Avr", "Mai", "Juin", "Juillet", "Août", "Sept", "Oct", "Nov", "Dec"];
        for (i, entete) in entetes.iter().enumerate() {
            let attendu = Some(MoisLu { annee: None, numero: u8::try_from(i + 1).unwrap() });
            assert_eq!(parse_mois(entete), attendu, "{entete}");
            assert_eq!(parse_mois(&format!("{}.", entete.to_uppercase())), attendu);
            let decompose: String = unicode_normalization::UnicodeNormalization::nfd(*entete).collect();
            assert_eq!(parse_mois(&decompose), attendu, "{entete} NFD");
            assert_eq!(parse_mois(&format!("{entete}*")), attendu);
        }
    }

    #[test]
    fn un_mois_imprime_se_relit() {
        for mois in (1..=12).filter_map(|numero| Mois::new(2021, numero)) {
            for texte in [mois.nom().to_owned(), mois.abrege().to_owned()] {
                assert_eq!(parse_mois(&texte), Some(MoisLu { annee: None, numero: mois.numero() }), "{texte}");
                let avec_annee = Some(MoisLu { annee: Some(2021), numero: mois.numero() });
                assert_eq!(parse_mois(&format!("{texte} 2021")), avec_annee);
                assert_eq!(parse_mois(&mois.to_string()), avec_annee);
            }
        }
    }

    #[test]
    fn un_mois_mal_tape_trouve_le_sien() {
        assert_eq!(mois_proche("Mras"), Some("mars"));
        assert_eq!(mois_proche("Dce"), Some("decembre"));
        assert_eq!(mois_proche("setpembre"), Some("septembre"));
        assert_eq!(mois_proche("Moyenne"), None);
        assert_eq!(mois_proche("Observations"), None);
    }

    #[test]
    fn un_texte_qui_n_est_pas_un_mois_n_en_devient_pas_un() {
        for texte in [
            "",
            "Total",
            "2021",
            "13/2021",
            "15/03/2021",
            "03/21",
            "marsouin",
            "% mars",
            "N-1",
            "juin juillet",
            "0",
            "45383",
            "M01",
            "lundi",
        ] {
            assert_eq!(parse_mois(texte), None, "{texte}");
        }
    }
}
