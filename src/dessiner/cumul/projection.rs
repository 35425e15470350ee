//! Where a running year will end: from the last month known to December, with the range of the projections.

use super::mots::{journees, jours};
use super::{Activite, Cumul};
use crate::dessiner::frame::Frame;
use crate::dessiner::labels::Label;
use crate::dessiner::theme::{BAND, BLUE, HAIRLINE, PAPER, SKY};
use crate::dessiner::toile::{Dash, Toile};
use crate::domaine::exact::Exact;
use crate::domaine::figure::Origine;
use crate::domaine::indicateur::{Indicateurs, Perimetre};
use crate::domaine::mois::Mois;
use crate::francais::{INSECABLE, nombre};

/// What is not done yet: dots.
const TO_COME: Dash = Dash { on: 1.6, off: 3.4 };

/// How the months to come were drawn.
pub(super) const NOTE: &str = "En pointillé, l’atterrissage : calcul dérivé, projection des mois connus, sans valeur réglementaire\u{202f}; la bande va de la plus basse à la plus haute des projections.";

/// Days of the whole year.
pub(super) struct Projection {
    /// At the rate of the months known.
    pub(super) central: Exact,
    /// The lowest and the highest projection.
    pub(super) bornes: Option<(Exact, Exact)>,
    /// The forecast at the end of each month to come, as far as it is known.
    pub(super) previsionnel: Vec<(Mois, Exact)>,
}

impl Projection {
    /// That of a running year whose months are all known; `prevu` is the forecast of those months.
    pub(super) fn de(indicateurs: &Indicateurs, perimetre: &Perimetre, prevu: Option<Exact>) -> Option<Self> {
        if !indicateurs.en_cours() {
            return None;
        }
        let annuel = |id| perimetre.annuel(id).exact();
        let restants = indicateurs.exercice.mois().filter(|mois| *mois > indicateurs.jusqu_a);
        let previsionnel = restants.scan(prevu, |total, mois| {
            *total = Some((*total)? + perimetre.mensuel("journees_previsionnelles", mois).exact()?);
            total.map(|n| (mois, n))
        });
        Some(Self {
            central: annuel("atterrissage")?,
            bornes: annuel("atterrissage_min").zip(annuel("atterrissage_max")).filter(|(min, max)| min != max),
            previsionnel: previsionnel.collect(),
        })
    }

    /// The forecast of the year, when every month of it is known.
    pub(super) fn prevu(&self) -> Option<Exact> {
        self.previsionnel.last().filter(|(mois, _)| mois.rang() == 11).map(|(_, n)| *n)
    }

    /// Everything that the scale must hold.
    pub(super) fn hauts(&self) -> impl Iterator<Item = Exact> {
        let plus_haute = self.bornes.map(|(_, max)| max);
        self.previsionnel.iter().map(|(_, n)| *n).chain([self.central]).chain(plus_haute)
    }

    /// The range, then the dots, from the last month known to the end of the year.
    pub(super) fn draw(&self, toile: &mut Toile, frame: &Frame, dernier: &Cumul) {
        let from = (frame.edge(dernier.mois.rang() + 1), frame.y(dernier.realise));
        let (end, at) = (frame.edge(12), |n| (frame.edge(12), frame.y(n)));
        if let Some((min, max)) = self.bornes {
            toile.polygon(&[from, at(min), at(max)], BAND);
            toile.line(&[from, at(min)], SKY, HAIRLINE);
            toile.line(&[from, at(max)], SKY, HAIRLINE);
        }
        toile.dashed(&[from, at(self.central)], TO_COME, BLUE, 2.2);
        toile.circle((end, frame.y(self.central)), 4.2, BLUE);
        toile.circle((end, frame.y(self.central)), 2.8, PAPER);
    }

    /// « Atterrissage », with its range.
    pub(super) fn label(&self, activite: &Activite<'_>, frame: &Frame) -> Label {
        let label = Label::new(frame.y(self.central), "Atterrissage", BLUE).joined(frame.edge(12) + 6.0);
        let label = label.then(journees(self.central, activite.estime()));
        match self.bornes {
            Some((min, max)) => label.then(format!("entre{INSECABLE}{} et{INSECABLE}{}", nombre(min), nombre(max))),
            None => label,
        }
    }

    /// « atterrissage de l’année : 40 077 journées, entre 38 920 et 40 156 ».
    pub(super) fn phrase(&self, estimees: bool) -> String {
        let mut texte = format!("atterrissage de l’année{INSECABLE}: {}", journees(self.central, estimees));
        if let Some(prevu) = self.prevu() {
            texte.push_str(&format!(" pour {} prévues", jours(prevu, false)));
        }
        if let Some((min, max)) = self.bornes {
            texte.push_str(&format!(", entre {} et {}", nombre(min), nombre(max)));
        }
        texte
    }
    /// The rows of the table after those of the months known, `largeur` cells each, the forecast after the `bornes` when the
    /// table has them; and the figure that each of their numbers is.
    pub(super) fn lignes(
        &self,
        p: &Perimetre,
        largeur: usize,
        bornes: bool,
    ) -> Vec<(Vec<String>, Vec<Option<Origine>>)> {
        const CUMULE: usize = 2;
        let prevision = if bornes { 5 } else { 3 };
        let ligne = |nom: &str, cellules: &[(usize, Exact, &str)]| {
            let (mut ligne, mut origines) = (vec![String::new(); largeur], vec![None; largeur]);
            nom.clone_into(&mut ligne[0]);
            for (rang, n, id) in cellules {
                ligne[*rang] = jours(*n, *rang == CUMULE);
                origines[*rang] = Origine::annuelle(p, id);
            }
            (ligne, origines)
        };
        let prevu = self.prevu().map(|n| (prevision, n, "journees_previsionnelles_annee"));
        let central: Vec<_> = [(CUMULE, self.central, "atterrissage")].into_iter().chain(prevu).collect();
        let mut lignes = vec![ligne("Atterrissage de l’année", &central)];
        if let Some((min, max)) = self.bornes {
            lignes.push(ligne("Atterrissage, au moins", &[(CUMULE, min, "atterrissage_min")]));
            lignes.push(ligne("Atterrissage, au plus", &[(CUMULE, max, "atterrissage_max")]));
        }
        lignes
    }
}
