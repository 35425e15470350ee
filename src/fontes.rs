//! The embedded fonts: bytes for Typst, widths for charts, coverage for checks. No other font is ever used.

use std::sync::LazyLock;
use ttf_parser::Face;

/// File name (as written by `--sources`) and bytes of every embedded font.
pub const FICHIERS: [(&str, &[u8]); 8] = [
    ("SourceSans3_400Regular.ttf", include_bytes!("../fonts/SourceSans3_400Regular.ttf")),
    ("SourceSans3_400Regular_Italic.ttf", include_bytes!("../fonts/SourceSans3_400Regular_Italic.ttf")),
    ("SourceSans3_600SemiBold.ttf", include_bytes!("../fonts/SourceSans3_600SemiBold.ttf")),
    ("SourceSans3_700Bold.ttf", include_bytes!("../fonts/SourceSans3_700Bold.ttf")),
    ("SourceSerif4_400Regular.ttf", include_bytes!("../fonts/SourceSerif4_400Regular.ttf")),
    ("SourceSerif4_400Regular_Italic.ttf", include_bytes!("../fonts/SourceSerif4_400Regular_Italic.ttf")),
    ("SourceSerif4_600SemiBold.ttf", include_bytes!("../fonts/SourceSerif4_600SemiBold.ttf")),
    ("SourceSerif4_700Bold.ttf", include_bytes!("../fonts/SourceSerif4_700Bold.ttf")),
];

/// Family of headings, tables, notes and charts.
pub const SANS: &str = "Source Sans 3";
/// Family of the team's prose.
pub const SERIF: &str = "Source Serif 4";

/// In the order of [`FICHIERS`]: the sans first.
static FACES: LazyLock<Vec<Face<'static>>> =
    LazyLock::new(|| FICHIERS.iter().filter_map(|(_, octets)| Face::parse(octets, 0).ok()).collect());

/// True when every face of [`SANS`] can print the character: templates name it as the fallback of [`SERIF`].
pub fn imprimable(c: char) -> bool {
    c == '\n' || c == '\t' || FACES.iter().take(4).all(|face| face.glyph_index(c).is_some())
}

/// What the report prints instead of a character that the fonts lack.
pub fn remplacement(c: char) -> &'static str {
    match c {
        '\u{260e}' | '\u{260f}' | '\u{1f4de}' | '\u{2706}' => "Tél.",
        '\u{f0b7}' | '\u{f0a7}' | '\u{2756}' | '\u{25aa}' | '\u{25cf}' | '\u{27a2}' | '\u{2751}' => "•",
        '\u{2192}' | '\u{f0e0}' | '\u{27a4}' => "›",
        '\u{2011}' => "-",
        '\u{2009}' | '\u{200a}' | '\u{2002}' | '\u{2003}' => " ",
        '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{fe0f}' | '\u{ad}' | '\r' => "",
        _ => "□",
    }
}

/// The text with every character that the fonts lack replaced.
pub fn imprime(texte: &str) -> String {
    let mut sortie = String::with_capacity(texte.len());
    for c in texte.chars() {
        if imprimable(c) {
            sortie.push(c);
        } else {
            sortie.push_str(remplacement(c));
        }
    }
    sortie
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toutes_les_fontes_se_lisent_et_couvrent_le_francais() {
        assert_eq!(FACES.len(), FICHIERS.len());
        for c in "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»’€−–—…•□›%\u{202f}\u{a0}°²÷×≥≤".chars()
        {
            assert!(imprimable(c), "{c:?}");
        }
    }

    #[test]
    fn les_caracteres_absents_ont_un_remplacement_imprimable() {
        for c in ['☎', '❖', '\u{f0b7}', '😀', '中'] {
            assert!(!imprimable(c), "{c:?}");
            assert!(remplacement(c).chars().all(imprimable));
        }
        assert_eq!(imprime("☎ 02"), "Tél. 02");
    }
}
