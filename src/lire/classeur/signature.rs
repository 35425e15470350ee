//! The first bytes of a file: a workbook, or what people take for one. The extension says nothing.

use crate::domaine::anomalie::FormatNonLu;

/// What a file that is not plain text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lire) enum Signature {
    /// XLSX, ODS and many others.
    Zip,
    /// XLS and many others, protected XLSX too.
    Ole,
    /// No workbook that Trame reads.
    Autre(FormatNonLu),
}

/// First bytes that only one kind of file has.
const DEBUTS: [(&[u8], Signature); 12] = [
    (b"PK\x03\x04", Signature::Zip),
    (b"PK\x05\x06", Signature::Zip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Signature::Ole),
    (b"%PDF-", Signature::Autre(FormatNonLu::Pdf)),
    (b"{\\rtf", Signature::Autre(FormatNonLu::Document)),
    (b"\x1F\x8B", Signature::Autre(FormatNonLu::Archive)),
    (b"7z\xBC\xAF\x27\x1C", Signature::Autre(FormatNonLu::Archive)),
    (b"Rar!\x1A\x07", Signature::Autre(FormatNonLu::Archive)),
    (b"\x89PNG\r\n", Signature::Autre(FormatNonLu::Image)),
    (b"\xFF\xD8\xFF", Signature::Autre(FormatNonLu::Image)),
    (b"GIF8", Signature::Autre(FormatNonLu::Image)),
    // Documents of Excel before 5.0, written without a container.
    (b"\x09\x08\x10\x00\x00\x06\x05\x00", Signature::Autre(FormatNonLu::Abime)),
];

/// First words of the pages that software exports under the name of a workbook.
const MARKUP: [(&str, FormatNonLu); 13] = [
    ("<?xml", FormatNonLu::Xml),
    ("<workbook", FormatNonLu::Xml),
    ("<ss:workbook", FormatNonLu::Xml),
    ("<html", FormatNonLu::PageWeb),
    ("<!doctype", FormatNonLu::PageWeb),
    ("<!--", FormatNonLu::PageWeb),
    ("<head", FormatNonLu::PageWeb),
    ("<meta", FormatNonLu::PageWeb),
    ("<style", FormatNonLu::PageWeb),
    ("<body", FormatNonLu::PageWeb),
    ("<div", FormatNonLu::PageWeb),
    ("<table", FormatNonLu::PageWeb),
    ("mime-version:", FormatNonLu::PageWeb),
];

/// `None` for plain text.
pub(in crate::lire) fn of(bytes: &[u8]) -> Option<Signature> {
    if let Some((_, signature)) = DEBUTS.iter().find(|(debut, _)| bytes.starts_with(debut)) {
        return Some(*signature);
    }
    let debut = first_words(bytes);
    let (_, format) = MARKUP.iter().find(|(balise, _)| debut.starts_with(balise))?;
    let page = *format == FormatNonLu::Xml && debut.contains("<html");
    Some(Signature::Autre(if page { FormatNonLu::PageWeb } else { *format }))
}

/// The beginning in lower case, without byte-order mark nor blanks; the zeros of UTF-16 fall.
fn first_words(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(1024)];
    let ascii = head.iter().filter(|b| b.is_ascii() && **b != 0).map(|b| char::from(b.to_ascii_lowercase()));
    ascii.collect::<String>().trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_file_is() {
        let utf_16: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let page = Some(Signature::Autre(FormatNonLu::PageWeb));
        for (bytes, expected) in [
            ("\u{feff}\r\n <HTML>".as_bytes(), page),
            (b"<?xml version=\"1.0\"?><html xmlns=\"\">", page),
            (&utf_16, page),
            (b"<?xml version=\"1.0\"?><Workbook>", Some(Signature::Autre(FormatNonLu::Xml))),
            (b"%PDF-1.7", Some(Signature::Autre(FormatNonLu::Pdf))),
            (b"PK\x03\x04", Some(Signature::Zip)),
            (b"<18 ans;12\n", None),
            ("Mesures AEMO-R;Janv\n".as_bytes(), None),
            (b"", None),
        ] {
            assert_eq!(of(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
