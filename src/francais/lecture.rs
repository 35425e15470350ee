//! Numbers as French offices type them.

use super::cause::Cause;
use super::nom::{LONGEST_NAME, sans_accent};
use super::nombre::decimal;
use super::{FINE, MOINS};
use crate::domaine::exact::Exact;

/// What a cell that should hold a number holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lecture {
    /// A number.
    Nombre(Exact),
    /// Nothing.
    Vide,
    /// A mark that says: missing.
    Manquant,
    /// An error value of a spreadsheet.
    ErreurDeTableur,
    /// Two readings are possible, given as printed.
    Ambigu([String; 2]),
    /// Not a number, or not one that may stand here, and why, most likely.
    Illisible(Cause),
}

/// Marks of a missing figure, unaccented. « néant » is none: it may mean zero.
const MARQUES: [&str; 32] = [
    "-", "–", "—", "−", "--", "---", "/", "//", "…", "...", "?", "??", "nc", "n.c.", "n.c", "n/c", "nr", "n.r.", "n.r",
    "n/r", "nd", "n.d.", "n.d", "n/d", "s.o.", "s.o", "so", "s/o", "na", "n.a.", "n/a", "nsp",
];
/// The same in words.
const MOTS_MANQUANTS: [&str; 9] = [
    "non communique",
    "non connu",
    "inconnu",
    "non renseigne",
    "sans objet",
    "non applicable",
    "non disponible",
    "indisponible",
    "ne sait pas",
];
/// Units that may stand behind a number, unaccented.
const UNITES: [&str; 12] =
    ["€", "%", "euros", "euro", "eur", "mesures", "mesure", "journees", "jours", "jour", "places", "place"];
const DECIMALES: usize = 6;

/// Reads a number typed by a person: spaces of any kind between thousands, decimal comma or point, a unit behind, an
/// apostrophe before. `13.316` is ambiguous rather than guessed; with `entier`, so is `13,316`, and only whole numbers
/// are accepted. Where both marks stand in one number (`1.234,5`), the last is the decimal one.
pub fn parse_nombre(texte: &str, entier: bool) -> Lecture {
    if let Some(n) = quelques_chiffres(texte) {
        return Lecture::Nombre(Exact::from(n));
    }
    let net = net(texte);
    if net.is_empty() {
        return Lecture::Vide;
    }
    if net.len() > LONGEST_NAME {
        return Lecture::Illisible(Cause::Inconnue);
    }
    let bas = sans_accent(net).to_lowercase();
    if is_missing(&bas) {
        return Lecture::Manquant;
    }
    if is_error(&bas) {
        return Lecture::ErreurDeTableur;
    }
    match read(sans_unite(&bas), entier) {
        Some(lecture) => lecture,
        None => Lecture::Illisible(Cause::de(&bas)),
    }
}

/// Up to four digits and nothing else, as nearly every cell is written: read at once.
fn quelques_chiffres(texte: &str) -> Option<u32> {
    let chiffres = (1..=4).contains(&texte.len()) && texte.bytes().all(|octet| octet.is_ascii_digit());
    texte.parse().ok().filter(|_| chiffres)
}

/// True for a number that is read without a doubt, whatever its unit: quicker than reading why another text is none.
pub fn est_un_nombre(texte: &str) -> bool {
    let net = net(texte);
    let plausible = net.len() <= LONGEST_NAME && net.bytes().any(|b| b.is_ascii_digit());
    plausible && matches!(read(sans_unite(&sans_accent(net).to_lowercase()), false), Some(Lecture::Nombre(_)))
}

/// True for a mark that says: missing, or the words for it. A text with a digit is none.
pub fn est_une_marque_de_vide(texte: &str) -> bool {
    let net = net(texte);
    net.len() <= 24 && !net.bytes().any(|b| b.is_ascii_digit()) && is_missing(&sans_accent(net).to_lowercase())
}

/// True for a rate or an amount: « 87,6 % », « 22,54 € ».
pub fn est_un_taux_ou_un_montant(texte: &str) -> bool {
    let bas = texte.trim_end().to_lowercase();
    ["%", "€", "euros", "euro", "eur"].iter().any(|unite| bas.ends_with(unite))
}

/// The text without what a spreadsheet puts around it: blanks, the apostrophe of a text cell, `="33"`.
fn net(texte: &str) -> &str {
    let blanc = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let net = texte.trim_matches(blanc).trim_start_matches(['\'', '’']);
    let formule = net.strip_prefix("=\"").and_then(|reste| reste.strip_suffix('"'));
    formule.unwrap_or(net).trim_matches(blanc)
}

/// A mark, or words in any gender and number.
fn is_missing(bas: &str) -> bool {
    let singulier = bas.strip_suffix('s').unwrap_or(bas);
    let masculin = singulier.strip_suffix('e').unwrap_or(singulier);
    MARQUES.contains(&bas) || [bas, singulier, masculin].iter().any(|mots| MOTS_MANQUANTS.contains(mots))
}

/// `#REF!`, `#VALEUR !`, `#NV`, `Err:502`, and the `#####` of a column too narrow, in any language.
fn is_error(bas: &str) -> bool {
    let diese = bas.strip_prefix('#').is_some_and(|reste| reste.starts_with(|c: char| c.is_ascii_alphabetic()));
    let code = bas.strip_prefix("err").map(|reste| reste.trim_start_matches([' ', '\u{a0}', '\u{202f}', ':']));
    let numero = code.is_some_and(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()));
    diese || numero || (bas.len() > 1 && bas.bytes().all(|b| b == b'#'))
}

pub(super) fn sans_unite(bas: &str) -> &str {
    let nombre = UNITES.iter().find_map(|unite| bas.strip_suffix(unite));
    let jours = || bas.strip_suffix('j').filter(|reste| reste.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    nombre.or_else(jours).unwrap_or(bas).trim_end()
}

/// `None` when the text is not a number at all.
fn read(texte: &str, entier: bool) -> Option<Lecture> {
    let (negatif, chiffres) = match texte.strip_prefix(['-', MOINS]) {
        Some(reste) => (true, reste.trim_start()),
        None => (false, texte.strip_prefix('+').unwrap_or(texte).trim_start()),
    };
    let (gauche, droite) = parts(chiffres)?;
    let Some(valeur) = value(negatif, &gauche, droite) else { return Some(Lecture::Illisible(Cause::TropGrand)) };
    let marques = chiffres.matches([',', '.']).count();
    let point = chiffres.contains('.');
    if marques == 1 && (point || entier) && droite.len() == 3 && gauche.len() <= 3 && gauche != "0" {
        let milliers = format!("{}{gauche}{FINE}{droite}", if negatif { "−" } else { "" });
        return Some(Lecture::Ambigu([milliers, decimal(valeur, 3)]));
    }
    if entier && !valeur.est_entier() {
        return Some(Lecture::Illisible(Cause::Decimales));
    }
    Some(Lecture::Nombre(valeur))
}

/// The digits before and behind the decimal mark.
fn parts(chiffres: &str) -> Option<(String, &str)> {
    let marques: Vec<(usize, &str)> = chiffres.match_indices([',', '.']).collect();
    let (gauche, droite) = match marques[..] {
        [] => (join_thousands(chiffres)?, ""),
        [(at, _)] => (join_thousands(&chiffres[..at])?, &chiffres[at + 1..]),
        [.., (_, avant), (at, derniere)] if avant != derniere => {
            (grouped(&chiffres[..at], avant)?, &chiffres[at + 1..])
        }
        [(_, marque), ..] => (grouped(chiffres, marque)?, ""),
    };
    let finie = !chiffres.ends_with([',', '.']) && droite.bytes().all(|b| b.is_ascii_digit());
    (finie && !gauche.is_empty()).then_some((gauche, droite))
}

/// `15 208` → `15208`: spaces are accepted only where thousands are.
fn join_thousands(texte: &str) -> Option<String> {
    thousands(&texte.split_whitespace().collect::<Vec<_>>())
}

/// `1.234.567` → `1234567`.
fn grouped(texte: &str, marque: &str) -> Option<String> {
    thousands(&texte.split(marque).collect::<Vec<_>>())
}

fn thousands(groupes: &[&str]) -> Option<String> {
    let (premier, suite) = groupes.split_first()?;
    let chiffres = |groupe: &&str| groupe.bytes().all(|b| b.is_ascii_digit());
    let bien_groupes = suite.is_empty() || ((1..=3).contains(&premier.len()) && suite.iter().all(|g| g.len() == 3));
    (bien_groupes && groupes.iter().all(chiffres)).then(|| groupes.concat())
}

/// The exact value, to the millionth as for a workbook; `None` beyond [`Exact::MAX_LU`].
fn value(negatif: bool, gauche: &str, droite: &str) -> Option<Exact> {
    let gauche = gauche.trim_start_matches('0');
    if gauche.len() > 11 || droite.len() > 40 {
        return None;
    }
    let (garde, reste) = droite.split_at(droite.len().min(DECIMALES));
    let arrondi = i128::from(reste.bytes().next().is_some_and(|chiffre| chiffre >= b'5'));
    let mantisse = format!("0{gauche}{garde}").parse::<i128>().ok()? + arrondi;
    let valeur = Exact::decimal(if negatif { -mantisse } else { mantisse }, u32::try_from(garde.len()).ok()?);
    (valeur.absolu() <= Exact::from(Exact::MAX_LU)).then_some(valeur)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::francais::{decimal_saisi, euros, nombre, nombre_court, pourcent};

    fn lu(texte: &str) -> Lecture {
        parse_nombre(texte, false)
    }

    fn exact(mantisse: i128, decimales: u32) -> Lecture {
        Lecture::Nombre(Exact::decimal(mantisse, decimales))
    }

    #[test]
    fn les_nombres_francais_se_lisent() {
        for espace in [" ", "\u{a0}", "\u{202f}", "\u{2009}", "\u{2007}", "  "] {
            assert_eq!(parse_nombre(&format!("15{espace}208"), true), exact(15_208, 0), "{espace:?}");
        }
        for quinze_mille in [
            "15208",
            "'15208",
            "15 208 journées",
            "15 208 journe\u{301}es",
            "15208,0",
            "15208 j",
            "+15208",
            "=\"15208\"",
            "15.208,00",
            "15,208.0",
            "15 208,00 ",
            "\u{feff}15208",
            "15208 mesures",
            "00015208",
        ] {
            assert_eq!(parse_nombre(quinze_mille, true), exact(15_208, 0), "{quinze_mille}");
            assert!(est_un_nombre(quinze_mille));
        }
        for (texte, mantisse, decimales) in [
            ("22,54 €", 2_254, 2),
            ("87.6%", 876, 1),
            ("87,6\u{202f}%", 876, 1),
            ("−3", -3, 0),
            ("- 3", -3, 0),
            ("1 234,5", 12_345, 1),
            ("1.234,5", 12_345, 1),
            ("1,234.5", 12_345, 1),
            ("1.234.567", 1_234_567, 0),
            ("1,234,567.89", 123_456_789, 2),
            ("0,876", 876, 3),
            ("5622,33333333333", 5_622_333_333, 6),
            ("0,99999996", 1, 0),
            ("362 jours", 362, 0),
        ] {
            assert_eq!(lu(texte), exact(mantisse, decimales), "{texte}");
        }
    }

    #[test]
    fn ce_qui_manque_n_est_pas_zero() {
        assert_eq!(lu("  "), Lecture::Vide);
        for marque in [
            "-",
            "—",
            "NC",
            "n.c.",
            "N.C.",
            "n/c",
            "NR",
            "s.o.",
            "S.O",
            "/",
            "nd",
            "NSP",
            "N/A",
            "Non communiqué",
            "non renseignée",
            "Sans objet",
            "…",
            "?",
            "Inconnus",
        ] {
            assert_eq!(lu(marque), Lecture::Manquant, "{marque}");
        }
    }

    #[test]
    fn les_erreurs_de_tableur_se_reconnaissent_dans_toutes_les_langues() {
        for erreur in [
            "#DIV/0!",
            "#DIV/0 !",
            "#VALEUR!",
            "#VALEUR !",
            "#VALEUR\u{a0}!",
            "#REF!",
            "#N/A",
            "#N/D",
            "#NV",
            "#NOM?",
            "#NOM ?",
            "#NOMBRE!",
            "#NUL!",
            "#VALUE!",
            "#NAME?",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#PROPAGATION!",
            "#EPARS!",
            "#CALC!",
            "Err:502",
            "Err :502",
            "Err\u{a0}: 522",
            "#########",
            "##",
        ] {
            assert_eq!(lu(erreur), Lecture::ErreurDeTableur, "{erreur}");
        }
        for texte in ["#", "#12", "erreur", "err", "Err:5"] {
            assert!(matches!(lu(texte), Lecture::Illisible(_)), "{texte}");
        }
    }

    #[test]
    fn l_ambigu_n_est_pas_devine() {
        for texte in ["13.316", "1,234", "12.000", "-1,234"] {
            assert!(matches!(parse_nombre(texte, true), Lecture::Ambigu(_)), "{texte}");
        }
        assert_eq!(lu("1.753"), Lecture::Ambigu(["1\u{202f}753".into(), "1,753".into()]));
        assert_eq!(lu("0.125"), exact(125, 3));
        assert_eq!(lu("1,753"), exact(1_753, 3));
        assert_eq!(lu("1234.567"), exact(1_234_567, 3));
        for texte in
            ["1.234.5", "1,2,3", "1.23,456,7", "1.2345,6", "12,", ",5", "1 2", "12 34", "1234 567", "1.234 567"]
        {
            assert!(matches!(lu(texte), Lecture::Illisible(_)) && !est_un_nombre(texte), "{texte}");
        }
        assert!(!["1.753", "NC", "", "#12", "trois"].into_iter().any(est_un_nombre));
        assert_eq!(lu(&"9".repeat(1_000_000)), Lecture::Illisible(Cause::Inconnue));
    }

    #[test]
    fn ce_qui_est_imprime_se_relit() {
        for (mantisse, decimales) in [
            (0, 0),
            (7, 0),
            (1_234_567, 0),
            (-4_264_568, 2),
            (56_225, 1),
            (999, 3),
            (-5, 1),
            (10_000_000_000, 0),
            (1, 6),
            (-123_456_789, 6),
        ] {
            let n = Exact::decimal(mantisse, decimales);
            assert_eq!(lu(&decimal(n, 3)), Lecture::Nombre(Exact::decimal(n.arrondi(3), 3)));
            assert_eq!(lu(&decimal_saisi(n)), Lecture::Nombre(n));
            assert_eq!(lu(&euros(n)), Lecture::Nombre(Exact::decimal(n.arrondi(2), 2)));
            assert_eq!(lu(&nombre(n)), Lecture::Nombre(Exact::from(n.arrondi(0))));
            assert_eq!(lu(&nombre_court(n)), Lecture::Nombre(Exact::decimal(n.arrondi(2), 2)));
            let taux = n * Exact::decimal(1, 2);
            assert_eq!(lu(&pourcent(taux)), Lecture::Nombre(Exact::decimal(n.arrondi(1), 1)));
        }
    }

    #[test]
    fn plain_digits_are_read_at_once_as_they_would_be_slowly() {
        for texte in ["0", "7", "007", "42", "2021", "9999"] {
            let lentement = read(texte, true);
            assert_eq!(Some(parse_nombre(texte, true)), lentement, "{texte}");
        }
    }
}
