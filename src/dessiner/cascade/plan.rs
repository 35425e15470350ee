//! The places of `cascade` across the page: names, bars, and what is written beside them.

use crate::dessiner::theme::WIDTH;
use crate::domaine::exact::Exact;

/// Between columns, and between a bar and its amount.
pub(super) const AIR: f64 = 7.0;
/// What is drawn of a total before its break.
const TRONCON: f64 = 34.0;
/// Width of a break.
pub(super) const COUPE: f64 = 7.0;
/// Totals are broken when the running sums move by less than this part of them: the steps would be too small to read.
const A_COUPER: f64 = 0.3;
/// By less than this part of them, a break would show nothing more.
const INVISIBLE: f64 = 0.000_1;
/// The window beyond a break is never narrower than this part of the totals: one cent must not look like a fortune.
const FENETRE: f64 = 0.01;
/// What the smallest total shows beyond its break, as a part of the steps: enough to remain a large amount.
const DEPASSE: f64 = 0.5;

/// Where euros are along a row.
pub(super) struct Plan {
    /// Where totals start.
    pub(super) zero: f64,
    /// Where the totals are broken, when they are.
    pub(super) coupe: Option<f64>,
    /// The euros at `depart`.
    origine: f64,
    depart: f64,
    par_euro: f64,
}

impl Plan {
    /// Shares what names and amounts leave.
    pub(super) fn new(niveaux: impl Iterator<Item = Exact>, noms: f64, montants: f64) -> Self {
        let (bas, haut) =
            niveaux.map(Exact::flottant).fold((f64::MAX, f64::MIN), |(bas, haut), n| (bas.min(n), haut.max(n)));
        let (gauche, droite) = (noms + AIR * 2.0, WIDTH - montants - AIR - 1.0);
        let ecart = haut - bas;
        if bas > 0.0 && ecart > haut * INVISIBLE && ecart < haut * A_COUPER {
            let coupe = gauche + TRONCON;
            let depart = coupe + COUPE * 2.0;
            let fenetre = ecart.max(haut * FENETRE) * (1.0 + DEPASSE);
            let par_euro = (droite - depart) / fenetre;
            return Self { zero: gauche, coupe: Some(coupe), origine: haut - fenetre, depart, par_euro };
        }
        let (bas, haut) = (bas.min(0.0), haut.max(0.0));
        let par_euro = (droite - gauche) / (haut - bas);
        let zero = gauche - bas * par_euro;
        Self { zero, coupe: None, origine: 0.0, depart: zero, par_euro }
    }

    pub(super) fn x(&self, n: Exact) -> f64 {
        self.depart + (n.flottant() - self.origine) * self.par_euro
    }
}
