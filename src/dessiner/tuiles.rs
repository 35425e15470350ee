//! A table of tiles, darker where more: two dimensions at once, every tile with its number. The headings of the columns go
//! up like stairs, each on its own line, so that none is turned, cut or shortened for want of room.

use super::phrases::{MASQUE, NON_COMMUNIQUE};
use super::theme::{BAND, BLUE, GRID, HAIRLINE, INK, LABEL, LEADING, MUTE, PAPER, SKY, TICK, WIDTH};
use super::toile::{Anchor, Font, Rect, Toile};
use super::widths::{two_lines, widest, width};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::francais::nombre;
use plotters::style::RGBColor;

const ROW: f64 = 27.0;
const NAMES: f64 = 200.0;
const SIDE: f64 = 12.0;
const WIDEST: f64 = 60.0;
const NARROWEST: f64 = 26.0;
/// Room that a heading may claim on one line.
const HEADING: f64 = 165.0;

/// A table to be drawn.
pub(super) struct Tuiles {
    /// Names of the rows.
    pub(super) lignes: Vec<String>,
    /// Names of the columns.
    pub(super) colonnes: Vec<String>,
    /// A number per tile.
    pub(super) cases: Vec<Vec<Valeur>>,
    /// Totals of the rows.
    pub(super) totaux: Vec<Valeur>,
}

/// Where things stand.
struct Plan {
    left: f64,
    top: f64,
    pitch: f64,
    /// The largest number.
    plus_grand: Exact,
}

impl Plan {
    fn edge(&self, rang: usize) -> f64 {
        (0..rang).fold(self.left, |x, _| x + self.pitch)
    }

    fn row(&self, rang: usize) -> f64 {
        (0..rang).fold(self.top, |y, _| y + ROW)
    }
}

impl Tuiles {
    /// The drawing; `None` when the columns are too many to be told apart.
    pub(super) fn svg(&self) -> Option<String> {
        let noms: Vec<_> = self.lignes.iter().map(|n| two_lines(n, NAMES, LABEL, false)).collect();
        let left = widest(noms.iter().flatten().map(String::as_str), LABEL, false) + SIDE;
        let plus_grand = self.cases.iter().flatten().filter_map(Valeur::exact).max()?;
        let plan = Plan { left, top: 0.0, pitch: self.pitch(left)?, plus_grand };
        let mut toile = Toile::default();
        self.entetes(&mut toile, &plan);
        for (rang, nom) in noms.iter().enumerate() {
            let middle = plan.row(rang) + ROW / 2.0;
            let mut y = middle + LABEL * 0.34 - if nom.len() > 1 { LEADING / 2.0 - 0.5 } else { 0.0 };
            for ligne in nom {
                toile.text((left - SIDE / 2.0, y), Anchor::End, Font::plain(LABEL, INK), ligne);
                y += LEADING - 1.0;
            }
            self.rangee(&mut toile, &plan, rang, middle);
        }
        toile.svg(WIDTH, plan.row(self.lignes.len()) + 3.0)
    }

    /// Width of a tile: what the heading that stands furthest right leaves.
    fn pitch(&self, left: f64) -> Option<f64> {
        let mut pitch = WIDEST;
        let mut milieux = 0.5;
        for nom in self.colonnes.iter().map(String::as_str).chain(["Total"]) {
            let room = width(nom, LABEL, true).min(HEADING) + 2.0;
            pitch = pitch.min((WIDTH - left - room) / milieux);
            milieux += 1.0;
        }
        (pitch >= NARROWEST).then_some(pitch)
    }

    /// Headings from the last column, lowest, to the first, highest.
    fn entetes(&self, toile: &mut Toile, plan: &Plan) {
        let total = ("Total".to_owned(), true);
        let noms = self.colonnes.iter().map(|c| (c.clone(), false)).chain([total]);
        let noms: Vec<_> = noms.enumerate().collect();
        let mut y = plan.top - 9.0;
        for (rang, (nom, forte)) in noms.into_iter().rev() {
            let x = plan.edge(rang) + plan.pitch / 2.0;
            let font = Font { size: LABEL, bold: forte, color: INK };
            let lignes = two_lines(&nom, WIDTH - x - 2.0, LABEL, forte);
            toile.line(&[(x, y + 4.0), (x, plan.top - 2.0)], MUTE, HAIRLINE);
            for ligne in lignes.iter().rev() {
                toile.text((x - 3.0, y), Anchor::Start, font, ligne);
                y -= LEADING;
            }
            y -= 1.0;
        }
    }

    fn rangee(&self, toile: &mut Toile, plan: &Plan, rang: usize, middle: f64) {
        let cases = self.cases.get(rang).map(Vec::as_slice).unwrap_or_default();
        let baseline = middle + LABEL * 0.34;
        for (colonne, case) in cases.iter().enumerate() {
            let x = plan.edge(colonne);
            let tuile = Rect::new(x + 1.0, middle - ROW / 2.0 + 1.0, x + plan.pitch - 1.0, middle + ROW / 2.0 - 1.0);
            let (fond, encre) = teinte(case, plan.plus_grand);
            toile.rect(tuile, fond);
            toile.outline(tuile, if case.reserve.is_some() { INK } else { GRID }, HAIRLINE);
            let zero = case.exact().is_none_or(|n| n <= Exact::ZERO);
            let font = if zero { Font::plain(TICK, encre) } else { Font::bold(LABEL, encre) };
            toile.text((x + plan.pitch / 2.0, baseline), Anchor::Middle, font, &texte(case));
        }
        if let Some(total) = self.totaux.get(rang) {
            let x = plan.edge(self.colonnes.len()) + plan.pitch / 2.0;
            toile.text((x, baseline), Anchor::Middle, Font::bold(LABEL, INK), &texte(total));
        }
    }
}

/// Ground and ink, in thirds of the largest number: three steps stay apart in grey.
fn teinte(case: &Valeur, plus_grand: Exact) -> (RGBColor, RGBColor) {
    let trois = Exact::from(3_u32);
    match case.exact() {
        Some(n) if n > Exact::ZERO && n * trois > plus_grand * Exact::from(2_u32) => (BLUE, PAPER),
        Some(n) if n > Exact::ZERO && n * trois > plus_grand => (SKY, INK),
        Some(n) if n > Exact::ZERO => (BAND, INK),
        _ => (PAPER, MUTE),
    }
}

fn texte(valeur: &Valeur) -> String {
    let absente = if valeur.est_masquee() { MASQUE } else { NON_COMMUNIQUE };
    valeur.exact().map_or_else(|| absente.to_owned(), nombre)
}
