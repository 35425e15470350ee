//! The gap of each month under the curves: what two lines that nearly touch do not show.

use super::Activite;
use crate::dessiner::frame::{Frame, NAMES};
use crate::dessiner::theme::{BLUE, HAIRLINE, INK, LABEL, LEADING, MUTE, SMALLEST, TICK, VERMILION, VERMILION_TEXT};
use crate::dessiner::toile::{Anchor, Font, Rect, Toile};
use crate::dessiner::widths::fitting;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::francais::{avec_signe, nombre};

/// Beside the axis.
pub(super) const NOM: &str = "Écart du mois";
/// Tallest bar, on either side of the axis.
const TALLEST: f64 = 26.0;
/// Room for a value beyond the end of a bar.
const VALUE: f64 = 15.0;
/// Half the width of a bar, as a share of a slot.
const HALF: f64 = 0.26;

/// A month: realised less forecast, and true when it is an estimate or doubtful.
pub(super) type Ecart = (Mois, Exact, bool);

/// The months whose two terms are known.
pub(super) fn ecarts(activite: &Activite<'_>) -> Vec<Ecart> {
    let du_mois = |(rang, mois): (usize, &Mois)| {
        let cumul = activite.realise.get(rang)?;
        let du = |id| activite.perimetre.mensuel(id, *mois).exact();
        let ecart = du("journees_realisees")? - du("journees_previsionnelles")?;
        Some((*mois, ecart, cumul.estime || cumul.douteux))
    };
    activite.mois.iter().enumerate().filter_map(du_mois).collect()
}

/// « +12 », « −34 », « 0 ».
pub(super) fn signe(n: Exact) -> String {
    avec_signe(nombre(n))
}

/// Draws the small bars; gives back the height of the canvas.
pub(super) fn draw(toile: &mut Toile, frame: &Frame, activite: &Activite<'_>, label_x: f64) -> f64 {
    let ecarts = ecarts(activite);
    let Some(largest) = ecarts.iter().map(|(_, n, _)| n.absolu()).max() else { return frame.bottom + NAMES };
    let share = |n: Exact| n.absolu().divise_par(largest).unwrap_or(Exact::ZERO).flottant() * TALLEST;
    let longest = |up: bool, least: f64| {
        let side = ecarts.iter().filter(|e| (e.1 >= Exact::ZERO) == up);
        side.map(|e| share(e.1) + VALUE).fold(least, f64::max)
    };
    let axis = frame.bottom + NAMES + longest(true, LEADING) + 4.0;
    let texts: Vec<String> = ecarts.iter().map(|(_, n, _)| signe(*n)).collect();
    let size = fitting(texts.iter().map(String::as_str), frame.pitch - 3.0, TICK - 1.0, true);
    for ((mois, n, douteux), text) in ecarts.iter().zip(&texts) {
        let (x, half, long) = (frame.center(mois.rang()), frame.pitch * HALF, share(*n));
        let up = *n >= Exact::ZERO;
        let bar = if up {
            Rect::new(x - half, axis - long, x + half, axis)
        } else {
            Rect::new(x - half, axis, x + half, axis + long)
        };
        let (fill, ink) = if up { (BLUE, BLUE) } else { (VERMILION, VERMILION_TEXT) };
        if long > 0.4 {
            if *douteux { toile.hollow(bar, fill) } else { toile.rect(bar, fill) }
        }
        if let Some(size) = size {
            let baseline = if up { bar.top - 4.0 } else { bar.bottom + 3.5 + size * 0.7 };
            let font =
                if *n == Exact::ZERO { Font::plain(size.min(SMALLEST + 2.0), MUTE) } else { Font::bold(size, ink) };
            toile.text((x, baseline), Anchor::Middle, font, text);
        }
    }
    toile.line(&[(frame.left, axis), (frame.end, axis)], INK, HAIRLINE);
    toile.text((label_x, axis + LABEL * 0.34), Anchor::Start, Font::bold(LABEL, INK), NOM);
    axis + longest(false, LEADING + 4.0) + 6.0
}
