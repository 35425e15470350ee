//! Where the names, the axes and the ends of the bars stand.

use super::{AIR, Anchor, Barres, LABEL, TICK, WIDTH, two_lines, widest, width};

/// Between two panels.
const GAP: f64 = 20.0;
/// Longest bar.
const LONGEST: f64 = 360.0;

/// Places on the canvas.
pub(super) struct Plan {
    /// The lines of each name.
    pub(super) noms: Vec<Vec<String>>,
    /// The lines of each heading.
    pub(super) titres: Vec<Vec<String>>,
    /// Where the bars of each panel start.
    pub(super) axes: Vec<f64>,
    /// Units of canvas for one unit counted: the same in every panel.
    pub(super) echelle: f64,
    colonne: (f64, f64),
}

impl Plan {
    pub(super) fn new(barres: &Barres) -> Self {
        let panneaux = barres.panneaux.len().max(1);
        let permis = [235.0, 235.0, 190.0, 165.0].get(panneaux).copied().unwrap_or(140.0);
        let noms: Vec<_> = barres.rangees.iter().map(|r| two_lines(&r.nom, permis, LABEL, false)).collect();
        let large = widest(noms.iter().flatten().map(String::as_str), LABEL, false);
        let reste = WIDTH - large - AIR * if barres.miroir { 4.0 } else { 2.0 } - 2.0;
        let chacun = (0..panneaux).fold(reste, |r, _| r - GAP) / panneaux_en_nombre(panneaux);
        let titres: Vec<_> = barres.panneaux.iter().map(|t| titre(t, chacun)).collect();
        let echelle = echelle(barres, &titres, reste);
        let mut plan = Self { noms, titres, axes: Vec::new(), echelle, colonne: (0.0, large) };
        plan.pose(barres);
        plan
    }

    /// Panels from left to right, the names where they belong.
    fn pose(&mut self, barres: &Barres) {
        let mut x = 1.0;
        for rang in 0..barres.panneaux.len() {
            let place = besoin(barres, &self.titres, rang, self.echelle);
            if barres.miroir && rang == 0 {
                self.axes.push(x + place);
                self.colonne.0 = x + place + AIR * 2.0;
                x += place + AIR * 4.0 + self.colonne.1;
                continue;
            }
            if rang == 0 {
                self.colonne.0 = x;
                x += self.colonne.1 + AIR * 2.0;
            }
            self.axes.push(x);
            x += place + GAP;
        }
    }

    /// Where the names are written.
    pub(super) fn ancre_des_noms(&self, miroir: bool) -> (f64, Anchor) {
        let (left, wide) = self.colonne;
        if miroir { (left + wide / 2.0, Anchor::Middle) } else { (left + wide + AIR, Anchor::End) }
    }
}

fn panneaux_en_nombre(n: usize) -> f64 {
    (0..n).fold(0.0, |total, _| total + 1.0)
}

fn titre(texte: &str, room: f64) -> Vec<String> {
    if texte.is_empty() { Vec::new() } else { two_lines(texte, room, LABEL, true) }
}

/// Width that a panel needs at a scale: its longest row, or its heading.
fn besoin(barres: &Barres, titres: &[Vec<String>], rang: usize, echelle: f64) -> f64 {
    let dernier = rang + 1 == barres.panneaux.len();
    let rangee = |r: &super::Rangee| {
        let case = r.cases.get(rang)?;
        let mention = r.mention.as_ref().filter(|_| dernier).map_or(0.0, |m| AIR * 2.0 + width(m, TICK, false));
        Some(case.trait_a(echelle) + AIR + width(&case.texte(), TICK, true) + mention)
    };
    let titre = titres.get(rang).map_or(0.0, |t| widest(t.iter().map(String::as_str), LABEL, true));
    barres.rangees.iter().filter_map(rangee).fold(titre, f64::max)
}

/// The largest scale at which all the panels fit.
fn echelle(barres: &Barres, titres: &[Vec<String>], reste: f64) -> f64 {
    let longues = barres.rangees.iter().flat_map(|r| &r.cases).map(|c| c.longueur());
    let plus_longue = longues.fold(0.0, f64::max);
    if plus_longue <= 0.0 {
        return 0.0;
    }
    let tient = |echelle: f64| {
        let panneaux = 0..barres.panneaux.len();
        panneaux.fold(-GAP, |x, rang| x + GAP + besoin(barres, titres, rang, echelle)) <= reste
    };
    let (mut bas, mut haut) = (0.0, LONGEST / plus_longue);
    if tient(haut) {
        return haut;
    }
    for _ in 0..40 {
        let milieu = (bas + haut) / 2.0;
        if tient(milieu) {
            bas = milieu;
        } else {
            haut = milieu;
        }
    }
    bas
}
