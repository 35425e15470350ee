//! Small multiples: the présents of each dispositif in a panel of its own, all on one scale.

mod mots;
mod trace;

use super::{Presence, presence};
use crate::dessiner::scale::Scale;
use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::Indicateurs;
use std::collections::BTreeSet;

/// Fewer dispositifs than this are read in their tables.
const AU_MOINS: usize = 3;
/// Most panels in one figure: half a page of them.
const PAR_FIGURE: usize = 12;

/// One figure's share of the panels.
struct Planche<'a> {
    panneaux: &'a [Presence<'a>],
    /// The same for all the panels of all the figures: one child, one height.
    scale: Scale,
    /// Which figure of how many.
    rang: (usize, usize),
}

/// As many figures as the panels need; none under three dispositifs.
pub(in crate::dessiner) fn figures(indicateurs: &Indicateurs) -> Vec<Figure> {
    let panneaux: Vec<Presence<'_>> = indicateurs.dispositifs().filter_map(|p| presence(indicateurs, p)).collect();
    if panneaux.len() < AU_MOINS {
        return Vec::new();
    }
    let hauts = panneaux.iter().flat_map(|p| &p.mois).flat_map(|m| [m.presents.exact(), m.places.exact()]);
    let scale = Scale::holding(hauts.flatten().max().unwrap_or(Exact::ZERO));
    let planches: Vec<_> = panneaux.chunks(par_figure(panneaux.len())).collect();
    let combien = planches.len();
    let planche = |(rang, panneaux)| figure(&Planche { panneaux, scale, rang: (rang, combien) });
    planches.into_iter().enumerate().filter_map(planche).collect()
}

/// Panels of each figure: whole rows, and about as many in each.
fn par_figure(panneaux: usize) -> usize {
    let figures = panneaux.div_ceil(PAR_FIGURE);
    panneaux.div_ceil(figures.max(1)).next_multiple_of(trace::colonnes(panneaux)).min(PAR_FIGURE)
}

fn figure(planche: &Planche<'_>) -> Option<Figure> {
    let suite = if planche.rang.0 == 0 { String::new() } else { format!("-{}", planche.rang.0 + 1) };
    Some(Figure {
        nom: format!("presents-par-dispositif{suite}"),
        section: "tableau-de-bord",
        legende: mots::legende(planche),
        texte_alternatif: mots::texte_alternatif(planche),
        note: mots::note(planche),
        svg: trace::svg(planche)?,
        tableau: mots::tableau(planche),
        origines: mots::origines(planche),
        sources: BTreeSet::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_panneaux_se_partagent_en_rangees_entieres() {
        assert_eq!([3, 4, 5, 12, 13, 24, 25].map(par_figure), [3, 4, 6, 12, 9, 12, 9]);
        for n in AU_MOINS..100 {
            assert!(par_figure(n) <= PAR_FIGURE, "{n}");
        }
    }
}
