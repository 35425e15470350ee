//! The drawing of the tunnels.

use super::{Ligne, mots};
use crate::dessiner::theme::{
    BLUE, GRID, HAIRLINE, INK, LABEL, LEADING, MUTE, PAPER, SAND, SAND_EDGE, TICK, VERMILION_TEXT, WIDTH,
};
use crate::dessiner::toile::{Anchor, Font, Rect, Toile};
use crate::dessiner::widths::{two_lines, widest};
use crate::domaine::exact::Exact;
use crate::francais::FINE;
use std::cmp::Ordering;

const ROW: f64 = 25.0;
/// Height of a band.
const BAND: f64 = 15.0;
const TOP: f64 = 24.0;
/// Widest name.
const NAME: f64 = 190.0;
const SIDE: f64 = 12.0;
/// Most intervals of the scale.
const INTERVALS: i128 = 6;

/// A scale in whole percents that holds the bands and the points; it does not start from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pourcents {
    bas: i128,
    haut: i128,
    pas: i128,
}

impl Pourcents {
    /// The scale of these bounds, with some room beyond.
    fn autour(min: i128, max: i128) -> Self {
        let mut pas = 5;
        while (max + 2 - min) / pas >= INTERVALS {
            pas *= 2;
        }
        let bas = (min - 1).div_euclid(pas) * pas;
        Self { bas: bas.max(0), haut: ((max + 1).div_euclid(pas) + 1) * pas, pas }
    }

    fn des_lignes(lignes: &[Ligne<'_>]) -> Self {
        let cent = Exact::from(100_u32);
        let parts = lignes.iter().flat_map(|l| [l.plancher, l.plafond, l.realise, l.prevu].map(|n| l.part(n)));
        let parts: Vec<i128> = parts.map(|part| (part * cent).arrondi(0)).collect();
        Self::autour(parts.iter().min().copied().unwrap_or(0), parts.iter().max().copied().unwrap_or(100))
    }

    fn graduations(self) -> impl Iterator<Item = i128> {
        (0..=(self.haut - self.bas) / self.pas).map(move |k| self.bas + k * self.pas)
    }
}

/// Where the columns stand.
struct Plan {
    pourcents: Pourcents,
    left: f64,
    right: f64,
}

impl Plan {
    fn x(&self, part: Exact) -> f64 {
        let Pourcents { bas, haut, .. } = self.pourcents;
        let depuis = part * Exact::from(100_u32) - Exact::from(bas);
        let share = depuis.divise_par(Exact::from(haut - bas)).unwrap_or(Exact::ZERO).flottant();
        self.left + share * (self.right - self.left)
    }
}

/// The whole drawing.
pub(super) fn svg(lignes: &[Ligne<'_>]) -> Option<String> {
    let noms: Vec<Vec<String>> = lignes.iter().map(|l| two_lines(&l.nom(), NAME, LABEL, false)).collect();
    let positions: Vec<String> = lignes.iter().map(mots::position).collect();
    let left = widest(noms.iter().flatten().map(String::as_str), LABEL, false) + SIDE;
    let right = WIDTH - widest(positions.iter().map(String::as_str), TICK, true) - SIDE - 8.0;
    let plan = Plan { pourcents: Pourcents::des_lignes(lignes), left: left + 8.0, right };
    let haut = |nom: &Vec<String>| if nom.len() > 1 { ROW + 7.0 } else { ROW };
    let bottom = noms.iter().map(haut).sum::<f64>() + TOP;
    let mut toile = Toile::default();
    reperes(&mut toile, &plan, bottom);
    let mut top = TOP;
    for ((ligne, nom), position) in lignes.iter().zip(&noms).zip(&positions) {
        let middle = top + haut(nom) / 2.0;
        let mut baseline = middle + LABEL * 0.34 - if nom.len() > 1 { LEADING / 2.0 } else { 0.0 };
        for mots in nom {
            toile.text((left - 4.0, baseline), Anchor::End, Font::plain(LABEL, INK), mots);
            baseline += LEADING;
        }
        bande(&mut toile, &plan, ligne, middle);
        let font = match ligne.place() {
            Ordering::Equal => Font::plain(TICK, MUTE),
            _ => Font::bold(TICK, VERMILION_TEXT),
        };
        toile.text((WIDTH - 1.0, middle + TICK * 0.34), Anchor::End, font, position);
        top += haut(nom);
    }
    toile.svg(WIDTH, bottom + 4.0)
}

/// The scale above, and the forecast as its strong line.
fn reperes(toile: &mut Toile, plan: &Plan, bottom: f64) {
    for n in plan.pourcents.graduations() {
        let x = plan.x(Exact::from(n) * Exact::decimal(1, 2));
        let prevu = n == 100;
        let (color, width) = if prevu { (INK, 1.3) } else { (GRID, HAIRLINE) };
        toile.line(&[(x, TOP - 4.0), (x, bottom)], color, width);
        let font = if prevu { Font::bold(TICK, INK) } else { Font::plain(TICK, MUTE) };
        toile.text((x, TOP - 9.0), Anchor::Middle, font, &format!("{n}{FINE}%"));
    }
}

/// The band, and the point over it: empty when it is an estimate, or doubtful.
fn bande(toile: &mut Toile, plan: &Plan, ligne: &Ligne<'_>, middle: f64) {
    let x = |journees: Exact| plan.x(ligne.part(journees));
    let rect = Rect::new(x(ligne.plancher), middle - BAND / 2.0, x(ligne.plafond), middle + BAND / 2.0);
    toile.rect(rect, SAND);
    toile.outline(rect, SAND_EDGE, HAIRLINE);
    let at = (x(ligne.realise), middle);
    toile.circle(at, 6.0, PAPER);
    toile.circle(at, 4.8, BLUE);
    if ligne.estime || ligne.reserve.is_some() {
        toile.circle(at, 3.2, PAPER);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l_echelle_tient_les_bornes_avec_de_l_air_et_peu_de_graduations() {
        assert_eq!(Pourcents::autour(95, 105), Pourcents { bas: 90, haut: 110, pas: 5 });
        for (min, max) in [(0, 0), (0, 100), (61, 105), (100, 100), (95, 1_000_000)] {
            let p = Pourcents::autour(min, max);
            assert!(p.bas <= min && p.haut > max && p.graduations().count() <= 9, "{min} {max} {p:?}");
        }
    }
}
