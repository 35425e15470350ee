//! The tunnel of the contract around the forecast, where there is one.

use super::Activite;
use crate::dessiner::frame::Frame;
use crate::dessiner::labels::Label;
use crate::dessiner::theme::{HAIRLINE, SAND, SAND_EDGE};
use crate::dessiner::toile::{Point, Toile};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Perimetre;
use crate::francais::{INSECABLE, nombre, pluriel};

/// Days of the period that the contract allows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tunnel {
    plancher: Exact,
    /// The upper bound, which the scale must hold.
    pub(super) plafond: Exact,
    /// Above the upper bound, or under the lower one when negative; zero inside.
    ecart: Option<Exact>,
}

impl Tunnel {
    /// The tunnel of a perimetre; `None` without both bounds.
    pub(super) fn du_perimetre(perimetre: &Perimetre) -> Option<Self> {
        let annuel = |id| perimetre.annuel(id).exact();
        let (plancher, plafond) = annuel("tunnel_plancher").zip(annuel("tunnel_plafond"))?;
        Some(Self { plancher, plafond, ecart: annuel("tunnel_ecart") })
    }

    /// « 38 283 à 42 313 journées ».
    fn bornes(&self) -> String {
        let plafond = pluriel(Exact::from(self.plafond.arrondi(0)), "journée", "journées");
        format!("{}{INSECABLE}à {plafond}", nombre(self.plancher))
    }

    /// « dans le tunnel (38 283 à 42 313 journées) ».
    pub(super) fn position(&self) -> Option<String> {
        let ecart = self.ecart?;
        let bornes = self.bornes();
        let journees = pluriel(Exact::from(ecart.absolu().arrondi(0)), "journée", "journées");
        Some(match ecart.cmp(&Exact::ZERO) {
            std::cmp::Ordering::Equal => format!("dans le tunnel ({bornes})"),
            std::cmp::Ordering::Less => format!("{journees} sous le tunnel ({bornes})"),
            std::cmp::Ordering::Greater => format!("{journees} au-dessus du tunnel ({bornes})"),
        })
    }

    /// The direct label, beside the upper edge.
    pub(super) fn label(&self, frame: &Frame, activite: &Activite<'_>) -> Label {
        let label = |nom: String| Label::new(frame.y(self.plafond), nom, SAND_EDGE).then(self.bornes());
        match activite.mois.last().filter(|_| activite.projection.is_some()) {
            Some(mois) => label(format!("Tunnel fin {}", mois.nom())),
            None => label("Tunnel".to_owned()).joined(frame.end + 2.0),
        }
    }

    /// The band: each bound grows as the forecast does, or evenly where the forecast is not known.
    pub(super) fn draw(&self, toile: &mut Toile, frame: &Frame, activite: &Activite<'_>) {
        let bord = |borne: Exact| -> Vec<Point> {
            let au_mois = |(mois, n): &(crate::domaine::mois::Mois, Exact)| {
                let part = n.divise_par(activite.prevu()?)?;
                Some((frame.edge(mois.rang() + 1), frame.y(borne * part)))
            };
            let mut points = vec![(frame.left, frame.bottom)];
            points.extend(activite.previsionnel.iter().filter_map(au_mois));
            if points.len() == 1 {
                points.push((frame.edge(activite.mois.len()), frame.y(borne)));
            }
            points
        };
        let (bas, haut) = (bord(self.plancher), bord(self.plafond));
        let autour: Vec<Point> = bas.iter().chain(haut.iter().rev()).copied().collect();
        toile.polygon(&autour, SAND);
        for bord in [&bas, &haut] {
            toile.line(bord, SAND_EDGE, HAIRLINE);
        }
    }
}

/// How the band was drawn.
pub(super) const NOTE: &str = "En bande claire, le tunnel du contrat, réparti dans l’année comme le prévisionnel\u{202f}; il se juge sur l’année entière.";
