//! Draws that are the same at every run: splitmix64, from a seed that never changes.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Where draws come from.
pub(crate) struct Hasard(u64);

impl Hasard {
    /// The draws of a number: two numbers share none.
    pub(crate) fn new(graine: u64) -> Self {
        Self(graine.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn suivant(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `min` to `max`, both possible.
    pub(crate) fn entre(&mut self, min: u32, max: u32) -> u32 {
        let largeur = u64::from(max.saturating_sub(min)) + 1;
        min + u32::try_from(self.suivant() % largeur).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub(crate) fn sur_cent(&mut self, fois: u32) -> bool {
        self.entre(1, 100) <= fois
    }

    /// One of these.
    pub(crate) fn un<T: Copy>(&mut self, choix: &[T]) -> T {
        let dernier = u32::try_from(choix.len() - 1).unwrap_or(0);
        choix[self.entre(0, dernier) as usize]
    }

    /// One of these words, by weight.
    pub(crate) fn mot(&mut self, poids: &[(&'static str, u32)]) -> &'static str {
        let mut tire = self.entre(1, poids.iter().map(|(_, poids)| poids).sum());
        for (mot, poids) in poids {
            if tire <= *poids {
                return mot;
            }
            tire -= poids;
        }
        ""
    }
}

/// Days of 2025, and those of every year, when offices are closed.
const FERIES: [(u32, u32); 11] =
    [(1, 1), (4, 21), (5, 1), (5, 8), (5, 29), (6, 9), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];

/// True when offices are closed.
pub(crate) fn ferme(jour: NaiveDate) -> bool {
    matches!(jour.weekday(), Weekday::Sat | Weekday::Sun) || FERIES.contains(&(jour.month(), jour.day()))
}

/// The same day, or the last one before it when offices are open.
pub(crate) fn ouvre(mut jour: NaiveDate) -> NaiveDate {
    while ferme(jour) {
        jour = jour - Days::new(1);
    }
    jour
}
