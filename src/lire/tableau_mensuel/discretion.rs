//! What may be a person's name in a cell where none belongs: never shown, never quoted.

use crate::francais::mois_proche;

/// True when two words of a text begin with a capital, as names do: « 2 (DUPONT Kévin) ».
pub(super) fn nomme_quelqu_un(texte: &str) -> bool {
    let mots = texte.split(|c: char| !c.is_alphabetic());
    let capitale = |mot: &&str| mot.chars().count() > 2 && mot.chars().next().is_some_and(char::is_uppercase);
    mots.filter(capitale).count() > 1
}

/// True when a text where a month belongs may be quoted: a number, or a month mistyped.
pub(super) fn ressemble_a_un_mois(texte: &str) -> bool {
    texte.chars().any(|c| c.is_ascii_digit()) || texte.split_whitespace().any(|mot| mois_proche(mot).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_a_figure_and_from_a_month() {
        for texte in ["2 (DUPONT Kévin, MARTIN Léa)", "Léa Martin"] {
            assert!(nomme_quelqu_un(texte), "{texte}");
        }
        for texte in ["quatorze", "5 (dont 2 F)", "06-oct", "Environ 12", "NC"] {
            assert!(!nomme_quelqu_un(texte), "{texte}");
        }
        assert!(ressemble_a_un_mois("Mras") && ressemble_a_un_mois("44256") && !ressemble_a_un_mois("MARTIN Léa"));
    }
}
