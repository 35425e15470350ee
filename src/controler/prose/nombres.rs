//! Numbers as people write them: « 13 316 », « 87.6 », « soixante-dix-neuf ». What only looks like one is none.

use super::blocs::{CODE, FIGURE};
use crate::domaine::exact::Exact;

/// A number of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::controler) struct Nombre {
    /// What it is worth.
    pub(in crate::controler) valeur: Exact,
    /// Decimals written.
    pub(in crate::controler) decimales: u32,
    /// The year that it may be: four digits and nothing else.
    pub(in crate::controler) annee: Option<i32>,
}

const ESPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];
/// Digits beyond which a number counts nothing that a service has.
const PLUS_LONG: usize = 12;

/// What begins with a digit: its length in bytes, and the number when it is one.
pub(super) fn en_chiffres(texte: &str) -> (usize, Option<Nombre>) {
    let mut fin = chiffres(texte);
    let mut entiers = texte[..fin].to_owned();
    let nue = fin == 4;
    while entiers.len() <= PLUS_LONG && texte[..chiffres(texte)].len() <= 3 {
        let reste = &texte[fin..];
        let Some(espace) = reste.chars().next().filter(|c| ESPACES.contains(c)) else { break };
        let groupe = &reste[espace.len_utf8()..];
        if chiffres(groupe) != 3 {
            break;
        }
        entiers.push_str(&groupe[..3]);
        fin += espace.len_utf8() + 3;
    }
    let mut decimales = "";
    if let Some(apres) = texte[fin..].strip_prefix([',', '.']) {
        decimales = &apres[..chiffres(apres)];
        fin += if decimales.is_empty() { 0 } else { 1 + decimales.len() };
    }
    let suite = colle(&texte[fin..]);
    let trop_long = entiers.len() + decimales.len() > PLUS_LONG;
    if suite > 0 || trop_long || (entiers.len() > 1 && entiers.starts_with('0')) {
        return (fin + suite, None);
    }
    let (mantisse, decimales_ecrites) = (format!("{entiers}{decimales}"), u32::try_from(decimales.len()).unwrap_or(0));
    let nombre = mantisse.parse::<i128>().ok().map(|mantisse| Nombre {
        valeur: Exact::decimal(mantisse, decimales_ecrites),
        decimales: decimales_ecrites,
        annee: entiers.parse().ok().filter(|a| nue && decimales.is_empty() && (1950..=2099).contains(a)),
    });
    (fin, nombre)
}

fn chiffres(texte: &str) -> usize {
    texte.bytes().take_while(u8::is_ascii_digit).count()
}

/// What sticks to a number and makes it a reference, a date, an hour or an ordinal: « 375-2 », « 17/12 », « 1er », « 14h30 ».
fn colle(texte: &str) -> usize {
    let mut fin = 0;
    let mut lettres = texte.char_indices().peekable();
    while let Some((ici, c)) = lettres.next() {
        let suit = lettres.peek().is_some_and(|(_, c)| c.is_alphanumeric());
        let tient = c.is_alphanumeric() || (suit && matches!(c, '.' | ',' | '/' | '-' | ':' | '\u{2011}' | '\u{2013}'));
        if !tient || matches!(c, FIGURE | CODE) {
            break;
        }
        fin = ici + c.len_utf8();
    }
    fin
}

const UNITES: [&str; 17] = [
    "zero", "un", "deu", "troi", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
];
const DIZAINES: [(&str, u32); 9] = [
    ("vingt", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("septante", 70),
    ("huitante", 80),
    ("octante", 80),
    ("nonante", 90),
];

/// True for a word that only numbers are made of, « un » and « et » left out.
pub(super) fn est_en_lettres(mot: &str) -> bool {
    !mot.is_empty()
        && mot.split(' ').all(|m| matches!(m, "et" | "un" | "une" | "onze") || un_mot(m).is_some())
        && mot.split(' ').any(|m| !matches!(m, "et" | "un" | "une") && un_mot(m).is_some())
}

fn un_mot(mot: &str) -> Option<u32> {
    let mot = if mot == "une" { "un" } else { mot };
    let unite = UNITES.iter().position(|u| *u == mot).and_then(|n| u32::try_from(n).ok());
    unite.or_else(|| DIZAINES.iter().find(|(nom, _)| *nom == mot).map(|(_, n)| *n)).or(match mot {
        "cent" => Some(100),
        "mille" => Some(1_000),
        _ => None,
    })
}

/// The value of words in the key form of `francais::cle` (« soixante dix neuf »); `None` when they make no number.
pub(super) fn en_lettres(mots: &str) -> Option<Nombre> {
    let (mut milliers, mut courant) = (0_u32, 0_u32);
    for mot in mots.split(' ').filter(|mot| *mot != "et") {
        let reste = courant % 100;
        courant = match un_mot(mot)? {
            1_000 if milliers == 0 => {
                milliers = courant.max(1) * 1_000;
                0
            }
            100 if courant == 0 => 100,
            100 if courant < 10 => courant * 100,
            20 if reste == 4 => courant + 76,
            n @ 20..=90 if reste == 0 => courant + n,
            n @ 7..=9 if matches!(reste, 10 | 70 | 90) => courant + n,
            n @ 1..=9 if reste == 0 || (reste % 10 == 0 && reste >= 20) => courant + n,
            n @ 10..=16 if matches!(reste, 0 | 60 | 80) => courant + n,
            _ => return None,
        };
    }
    Some(Nombre { valeur: Exact::from(milliers + courant), decimales: 0, annee: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::francais::cle;

    #[test]
    fn les_nombres_en_chiffres_se_lisent_sous_toutes_leurs_formes() {
        let lu = |texte: &str| {
            let (longueur, nombre) = en_chiffres(texte);
            (texte[..longueur].to_owned(), nombre.map(|n| n.valeur))
        };
        let n = |m, d| Some(Exact::decimal(m, d));
        for (texte, pris, nombre) in [
            ("13 316 journées", "13 316", n(13_316, 0)),
            ("13\u{202f}316\u{a0}journées", "13\u{202f}316", n(13_316, 0)),
            ("87.6% ", "87.6", n(876, 1)),
            ("1,86 mineur", "1,86", n(186, 2)),
            ("39. Puis", "39", n(39, 0)),
            ("2021 100 places", "2021", n(2_021, 0)),
            ("375-2 du", "375-2", None),
            ("17/12/2015.", "17/12/2015", None),
            ("1er janvier", "1er", None),
            ("14h30", "14h30", None),
            ("02 54", "02", None),
            ("99999999999999999999999999999999999999999999 x", "99999999999999999999999999999999999999999999", None),
        ] {
            assert_eq!(lu(texte), (pris.to_owned(), nombre), "{texte}");
        }
    }

    #[test]
    fn les_nombres_en_lettres_se_lisent_et_les_suites_de_mots_non() {
        for (texte, nombre) in [
            ("deux", Some(2)),
            ("dix-sept", Some(17)),
            ("vingt et un", Some(21)),
            ("trente-neuf", Some(39)),
            ("soixante-dix-neuf", Some(79)),
            ("soixante et onze", Some(71)),
            ("quatre-vingts", Some(80)),
            ("quatre-vingt-dix-sept", Some(97)),
            ("cent deux", Some(102)),
            ("deux cents", Some(200)),
            ("treize mille trois cent seize", Some(13_316)),
            ("deux trois", None),
            ("dix deux", None),
            ("vingt dix", None),
        ] {
            assert_eq!(en_lettres(&cle(texte)).and_then(|n| n.valeur.entier()), nombre, "{texte}");
            assert!(est_en_lettres(&cle(texte)), "{texte}");
        }
        assert!(!est_en_lettres("un") && !est_en_lettres("et un") && !est_en_lettres("sorti"));
    }
}
