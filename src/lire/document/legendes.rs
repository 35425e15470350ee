//! Captions that a word processor numbered: the report numbers its own.

use super::corps::{Genre, Paragraphe, Partie};

/// « Figure 3 : le jardin » is « le jardin »; `None` when it has no number.
pub(super) fn sans_numero(texte: &str) -> Option<String> {
    const NOMS: [&str; 7] = ["Figure", "Illustration", "Image", "Photo", "Fig.", "Tableau", "Table"];
    let reste = NOMS.iter().find_map(|nom| texte.trim().strip_prefix(nom))?.trim_start();
    let numero = reste.trim_start_matches(|c: char| c.is_ascii_digit());
    let apres = numero.trim_start_matches(|c: char| c.is_whitespace() || ".:–—-".contains(c));
    // « Table 4 places » has no mark after its number: it is a sentence.
    let seul = apres.len() < numero.trim_start().len() || apres.is_empty();
    (numero.len() < reste.len() && seul).then(|| apres.to_owned())
}

/// The caption of a picture, or of a table.
pub(super) fn texte(p: &Paragraphe) -> String {
    let mots = p.mots();
    sans_numero(&mots).unwrap_or_else(|| mots.trim().to_owned())
}

/// The caption that follows a paragraph of pictures that has none of its own.
pub(super) fn apres(p: &Paragraphe, suivante: &Partie) -> Option<String> {
    match suivante {
        Partie::Paragraphe(l) if l.genre == Genre::Legende && p.a_une_image() && !p.a_des_mots() => {
            (!l.a_une_image()).then(|| texte(l))
        }
        _ => None,
    }
}
