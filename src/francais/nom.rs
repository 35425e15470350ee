//! Names compared as people compare them: without case, accents, punctuation, plural or double spaces.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Bytes beyond which a text is no name, no month and no number: it is not compared with any.
pub(super) const LONGEST_NAME: usize = 200;

/// The text without its accents, composed or not, and with œ as oe.
pub fn sans_accent(texte: &str) -> String {
    if texte.is_ascii() {
        return texte.to_owned();
    }
    let sans = texte.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>();
    sans.replace('œ', "oe").replace('Œ', "OE").replace('æ', "ae").replace('Æ', "AE")
}

/// The key under which two spellings of one name meet: « PRÉSENTS  début du mois » → `present debut du moi`.
pub fn cle(texte: &str) -> String {
    let plat = sans_accent(texte).to_lowercase();
    let mots = plat.split(|c: char| !c.is_alphanumeric()).filter(|mot| !mot.is_empty());
    let singuliers = mots.map(|mot| match mot.strip_suffix(['s', 'x']) {
        Some(singulier) if singulier.len() >= 3 => singulier,
        _ => mot,
    });
    singuliers.collect::<Vec<_>>().join(" ")
}

/// The candidate that a mistyped name most resembles, when it is near enough to be worth proposing.
pub fn proche<'a>(mot: &str, candidats: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if mot.len() > LONGEST_NAME {
        return None;
    }
    let cherche = cle(mot);
    let longueur = cherche.chars().count();
    let tolerance = (longueur / 3).clamp(2, 4);
    let comparable = |cle: &String| cle.chars().count().abs_diff(longueur) <= tolerance;
    let distances = candidats.into_iter().filter_map(|candidat| {
        let cle = Some(cle(candidat)).filter(comparable)?;
        Some((strsim::damerau_levenshtein(&cherche, &cle), candidat))
    });
    let meilleur = distances.min_by_key(|(d, _)| *d)?;
    (meilleur.0 <= tolerance).then_some(meilleur.1)
}

/// A sentence begins with a capital.
pub fn majuscule(texte: &str) -> String {
    let mut lettres = texte.chars();
    lettres.next().map_or(String::new(), |premiere| premiere.to_uppercase().chain(lettres).collect())
}

/// What stands within a sentence begins without one.
pub fn minuscule(texte: &str) -> String {
    let mut lettres = texte.chars();
    lettres.next().map_or(String::new(), |premiere| premiere.to_lowercase().chain(lettres).collect())
}

/// Straight apostrophes made typographic: text of the user set among our own.
pub fn apostrophes(texte: &str) -> String {
    texte.replace('\'', "’")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_variantes_d_un_en_tete_se_rejoignent() {
        let attendu = cle("Présents début du mois");
        for variante in ["PRESENTS début du mois", "présent  DEBUT du mois ", "Pre\u{301}sents, début du mois :"] {
            assert_eq!(cle(variante), attendu);
        }
    }

    #[test]
    fn une_faute_de_frappe_trouve_le_mot_voulu() {
        assert_eq!(proche("jour_de_sorties", ["jour_d_entree", "jour_de_sortie"]), Some("jour_de_sortie"));
        assert_eq!(proche("AEMOR", ["AED-R", "AEMO-R"]), Some("AEMO-R"));
        assert_eq!(proche("bonjour", ["AED-R", "AEMO-R"]), None);
        let demesure = "a".repeat(LONGEST_NAME + 1);
        assert_eq!(proche(&demesure, [demesure.as_str()]), None);
    }
}
