//! « DÃ©c », « AoÃ»t »: UTF-8 that was once read as something else, and saved so.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// What such a text is called.
pub(super) const NAME: &str = "UTF-8 lu deux fois, accents rétablis";

/// The text as it was, when every letter of it can be taken back.
pub(super) fn restore(text: &str) -> Option<String> {
    let start = text.find(|c: char| !c.is_ascii())?;
    [WINDOWS_1252, MACINTOSH].into_iter().find_map(|encoding| undo(text, start, encoding))
}

/// Under the wrong encoding an accent is two letters or more: the first one tells most texts without rewriting them.
fn undo(text: &str, start: usize, encoding: &'static Encoding) -> Option<String> {
    let end = text[start..].char_indices().nth(2).map_or(text.len(), |(at, _)| start + at);
    let pair = bytes(&text[start..end], encoding)?;
    if !matches!(pair[..], [0xC2..=0xF4, 0x80..=0xBF]) {
        return None;
    }
    let restored = String::from_utf8(bytes(text, encoding)?).ok()?;
    let restored = restored.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(restored);
    restored.chars().all(is_french).then_some(restored)
}

/// « ’é » read as Mac Roman would be an Armenian letter: a text is restored only to what a French office types.
fn is_french(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{a0}'..='\u{17f}' | '\u{300}'..='\u{36f}' | '\u{2000}'..='\u{206f}' | '€' | '™')
}

fn bytes(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, unmappable) = encoding.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_accents_are_restored_only_where_the_whole_text_allows_it() {
        assert_eq!(restore("DÃ©c;AoÃ»t;lâ€™annÃ©e").as_deref(), Some("Déc;Août;l’année"));
        assert_eq!(restore("ï»¿Mois;EntrÃ©es").as_deref(), Some("Mois;Entrées"));
        assert_eq!(restore("D√©c;Ao√ªt").as_deref(), Some("Déc;Août"));
        for text in
            ["", "Dec", "Déc", "Entrées;DÃ©c", "DÃ©c;é", "SÃO PAULO", "É", "DÃ©c \u{202f}", "Ã", "l’équipe", "l’été"]
        {
            assert_eq!(restore(text), None, "{text}");
        }
    }
}
