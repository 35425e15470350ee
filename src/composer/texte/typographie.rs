//! French spaces and apostrophes, and characters that the fonts can print. Words are never touched.

use crate::fontes;
use crate::francais::{FINE, INSECABLE};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A string of the user as printed: composed, with French spaces, without any character that the fonts lack.
pub fn propre(texte: &str) -> String {
    let sobre = sans_empilement(texte);
    let compose: String = sobre.nfc().filter(|c| *c != COUPURE && !est_une_marque_de_direction(*c)).collect();
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

/// Breadth of what any column holds: 26 small letters, as no French word has more, or 17 capitals.
const MOT: usize = 52;

/// Letters between two breaks of a longer word: the narrowest column of words holds them.
const MORCEAU: usize = 10;

/// Letters of an address of the web, that Typst breaks by itself, and that is copied whole: no PDF string holds more.
const ADRESSE: usize = 200;

/// Lets a line end inside the words that no column holds: references, rows of signs, letters that no font has.
fn coupable(texte: &str) -> String {
    let mut sortie = String::with_capacity(texte.len());
    let mut reste = texte;
    while !reste.is_empty() {
        let (mot, suite) = reste.split_at(fin_du_mot(reste));
        if mot.chars().map(largeur).sum::<usize>() > MOT {
            coupe(mot, &mut sortie);
        } else {
            sortie.push_str(mot);
        }
        reste = suite;
    }
    sortie
}

fn coupe(mot: &str, sortie: &mut String) {
    let adresse = mot.starts_with("http") || mot.starts_with("www.");
    let morceau = if adresse { ADRESSE } else { MORCEAU };
    let mut lettres = 0;
    for c in mot.chars() {
        if lettres >= morceau && !is_combining_mark(c) && !c.is_whitespace() {
            sortie.push(COUPURE);
            lettres = 0;
        }
        sortie.push(c);
        lettres += 1;
    }
}

fn largeur(c: char) -> usize {
    if c.is_lowercase() || c.is_ascii_punctuation() { 2 } else { 3 }
}

/// The bytes of a word, with what ends it: a space, but not those that hold two words together, or the hyphen between
/// two letters.
fn fin_du_mot(texte: &str) -> usize {
    let mut avant = None;
    let mut lettres = texte.char_indices().peekable();
    while let Some((_, c)) = lettres.next() {
        let fin = lettres.peek().map_or(texte.len(), |(rang, _)| *rang);
        let lettre = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let trait_d_union = c == '-' && lettre(avant) && lettre(lettres.peek().map(|(_, c)| *c));
        if trait_d_union || (c.is_whitespace() && !matches!(c, INSECABLE | FINE)) {
            return fin;
        }
        avant = Some(c);
    }
    texte.len()
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
    fn seuls_les_mots_qu_aucune_colonne_ne_tient_se_coupent() {
        let lettres = "x".repeat(27);
        let coupe = propre(&lettres);
        assert_eq!(coupe, format!("{0}\u{200b}{0}\u{200b}{1}", "x".repeat(10), "x".repeat(7)));
        assert_eq!(propre(&coupe), coupe, "stable");
        assert_eq!(propre(&"中".repeat(21)).matches(COUPURE).count(), 2);
        for entier in [
            "Anticonstitutionnellement",
            "SAINT-BARTHÉLEMY-D’ANJOU",
            "https://www.exemple.fr/un/chemin/bien/trop/long/pour/une/colonne?de=tableau",
            "12\u{202f}345\u{202f}678,25\u{202f}€",
        ] {
            assert_eq!(propre(entier), entier);
        }
    }

    #[test]
    fn tout_ce_qui_sort_est_imprimable() {
        for saisi in ["☎ 02 54", "❖ titre", "😀", "\u{0}\u{7}", "\u{202e}abc", "中文", "\u{feff}a"] {
            assert!(propre(saisi).chars().all(fontes::imprimable), "{saisi:?}");
        }
    }
}
