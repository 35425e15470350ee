//! French spaces and apostrophes, and characters that the fonts can print. Words are never touched.

use crate::fontes;
use crate::francais::{FINE, INSECABLE};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A string of the user as printed: composed, with French spaces, without any character that the fonts lack.
pub fn propre(texte: &str) -> String {
    let sobre = sans_empilement(texte);
    let compose: String = sobre.nfc().filter(|c| !est_une_marque_de_direction(*c)).collect();
    coupable(&fontes::imprime(&espaces(&compose)))
}

/// No language puts more accents on one letter; a thousand of them would cost a page of memory each.
const ACCENTS: usize = 4;

fn sans_empilement(texte: &str) -> String {
    let mut de_suite = 0;
    let garde = |c: &char| {
        de_suite = if is_combining_mark(*c) { de_suite + 1 } else { 0 };
        de_suite <= ACCENTS
    };
    texte.chars().filter(garde).collect()
}

/// From so many letters without a space, a word may be cut anywhere: no line holds it, and no PDF string would.
const MOT: usize = 200;

fn coupable(texte: &str) -> String {
    let mut sortie = String::with_capacity(texte.len());
    let mut lettres = 0;
    for c in texte.chars() {
        lettres = if c.is_whitespace() { 0 } else { lettres + 1 };
        if lettres > MOT {
            sortie.push(COUPURE);
            lettres = 1;
        }
        sortie.push(c);
    }
    sortie
}

/// Where a line may end, without a mark.
const COUPURE: char = '\u{200b}';

/// The same on one line: for captions, labels and cells.
pub fn propre_sur_une_ligne(texte: &str) -> String {
    let une_ligne = texte.split(['\n', '\r', '\t']).map(str::trim).filter(|l| !l.is_empty());
    propre(&une_ligne.collect::<Vec<_>>().join(" "))
}

/// Marks that would turn the reading order round.
fn est_une_marque_de_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// U+202F before `; ! ? %`, U+00A0 before `:` and inside « », ’ for '. A space is replaced wherever one stands; one is
/// added only after a letter, a closing mark or a digit, before `; ! ?` (never before `:`, which ends `http:`).
fn espaces(texte: &str) -> String {
    let lettres: Vec<char> = texte.chars().collect();
    let mut sortie = String::with_capacity(texte.len() + 16);
    for (i, &c) in lettres.iter().enumerate() {
        let suivant = lettres.get(i + 1).copied();
        match c {
            '\'' => sortie.push('’'),
            ' ' | INSECABLE | FINE => match suivant {
                Some(';' | '!' | '?' | '%' | '€') => sortie.push(FINE),
                Some(':' | '»') => sortie.push(INSECABLE),
                _ if sortie.ends_with('«') => sortie.push(INSECABLE),
                Some(' ') => {}
                _ => sortie.push(c),
            },
            ';' | '!' | '?' | '%' if colle(&sortie) && fin_de_mot(suivant) => {
                sortie.push(FINE);
                sortie.push(c);
            }
            '»' if colle(&sortie) => sortie.extend([INSECABLE, c]),
            _ => {
                if sortie.ends_with('«') && !c.is_whitespace() {
                    sortie.push(INSECABLE);
                }
                sortie.push(c);
            }
        }
    }
    sortie
}

/// True after a word: a mark that follows lacks its space.
fn colle(sortie: &str) -> bool {
    sortie.chars().last().is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '»' | '’' | '.' | '…'))
}

/// True where a mark ends a word: not inside `index.php?id=3` or `&amp;`.
fn fin_de_mot(suivant: Option<char>) -> bool {
    suivant.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '»' | '!' | '?' | '.' | ',' | ';' | '"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_espaces_sont_celles_du_francais() {
        for (saisi, imprime) in [
            ("l'activité : 87,6% ; voir « ici »", "l’activité\u{a0}: 87,6\u{202f}% ; voir «\u{a0}ici\u{a0}»"),
            ("Pourquoi? Oui!", "Pourquoi\u{202f}? Oui\u{202f}!"),
            ("«mots»", "«\u{a0}mots\u{a0}»"),
            ("http://a.fr/i?id=3", "http://a.fr/i?id=3"),
            ("22,54 €", "22,54\u{202f}€"),
            ("e\u{301}te\u{301}", "été"),
            ("quoi ?!", "quoi\u{202f}?!"),
        ] {
            let attendu = imprime.replace(" ;", "\u{202f};");
            assert_eq!(propre(saisi), attendu, "{saisi}");
            assert_eq!(propre(&attendu), attendu, "stable : {saisi}");
        }
    }

    #[test]
    fn tout_ce_qui_sort_est_imprimable() {
        for saisi in ["☎ 02 54", "❖ titre", "😀", "\u{0}\u{7}", "\u{202e}abc", "中文", "\u{feff}a"] {
            assert!(propre(saisi).chars().all(fontes::imprimable), "{saisi:?}");
        }
    }
}
