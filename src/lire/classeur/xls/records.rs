//! Records: a type, a length, bytes. Every read is checked against the bytes that are there.

use crate::lire::classeur::refus::Refus;

/// BOF and EOF, which open and close a substream; CONTINUE, for what does not fit in 8 224 bytes.
pub(super) const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
pub(super) const CONTINUE: u16 = 0x003C;

/// One record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) nature: u16,
    pub(super) data: &'a [u8],
}

impl Record<'_> {
    pub(super) fn u8(&self, place: usize) -> Result<u8, Refus> {
        self.data.get(place).copied().ok_or(Refus::ABIME)
    }

    pub(super) fn u16(&self, place: usize) -> Result<u16, Refus> {
        Ok(u16::from_le_bytes(self.bytes(place)?))
    }

    pub(super) fn u32(&self, place: usize) -> Result<u32, Refus> {
        Ok(u32::from_le_bytes(self.bytes(place)?))
    }

    pub(super) fn bytes<const N: usize>(&self, place: usize) -> Result<[u8; N], Refus> {
        let octets = self.data.get(place..).and_then(|d| d.first_chunk::<N>());
        octets.copied().ok_or(Refus::ABIME)
    }
}

/// The records after a BOF, up to its EOF; those of the charts inside are left out.
pub(super) fn substream(octets: &[u8]) -> Result<Substream<'_>, Refus> {
    let mut substream = Substream { reste: octets, profondeur: 1 };
    let debut = substream.record()?;
    if debut.nature == BOF { Ok(substream) } else { Err(Refus::ABIME) }
}

/// An iterator on them.
pub(super) struct Substream<'a> {
    reste: &'a [u8],
    profondeur: u32,
}

impl<'a> Substream<'a> {
    fn record(&mut self) -> Result<Record<'a>, Refus> {
        let entete = Record { nature: 0, data: self.reste };
        let (nature, longueur) = (entete.u16(0)?, usize::from(entete.u16(2)?));
        let data = self.reste.get(4..4 + longueur).ok_or(Refus::ABIME)?;
        self.reste = &self.reste[4 + longueur..];
        Ok(Record { nature, data })
    }
}

impl<'a> Iterator for Substream<'a> {
    type Item = Result<Record<'a>, Refus>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.profondeur > 0 {
            let record = match self.record() {
                Ok(record) => record,
                Err(refus) => {
                    self.profondeur = 0;
                    return Some(Err(refus));
                }
            };
            match record.nature {
                BOF => self.profondeur += 1,
                EOF => self.profondeur -= 1,
                _ if self.profondeur == 1 => return Some(Ok(record)),
                _ => {}
            }
        }
        None
    }
}
