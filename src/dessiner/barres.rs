//! Horizontal bars: one row per category, one panel or several on a common scale, the first one mirrored if wanted.
//! Every bar bears its number: there is neither scale to read nor legend to learn.

use super::phrases::{MASQUE, NON_COMMUNIQUE};
use super::theme::{BAND, BLUE, HAIRLINE, INK, LABEL, LEADING, MUTE, SKY, TICK, WIDTH};
use super::toile::{Anchor, Font, Rect, Toile};
use super::widths::{two_lines, widest, width};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::francais::decimal;

mod plan;

use plan::Plan;

const ROW: f64 = 21.0;
const BAR: f64 = 14.0;
/// Between a bar and its number, an axis and its names.
const AIR: f64 = 6.0;

/// Bar of a masked count.
const MASQUEE: f64 = 18.0;

/// How the bars of a row are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Teinte {
    /// Full.
    Pleine,
    /// Pale, beside a row that stands out.
    Claire,
    /// « non renseigné »: grey outline.
    Muette,
}

/// A number on the chart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    /// `None` when it is not known.
    n: Option<Exact>,
    /// It rests on a doubtful cell.
    douteuse: bool,
    /// Decimals that it is written with.
    decimales: u32,
    /// It is not printed.
    masquee: bool,
}

impl From<&Valeur> for Case {
    fn from(valeur: &Valeur) -> Self {
        Self::precise(valeur, 0)
    }
}

impl Case {
    /// A number that is written with so many decimals.
    pub(super) fn precise(valeur: &Valeur, decimales: u32) -> Self {
        Self { n: valeur.exact(), douteuse: valeur.reserve.is_some(), masquee: valeur.est_masquee(), decimales }
    }

    fn longueur(self) -> f64 {
        self.n.unwrap_or(Exact::ZERO).flottant()
    }

    /// Length on paper: what is masked is as long as anything else that is.
    fn trait_a(self, echelle: f64) -> f64 {
        if self.masquee { MASQUEE } else { self.longueur() * echelle }
    }

    fn texte(self) -> String {
        let absente = if self.masquee { MASQUE } else { NON_COMMUNIQUE };
        self.n.map_or_else(|| absente.to_owned(), |n| decimal(n, self.decimales))
    }
}

/// One category.
#[derive(Debug, Clone)]
pub(super) struct Rangee {
    /// Its name, on two lines at most.
    pub(super) nom: String,
    /// One number per panel.
    pub(super) cases: Vec<Case>,
    /// How its bars are filled.
    pub(super) teinte: Teinte,
    /// Words after the number of the last panel.
    pub(super) mention: Option<String>,
}

/// The whole chart.
#[derive(Debug, Clone)]
pub(super) struct Barres {
    /// Headings; an empty one takes no room.
    pub(super) panneaux: Vec<String>,
    /// Rows, top first.
    pub(super) rangees: Vec<Rangee>,
    /// The first panel grows leftwards, names between it and the second.
    pub(super) miroir: bool,
}

impl Barres {
    /// The drawing.
    pub(super) fn svg(&self) -> Option<String> {
        let plan = Plan::new(self);
        let mut toile = Toile::default();
        let titres = plan.titres.iter().map(Vec::len).max().unwrap_or(0);
        let top = (0..titres).fold(0.0, |y, _| y + LEADING) + if titres > 0 { AIR } else { 0.0 };
        self.titres(&mut toile, &plan, top);
        let mut y = top;
        for (rangee, nom) in self.rangees.iter().zip(&plan.noms) {
            let haut = if nom.len() > 1 { ROW + 9.0 } else { ROW };
            self.rangee(&mut toile, &plan, rangee, nom, y + haut / 2.0);
            y += haut;
        }
        for axe in &plan.axes {
            toile.line(&[(*axe, top), (*axe, y)], MUTE, HAIRLINE);
        }
        toile.svg(WIDTH, y + 3.0)
    }

    fn titres(&self, toile: &mut Toile, plan: &Plan, bottom: f64) {
        for (rang, (titre, axe)) in plan.titres.iter().zip(&plan.axes).enumerate() {
            let anchor = if self.vers_la_gauche(rang) { Anchor::End } else { Anchor::Start };
            let mut y = bottom - AIR - 2.0;
            for ligne in titre.iter().rev() {
                toile.text((*axe, y), anchor, Font::bold(LABEL, INK), ligne);
                y -= LEADING;
            }
        }
    }

    fn vers_la_gauche(&self, panneau: usize) -> bool {
        self.miroir && panneau == 0
    }

    fn rangee(&self, toile: &mut Toile, plan: &Plan, rangee: &Rangee, nom: &[String], middle: f64) {
        let baseline = middle + LABEL * 0.34;
        let couleur = if rangee.teinte == Teinte::Muette { MUTE } else { INK };
        let (x, anchor) = plan.ancre_des_noms(self.miroir);
        let mut y = baseline - if nom.len() > 1 { LEADING / 2.0 } else { 0.0 };
        for ligne in nom {
            toile.text((x, y), anchor, Font::plain(LABEL, couleur), ligne);
            y += LEADING;
        }
        for (rang, (case, axe)) in rangee.cases.iter().zip(&plan.axes).enumerate() {
            let gauche = self.vers_la_gauche(rang);
            let bout = axe + case.trait_a(plan.echelle) * if gauche { -1.0 } else { 1.0 };
            let bar = Rect::new(axe.min(bout), middle - BAR / 2.0, axe.max(bout), middle + BAR / 2.0);
            barre(toile, bar, *case, rangee.teinte, gauche);
            let (x, anchor) = if gauche { (bout - AIR, Anchor::End) } else { (bout + AIR, Anchor::Start) };
            let font = if case.longueur() > 0.0 { Font::bold(TICK, INK) } else { Font::plain(TICK, MUTE) };
            toile.text((x, baseline), anchor, font, &case.texte());
            if let (Some(mention), true) = (&rangee.mention, rang + 1 == rangee.cases.len()) {
                let apres = x + width(&case.texte(), TICK, true) + AIR * 2.0;
                toile.text((apres, baseline), Anchor::Start, Font::plain(TICK, INK), mention);
            }
        }
    }
}

/// Both sides of a mirror differ in lightness, so that they stay apart in grey.
fn barre(toile: &mut Toile, bar: Rect, case: Case, teinte: Teinte, gauche: bool) {
    if case.masquee {
        return toile.hatched(bar, MUTE);
    }
    if case.longueur() <= 0.0 {
        return;
    }
    match (teinte, case.douteuse) {
        (Teinte::Muette, _) => {
            toile.rect(bar, super::theme::GRID);
            toile.outline(bar, MUTE, HAIRLINE);
        }
        (_, true) => toile.hollow(bar, BLUE),
        (Teinte::Pleine, _) if gauche => {
            toile.rect(bar, SKY);
            toile.outline(bar, BLUE, HAIRLINE);
        }
        (Teinte::Pleine, _) => toile.rect(bar, BLUE),
        (Teinte::Claire, _) => {
            toile.rect(bar, BAND);
            toile.outline(bar, BLUE, HAIRLINE);
        }
    }
}
