//! The drawing of `cascade`: one row per total and per step, thin lines from one to the next. What is lost points left and
//! is striped, what is gained points right and is full: colour is not needed to tell them apart.

use super::plan::{AIR, COUPE, Plan};
use super::{Cascade, Marche, mots};
use crate::dessiner::theme::{
    BLUE, GREEN, GREEN_TEXT, HAIRLINE, INK, LABEL, LEADING, MUTE, PAPER, SKY, TICK, VERMILION, VERMILION_TEXT, WIDTH,
};
use crate::dessiner::toile::{Anchor, Font, Point, Rect, Toile};
use crate::dessiner::widths::width;
use crate::domaine::exact::Exact;

const ROW: f64 = 36.0;
const BAR: f64 = 19.0;
/// Length of the point of a step.
const POINTE: f64 = 7.0;
/// Between the stripes of a loss.
const RAYURE: f64 = 4.0;
/// Thickness of a step too small to have a body.
const TRAIT: f64 = 2.0;

/// Lines of text, from top to bottom.
type Lignes = Vec<(String, Font)>;

enum Barre<'a> {
    Prevus,
    Realises,
    Marche(&'a Marche),
}

struct Rangee<'a> {
    barre: Barre<'a>,
    nom: Lignes,
    montant: Lignes,
    avant: Exact,
    apres: Exact,
}

/// The whole drawing.
pub(super) fn svg(cascade: &Cascade<'_>) -> Option<String> {
    let rangees = rangees(cascade);
    let (noms, montants) = (large(rangees.iter().map(|r| &r.nom)), large(rangees.iter().map(|r| &r.montant)));
    let plan = Plan::new(cascade.niveaux(), noms, montants);
    let mut toile = Toile::default();
    let mut milieu = ROW / 2.0;
    for (rang, rangee) in rangees.iter().enumerate() {
        if rang + 1 < rangees.len() {
            let x = plan.x(rangee.apres);
            toile.line(&[(x, milieu + BAR / 2.0), (x, milieu + ROW - BAR / 2.0)], MUTE, HAIRLINE);
        }
        let droite = barre(&mut toile, &plan, rangee, milieu);
        ecrit(&mut toile, 0.0, milieu, &rangee.nom);
        ecrit(&mut toile, droite + AIR, milieu, &rangee.montant);
        milieu += ROW;
    }
    let bas = milieu - ROW / 2.0;
    if plan.coupe.is_none() {
        toile.line(&[(plan.zero, 2.0), (plan.zero, bas - 2.0)], MUTE, HAIRLINE);
        return toile.svg(WIDTH, bas);
    }
    toile.text((0.0, bas + LEADING), Anchor::Start, Font::plain(TICK, MUTE), mots::COUPEES);
    toile.svg(WIDTH, bas + LEADING * 1.5)
}

/// Width of the widest line.
fn large<'a>(lignes: impl Iterator<Item = &'a Lignes>) -> f64 {
    lignes.flatten().map(|(texte, font)| width(texte, font.size, font.bold)).fold(0.0, f64::max)
}

fn rangees<'a>(cascade: &'a Cascade<'_>) -> Vec<Rangee<'a>> {
    let fort = Font::bold(LABEL, INK);
    let total = |barre, nom: &str, n: Exact| Rangee {
        barre,
        nom: vec![(nom.to_owned(), fort)],
        montant: vec![(mots::total(cascade, n, nom), fort)],
        avant: n,
        apres: n,
    };
    let mut rangees = vec![total(Barre::Prevus, mots::PREVUS, cascade.prevus)];
    rangees.extend(cascade.marches.iter().map(|marche| {
        let mut nom = vec![(mots::nom(marche.cause).to_owned(), Font::plain(LABEL, INK))];
        nom.extend(mots::journees(cascade, marche).map(|texte| (texte, Font::plain(TICK, MUTE))));
        let montant = vec![(mots::montant(marche), Font { bold: true, ..encre(marche.effet) })];
        Rangee { barre: Barre::Marche(marche), nom, montant, avant: marche.avant, apres: marche.apres }
    }));
    let mut realises = total(Barre::Realises, mots::REALISES, cascade.realises);
    if cascade.marches.len() > 1 {
        realises.montant.push((mots::ecart(cascade), Font::plain(TICK, MUTE)));
    }
    rangees.push(realises);
    rangees
}

fn encre(effet: Exact) -> Font {
    let couleur = match effet {
        n if n > Exact::ZERO => GREEN_TEXT,
        n if n < Exact::ZERO => VERMILION_TEXT,
        _ => MUTE,
    };
    Font::plain(LABEL, couleur)
}

fn ecrit(toile: &mut Toile, x: f64, milieu: f64, lignes: &Lignes) {
    let mut y = milieu + LABEL * 0.34 - if lignes.len() > 1 { LEADING / 2.0 } else { 0.0 };
    for (texte, font) in lignes {
        toile.text((x, y), Anchor::Start, *font, texte);
        y += LEADING;
    }
}

/// Draws the bar of a row; gives its right end.
fn barre(toile: &mut Toile, plan: &Plan, rangee: &Rangee<'_>, milieu: f64) -> f64 {
    let (haut, bas) = (milieu - BAR / 2.0, milieu + BAR / 2.0);
    let (avant, apres) = (plan.x(rangee.avant), plan.x(rangee.apres));
    match rangee.barre {
        Barre::Marche(marche) => marche_de(toile, (avant, apres), (haut, bas), marche.effet),
        Barre::Prevus | Barre::Realises => {
            let place = Rect::new(plan.zero.min(apres), haut, plan.zero.max(apres), bas);
            if matches!(rangee.barre, Barre::Prevus) {
                toile.rect(place, SKY);
                toile.outline(place, BLUE, HAIRLINE);
            } else {
                toile.rect(place, BLUE);
            }
            if let Some(x) = plan.coupe {
                coupe(toile, x, (haut, bas));
            }
            return place.right;
        }
    }
    avant.max(apres)
}

/// Two slanted strokes with nothing between: a part of the bar is not drawn.
fn coupe(toile: &mut Toile, x: f64, (haut, bas): (f64, f64)) {
    let (haut, bas, biais) = (haut - 3.0, bas + 3.0, COUPE / 2.0);
    let bord = |x: f64| [(x + biais, haut), (x - biais, bas)];
    let ([a, b], [d, c]) = (bord(x), bord(x + COUPE));
    toile.polygon(&[a, b, c, d], PAPER);
    for bord in [[a, b], [d, c]] {
        toile.line(&bord, INK, 1.0);
    }
}

/// A step: an arrow from one running sum to the next; a mere stroke when it is too small for one.
fn marche_de(toile: &mut Toile, (avant, apres): (f64, f64), (haut, bas): (f64, f64), effet: Exact) {
    let longueur = (apres - avant).abs();
    let perte = effet < Exact::ZERO;
    let couleur = match effet {
        n if n == Exact::ZERO => MUTE,
        _ if perte => VERMILION,
        _ => GREEN,
    };
    if longueur < TRAIT * 2.0 {
        let milieu = f64::midpoint(avant, apres);
        let large = longueur.max(if effet == Exact::ZERO { HAIRLINE } else { TRAIT });
        toile.rect(Rect::new(milieu - large / 2.0, haut, milieu + large / 2.0, bas), couleur);
        return;
    }
    let epaule = apres + (avant - apres).signum() * POINTE.min(longueur / 2.0);
    let mut contour: Vec<Point> =
        vec![(avant, haut), (epaule, haut), (apres, f64::midpoint(haut, bas)), (epaule, bas), (avant, bas)];
    if !perte {
        toile.polygon(&contour, couleur);
        return;
    }
    toile.polygon(&contour, PAPER);
    let mut x = avant - RAYURE;
    while x > epaule {
        toile.line(&[(x, haut), (x, bas)], couleur, 1.0);
        x -= RAYURE;
    }
    contour.push((avant, haut));
    toile.line(&contour, couleur, 1.4);
}
