//! The frame of a monthly chart: a vertical scale, twelve slots, the names of the months.

use super::scale::Scale;
use super::theme::{GRID, HAIRLINE, INK, MUTE, TICK, WIDTH};
use super::toile::{Anchor, Font, Toile};
use super::widths::widest;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Exercice;
use crate::francais::nombre;

/// Between the last mark and the labels.
pub(super) const MARGIN: f64 = 18.0;
/// Room for the names of the months under an axis.
pub(super) const NAMES: f64 = 22.0;

/// Places on the canvas: twelve slots, whatever the number of months known, so that a running year keeps its scale.
pub(super) struct Frame {
    pub(super) scale: Scale,
    pub(super) left: f64,
    pub(super) bottom: f64,
    height: f64,
    /// Width of a month.
    pub(super) pitch: f64,
    /// Right edge of the last month that has started.
    pub(super) end: f64,
}

impl Frame {
    /// A frame whose left margin holds its ticks.
    pub(super) fn new(scale: Scale, top: f64, height: f64) -> Self {
        let ticks: Vec<String> = scale.ticks().map(nombre).collect();
        let left = widest(ticks.iter().map(String::as_str), TICK, false) + 9.0;
        Self { scale, left, bottom: top + height, height, pitch: 0.0, end: left }
    }

    /// Gives the twelve months what the labels leave.
    pub(super) fn leave_room(&mut self, labels: f64, started: usize) {
        self.pitch = (WIDTH - self.left - labels - MARGIN - 1.0) / 12.0;
        self.end = self.edge(started);
    }

    /// Left edge of a month, counted from zero.
    pub(super) fn edge(&self, rang: usize) -> f64 {
        (0..rang).fold(self.left, |x, _| x + self.pitch)
    }

    /// Middle of a month.
    pub(super) fn center(&self, rang: usize) -> f64 {
        self.edge(rang) + self.pitch / 2.0
    }

    /// Height of a number.
    pub(super) fn y(&self, n: Exact) -> f64 {
        self.bottom - self.scale.share(n) * self.height
    }

    /// Guides, ticks, and the names of the twelve months, those to come included: the year is the frame.
    pub(super) fn draw(&self, toile: &mut Toile, exercice: Exercice) {
        for n in self.scale.ticks() {
            let y = self.y(n);
            if n > Exact::ZERO {
                toile.line(&[(self.left, y), (self.end, y)], GRID, HAIRLINE);
            }
            toile.text((self.left - 7.0, y + TICK * 0.34), Anchor::End, Font::plain(TICK, MUTE), &nombre(n));
        }
        for mois in exercice.mois() {
            let at = (self.center(mois.rang()), self.bottom + 15.0);
            toile.text(at, Anchor::Middle, Font::plain(TICK, MUTE), mois.abrege());
        }
    }

    /// The axis, over what stands on it.
    pub(super) fn base(&self, toile: &mut Toile) {
        toile.line(&[(self.left, self.bottom), (self.edge(12), self.bottom)], INK, HAIRLINE);
    }
}
