//! The capacity: a dashed step, its number at each change.

use super::MoisDePresence;
use super::trace::Taken;
use crate::dessiner::frame::Frame;
use crate::dessiner::theme::{INK, PAPER, TICK};
use crate::dessiner::toile::{Anchor, Dash, Font, Point, Rect, Toile};
use crate::domaine::exact::Exact;
use crate::francais::{nombre_court, pluriel};

const DASH: Dash = Dash { on: 5.0, off: 3.0 };

/// Successive months with one capacity.
struct Step {
    first: usize,
    last: usize,
    places: Exact,
}

/// « 50 places ».
pub(super) fn en_places(places: Exact) -> String {
    pluriel(places, "place", "places")
}

/// The successive capacities, in the order of the months: every change, and every gap, begins a new one.
pub(super) fn paliers(mois: &[MoisDePresence]) -> Vec<(crate::domaine::mois::Mois, Exact)> {
    steps(mois).iter().filter_map(|step| Some((mois.get(step.first)?.mois, step.places))).collect()
}

fn steps(mois: &[MoisDePresence]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (i, m) in mois.iter().enumerate() {
        let Some(places) = m.places.exact() else { continue };
        match steps.last_mut() {
            Some(step) if step.places == places && step.last + 1 == i => step.last = i,
            _ => steps.push(Step { first: i, last: i, places }),
        }
    }
    steps
}

/// Draws the step and its numbers, clear of the places already taken.
pub(super) fn draw(toile: &mut Toile, frame: &Frame, mois: &[MoisDePresence], mut taken: Taken) {
    let steps = steps(mois);
    let mut runs: Vec<Vec<Point>> = Vec::new();
    for (i, step) in steps.iter().enumerate() {
        let y = frame.y(step.places);
        let ends = [(frame.edge(step.first), y), (frame.edge(step.last + 1), y)];
        taken.marks.push(Rect::new(ends[0].0, y - 1.5, ends[1].0, y + 1.5));
        match runs.last_mut() {
            Some(run) if i > 0 && steps[i - 1].last + 1 == step.first => {
                let before = run.last().map_or(y, |p| p.1);
                taken.marks.push(Rect::new(ends[0].0 - 1.5, y.min(before), ends[0].0 + 1.5, y.max(before)));
                run.extend(ends);
            }
            _ => runs.push(ends.to_vec()),
        }
    }
    for run in &runs {
        toile.dashed(run, DASH, PAPER, 3.6);
        toile.dashed(run, DASH, INK, 1.5);
    }
    for step in steps.iter().filter(|step| step.last + 1 < mois.len()) {
        number(toile, frame, step, &mut taken);
    }
}

/// The number of a step: above its line or under it, beside the bars; else over a bar; else above everything there.
fn number(toile: &mut Toile, frame: &Frame, step: &Step, taken: &mut Taken) {
    let font = Font::bold(TICK, INK);
    let y = frame.y(step.places);
    let long = en_places(step.places);
    let short = nombre_court(step.places);
    let text = if step.last > step.first { &long } else { &short };
    let free = |at: &Point, anchor: Anchor, text: &str, over_bars: bool| {
        let place = font.place(*at, anchor, text);
        let inside = place.right <= frame.end && place.bottom < frame.bottom;
        inside
            && !taken.marks.iter().any(|t| t.meets(&place))
            && (over_bars || !taken.bars.iter().any(|t| t.meets(&place)))
    };
    let sides = [y - 5.0, y + 13.0];
    let rangs = step.first..=step.last;
    let mut beside = rangs.clone().flat_map(|i| sides.map(|y| (frame.edge(i) + 3.0, y)));
    let mut over = rangs.flat_map(|i| sides.map(|y| (frame.center(i), y)));
    let (at, anchor, text) = if let Some(at) = beside.find(|at| free(at, Anchor::Start, text, false)) {
        (at, Anchor::Start, text)
    } else if let Some(at) = over.find(|at| free(at, Anchor::Middle, &short, true)) {
        (at, Anchor::Middle, &short)
    } else {
        let place = font.place((frame.edge(step.first) + 3.0, y - 5.0), Anchor::Start, text);
        let tops = taken.marks.iter().chain(&taken.bars).filter(|t| t.left < place.right && place.left < t.right);
        ((place.left, tops.map(|t| t.top).fold(y, f64::min) - 5.0), Anchor::Start, text)
    };
    toile.text_on_paper(at, anchor, font, text);
    taken.marks.push(font.place(at, anchor, text));
}
