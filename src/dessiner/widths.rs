//! Widths of texts in the embedded sans, so that every place on a chart is reserved for what will be printed there.

use crate::fontes::FICHIERS;
use std::sync::LazyLock;
use ttf_parser::Face;

/// Regular and bold, as the names of the files say.
static FACES: LazyLock<[Option<Face<'static>>; 2]> =
    LazyLock::new(|| [face("SourceSans3_400Regular.ttf"), face("SourceSans3_700Bold.ttf")]);

fn face(nom: &str) -> Option<Face<'static>> {
    let (_, octets) = FICHIERS.iter().find(|(fichier, _)| *fichier == nom)?;
    Face::parse(octets, 0).ok()
}

/// Width of a text, without kerning (which only tightens it).
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let Some(face) = FACES[usize::from(bold)].as_ref() else {
        return size * 0.6 * text.chars().map(|_| 1.0).sum::<f64>();
    };
    let advance = |c| face.glyph_index(c).and_then(|g| face.glyph_hor_advance(g)).unwrap_or(face.units_per_em() / 2);
    let units: f64 = text.chars().map(|c| f64::from(advance(c))).sum();
    units * size / f64::from(face.units_per_em())
}

/// Width of the widest text; zero when there is none.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, size: f64, bold: bool) -> f64 {
    texts.into_iter().map(|text| width(text, size, bold)).fold(0.0, f64::max)
}

/// The size, at most `wanted`, at which every text fits; `None` when it would be too small to read.
pub(super) fn fitting<'a>(texts: impl IntoIterator<Item = &'a str>, room: f64, wanted: f64, bold: bool) -> Option<f64> {
    let widest = widest(texts, wanted, bold);
    let size = if widest > room { (wanted * room / widest * 10.0).floor() / 10.0 } else { wanted };
    (size >= super::theme::SMALLEST).then_some(size)
}

/// The text on at most two lines that fit, broken at ordinary spaces only; what is left over is cut with « … » before its
/// last word, which often tells one name from the next.
pub(super) fn two_lines(text: &str, room: f64, size: f64, bold: bool) -> Vec<String> {
    let fits = |text: &str| width(text, size, bold) <= room;
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.last().cloned().unwrap_or_default();
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) || line.is_empty() || lines.len() == 2 {
            lines.pop();
            lines.push(longer);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.into_iter().map(|line| if fits(&line) { line } else { cut(&line, room, size, bold) }).collect()
}

fn cut(text: &str, room: f64, size: f64, bold: bool) -> String {
    let last = text.rsplit_once(' ').map_or("", |(_, word)| word);
    let end = if last.chars().count() <= LAST_WORD { last } else { "" };
    let mut kept: Vec<char> = text.strip_suffix(end).unwrap_or(text).chars().collect();
    loop {
        kept.pop();
        let short = format!("{}…{end}", kept.iter().collect::<String>().trim_end());
        if kept.is_empty() || width(&short, size, bold) <= room {
            return short;
        }
    }
}

/// Longest last word that a cut keeps.
const LAST_WORD: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_largeurs_viennent_de_la_fonte() {
        assert_eq!(width("é", 10.0, false), width("e", 10.0, false));
        assert!(width("Présents", 10.0, true) > width("Présents", 10.0, false));
        assert!((30.0..60.0).contains(&width("Présents", 11.0, false)));
    }

    #[test]
    fn une_etiquette_longue_tient_sur_deux_lignes() {
        let long = "Action éducative en milieu ouvert renforcée avec hébergement ponctuel ou périodique";
        for largeur in [60.0, 120.0, 200.0, 400.0] {
            let lignes = two_lines(long, largeur, 11.0, false);
            assert!(lignes.len() <= 2);
            assert!(widest(lignes.iter().map(String::as_str), 11.0, false) <= largeur, "{lignes:?}");
        }
        assert_eq!(two_lines("AEMO", 100.0, 11.0, false), ["AEMO"]);
        assert!(two_lines("Anticonstitutionnellement", 40.0, 11.0, false)[0].ends_with('…'));
        let lignes = two_lines("Maison des solidarités du territoire d’action sociale 12", 80.0, 11.0, false);
        assert!(lignes[1].ends_with("…12"), "{lignes:?}");
        assert_eq!(two_lines("Ensemble\u{a0}: 127\u{202f}740", 60.0, 11.0, false)[1], "127\u{202f}740");
    }
}
