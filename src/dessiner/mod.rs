//! Charts: `Indicateurs` → SVG, each with its caption, its alternative text, its note and its numbers. Nothing is
//! computed here but places on paper and the running sums of `cumul`.

mod barres;
mod cascade;
mod cumul;
mod frame;
mod labels;
mod occupation;
mod phrases;
mod populations;
mod presents;
mod qualite;
mod scale;
mod theme;
mod toile;
mod tuiles;
mod tunnels;
mod widths;

use crate::domaine::figure::Figure;
use crate::domaine::indicateur::Indicateurs;

/// Every figure, in the order of the report. `None` when its numbers are not known: nothing is drawn empty.
pub const FIGURES: &[fn(&Indicateurs) -> Option<Figure>] = &[
    presents::figure,
    cumul::figure,
    occupation::figure,
    tunnels::figure,
    cascade::figure,
    populations::ages,
    populations::territoires,
    populations::durees,
    populations::motifs,
    populations::suites,
    populations::delais,
    qualite::scores,
    qualite::avancement,
];

/// The figures that these numbers allow.
pub fn figures(indicateurs: &Indicateurs) -> Vec<Figure> {
    let une_par_sujet = FIGURES.iter().filter_map(|figure| figure(indicateurs));
    une_par_sujet.chain(presents::multiples(indicateurs)).collect()
}

#[cfg(test)]
mod tests;
