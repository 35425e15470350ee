//! One byte per letter: Windows-1252 and Mac Roman, told apart by which of them makes French of the bytes.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use std::borrow::Cow;

/// The text and what it is called.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    let mut counts = [0_u64; 128];
    let (mut returns, mut feeds) = (0_u64, 0_u64);
    for byte in bytes {
        match *byte {
            b'\r' => returns += 1,
            b'\n' => feeds += 1,
            high if high >= 0x80 => counts[usize::from(high - 0x80)] += 1,
            _ => {}
        }
    }
    let (windows, mac) = (french(WINDOWS_1252, &counts), french(MACINTOSH, &counts));
    let old_mac_lines = returns > 0 && feeds == 0;
    let (encoding, name) = match mac > windows || (mac == windows && old_mac_lines) {
        true => (MACINTOSH, "Mac Roman"),
        false => (WINDOWS_1252, "Windows-1252"),
    };
    (encoding.decode_without_bom_handling(bytes).0, name)
}

/// How French the high bytes read under an encoding.
fn french(encoding: &'static Encoding, counts: &[u64; 128]) -> i64 {
    let credit = |(count, byte): (&u64, u8)| {
        let octet = [byte];
        let (text, _) = encoding.decode_without_bom_handling(&octet);
        i64::try_from(*count).unwrap_or(i64::MAX / 1024) * text.chars().map(weight).sum::<i64>()
    };
    counts.iter().zip(0x80..=0xFF).filter(|(count, _)| **count > 0).map(credit).fold(0, i64::saturating_add)
}

/// Small letters say most: a capital or a punctuation mark of one encoding is often a small letter of the other.
fn weight(c: char) -> i64 {
    match c {
        'é' | 'è' | 'à' | 'ê' | 'ç' | 'ù' | 'û' | 'ô' | 'î' | 'â' | 'ï' | 'ë' | 'œ' => 4,
        'É' | 'È' | 'À' | 'Ê' | 'Ç' | 'Ô' | 'Î' | 'Û' | 'Œ' => 2,
        '’' | '«' | '»' | '°' | '€' | '…' | '–' | '—' | '\u{a0}' | '‘' | '“' | '”' | 'ü' | 'Â' | 'Ë' | 'Ï' | 'Ù'
        | '•' => 1,
        _ => -1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_words_tell_windows_from_mac() {
        for mot in [
            "Févr",
            "Déc",
            "Août",
            "présents",
            "règle",
            "à",
            "fenêtre",
            "reçu",
            "où",
            "contrôle",
            "maître",
            "âge",
            "ENTRÉES",
            "FÉVRIER",
            "AOÛT",
            "DÉC",
            "cœur",
            "l’entrée",
            "Noël",
            "n° 3 – été",
            "DÉCISIONS « À TRAITER »",
        ] {
            for (encoding, name) in [(WINDOWS_1252, "Windows-1252"), (MACINTOSH, "Mac Roman")] {
                let (bytes, _, faulty) = encoding.encode(mot);
                assert!(!faulty, "{mot}");
                let (text, found) = decode(&bytes);
                assert_eq!((text.as_ref(), found), (mot, name));
            }
        }
    }

    #[test]
    fn lone_returns_decide_only_where_letters_do_not() {
        assert_eq!(decode(b"F\xE9vr;1\rD\xE9c;2\r").1, "Windows-1252");
        assert_eq!(decode(b"12\xB1\r3").1, "Mac Roman");
        assert_eq!(decode(b"12\xB1\r\n3").1, "Windows-1252");
    }
}
