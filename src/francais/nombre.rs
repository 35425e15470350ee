//! Numbers as French offices type them, and as the report prints them.

use super::{FINE, INSECABLE, MOINS};
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
    /// Not a number, or not one that may stand here.
    Illisible,
}

const MARQUES: [&str; 12] = ["-", "–", "—", "/", "nc", "n.c.", "n.c", "nr", "n.r.", "s.o.", "so", "n/a"];
const UNITES: [&str; 12] =
    ["€", "%", "euros", "euro", "eur", "journées", "journees", "jours", "jour", "places", "place", "j"];
const ERREURS: [&str; 13] = [
    "#div/0!",
    "#ref!",
    "#n/a",
    "#value!",
    "#name?",
    "#num!",
    "#null!",
    "#valeur!",
    "#nom?",
    "#nombre!",
    "#nul!",
    "#spill!",
    "#propagation!",
];

/// Reads a number typed by a person: spaces of any kind between thousands, decimal comma or point, a unit behind, an
/// apostrophe before. `13.316` is ambiguous rather than guessed; with `entier`, so is `13,316`, and only whole numbers
/// are accepted.
pub fn parse_nombre(texte: &str, entier: bool) -> Lecture {
    let net = texte.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').trim_start_matches('\'');
    let bas = net.to_lowercase();
    if bas.is_empty() {
        return Lecture::Vide;
    }
    if MARQUES.contains(&bas.as_str()) {
        return Lecture::Manquant;
    }
    if ERREURS.contains(&bas.as_str()) || (bas.starts_with('#') && bas.len() > 1) {
        return Lecture::ErreurDeTableur;
    }
    let sans_unite = UNITES.iter().find_map(|unite| bas.strip_suffix(unite)).unwrap_or(&bas).trim_end();
    read_digits(sans_unite, entier)
}

fn read_digits(texte: &str, entier: bool) -> Lecture {
    let (negatif, chiffres) = match texte.strip_prefix(['-', MOINS]) {
        Some(reste) => (true, reste.trim_start()),
        None => (false, texte.strip_prefix('+').unwrap_or(texte).trim_start()),
    };
    let (gauche, droite) = match chiffres.split_once([',', '.']) {
        Some((gauche, droite)) => (gauche, droite),
        None => (chiffres, ""),
    };
    let (Some(gauche), true) = (join_thousands(gauche), droite.chars().all(|c| c.is_ascii_digit())) else {
        return Lecture::Illisible;
    };
    if gauche.is_empty() || gauche.len() > 11 || droite.len() > 6 || chiffres.ends_with([',', '.']) {
        return Lecture::Illisible;
    }
    let decimales = u32::try_from(droite.len()).unwrap_or(0);
    let Ok(mantisse) = format!("{gauche}{droite}").parse::<i128>() else { return Lecture::Illisible };
    let valeur = Exact::decimal(if negatif { -mantisse } else { mantisse }, decimales);
    if valeur.absolu() > Exact::from(Exact::MAX_LU) {
        return Lecture::Illisible;
    }
    let point = chiffres.contains('.');
    if (point || entier) && droite.len() == 3 && gauche.len() <= 3 && gauche != "0" {
        let milliers = format!("{}{gauche}{FINE}{droite}", if negatif { "−" } else { "" });
        return Lecture::Ambigu([milliers, decimal(valeur, 3)]);
    }
    if entier && !valeur.est_entier() {
        return Lecture::Illisible;
    }
    Lecture::Nombre(valeur)
}

/// `15 208` → `15208`: spaces are accepted only where thousands are.
fn join_thousands(texte: &str) -> Option<String> {
    let mut groupes = texte.split(|c: char| c.is_whitespace());
    let premier = groupes.next().unwrap_or("");
    let suite: Vec<_> = groupes.collect();
    let chiffres = |groupe: &str| groupe.chars().all(|c| c.is_ascii_digit());
    let bien_groupes = suite.is_empty() || (premier.len() <= 3 && suite.iter().all(|g| g.len() == 3));
    (bien_groupes && chiffres(premier) && suite.iter().all(|g| chiffres(g)))
        .then(|| premier.to_owned() + &suite.concat())
}

/// A number with exactly `decimales` decimals: `13 316`, `−1 892`, `5 622,5`.
pub fn decimal(n: Exact, decimales: u32) -> String {
    let arrondi = n.arrondi(decimales);
    let echelle = 10_i128.pow(decimales);
    let (entiers, reste) =
        (arrondi.unsigned_abs() / echelle.unsigned_abs(), arrondi.unsigned_abs() % echelle.unsigned_abs());
    let mut texte = String::new();
    if arrondi < 0 {
        texte.push(MOINS);
    }
    let chiffres = entiers.to_string();
    for (i, chiffre) in chiffres.chars().enumerate() {
        if i > 0 && (chiffres.len() - i).is_multiple_of(3) {
            texte.push(FINE);
        }
        texte.push(chiffre);
    }
    if decimales > 0 {
        texte.push_str(&format!(",{reste:0largeur$}", largeur = decimales as usize));
    }
    texte
}

/// A number as a person types it: `15208`, `22,54`, `-3`; at most six decimals.
pub fn decimal_saisi(n: Exact) -> String {
    let millioniemes = n.arrondi(6);
    let (entiers, reste) = (millioniemes.unsigned_abs() / 1_000_000, millioniemes.unsigned_abs() % 1_000_000);
    let decimales = format!("{reste:06}");
    let decimales = decimales.trim_end_matches('0');
    let virgule = if decimales.is_empty() { "" } else { "," };
    format!("{}{entiers}{virgule}{decimales}", if millioniemes < 0 { "-" } else { "" })
}

/// A whole number, rounded half away from zero.
pub fn nombre(n: Exact) -> String {
    decimal(n, 0)
}

/// A number with at most two decimals, without useless zeros: `12`, `5 622,5`.
pub fn nombre_court(n: Exact) -> String {
    let decimales = (0..2).find(|d| n.arrondi(*d) * 10_i128.pow(2 - d) == n.arrondi(2)).unwrap_or(2);
    decimal(n, decimales)
}

/// A ratio as a percentage with one decimal: `87,6 %`.
pub fn pourcent(taux: Exact) -> String {
    format!("{}{FINE}%", decimal(taux * Exact::from(100_u32), 1))
}

/// Euros and cents: `−42 645,68 €`.
pub fn euros(n: Exact) -> String {
    format!("{}{FINE}€", decimal(n, 2))
}

/// A signed whole number: `+20`, `−1 892`, `0`.
pub fn ecart(n: Exact) -> String {
    signe(n.arrondi(0), nombre(n))
}

/// The signed difference of two ratios, in points: `−15,4 points`.
pub fn ecart_en_points(n: Exact) -> String {
    let points = n * Exact::from(100_u32);
    let mot = if points.arrondi(1).abs() >= 20 { "points" } else { "point" };
    format!("{}{INSECABLE}{mot}", signe(points.arrondi(1), decimal(points, 1)))
}

fn signe(arrondi: i128, texte: String) -> String {
    if arrondi > 0 { format!("+{texte}") } else { texte }
}

/// « 1 place », « 3 places »: French plural from two on.
pub fn pluriel(n: Exact, singulier: &str, pluriel: &str) -> String {
    let mot = if n.absolu() < Exact::from(2_u32) { singulier } else { pluriel };
    format!("{}{INSECABLE}{mot}", nombre_court(n))
}

/// « a, b et c ».
pub fn enumeration(elements: &[String]) -> String {
    match elements {
        [] => String::new(),
        [seul] => seul.clone(),
        [debut @ .., dernier] => format!("{} et {dernier}", debut.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lu(texte: &str) -> Lecture {
        parse_nombre(texte, false)
    }

    fn exact(mantisse: i128, decimales: u32) -> Lecture {
        Lecture::Nombre(Exact::decimal(mantisse, decimales))
    }

    #[test]
    fn les_nombres_francais_se_lisent() {
        for quinze_mille in ["15208", "15 208", "15\u{a0}208", "15\u{202f}208", "'15208", "15 208 journées", "15208,0"]
        {
            assert_eq!(parse_nombre(quinze_mille, true), exact(15_208, 0), "{quinze_mille}");
        }
        assert_eq!(lu("22,54 €"), exact(2_254, 2));
        assert_eq!(lu("87.6%"), exact(876, 1));
        assert_eq!(lu("−3"), exact(-3, 0));
    }

    #[test]
    fn ce_qui_manque_n_est_pas_zero() {
        assert_eq!(lu("  "), Lecture::Vide);
        for marque in ["-", "—", "NC", "n.c.", "NR", "s.o.", "/"] {
            assert_eq!(lu(marque), Lecture::Manquant, "{marque}");
        }
        for erreur in ["#DIV/0!", "#VALEUR!", "#REF!"] {
            assert_eq!(lu(erreur), Lecture::ErreurDeTableur, "{erreur}");
        }
    }

    #[test]
    fn l_ambigu_n_est_pas_devine() {
        assert!(matches!(parse_nombre("13.316", true), Lecture::Ambigu(_)));
        assert!(matches!(parse_nombre("1,234", true), Lecture::Ambigu(_)));
        assert!(matches!(parse_nombre("12.000", true), Lecture::Ambigu(_)));
        assert!(matches!(lu("1.753"), Lecture::Ambigu(_)));
        assert_eq!(lu("0.125"), exact(125, 3));
        assert_eq!(lu("1,753"), exact(1_753, 3));
        for texte in ["9/20", "5 (dont 2 F)", "12,5", "1 2", "1e9", "06-oct", "12,", "99999999999999", "1.234,5"] {
            assert_eq!(parse_nombre(texte, true), Lecture::Illisible, "{texte}");
        }
    }

    #[test]
    fn ce_qui_est_imprime_se_relit() {
        for (mantisse, decimales) in [(0, 0), (1_234_567, 0), (-4_264_568, 2), (56_225, 1), (999, 3), (-5, 1)] {
            let n = Exact::decimal(mantisse, decimales);
            assert_eq!(parse_nombre(&decimal(n, 3), false), Lecture::Nombre(n));
        }
    }

    #[test]
    fn la_typographie_est_francaise() {
        assert_eq!(euros(Exact::decimal(-4_264_568, 2)), "−42\u{202f}645,68\u{202f}€");
        assert_eq!(pourcent(Exact::fraction(13_316, 15_208).unwrap()), "87,6\u{202f}%");
        assert_eq!(nombre_court(Exact::decimal(56_225, 1)), "5\u{202f}622,5");
        assert_eq!(ecart(Exact::from(-1_892_i128)), "−1\u{202f}892");
        assert_eq!(pluriel(Exact::decimal(15, 1), "place", "places"), "1,5\u{a0}place");
        assert_eq!(enumeration(&["a".into(), "b".into(), "c".into()]), "a, b et c");
    }
}
