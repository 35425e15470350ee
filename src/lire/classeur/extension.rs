//! The extension that a content calls for, when the name of its file bears another: who renamed it cannot open it.

use super::signature::{self, Signature};
use crate::domaine::anomalie::FormatNonLu;

/// How far names of parts are looked for, bytes: they stand first in what offices write.
const TETE: usize = 64 << 10;

/// What the names of the parts of an archive, or its first one, say that it is; the first found wins.
const PARTIES: [(&str, &str); 8] = [
    ("opendocument.text", "odt"),
    ("opendocument.spreadsheet", "ods"),
    ("opendocument.presentation", "odp"),
    ("word/", "docx"),
    ("ppt/", "pptx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/", "xlsx"),
    ("[content_types].xml", "xlsx"),
];

/// The same of a compound file, in UTF-16.
const FLUX: [(&str, &str); 3] = [("encryptedpackage", "xlsx"), ("worddocument", "doc"), ("powerpoint document", "ppt")];

/// Extensions under which the same content opens as well.
const PARENTES: [(&str, &[&str]); 6] = [
    ("xlsx", &["xlsx", "xlsm", "xltx", "xltm"]),
    ("xls", &["xls", "xlt"]),
    ("ods", &["ods", "ots"]),
    ("docx", &["docx", "docm", "dotx"]),
    ("odt", &["odt", "ott"]),
    ("doc", &["doc", "dot"]),
];

/// `None` where the name is right, or where no name would help.
pub(super) fn vraie(chemin: &str, octets: &[u8]) -> Option<&'static str> {
    let nom = chemin.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    let en_texte = ["csv", "tsv", "txt"].contains(&nom.as_str());
    let vraie = match signature::of(octets)? {
        Signature::Zip => match parmi(&PARTIES, &tete(octets)) {
            Some(extension) => extension,
            None if en_texte => "zip",
            None => return None,
        },
        Signature::Ole => parmi(&FLUX, &tete(octets).replace('\0', "")).unwrap_or("xls"),
        Signature::Autre(FormatNonLu::Pdf) => "pdf",
        Signature::Autre(FormatNonLu::Document) => "rtf",
        // a spreadsheet opens them under the name of a workbook
        Signature::Autre(FormatNonLu::PageWeb) if en_texte => "html",
        Signature::Autre(FormatNonLu::Xml) if en_texte => "xml",
        Signature::Autre(_) => return None,
    };
    let parente = PARENTES.iter().find(|(une, _)| *une == vraie);
    let va = parente.map_or(nom == vraie, |(_, toutes)| toutes.contains(&nom.as_str()));
    (!va).then_some(vraie)
}

fn parmi(noms: &[(&str, &'static str)], tete: &str) -> Option<&'static str> {
    noms.iter().find(|(nom, _)| tete.contains(nom)).map(|(_, extension)| *extension)
}

/// The bytes as letters, in lower case.
fn tete(octets: &[u8]) -> String {
    octets.iter().take(TETE).map(|octet| char::from(octet.to_ascii_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_nom_qui_ne_va_pas_au_contenu_donne_le_bon() {
        let zip = |partie: &str| format!("PK\x03\x04….{partie}").into_bytes();
        let ole = |flux: &str| {
            let nom = flux.encode_utf16().flat_map(u16::to_le_bytes);
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied().chain(nom).collect::<Vec<u8>>()
        };
        for (nom, octets, attendu) in [
            ("a.csv", zip("xl/workbook.xml"), Some("xlsx")),
            ("a.CSV", zip("[Content_Types].xml"), Some("xlsx")),
            ("a.xls", zip("xl/workbook.xml"), Some("xlsx")),
            ("a.xlsm", zip("xl/workbook.xml"), None),
            ("a.xlsx", zip("[Content_Types].xml word/document.xml"), Some("docx")),
            ("a.xlsx", zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), Some("ods")),
            ("a.csv", zip("mimetypeapplication/vnd.oasis.opendocument.text"), Some("odt")),
            ("a.csv", zip("notes.txt"), Some("zip")),
            ("a.xlsx", zip("notes.txt"), None),
            ("a.csv", ole("Workbook"), Some("xls")),
            ("a.xls", ole("Workbook"), None),
            ("a.csv", ole("EncryptedPackage"), Some("xlsx")),
            ("a.xlsx", ole("EncryptedPackage"), None),
            ("a.xls", ole("WordDocument"), Some("doc")),
            ("a.csv", b"%PDF-1.7".to_vec(), Some("pdf")),
            ("a.pdf", b"%PDF-1.7".to_vec(), None),
            ("a.csv", b"<html>".to_vec(), Some("html")),
            ("a.xls", b"<html>".to_vec(), None),
            ("a.xlsx", b"mois;entrees".to_vec(), None),
            ("a", b"\x89PNG\r\n".to_vec(), None),
        ] {
            assert_eq!(vraie(nom, &octets), attendu, "{nom} {}", String::from_utf8_lossy(&octets));
        }
    }
}
