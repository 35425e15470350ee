//! Where the fields of a text end: eight bytes are looked at together, fields of a few letters being the rule.

/// Every byte eight times.
const fn partout(octet: u8) -> u64 {
    u64::from_ne_bytes([octet; 8])
}

/// The places of two bytes in a text, in order.
pub(super) struct Bornes<'t> {
    octets: &'t [u8],
    cherches: [u64; 2],
    /// Where the word being looked at begins.
    debut: usize,
    /// What is left of it: the high bit of each byte found.
    trouves: u64,
}

impl<'t> Bornes<'t> {
    pub(super) fn new(octets: &'t [u8], cherches: [u8; 2]) -> Self {
        let mut bornes = Self { octets, cherches: cherches.map(partout), debut: 0, trouves: 0 };
        bornes.trouves = bornes.trouve();
        bornes
    }

    /// The high bit of each byte found among the next eight; beyond the end there is none.
    fn trouve(&self) -> u64 {
        let reste = self.octets.get(self.debut..).unwrap_or_default();
        let Some(mot) = reste.first_chunk() else { return self.trouve_a_la_fin(reste) };
        self.dans(u64::from_le_bytes(*mot))
    }

    #[cold]
    fn trouve_a_la_fin(&self, reste: &[u8]) -> u64 {
        let mut mot = [0; 8];
        mot.iter_mut().zip(reste).for_each(|(place, octet)| *place = *octet);
        let dedans = u64::MAX.checked_shr(64 - 8 * u32::try_from(reste.len()).unwrap_or(8)).unwrap_or(0);
        self.dans(u64::from_le_bytes(mot)) & dedans
    }

    fn dans(&self, mot: u64) -> u64 {
        const BAS: u64 = partout(0x7f);
        // a byte is zero when neither its low bits carry into the high one nor the high one is set
        let [un, autre] = self.cherches.map(|cherche| {
            let ecart = mot ^ cherche;
            !(((ecart & BAS) + BAS) | ecart | BAS)
        });
        un | autre
    }
}

impl Iterator for Bornes<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.trouves == 0 {
            self.debut += 8;
            if self.debut >= self.octets.len() {
                return None;
            }
            self.trouves = self.trouve();
        }
        let octet = self.trouves.trailing_zeros() as usize / 8;
        self.trouves &= self.trouves - 1;
        Some(self.debut + octet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_at_any_offset() {
        let texte = "a;bc;;déf\n;\n\n;;;;;;;;;\u{3b}é\n0123456789;\0;\u{bb}x;z".as_bytes();
        for debut in 0..texte.len() {
            for fin in debut..=texte.len() {
                let octets = &texte[debut..fin];
                let attendues = octets.iter().enumerate().filter(|(_, o)| matches!(o, b';' | b'\n')).map(|(i, _)| i);
                assert!(Bornes::new(octets, [b';', b'\n']).eq(attendues), "{debut}..{fin}");
            }
        }
        assert!(Bornes::new(b"\0\0", [0, b'\n']).eq([0, 1]));
    }
}
