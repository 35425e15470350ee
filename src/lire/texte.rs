//! Bytes → text. The encoding is never asked for and never fails; what was assumed is said.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded file.
pub(super) struct Decoded {
    /// The text, without byte-order mark.
    pub(super) text: String,
    /// The encoding assumed, in the words of the user.
    pub(super) encoding: &'static str,
}

/// A byte-order mark decides; else valid UTF-8 is UTF-8; else it is what a French Windows writes.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[bom..]);
        return Decoded { text: text.into_owned(), encoding: name(encoding, true) };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), encoding: name(UTF_8, false) },
        Err(_) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            Decoded { text: text.into_owned(), encoding: name(WINDOWS_1252, false) }
        }
    }
}

fn name(encoding: &'static Encoding, bom: bool) -> &'static str {
    if encoding == UTF_8 {
        if bom { "UTF-8 avec BOM" } else { "UTF-8" }
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        "UTF-16"
    } else {
        "Windows-1252"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_gives_the_same_words() {
        let utf_16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("Déc".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (bytes, encoding) in [
            ("Déc".as_bytes().to_vec(), "UTF-8"),
            ("\u{feff}Déc".as_bytes().to_vec(), "UTF-8 avec BOM"),
            (b"D\xE9c".to_vec(), "Windows-1252"),
            (utf_16, "UTF-16"),
        ] {
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), ("Déc", encoding));
        }
    }
}
