//! The drawing of the small multiples.

use super::Planche;
use crate::dessiner::phrases::libelle;
use crate::dessiner::presents::{MoisDePresence, Presence};
use crate::dessiner::theme::{BLUE, GRID, HAIRLINE, INK, LABEL, LEADING, MUTE, PAPER, TICK, WIDTH};
use crate::dessiner::toile::{Anchor, Dash, Font, Point, Rect, Toile};
use crate::dessiner::widths::{fitting, two_lines, widest};
use crate::domaine::exact::Exact;
use crate::francais::nombre;

/// Height of the scale, where there are rows enough to fill half a page.
const HEIGHT: f64 = 62.0;
/// The same where there is one row, or two.
const TALL: f64 = 92.0;
/// Between two panels, two rows.
const GAP: f64 = 22.0;
const ROW_GAP: f64 = 16.0;
/// Under the axis.
const NAMES: f64 = 14.0;
const SMALL: f64 = 9.5;
/// Half the width of a bar, as a share of a slot.
const HALF: f64 = 0.38;
const CAPACITY: Dash = Dash { on: 4.0, off: 2.5 };

/// Panels side by side.
pub(super) fn colonnes(panneaux: usize) -> usize {
    if panneaux == 4 { 2 } else { 3 }
}

/// Where the panels stand.
struct Grille {
    left: f64,
    wide: f64,
    high: f64,
}

/// Where one panel stands.
struct Cadre {
    left: f64,
    wide: f64,
    high: f64,
    bottom: f64,
}

impl Grille {
    fn new(planche: &Planche<'_>, colonnes: usize) -> Self {
        let ticks: Vec<String> = planche.scale.ticks().map(nombre).collect();
        let left = widest(ticks.iter().map(String::as_str), SMALL, false) + 7.0;
        let gaps = (1..colonnes).fold(0.0, |total, _| total + GAP);
        let wide = (WIDTH - left - gaps - 1.0) / (0..colonnes).fold(0.0, |n, _| n + 1.0);
        Self { left, wide, high: if planche.panneaux.len() > 2 * colonnes { HEIGHT } else { TALL } }
    }

    fn x(&self, colonne: usize) -> f64 {
        (0..colonne).fold(self.left, |x, _| x + self.wide + GAP)
    }
}

impl Cadre {
    fn pitch(&self) -> f64 {
        self.wide / 12.0
    }

    fn edge(&self, rang: usize) -> f64 {
        (0..rang).fold(self.left, |x, _| x + self.pitch())
    }

    fn y(&self, planche: &Planche<'_>, n: Exact) -> f64 {
        self.bottom - planche.scale.share(n) * self.high
    }
}

/// The whole drawing.
pub(super) fn svg(planche: &Planche<'_>) -> Option<String> {
    let colonnes = colonnes(planche.panneaux.len());
    let grille = Grille::new(planche, colonnes);
    let mut toile = Toile::default();
    let mut top = 0.0;
    for rangee in planche.panneaux.chunks(colonnes) {
        let titres: Vec<Vec<String>> =
            rangee.iter().map(|p| two_lines(&libelle(p.perimetre), grille.wide, LABEL, true)).collect();
        let lignes = titres.iter().map(Vec::len).max().unwrap_or(1) + 1;
        let bottom = (0..lignes).fold(top, |y, _| y + LEADING) + 8.0 + grille.high;
        for (colonne, (presence, titre)) in rangee.iter().zip(&titres).enumerate() {
            let cadre = Cadre { left: grille.x(colonne), wide: grille.wide, high: grille.high, bottom };
            let vides = lignes - 1 - titre.len();
            titrer(&mut toile, &cadre, presence, titre, (0..vides).fold(top, |y, _| y + LEADING));
            reperes(&mut toile, planche, &cadre, presence, colonne == 0);
            barres(&mut toile, planche, &cadre, presence);
            capacite(&mut toile, planche, &cadre, &presence.mois);
        }
        top = bottom + NAMES + ROW_GAP;
    }
    toile.svg(WIDTH, top - ROW_GAP + 3.0)
}

/// The name of the dispositif, and where it stands at the end.
fn titrer(toile: &mut Toile, cadre: &Cadre, presence: &Presence<'_>, titre: &[String], top: f64) {
    let mut baseline = top + LABEL;
    for ligne in titre {
        toile.text((cadre.left, baseline), Anchor::Start, Font::bold(LABEL, INK), ligne);
        baseline += LEADING;
    }
    let fin = super::mots::fin(presence);
    if let Some(size) = fitting([fin.as_str()], cadre.wide, TICK, false) {
        toile.text((cadre.left, baseline), Anchor::Start, Font::plain(size, MUTE), &fin);
    }
}

/// Guides, the axis, and the two ends of the year; the numbers of the scale at the left of a row only.
fn reperes(toile: &mut Toile, planche: &Planche<'_>, cadre: &Cadre, presence: &Presence<'_>, premier: bool) {
    let right = cadre.left + cadre.wide;
    for n in planche.scale.ticks() {
        let y = cadre.y(planche, n);
        toile.line(&[(cadre.left, y), (right, y)], GRID, HAIRLINE);
        if premier {
            let at = (cadre.left - 5.0, y + SMALL * 0.34);
            toile.text(at, Anchor::End, Font::plain(SMALL, MUTE), &nombre(n));
        }
    }
    let exercice = presence.indicateurs.exercice;
    let (y, font) = (cadre.bottom + 11.0, Font::plain(SMALL, MUTE));
    toile.text((cadre.left, y), Anchor::Start, font, exercice.janvier().abrege());
    toile.text((right, y), Anchor::End, font, exercice.decembre().abrege());
}

fn barres(toile: &mut Toile, planche: &Planche<'_>, cadre: &Cadre, presence: &Presence<'_>) {
    for m in &presence.mois {
        let (x, half) = (cadre.edge(m.mois.rang()) + cadre.pitch() / 2.0, cadre.pitch() * HALF);
        let Some(n) = m.presents.exact() else {
            toile.circle((x, cadre.bottom - 5.0), 2.6, MUTE);
            toile.circle((x, cadre.bottom - 5.0), 1.7, PAPER);
            continue;
        };
        let barre = Rect::new(x - half, cadre.y(planche, n), x + half, cadre.bottom);
        match (n > Exact::ZERO, m.presents.reserve.is_some()) {
            (true, true) => toile.hollow(barre, BLUE),
            (true, false) => toile.rect(barre, BLUE),
            (false, _) => {}
        }
    }
    toile.line(&[(cadre.left, cadre.bottom), (cadre.left + cadre.wide, cadre.bottom)], INK, HAIRLINE);
}

/// The capacity: a dashed step, on a white edge where it crosses bars; broken where it is not known.
fn capacite(toile: &mut Toile, planche: &Planche<'_>, cadre: &Cadre, mois: &[MoisDePresence]) {
    for suite in mois.split(|m| m.places.exact().is_none()) {
        let pas = suite.iter().filter_map(|m| Some((m.mois.rang(), cadre.y(planche, m.places.exact()?))));
        let points: Vec<Point> = pas.flat_map(|(rang, y)| [(cadre.edge(rang), y), (cadre.edge(rang + 1), y)]).collect();
        if !points.is_empty() {
            toile.dashed(&points, CAPACITY, PAPER, 3.0);
            toile.dashed(&points, CAPACITY, INK, 1.2);
        }
    }
}
