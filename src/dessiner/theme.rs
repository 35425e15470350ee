//! What charts look like: colours (Okabe-Ito, darkened where they carry text), sizes, strokes.

use plotters::style::RGBColor;

/// Text and axes.
pub(super) const INK: RGBColor = RGBColor(0x1C, 0x2A, 0x33);
/// Secondary text.
pub(super) const MUTE: RGBColor = RGBColor(0x5E, 0x6B, 0x73);
/// Horizontal guides.
pub(super) const GRID: RGBColor = RGBColor(0xE3, 0xE8, 0xEA);
/// Paper.
pub(super) const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// Présents, réalisé: fills, lines and text.
pub(super) const BLUE: RGBColor = RGBColor(0x00, 0x72, 0xB2);
/// Entrées.
pub(super) const GREEN: RGBColor = RGBColor(0x00, 0x9E, 0x73);
/// Text beside [`GREEN`].
pub(super) const GREEN_TEXT: RGBColor = RGBColor(0x00, 0x73, 0x53);
/// Sorties.
pub(super) const VERMILION: RGBColor = RGBColor(0xD5, 0x5E, 0x00);
/// Text beside [`VERMILION`].
pub(super) const VERMILION_TEXT: RGBColor = RGBColor(0xA8, 0x4A, 0x00);
/// Edge of a band.
pub(super) const SKY: RGBColor = RGBColor(0x8F, 0xC4, 0xE3);
/// Inside of a band, and of an estimated bar.
pub(super) const BAND: RGBColor = RGBColor(0xE2, 0xEF, 0xF7);

/// Inside of the tunnel of a contract.
pub(super) const SAND: RGBColor = RGBColor(0xEA, 0xE4, 0xD3);
/// Its edges, and the text beside it.
pub(super) const SAND_EDGE: RGBColor = RGBColor(0x6F, 0x64, 0x45);

/// Width of every canvas; at 16,5 cm on the page, one unit is 0,73 pt.
pub(super) const WIDTH: f64 = 640.0;
/// Labels of series.
pub(super) const LABEL: f64 = 11.5;
/// Ticks, months and values.
pub(super) const TICK: f64 = 11.0;
/// Smallest text that may be printed: below it, a value stays in the table.
pub(super) const SMALLEST: f64 = 8.0;
/// Distance between the lines of a label.
pub(super) const LEADING: f64 = 14.0;
/// Guides and axes.
pub(super) const HAIRLINE: f64 = 0.8;

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(c: RGBColor) -> f64 {
        let linear = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(c.0) + 0.7152 * linear(c.1) + 0.0722 * linear(c.2)
    }

    #[test]
    fn les_textes_se_detachent_du_papier() {
        for couleur in [INK, MUTE, BLUE, GREEN_TEXT, VERMILION_TEXT, SAND_EDGE] {
            let contraste = (luminance(PAPER) + 0.05) / (luminance(couleur) + 0.05);
            assert!(contraste >= 4.5, "{couleur:?} {contraste}");
        }
    }
}
