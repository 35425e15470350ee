//! The canvas: what charts are made of, drawn through plotters' SVG backend in tenths of a unit.

use super::theme;
use super::widths::width;
use crate::fontes::SANS;
use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};

/// A place, in units from the top left corner.
pub(super) type Point = (f64, f64);

/// Plotters draws on whole coordinates: ten to a unit.
const TENTHS: f64 = 10.0;
/// Plotters writes `size / 1.24` as the size of a font.
const PLOTTERS_EM: f64 = 1.24;
/// Where plotters' `VPos::Top` puts the baseline, in ems below the point.
const TOP_TO_BASELINE: f64 = 0.76;

/// A rectangle, corners in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    pub(super) fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    /// True when two rectangles share more than an edge.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn corners(self) -> Vec<Point> {
        vec![(self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)]
    }
}

/// How a text is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Font {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) color: RGBColor,
}

impl Font {
    pub(super) fn plain(size: f64, color: RGBColor) -> Self {
        Self { size, bold: false, color }
    }

    pub(super) fn bold(size: f64, color: RGBColor) -> Self {
        Self { size, bold: true, color }
    }

    /// The place a text takes, with the baseline at `at`.
    pub(super) fn place(self, at: Point, anchor: Anchor, text: &str) -> Rect {
        let wide = width(text, self.size, self.bold);
        let left = match anchor {
            Anchor::Start => at.0,
            Anchor::Middle => at.0 - wide / 2.0,
            Anchor::End => at.0 - wide,
        };
        Rect::new(left, at.1 - self.size * 0.74, left + wide, at.1 + self.size * 0.22)
    }
}

/// Which part of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Dashes of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dash {
    pub(super) on: f64,
    pub(super) off: f64,
}

/// The edge of a value to be looked at.
const DOUBT: Dash = Dash { on: 4.0, off: 2.0 };
/// Stroke around a pattern.
const EDGE: f64 = 1.4;

enum Mark {
    Path(Vec<Point>, RGBColor, f64),
    Polygon(Vec<Point>, RGBColor),
    Circle(Point, f64, RGBColor),
    Text(Point, Anchor, Font, String),
}

/// A drawing being made.
#[derive(Default)]
pub(super) struct Toile {
    marks: Vec<Mark>,
}

impl Toile {
    pub(super) fn line(&mut self, points: &[Point], color: RGBColor, width: f64) {
        self.marks.push(Mark::Path(points.to_vec(), color, width));
    }

    /// A line in dashes that follow its corners.
    pub(super) fn dashed(&mut self, points: &[Point], dash: Dash, color: RGBColor, width: f64) {
        for piece in dashes(points, dash) {
            self.line(&piece, color, width);
        }
    }

    pub(super) fn polygon(&mut self, points: &[Point], color: RGBColor) {
        self.marks.push(Mark::Polygon(points.to_vec(), color));
    }

    pub(super) fn rect(&mut self, rect: Rect, color: RGBColor) {
        self.polygon(&rect.corners(), color);
    }

    /// The edge of a rectangle, drawn inside it.
    pub(super) fn outline(&mut self, rect: Rect, color: RGBColor, width: f64) {
        let inset = width / 2.0;
        let inner = Rect::new(rect.left + inset, rect.top + inset, rect.right - inset, rect.bottom - inset);
        let mut points = inner.corners();
        points.extend([(inner.left, inner.top), (inner.right, inner.top)]);
        self.line(&points, color, width);
    }

    /// An empty rectangle with a dashed edge: a value to be looked at.
    pub(super) fn hollow(&mut self, rect: Rect, color: RGBColor) {
        self.rect(rect, theme::PAPER);
        let inset = EDGE / 2.0;
        let inner = Rect::new(rect.left + inset, rect.top + inset, rect.right - inset, rect.bottom - inset);
        let mut points = inner.corners();
        points.push((inner.left, inner.top));
        self.dashed(&points, DOUBT, color, EDGE);
    }

    /// A hatched rectangle: a pattern that stands beside a full one.
    pub(super) fn hatched(&mut self, rect: Rect, color: RGBColor) {
        self.rect(rect, theme::PAPER);
        let (wide, high) = (rect.right - rect.left, rect.bottom - rect.top);
        let mut k = -high + 3.0;
        while k < wide {
            let from = if k < 0.0 { (rect.left, rect.bottom + k) } else { (rect.left + k, rect.bottom) };
            let to =
                if k + high > wide { (rect.right, rect.bottom - (wide - k)) } else { (rect.left + k + high, rect.top) };
            self.line(&[from, to], color, 0.9);
            k += 5.0;
        }
        self.outline(rect, color, EDGE);
    }

    pub(super) fn circle(&mut self, center: Point, radius: f64, color: RGBColor) {
        self.marks.push(Mark::Circle(center, radius, color));
    }

    /// A text whose baseline is at `at`.
    pub(super) fn text(&mut self, at: Point, anchor: Anchor, font: Font, text: &str) {
        self.marks.push(Mark::Text(at, anchor, font, text.to_owned()));
    }

    /// A text on a small ground of paper, over hatches and lines.
    pub(super) fn text_on_paper(&mut self, at: Point, anchor: Anchor, font: Font, text: &str) {
        let place = font.place(at, anchor, text);
        self.rect(Rect::new(place.left - 1.5, place.top - 0.5, place.right + 1.5, place.bottom), theme::PAPER);
        self.text(at, anchor, font, text);
    }

    /// Height of the highest mark.
    fn top(&self) -> f64 {
        let tops = self.marks.iter().map(|mark| match mark {
            Mark::Path(points, ..) | Mark::Polygon(points, _) => points.iter().map(|p| p.1).fold(f64::MAX, f64::min),
            Mark::Circle(center, radius, _) => center.1 - radius,
            Mark::Text(at, anchor, font, text) => font.place(*at, *anchor, text).top,
        });
        tops.fold(f64::MAX, f64::min)
    }

    /// The SVG, without the room left empty above. Writing into memory cannot fail; `None` would mean that plotters refused a mark.
    pub(super) fn svg(self, width: f64, bottom: f64) -> Option<String> {
        let crop = self.top().min(bottom) - 2.0;
        let height = (bottom - crop).ceil();
        let mut svg = String::new();
        let size = (tenths(width).unsigned_abs(), tenths(height).unsigned_abs());
        let mut backend = SVGBackend::with_string(&mut svg, size);
        for mark in &self.marks {
            draw(&mut backend, mark, crop)?;
        }
        backend.present().ok()?;
        drop(backend);
        let drawn = format!("width=\"{}\" height=\"{}\"", size.0, size.1);
        let printed = format!("width=\"{width}\" height=\"{}\"", height);
        Some(svg.replacen(&drawn, &printed, 1))
    }
}

fn draw(backend: &mut SVGBackend<'_>, mark: &Mark, crop: f64) -> Option<()> {
    let at = |p: &Point| (tenths(p.0), tenths(p.1 - crop));
    match mark {
        Mark::Path(points, color, width) => backend.draw_path(points.iter().map(at), &stroke(*color, *width)),
        Mark::Polygon(points, color) => backend.fill_polygon(points.iter().map(at), &color.to_rgba()),
        Mark::Circle(center, radius, color) => {
            backend.draw_circle(at(center), tenths(*radius).unsigned_abs(), &color.to_rgba(), true)
        }
        Mark::Text(point, anchor, font, text) => {
            let size = font.size * TENTHS;
            let h = match anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            };
            let weight = if font.bold { FontStyle::Bold } else { FontStyle::Normal };
            // quoted: a family whose name holds a digit is not a CSS identifier
            let family = format!("'{SANS}'");
            let face = (FontFamily::Name(&family), size * PLOTTERS_EM, weight).into_font();
            let style = TextStyle::from(face).color(&font.color).pos(Pos::new(h, VPos::Top));
            backend.draw_text(text, &style, at(&(point.0, point.1 - font.size * TOP_TO_BASELINE)))
        }
    }
    .ok()
}

fn stroke(color: RGBColor, width: f64) -> ShapeStyle {
    ShapeStyle { color: color.to_rgba(), filled: false, stroke_width: tenths(width).unsigned_abs() }
}

#[allow(clippy::cast_possible_truncation, reason = "coordinates of a page, rounded to a tenth")]
fn tenths(units: f64) -> i32 {
    (units * TENTHS).round() as i32
}

fn dashes(points: &[Point], dash: Dash) -> Vec<Vec<Point>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<Point> = points.first().copied().into_iter().collect();
    let (mut on, mut left) = (true, dash.on);
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let length = ((to.0 - from.0).powi(2) + (to.1 - from.1).powi(2)).sqrt();
            if length <= left {
                left -= length;
                piece.push(to);
                break;
            }
            let share = left / length;
            from = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            if on {
                piece.push(from);
                pieces.push(std::mem::take(&mut piece));
            }
            on = !on;
            left = if on { dash.on } else { dash.off };
            piece = vec![from];
        }
    }
    if on && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_tirets_suivent_les_angles() {
        let tirets = dashes(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)], Dash { on: 6.0, off: 2.0 });
        assert_eq!(tirets.len(), 3);
        assert_eq!(tirets[1], [(8.0, 0.0), (10.0, 0.0), (10.0, 4.0)]);
    }

    #[test]
    fn le_svg_nomme_la_fonte_entre_apostrophes_et_porte_sa_taille() {
        let mut toile = Toile::default();
        toile.text((10.0, 20.0), Anchor::End, Font::bold(11.0, theme::INK), "« É & <b> »");
        let svg = toile.svg(640.0, 30.0).unwrap();
        assert!(svg.starts_with("<svg width=\"640\" height=\"21\" viewBox=\"0 0 6400 210\""), "{svg}");
        assert!(svg.contains("font-family=\"&apos;Source Sans 3&apos;\""), "{svg}");
        assert!(svg.contains("font-size=\"110\"") && svg.contains("font-weight=\"bold\""), "{svg}");
        assert!(svg.contains("« É &amp; &lt;b&gt; »"), "{svg}");
    }
}
