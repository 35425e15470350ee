//! Entries above a second axis, exits below it.

use super::Presence;
use crate::dessiner::frame::{Frame, NAMES};
use crate::dessiner::theme::{
    GREEN, GREEN_TEXT, HAIRLINE, INK, LABEL, MUTE, SMALLEST, TICK, VERMILION, VERMILION_TEXT,
};
use crate::dessiner::toile::{Anchor, Font, Rect, Toile};
use crate::dessiner::widths::fitting;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::francais::{ecart, nombre_court, pluriel};
use plotters::style::RGBColor;

/// Tallest bar.
const TALLEST: f64 = 40.0;
/// Room for a value beyond the end of a bar.
const VALUE: f64 = 14.0;
/// Half the width of a bar, as a share of a slot.
const HALF: f64 = 0.2;

/// One side of the axis.
struct Side<'a> {
    valeurs: Vec<(Mois, &'a Valeur)>,
    /// −1 goes up the page, +1 down.
    down: f64,
    fill: RGBColor,
    /// A pattern, so that grey tells the sides apart.
    hatched: bool,
    ink: RGBColor,
    name: String,
}

/// « 50 entrées », « 33 sorties », or the bare noun when the sum is not known.
pub(super) fn noms(presence: &Presence<'_>) -> (String, String) {
    let nom = |id: &str, un: &str, plusieurs: &str, seul: &str| {
        presence.perimetre.annuel(id).exact().map_or_else(|| seul.to_owned(), |n| pluriel(n, un, plusieurs))
    };
    (nom("entrees", "entrée", "entrées", "Entrées"), nom("sorties", "sortie", "sorties", "Sorties"))
}

/// Draws both sides; gives back the height of the canvas.
pub(super) fn draw(toile: &mut Toile, frame: &Frame, presence: &Presence<'_>, label_x: f64) -> f64 {
    let (entrees, sorties) = noms(presence);
    let up = Side {
        valeurs: presence.mois.iter().map(|m| (m.mois, &m.entrees)).collect(),
        down: -1.0,
        fill: GREEN,
        hatched: false,
        ink: GREEN_TEXT,
        name: entrees,
    };
    let down = Side {
        valeurs: presence.mois.iter().map(|m| (m.mois, &m.sorties)).collect(),
        down: 1.0,
        fill: VERMILION,
        hatched: true,
        ink: VERMILION_TEXT,
        name: sorties,
    };
    let highest = |side: &Side<'_>| side.valeurs.iter().filter_map(|(_, v)| v.exact()).max().unwrap_or(Exact::ZERO);
    let tallest = highest(&up).max(highest(&down)).max(Exact::from(1_u32));
    // at most the scale of the bars above: one child, one height
    let same_scale = frame.bottom - frame.y(tallest);
    let full = same_scale.min(TALLEST);
    let share = |n: Exact| n.divise_par(tallest).unwrap_or(Exact::ZERO).flottant() * full;

    let axis = frame.bottom + NAMES + share(highest(&up)).max(4.0) + VALUE;
    for side in [&up, &down] {
        let texts: Vec<String> = side.valeurs.iter().filter_map(|(_, v)| Some(signe(v.exact()?, side.down))).collect();
        let size = fitting(texts.iter().map(String::as_str), frame.pitch - 3.0, TICK, true);
        for (mois, valeur) in &side.valeurs {
            bar(toile, frame, side, (*mois, valeur), (axis, size), share);
        }
        let y = axis + side.down * 9.0 + LABEL * 0.34;
        toile.text((label_x, y), Anchor::Start, Font::bold(LABEL, side.ink), &side.name);
    }
    toile.line(&[(frame.left, axis), (frame.end, axis)], INK, HAIRLINE);
    axis + share(highest(&down)).max(6.0) + VALUE + 4.0
}

fn bar(
    toile: &mut Toile,
    frame: &Frame,
    side: &Side<'_>,
    (mois, valeur): (Mois, &Valeur),
    (axis, size): (f64, Option<f64>),
    share: impl Fn(Exact) -> f64,
) {
    let Some(n) = valeur.exact() else { return };
    let x = frame.center(mois.rang());
    let end = axis + side.down * share(n);
    let half = frame.pitch * HALF;
    if n > Exact::ZERO {
        let rect = Rect::new(x - half, end.min(axis), x + half, end.max(axis));
        match (valeur.reserve.is_some(), side.hatched) {
            (true, _) => toile.hollow(rect, side.fill),
            (false, true) => toile.hatched(rect, side.fill),
            (false, false) => toile.rect(rect, side.fill),
        }
    }
    if let Some(size) = size {
        let baseline = if side.down < 0.0 { end - 4.0 } else { end + 3.5 + size * 0.7 };
        let font =
            if n > Exact::ZERO { Font::bold(size, side.ink) } else { Font::plain(size.min(SMALLEST + 2.0), MUTE) };
        toile.text((x, baseline), Anchor::Middle, font, &signe(n, side.down));
    }
}

/// « +13 », « −2 », « 0 ».
fn signe(n: Exact, down: f64) -> String {
    if n > Exact::ZERO && down >= 0.0 { nombre_court(-n) } else { ecart(n) }
}
