//! Where each dispositif stands in the tunnel of its contract: the band, and a point for what was realised.

mod mots;
mod trace;

use super::phrases::libelle;
use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Indicateurs, Perimetre, SourceJournees};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// One dispositif that has a tunnel; days of the period.
struct Ligne<'a> {
    perimetre: &'a Perimetre,
    plancher: Exact,
    plafond: Exact,
    realise: Exact,
    prevu: Exact,
    estime: bool,
    reserve: Option<String>,
}

impl Ligne<'_> {
    fn nom(&self) -> String {
        libelle(self.perimetre)
    }

    /// Under the tunnel, in it, above it.
    fn place(&self) -> Ordering {
        match (self.realise < self.plancher, self.realise > self.plafond) {
            (true, _) => Ordering::Less,
            (_, true) => Ordering::Greater,
            _ => Ordering::Equal,
        }
    }

    /// A share of the forecast.
    fn part(&self, journees: Exact) -> Exact {
        journees.divise_par(self.prevu).unwrap_or(Exact::ZERO)
    }
}

/// The figure; `None` where no dispositif has a tunnel, or where the only one has its band around the running days.
pub(super) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let lignes: Vec<Ligne<'_>> = indicateurs.dispositifs().filter_map(ligne).collect();
    if lignes.is_empty() || indicateurs.dispositifs().count() < 2 {
        return None;
    }
    Some(Figure {
        nom: "tunnels".into(),
        section: "budget",
        legende: mots::legende(&lignes),
        texte_alternatif: mots::texte_alternatif(indicateurs, &lignes),
        note: mots::note(&lignes),
        svg: trace::svg(&lignes)?,
        tableau: mots::tableau(&lignes),
        origines: mots::origines(&lignes),
        sources: BTreeSet::default(),
    })
}

fn ligne(perimetre: &Perimetre) -> Option<Ligne<'_>> {
    let annuel = |id| perimetre.annuel(id).exact();
    let realise = perimetre.annuel("journees_realisees");
    Some(Ligne {
        perimetre,
        plancher: annuel("tunnel_plancher")?,
        plafond: annuel("tunnel_plafond")?,
        realise: realise.exact()?,
        prevu: annuel("journees_previsionnelles").filter(|n| *n > Exact::ZERO)?,
        estime: perimetre.source_journees == Some(SourceJournees::Estime),
        reserve: realise.reserve,
    })
}
