//! Direct labels at the right of a chart: several lines each, pushed apart so that none covers another.

use super::theme::{LABEL, LEADING, MUTE};
use super::toile::{Anchor, Dash, Font, Toile};
use super::widths::width;
use plotters::style::RGBColor;

/// Room left between two labels.
const GAP: f64 = 7.0;
/// Of a label whose mark is far.
const DOTS: Dash = Dash { on: 1.2, off: 3.2 };

/// A label: its lines, and the height of the mark that it names.
pub(super) struct Label {
    /// Where its mark is.
    mark: f64,
    /// Where the mark ends: a leader joins it to a label that had to move. An area needs none.
    from: Option<f64>,
    /// Its mark is far from it: dots lead there wherever it stands.
    far: bool,
    /// Text and font of each line.
    lines: Vec<(String, Font)>,
}

impl Label {
    /// A label with a bold name in the colour of its mark.
    pub(super) fn new(mark: f64, name: impl Into<String>, color: RGBColor) -> Self {
        Self { mark, from: None, far: false, lines: vec![(name.into(), Font::bold(LABEL, color))] }
    }

    /// The same, joined to the end of its line at `x`.
    pub(super) fn joined(mut self, x: f64) -> Self {
        self.from = Some(x);
        self
    }

    /// The same, led by dots from a mark at `x` that is not the end of its line.
    pub(super) fn led(self, x: f64) -> Self {
        Self { far: true, ..self.joined(x) }
    }

    /// One more line, in muted ink.
    pub(super) fn then(mut self, text: impl Into<String>) -> Self {
        self.lines.push((text.into(), Font::plain(LABEL, MUTE)));
        self
    }

    /// One more line, in a font of its own.
    pub(super) fn then_in(mut self, font: Font, text: impl Into<String>) -> Self {
        self.lines.push((text.into(), font));
        self
    }

    fn height(&self) -> f64 {
        self.lines.iter().map(|_| LEADING).sum()
    }
}

/// Width of the widest line.
pub(super) fn room(labels: &[Label]) -> f64 {
    let lines = labels.iter().flat_map(|label| &label.lines);
    lines.map(|(text, font)| width(text, font.size, font.bold)).fold(0.0, f64::max)
}

/// Tops of the labels, in their order, inside `top..bottom` as far as they fit.
fn tops(labels: &[Label], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|a, b| labels[*a].mark.total_cmp(&labels[*b].mark));
    let mut tops = vec![0.0; labels.len()];
    let mut free = top;
    for i in &order {
        tops[*i] = (labels[*i].mark - LEADING * 0.5).max(free);
        free = tops[*i] + labels[*i].height() + GAP;
    }
    let mut limit = bottom;
    for i in order.iter().rev() {
        tops[*i] = tops[*i].min(limit - labels[*i].height());
        limit = tops[*i] - GAP;
    }
    tops
}

/// Writes the labels from `x` on; a leader joins those that had to move to their mark.
pub(super) fn write(toile: &mut Toile, labels: &[Label], x: f64, (top, bottom): (f64, f64)) {
    for (label, label_top) in labels.iter().zip(tops(labels, top, bottom)) {
        let middle = label_top + LEADING * 0.5;
        let leader = |from| [(from, label.mark), (x - 4.0, middle)];
        match label.from {
            Some(from) if label.far => toile.dashed(&leader(from), DOTS, MUTE, 0.9),
            Some(from) if (middle - label.mark).abs() > 2.0 => toile.line(&leader(from), MUTE, 0.7),
            _ => {}
        }
        let mut baseline = label_top + LEADING * 0.5 + LABEL * 0.34;
        for (text, font) in &label.lines {
            toile.text((x, baseline), Anchor::Start, *font, text);
            baseline += LEADING;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dessiner::theme::BLUE;

    #[test]
    fn trois_etiquettes_voisines_s_ecartent() {
        let labels: Vec<Label> = [40.0, 41.0, 42.0].map(|y| Label::new(y, "a", BLUE).then("b").then("c")).into();
        let mut tops = tops(&labels, 10.0, 200.0);
        tops.sort_by(f64::total_cmp);
        for paire in tops.windows(2) {
            assert!(paire[1] - paire[0] >= 3.0 * LEADING, "{paire:?}");
        }
        assert!(tops[0] >= 10.0 && tops[2] + 3.0 * LEADING <= 200.0);
    }
}
