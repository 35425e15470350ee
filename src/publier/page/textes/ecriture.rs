//! A text is written back as its file was: its encoding, its line ends; never over what changed meanwhile.

use crate::publier::erreur::Error;
use crate::publier::fichiers;
use crate::publier::inventaire;
use encoding_rs::WINDOWS_1252;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Most bytes of a text: beyond, Trame would not read it again.
pub(super) const PLUS_LONG: usize = 2 << 20;

/// What came of a text to be saved.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Issue {
    /// It is on the disk.
    Ecrit,
    /// The file is no longer the one that was loaded.
    Conflit,
    /// A link leads there: nothing is written through it.
    Lien,
}

/// What tells one version of a file from another; nothing for no file.
pub(super) fn empreinte(octets: Option<&[u8]>) -> String {
    octets.map_or(String::new(), inventaire::empreinte)
}

/// One at a time: what was compared is what is replaced.
static TOUR: Mutex<()> = Mutex::new(());

/// Writes a text in place of the version of that `empreinte`.
pub(super) fn enregistre(dossier: &Path, chemin: &str, texte: &str, attendue: &str) -> Result<Issue, Error> {
    let _tour = TOUR.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(lieu) = fichiers::dedans(dossier, chemin) else { return Ok(Issue::Lien) };
    let ancien = fichiers::regular(&lieu);
    let nouveau = octets(texte, ancien.as_deref());
    if ancien.as_deref() == Some(&nouveau[..]) {
        return Ok(Issue::Ecrit);
    }
    if empreinte(ancien.as_deref()) != attendue {
        return Ok(Issue::Conflit);
    }
    fichiers::write(&lieu, &nouveau)?;
    Ok(Issue::Ecrit)
}

/// One kind of line end, one at the end of the last line; nothing for a text without words.
pub(super) fn normalise(texte: &str) -> String {
    let lignes = texte.replace("\r\n", "\n").replace('\r', "\n");
    match lignes.trim_end() {
        "" => String::new(),
        mots => format!("{mots}\n"),
    }
}

/// The bytes of a text in the form of its former version; UTF-8 for a new one, or where that form lacks a letter.
pub(super) fn octets(texte: &str, ancien: Option<&[u8]>) -> Vec<u8> {
    let net = normalise(texte);
    let Some(ancien) = ancien else { return net.into_bytes() };
    let forme = Forme::de(ancien);
    let lignes = if forme.a_des_retours(ancien) { net.replace('\n', "\r\n") } else { net };
    forme.ecrit(&lignes)
}

/// How the characters of a file are written.
#[derive(Clone, Copy)]
enum Forme {
    Utf8,
    Utf8AvecMarque,
    Utf16(fn(u16) -> [u8; 2]),
    Windows,
}

impl Forme {
    fn de(octets: &[u8]) -> Self {
        match octets {
            [0xEF, 0xBB, 0xBF, ..] => Self::Utf8AvecMarque,
            [0xFF, 0xFE, ..] => Self::Utf16(u16::to_le_bytes),
            [0xFE, 0xFF, ..] => Self::Utf16(u16::to_be_bytes),
            _ if std::str::from_utf8(octets).is_ok() => Self::Utf8,
            _ => Self::Windows,
        }
    }

    /// True when most lines of the file end as Windows ends them.
    fn a_des_retours(self, octets: &[u8]) -> bool {
        let fins = octets.iter().filter(|octet| **octet == b'\n').count();
        let retours = match self {
            Self::Utf16(_) => octets.iter().filter(|octet| **octet == b'\r').count(),
            _ => octets.windows(2).filter(|paire| paire == b"\r\n").count(),
        };
        retours * 2 > fins
    }

    fn ecrit(self, texte: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => texte.into(),
            Self::Utf8AvecMarque => format!("\u{feff}{texte}").into_bytes(),
            Self::Utf16(octets) => "\u{feff}".encode_utf16().chain(texte.encode_utf16()).flat_map(octets).collect(),
            Self::Windows => match WINDOWS_1252.encode(texte) {
                (octets, _, false) => octets.into_owned(),
                (.., true) => texte.into(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTE: &str = "# Été\r\nune ligne\rune autre\n\n\n";

    #[test]
    fn un_texte_garde_la_forme_de_son_fichier() {
        let net = "# Été\nune ligne\nune autre\n";
        let windows = |texte: &str| WINDOWS_1252.encode(texte).0.into_owned();
        let utf_16 = |texte: &str| texte.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let crlf = net.replace('\n', "\r\n");
        for (ancien, attendu) in [
            (None, net.as_bytes().to_vec()),
            (Some("é\n".into()), net.into()),
            (Some("é\r\nb\r\n".into()), crlf.clone().into()),
            (Some("\u{feff}é\n".into()), format!("\u{feff}{net}").into_bytes()),
            (Some("\u{feff}é\r\n".into()), format!("\u{feff}{crlf}").into_bytes()),
            (Some(windows("é\r\n")), windows(&crlf)),
            (Some(utf_16("\u{feff}é\r\n")), utf_16(&format!("\u{feff}{crlf}"))),
            (Some(Vec::new()), net.into()),
        ] {
            assert_eq!(octets(TEXTE, ancien.as_deref()), attendu, "{ancien:?}");
        }
        // a letter that Windows-1252 lacks is not lost
        assert_eq!(octets("un ħ", Some(&windows("é"))), "un ħ\n".as_bytes());
    }

    #[test]
    fn un_texte_sans_mots_est_vide() {
        assert_eq!((normalise(" \r\n\t"), normalise("a")), (String::new(), "a\n".to_owned()));
    }

    #[test]
    fn ce_qui_a_change_n_est_pas_ecrase() {
        let dossier = tempfile::tempdir().unwrap();
        let lieu = dossier.path().join("textes/a.md");
        let garde = |texte: &str, attendue: &str| enregistre(dossier.path(), "textes/a.md", texte, attendue).unwrap();
        assert_eq!(garde("un", ""), Issue::Ecrit);
        assert_eq!(garde("deux", ""), Issue::Conflit);
        let version = empreinte(Some(b"un\n"));
        assert_eq!(garde("deux", &version), Issue::Ecrit);
        assert_eq!(garde("trois", &version), Issue::Conflit);
        // the same words: nothing to lose
        assert_eq!(garde("deux", "autre"), Issue::Ecrit);
        assert_eq!(std::fs::read_to_string(&lieu).unwrap(), "deux\n");
        std::fs::remove_file(&lieu).unwrap();
        assert_eq!(garde("quatre", &version), Issue::Conflit);
        assert!(!lieu.exists());
    }

    #[cfg(unix)]
    #[test]
    fn rien_n_est_ecrit_a_travers_un_lien() {
        let (dossier, ailleurs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(ailleurs.path(), dossier.path().join("textes")).unwrap();
        assert_eq!(enregistre(dossier.path(), "textes/a.md", "un", "").unwrap(), Issue::Lien);
        assert_eq!(std::fs::read_dir(ailleurs.path()).unwrap().count(), 0);
    }
}
