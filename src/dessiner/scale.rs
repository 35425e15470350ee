//! Vertical and horizontal scales: round ticks from zero.

use crate::domaine::exact::Exact;

/// A scale from zero to a round number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// Distance between ticks.
    pub(super) step: i128,
    /// Last tick.
    pub(super) top: i128,
}

impl Scale {
    /// The scale that holds `max` with the least room lost, in three to five intervals.
    pub(super) fn holding(max: Exact) -> Self {
        let ceiling = (max + Exact::decimal(4_999, 4)).arrondi(0).max(1);
        let mut best = Self { step: 1, top: ceiling };
        if ceiling <= 3 {
            return best;
        }
        let mut found = false;
        let mut magnitude = 1_i128;
        while magnitude <= ceiling {
            for tenths in [10, 20, 25, 40, 50].into_iter().filter(|t| t * magnitude % 10 == 0) {
                let step = tenths * magnitude / 10;
                let top = (ceiling + step - 1) / step * step;
                if (3..=5).contains(&(top / step))
                    && (!found || top < best.top || (top == best.top && step > best.step))
                {
                    (best, found) = (Self { step, top }, true);
                }
            }
            magnitude *= 10;
        }
        best
    }

    /// Every tick, zero first.
    pub(super) fn ticks(self) -> impl Iterator<Item = Exact> {
        (0..=self.top / self.step).map(move |k| Exact::from(k * self.step))
    }

    /// Share of the scale, 0 to 1.
    pub(super) fn share(self, n: Exact) -> f64 {
        n.divise_par(Exact::from(self.top)).unwrap_or(Exact::ZERO).flottant()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_graduations_sont_rondes_et_peu_nombreuses() {
        let echelle = |n: u32| Scale::holding(Exact::from(n));
        assert_eq!(echelle(0), Scale { step: 1, top: 1 });
        assert_eq!(echelle(50), Scale { step: 10, top: 50 });
        assert_eq!(echelle(15_208), Scale { step: 4_000, top: 16_000 });
        for n in 1..3_000_u32 {
            let e = echelle(n);
            assert!(e.top >= i128::from(n) && e.ticks().count() <= 6, "{n} {e:?}");
        }
        assert_eq!(Scale::holding(Exact::decimal(501, 1)).top, 60);
    }
}
