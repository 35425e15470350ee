//! Who the mesures are about: ages and sexe, territoires, durées, motifs and suites, délais.

mod ages;
mod delais;
mod durees;
mod motifs;
mod mots;
mod suites;
mod territoires;

pub(super) use ages::figure as ages;
pub(super) use delais::figure as delais;
pub(super) use durees::figure as durees;
pub(super) use motifs::figure as motifs;
pub(super) use suites::figure as suites;
pub(super) use territoires::figure as territoires;

use super::barres::{Case, Rangee, Teinte};
use super::phrases::ensemble;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateurs, Valeur};
use crate::domaine::population::{Critere, NON_RENSEIGNE, Population, Ventilation, ventilations};
use crate::fontes::imprime;
use crate::francais::apostrophes;

/// The first of these populations that is counted so, and is not empty.
fn premiere(
    indicateurs: &Indicateurs,
    populations: &[Population],
    critere: Critere,
    par: Option<Critere>,
) -> Option<Ventilation> {
    let toutes = &ensemble(indicateurs)?.ventilations;
    populations.iter().find_map(|p| {
        let mut trouvees = ventilations(toutes, *p, critere, par).into_iter();
        trouvees.find(|v| nombre_connu(v) > Exact::ZERO).map(|v| v.non_renseigne_en_dernier())
    })
}

/// What is known of the total.
fn nombre_connu(v: &Ventilation) -> Exact {
    v.effectifs.iter().flatten().filter_map(Valeur::exact).sum()
}

/// The most numerous lines first; « non renseigné » stays last.
fn triee(v: &Ventilation) -> Ventilation {
    let mut rangs: Vec<usize> = (0..v.lignes.len()).collect();
    let effectif = |rang: usize| v.ligne(rang).exact().unwrap_or(Exact::ZERO);
    let muette = |rang: usize| v.lignes.get(rang).is_some_and(|l| l == NON_RENSEIGNE);
    rangs.sort_by(|a, b| muette(*a).cmp(&muette(*b)).then(effectif(*b).cmp(&effectif(*a))));
    v.en_ordre(&rangs)
}

/// A row of bars, grey when it holds what is not known.
fn rangee(nom: &str, valeurs: &[Valeur]) -> Rangee {
    let teinte = if nom == NON_RENSEIGNE { Teinte::Muette } else { Teinte::Pleine };
    Rangee { nom: propre(nom), cases: valeurs.iter().map(Case::from).collect(), teinte, mention: None }
}

/// Words of the office, as the fonts can print them.
fn propre(texte: &str) -> String {
    apostrophes(&imprime(texte))
}
