//! The drawing of `presents`.

use super::{MoisDePresence, Presence, capacite, mouvements};
use crate::dessiner::frame::{Frame, MARGIN};
use crate::dessiner::labels::{self, Label};
use crate::dessiner::phrases::NON_COMMUNIQUE;
use crate::dessiner::scale::Scale;
use crate::dessiner::theme::{BLUE, INK, LABEL, MUTE, PAPER, SMALLEST, TICK, WIDTH};
use crate::dessiner::toile::{Anchor, Font, Rect, Toile};
use crate::dessiner::widths::{fitting, widest};
use crate::domaine::exact::Exact;
use crate::francais::nombre_court;

/// Room above the scale for a label of the capacity.
const TOP: f64 = 24.0;
/// Height of the scale.
const HEIGHT: f64 = 176.0;

/// The whole drawing.
pub(super) fn svg(presence: &Presence<'_>) -> Option<String> {
    let hauts = presence.mois.iter().flat_map(|m| [m.presents.exact(), m.places.exact()]);
    let scale = Scale::holding(hauts.flatten().max().unwrap_or(Exact::ZERO));
    let mut frame = Frame::new(scale, TOP, HEIGHT);
    let (entrees, sorties) = mouvements::noms(presence);
    let right =
        labels::room(&labels_of(presence, &frame)).max(widest([entrees.as_str(), sorties.as_str()], LABEL, true));
    frame.leave_room(right, presence.mois.len());

    let mut toile = Toile::default();
    frame.draw(&mut toile, presence.indicateurs.exercice);
    let values = bars(&mut toile, &frame, &presence.mois);
    capacite::draw(&mut toile, &frame, &presence.mois, values);
    labels::write(&mut toile, &labels_of(presence, &frame), frame.end + MARGIN, (4.0, frame.bottom));
    let height = mouvements::draw(&mut toile, &frame, presence, frame.end + MARGIN);
    toile.svg(WIDTH, height)
}

/// What stands on the frame already.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) bars: Vec<Rect>,
    /// Texts and lines: nothing may cover them.
    pub(super) marks: Vec<Rect>,
}

/// Bars and their values; gives back the places taken.
fn bars(toile: &mut Toile, frame: &Frame, mois: &[MoisDePresence]) -> Taken {
    let texts: Vec<String> = mois.iter().filter_map(|m| m.presents.exact()).map(nombre_court).collect();
    let room = frame.pitch * 0.78 - 2.0;
    let size = fitting(texts.iter().map(String::as_str), room, TICK, true);
    let mut taken = Taken::default();
    for m in mois {
        let rang = m.mois.rang();
        let Some(presents) = m.presents.exact() else {
            let font = Font::plain(SMALLEST + 1.5, MUTE);
            let line = m.places.exact().map(|places| frame.y(places)).filter(|y| *y > frame.bottom - 5.0 - font.size);
            let at = (frame.center(rang), line.unwrap_or(frame.bottom) - 5.0);
            toile.text(at, Anchor::Middle, font, NON_COMMUNIQUE);
            taken.marks.push(font.place(at, Anchor::Middle, NON_COMMUNIQUE));
            continue;
        };
        let bar = bar(frame, rang, presents);
        let doubtful = m.presents.reserve.is_some();
        match (presents > Exact::ZERO, doubtful) {
            (true, true) => toile.hollow(bar, BLUE),
            (true, false) => toile.rect(bar, BLUE),
            (false, _) => {}
        }
        taken.bars.push(bar);
        if let Some(size) = size {
            let text = nombre_court(presents);
            let line = m.places.exact().map(|places| frame.y(places));
            let (baseline, inside) = value_place(bar, line, size);
            let at = (frame.center(rang), baseline);
            match (inside, doubtful) {
                (true, false) => toile.text(at, Anchor::Middle, Font::bold(size, PAPER), &text),
                (true, true) => toile.text_on_paper(at, Anchor::Middle, Font::bold(size, BLUE), &text),
                (false, _) => toile.text(at, Anchor::Middle, Font::bold(size, BLUE), &text),
            }
            taken.marks.push(Font::bold(size, BLUE).place(at, Anchor::Middle, &text));
        }
    }
    frame.base(toile);
    taken
}

fn bar(frame: &Frame, rang: usize, n: Exact) -> Rect {
    let (x, half) = (frame.center(rang), frame.pitch * 0.39);
    Rect::new(x - half, frame.y(n), x + half, frame.bottom)
}

/// Where a value stands so that the line of the capacity does not cross it: baseline, and true inside the bar.
fn value_place(bar: Rect, line: Option<f64>, size: f64) -> (f64, bool) {
    let clear = |baseline: f64| line.is_none_or(|y| y < baseline - size * 0.74 - 2.5 || y > baseline + 3.0);
    let under_top = bar.top + size * 0.74 + 4.0;
    let under_line = line.map(|y| y + size * 0.74 + 4.5);
    for baseline in [Some(under_top), under_line].into_iter().flatten() {
        if baseline >= under_top && baseline + 3.0 <= bar.bottom && clear(baseline) {
            return (baseline, true);
        }
    }
    let above = bar.top - 4.0;
    (if clear(above) { above } else { line.unwrap_or(above).min(bar.top) - 4.5 }, false)
}

/// « Capacité », « Présents », beside their last marks.
fn labels_of(presence: &Presence<'_>, frame: &Frame) -> Vec<Label> {
    let mut labels = Vec::new();
    if let Some(places) = presence.mois.last().and_then(|m| m.places.exact()) {
        labels.push(
            Label::new(frame.y(places), "Capacité", INK).joined(frame.end + 2.0).then(capacite::en_places(places)),
        );
    }
    let last = presence.mois.iter().rev().find_map(|m| m.presents.exact()).unwrap_or(Exact::ZERO);
    let middle = (frame.y(last) + 18.0).min(frame.bottom - 20.0);
    let mut label = Label::new(middle, "Présents", BLUE).then("en fin de mois");
    if presence.mois.iter().any(|m| m.presents.reserve.is_some()) {
        label = label.then_in(Font::bold(LABEL, INK), "en contour : à vérifier".replace(" :", "\u{a0}:"));
    }
    labels.push(label);
    labels
}
