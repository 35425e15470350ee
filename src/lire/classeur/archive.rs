//! Zip archives: what they are, and what they really hold once unpacked. What they claim to hold is not believed.

use super::budget::Budget;
use super::refus::Refus;
use crate::domaine::anomalie::FormatNonLu;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What makes an OpenDocument spreadsheet, in its part `mimetype`.
const TABLEUR_ODF: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// What makes an OpenDocument text, templates and master documents included.
const TEXTE_ODF: &str = "application/vnd.oasis.opendocument.text";

/// An archive in memory.
pub(in crate::lire) struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

/// What an archive is.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::lire) enum Contenu {
    /// XLSX or XLSM.
    Xlsx,
    /// ODS.
    Ods,
    /// Not a workbook that Trame reads.
    Autre(FormatNonLu),
}

/// What an archive is, where a text is expected.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::lire) enum Genre {
    /// DOCX, with macros or not.
    Docx,
    /// ODT.
    Odt,
    /// Neither.
    Autre(FormatNonLu),
}

impl<'a> Archive<'a> {
    /// Reads the directory of an archive.
    pub(in crate::lire) fn open(octets: &'a [u8]) -> Result<Self, Refus> {
        Ok(Self(ZipArchive::new(Cursor::new(octets))?))
    }

    /// What the names of its parts say that it is.
    pub(in crate::lire) fn contenu(&mut self) -> Result<Contenu, Refus> {
        if let Some(mimetype) = self.head("mimetype") {
            return Ok(match mimetype {
                m if m.starts_with(TABLEUR_ODF) => Contenu::Ods,
                m if m.contains("opendocument.presentation") => Contenu::Autre(FormatNonLu::Presentation),
                m if m.contains("opendocument") => Contenu::Autre(FormatNonLu::Document),
                _ => Contenu::Autre(FormatNonLu::Archive),
            });
        }
        let noms: Vec<String> = self.0.file_names().filter_map(|nom| Some(normalised(&nom.ok()?))).collect();
        let has = |debut: &str| noms.iter().any(|nom| nom.starts_with(debut));
        Ok(match () {
            () if has("xl/workbook.bin") => Contenu::Autre(FormatNonLu::Xlsb),
            () if has("word/") => Contenu::Autre(FormatNonLu::Document),
            () if has("ppt/") => Contenu::Autre(FormatNonLu::Presentation),
            () if has("xl/") || has("[content_types].xml") => Contenu::Xlsx,
            () if noms.iter().any(|nom| nom.ends_with(".iwa") || nom == "index.zip") => {
                Contenu::Autre(FormatNonLu::Numbers)
            }
            () => Contenu::Autre(FormatNonLu::Archive),
        })
    }

    /// What the archive of a document of a word processor is.
    pub(in crate::lire) fn genre(&mut self) -> Result<Genre, Refus> {
        if let Some(mimetype) = self.head("mimetype") {
            return Ok(match mimetype.starts_with(TEXTE_ODF) {
                true => Genre::Odt,
                false => Genre::Autre(FormatNonLu::Autre),
            });
        }
        let word = self.0.file_names().any(|nom| nom.is_ok_and(|nom| normalised(&nom).starts_with("word/")));
        Ok(if word { Genre::Docx } else { Genre::Autre(FormatNonLu::Archive) })
    }

    /// A part, unpacked as far as the budget goes.
    pub(in crate::lire) fn part(&mut self, nom: &str, budget: &Budget) -> Result<Option<Vec<u8>>, Refus> {
        let place = self.0.file_names().position(|n| n.is_ok_and(|n| normalised(&n) == normalised(nom)));
        let Some(place) = place else { return Ok(None) };
        let mut octets = Vec::new();
        let lus = self.0.by_index(place)?.take(budget.octets() + 1).read_to_end(&mut octets)?;
        if lus as u64 > budget.octets() { Err(Refus::OctetsDecompresses) } else { Ok(Some(octets)) }
    }

    /// Unpacks every part in turn, and counts. Of a damaged one, what comes before the damage.
    pub(in crate::lire) fn each_part(
        &mut self,
        limite: u64,
        mut look: impl FnMut(&str, &[u8]) -> Result<(), Refus>,
    ) -> Result<(), Refus> {
        let mut reste = limite;
        let mut octets = Vec::new();
        for i in 0..self.0.len() {
            let Ok(partie) = self.0.by_index(i) else { continue };
            let nom = normalised(&partie.name()?);
            octets.clear();
            let _damage_is_found_by_who_needs_the_part = partie.take(reste + 1).read_to_end(&mut octets);
            reste = reste.checked_sub(octets.len() as u64).ok_or(Refus::OctetsDecompresses)?;
            look(&nom, &octets)?;
        }
        Ok(())
    }

    /// The first characters of a small part.
    fn head(&mut self, nom: &str) -> Option<String> {
        let mut octets = Vec::new();
        self.0.by_name(nom).ok()?.take(100).read_to_end(&mut octets).ok()?;
        String::from_utf8(octets).ok()
    }
}

/// Some programs write backslashes, or capitals where another part has none.
pub(in crate::lire) fn normalised(nom: &str) -> String {
    nom.replace('\\', "/").to_lowercase()
}
