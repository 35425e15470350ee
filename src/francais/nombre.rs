//! Numbers as the report prints them.

use super::{FINE, INSECABLE, MOINS};
use crate::domaine::exact::Exact;

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

/// A number without any rounding: its decimals when they end within six, else a fraction: `22,54`, `31 ÷ 365`.
pub fn nombre_exact(n: Exact) -> String {
    match (0..=6).find(|d| Exact::decimal(n.arrondi(*d), *d) == n) {
        Some(decimales) => decimal(n, decimales),
        None => {
            let (numerateur, denominateur) = n.en_fraction();
            format!("{} ÷ {}", nombre(numerateur.into()), nombre(denominateur.into()))
        }
    }
}

/// A ratio as a percentage with one decimal: `87,6 %`.
pub fn pourcent(taux: Exact) -> String {
    format!("{}{FINE}%", decimal(taux * Exact::from(100_u32), 1))
}

/// Euros and cents: `−42 645,68 €`.
pub fn euros(n: Exact) -> String {
    format!("{}{FINE}€", decimal(n, 2))
}

/// A printed difference with its sign: `+20`, `−1 892`. What is printed as zero, and what is no number, has none.
pub fn avec_signe(texte: String) -> String {
    let positif = texte.starts_with(|c: char| c.is_ascii_digit()) && texte.contains(|c: char| matches!(c, '1'..='9'));
    if positif { format!("+{texte}") } else { texte }
}

/// A signed difference with at most two decimals: `+35`, `−0,5`, `0`.
pub fn ecart(n: Exact) -> String {
    avec_signe(nombre_court(n))
}

/// A signed difference in euros and cents: `+54,00 €`, `−42 645,68 €`, `0,00 €`.
pub fn ecart_en_euros(n: Exact) -> String {
    avec_signe(euros(n))
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

    #[test]
    fn la_typographie_est_francaise() {
        assert_eq!(euros(Exact::decimal(-4_264_568, 2)), "−42\u{202f}645,68\u{202f}€");
        assert_eq!(pourcent(Exact::fraction(13_316, 15_208).unwrap()), "87,6\u{202f}%");
        assert_eq!(nombre_court(Exact::decimal(56_225, 1)), "5\u{202f}622,5");
        assert_eq!(ecart(Exact::from(-1_892_i128)), "−1\u{202f}892");
        assert_eq!(pluriel(Exact::decimal(15, 1), "place", "places"), "1,5\u{a0}place");
        assert_eq!(enumeration(&["a".into(), "b".into(), "c".into()]), "a, b et c");
    }

    #[test]
    fn une_difference_porte_le_signe_de_ce_qui_est_imprime() {
        let milliemes = [54_000, 5, 4, 0, -4, -5].map(|n| ecart_en_euros(Exact::decimal(n, 3)));
        let attendus = ["+54,00", "+0,01", "0,00", "0,00", "0,00", "−0,01"].map(|n| format!("{n}\u{202f}€"));
        assert_eq!(milliemes, attendus);
        assert_eq!(ecart(Exact::decimal(355, 1)), "+35,5");
        assert_eq!(["n.\u{a0}c.", "–", "m"].map(|mot| avec_signe(mot.to_owned())), ["n.\u{a0}c.", "–", "m"]);
    }
}
