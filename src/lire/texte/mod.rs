//! Bytes → text. The encoding is never asked for and never fails; what was assumed is said.

mod ancien;
mod double;
mod utf_16;

use std::borrow::Cow;

const UTF_8: &str = "UTF-8";
const AVEC_BOM: &str = "UTF-8 avec BOM";

/// A decoded file, borrowed where its bytes are the text already.
pub(super) struct Decoded<'a> {
    /// The text, without byte-order mark.
    pub(super) text: Cow<'a, str>,
    /// The encoding assumed, in the words of the user.
    pub(super) encoding: &'static str,
}

/// A byte-order mark decides, then the zero bytes of UTF-16, then valid UTF-8; else it is what an older Windows or Mac
/// writes, told apart by the French that comes out. Accents that went through two encodings are restored.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let decoded = plain(bytes);
    match double::restore(&decoded.text) {
        Some(text) => Decoded { text: text.into(), encoding: double::NAME },
        None => decoded,
    }
}

fn plain(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Decoded { encoding: AVEC_BOM, ..utf_8(rest) };
    }
    if let Some((text, encoding)) = utf_16::decode(bytes) {
        return Decoded { text, encoding };
    }
    utf_8(bytes)
}

fn utf_8(bytes: &[u8]) -> Decoded<'_> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.into(), encoding: UTF_8 },
        Err(_) => {
            let (text, encoding) = mixed(bytes).unwrap_or_else(|| ancien::decode(bytes));
            Decoded { text, encoding }
        }
    }
}

/// The bytes of a long text without its byte-order mark, and what they are called, when its first lines are UTF-8 and
/// nothing else: the others remain to be looked at.
pub(super) fn peut_etre_utf_8<'a>(bytes: &'a [u8], head: &[u8]) -> Option<(&'a [u8], &'static str)> {
    let encoding = decode(head).encoding;
    match encoding {
        UTF_8 => Some((bytes, encoding)),
        AVEC_BOM => Some((bytes.strip_prefix(b"\xEF\xBB\xBF")?, encoding)),
        _ => None,
    }
}

/// True when a text in UTF-8 is one that went through two encodings.
pub(super) fn est_double(text: &str) -> bool {
    double::restore(text).is_some()
}

/// UTF-8 with a few stray bytes (two files pasted together, a file cut in the middle of a letter): each stray byte is
/// what Windows means by it.
fn mixed(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static str)> {
    let (mut accents, mut strays) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        accents += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        strays += chunk.invalid().len();
    }
    if accents <= strays {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    Some((text.into(), "UTF-8 mêlé de Windows-1252"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTE: &str = "Mois;Entrées\r\nDéc;3\r\nAoût;15\r\n";

    fn utf_16(texte: &str, octets: fn(u16) -> [u8; 2]) -> Vec<u8> {
        texte.encode_utf16().flat_map(octets).collect()
    }

    #[test]
    fn each_encoding_gives_the_same_words() {
        let avec_bom = format!("\u{feff}{TEXTE}");
        for (bytes, encoding) in [
            (TEXTE.as_bytes().to_vec(), "UTF-8"),
            (avec_bom.as_bytes().to_vec(), "UTF-8 avec BOM"),
            (encoding_rs::WINDOWS_1252.encode(TEXTE).0.into_owned(), "Windows-1252"),
            (encoding_rs::MACINTOSH.encode(TEXTE).0.into_owned(), "Mac Roman"),
            (utf_16(&avec_bom, u16::to_le_bytes), "UTF-16"),
            (utf_16(&avec_bom, u16::to_be_bytes), "UTF-16"),
            (utf_16(TEXTE, u16::to_le_bytes), "UTF-16 sans BOM"),
            (utf_16(TEXTE, u16::to_be_bytes), "UTF-16 sans BOM"),
            (TEXTE.replace('é', "Ã©").replace('û', "Ã»").into(), double::NAME),
            (utf_16(&TEXTE.replace('é', "Ã©").replace('û', "Ã»"), u16::to_le_bytes), double::NAME),
            (TEXTE.replace('é', "√©").replace('û', "√ª").into(), double::NAME),
        ] {
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (TEXTE, encoding));
        }
    }

    #[test]
    fn a_stray_byte_spoils_nothing_else() {
        let decoded = decode(b"Entr\xC3\xA9es;D\xC3\xA9c;Ao\xC3\xBBt;F\xE9vr");
        assert_eq!((decoded.text.as_ref(), decoded.encoding), ("Entrées;Déc;Août;Févr", "UTF-8 mêlé de Windows-1252"));
        let coupe = decode(b"F\xC3\xA9vr;Ao\xC3\xBBt;D\xC3");
        assert_eq!(coupe.text.as_ref(), "Févr;Août;DÃ");
    }

    #[test]
    fn nothing_makes_it_fail() {
        for bytes in [&b""[..], b"\xFF\xFE", b"\xFF\xFEa", b"\xFE\xFF\xD8\x00", b"\xEF\xBB\xBF\xFF", b"\0", b"\x81\x8D"]
        {
            assert!(decode(bytes).text.chars().count() <= bytes.len());
        }
    }
}
