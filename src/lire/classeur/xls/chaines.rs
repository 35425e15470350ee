//! Texts of an XLS: one or two bytes a letter, cut anywhere by a CONTINUE record.

use super::records::Record;
use crate::lire::classeur::refus::Refus;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// How the texts of the file are written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ecriture {
    /// Excel 97 and later.
    Unicode,
    /// Before: bytes, in the encoding of the computer.
    Octets(&'static Encoding),
}

impl Ecriture {
    /// What a CODEPAGE record says, for files before Excel 97.
    pub(super) fn of_codepage(page: u16) -> Self {
        Self::Octets(if matches!(page, 10_000 | 0x8000) { MACINTOSH } else { WINDOWS_1252 })
    }

    /// The text at a place of a record, behind its length in two bytes.
    pub(super) fn long(self, record: &Record<'_>, place: usize) -> Result<String, Refus> {
        self.text(record, place + 2, record.u16(place)?)
    }

    /// The text at a place of a record, behind its length in one byte.
    pub(super) fn short(self, record: &Record<'_>, place: usize) -> Result<String, Refus> {
        self.text(record, place + 1, u16::from(record.u8(place)?))
    }

    fn text(self, record: &Record<'_>, place: usize, longueur: u16) -> Result<String, Refus> {
        let octets = record.data.get(place..).ok_or(Refus::ABIME)?;
        match self {
            Self::Unicode if longueur == 0 => Ok(String::new()),
            Self::Unicode => Suite::new(vec![octets]).letters(longueur),
            Self::Octets(encodage) => {
                let octets = octets.get(..usize::from(longueur)).ok_or(Refus::ABIME)?;
                Ok(encodage.decode_without_bom_handling(octets).0.into_owned())
            }
        }
    }
}

/// The table of shared strings, in as many records as it takes. Some software announces more of them than it writes.
pub(super) fn partagees(morceaux: Vec<&[u8]>) -> Result<Vec<String>, Refus> {
    let mut suite = Suite::new(morceaux);
    suite.skip(4)?;
    let nombre = suite.u32()?;
    let mut chaines = Vec::new();
    for _ in 0..nombre {
        if suite.est_finie() {
            break;
        }
        chaines.push(suite.rich()?);
    }
    Ok(chaines)
}

/// Bytes over several records.
struct Suite<'a> {
    morceaux: std::vec::IntoIter<&'a [u8]>,
    octets: &'a [u8],
}

impl<'a> Suite<'a> {
    fn new(morceaux: Vec<&'a [u8]>) -> Self {
        Self { morceaux: morceaux.into_iter(), octets: &[] }
    }

    /// True when nothing is left.
    fn est_finie(&self) -> bool {
        self.octets.is_empty() && self.morceaux.as_slice().iter().all(|morceau| morceau.is_empty())
    }

    fn u8(&mut self) -> Result<u8, Refus> {
        while self.octets.is_empty() {
            self.octets = self.morceaux.next().ok_or(Refus::ABIME)?;
        }
        let (premier, reste) = self.octets.split_first().ok_or(Refus::ABIME)?;
        self.octets = reste;
        Ok(*premier)
    }

    fn u16(&mut self) -> Result<u16, Refus> {
        Ok(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn u32(&mut self) -> Result<u32, Refus> {
        Ok(u32::from_le_bytes([self.u8()?, self.u8()?, self.u8()?, self.u8()?]))
    }

    fn skip(&mut self, mut nombre: usize) -> Result<(), Refus> {
        while nombre > self.octets.len() {
            nombre -= self.octets.len();
            self.octets = self.morceaux.next().ok_or(Refus::ABIME)?;
        }
        self.octets = &self.octets[nombre..];
        Ok(())
    }

    /// A text with its fonts and its pronunciation, which are skipped.
    fn rich(&mut self) -> Result<String, Refus> {
        let longueur = self.u16()?;
        let etat = self.u8()?;
        let polices = if etat & 0x08 != 0 { usize::from(self.u16()?) } else { 0 };
        let annexe = if etat & 0x04 != 0 { usize::try_from(self.u32()?)? } else { 0 };
        let texte = self.units(longueur, etat & 1 != 0)?;
        self.skip(polices * 4)?;
        self.skip(annexe)?;
        Ok(texte)
    }

    /// A text behind the byte that says how wide its letters are.
    fn letters(&mut self, longueur: u16) -> Result<String, Refus> {
        let large = self.u8()? & 1 != 0;
        self.units(longueur, large)
    }

    /// Letters; a record that continues a text says again how wide they are.
    fn units(&mut self, longueur: u16, mut large: bool) -> Result<String, Refus> {
        let mut lettres = Vec::new();
        while lettres.len() < usize::from(longueur) {
            if self.octets.is_empty() {
                large = self.u8()? & 1 != 0;
            }
            let basse = self.u8()?;
            lettres.push(u16::from_le_bytes([basse, if large { self.u8()? } else { 0 }]));
        }
        Ok(String::from_utf16_lossy(&lettres))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cut_by_a_record_changes_the_width_of_its_letters() {
        let debut = [&[0, 0, 0, 0, 2, 0, 0, 0][..], &[4, 0, 0, b'J', b'u']].concat();
        let suite = [1, b'i', 0, b'n', 0, 2, 0, 0x08, 1, 0, b'n', 0xB0, 9, 9];
        assert_eq!(partagees(vec![&debut, &suite, &[9, 9]]).unwrap(), ["Juin", "n°"]);
        assert!(partagees(vec![&debut]).is_err(), "the first is cut");
    }

    #[test]
    fn more_texts_may_be_announced_than_written() {
        let annonce = [0, 0, 0, 0, 255, 255, 255, 255];
        assert_eq!(partagees(vec![&annonce, &[2, 0, 0, b'A', b'B'], &[]]).unwrap(), ["AB"]);
        assert_eq!(partagees(vec![&annonce]).unwrap(), Vec::<String>::new());
        assert!(partagees(vec![&annonce[..6]]).is_err());
    }
}
