//! Numbers that only their seed decides: the same mutation on every machine.

/// SplitMix64.
pub(crate) struct Hasard(u64);

impl Hasard {
    pub(crate) fn new(graine: u64) -> Self {
        Self(graine.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5452_414D_4500_0003)
    }

    pub(crate) fn nombre(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below a bound; 0 below 0.
    pub(crate) fn sous(&mut self, borne: usize) -> usize {
        let borne = u64::try_from(borne.max(1)).unwrap();
        usize::try_from(self.nombre() % borne).unwrap()
    }

    /// Between 1 and a bound, small ones far more often.
    pub(crate) fn petit(&mut self, borne: usize) -> usize {
        let plus_petite = borne >> self.sous(usize::try_from(borne.max(1).ilog2() + 1).unwrap());
        1 + self.sous(plus_petite)
    }

    pub(crate) fn une_fois_sur(&mut self, combien: usize) -> bool {
        self.sous(combien) == 0
    }

    pub(crate) fn parmi<T: Copy>(&mut self, choix: &[T]) -> T {
        choix[self.sous(choix.len())]
    }

    pub(crate) fn octet(&mut self) -> u8 {
        self.nombre().to_le_bytes()[0]
    }

    /// A range inside a length, most often short.
    pub(crate) fn etendue(&mut self, longueur: usize) -> std::ops::Range<usize> {
        let debut = self.sous(longueur);
        let taille = self.petit((longueur - debut).max(1));
        debut..(debut + taille).min(longueur)
    }
}
