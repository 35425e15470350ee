//! What came after the mesures that ended, where no motive is crossed with it.

use super::mots;
use super::{premiere, rangee, triee};
use crate::dessiner::barres::Barres;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::population::{Critere, Population};
use crate::francais::INSECABLE;

/// The figure; `None` where « motifs » shows the suites already.
pub(in crate::dessiner) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let sorties = [Population::Sorties];
    if premiere(indicateurs, &sorties, Critere::MotifFin, Some(Critere::Suite)).is_some() {
        return None;
    }
    let v = triee(&premiere(indicateurs, &sorties, Critere::Suite, None)?);
    let total = mots::total(&v);
    let plus = mots::plus_nombreuse(&v).map(|p| format!("\u{202f}; d’abord {p}")).unwrap_or_default();
    let rangees = v.lignes.iter().zip(&v.effectifs).map(|(nom, valeurs)| rangee(nom, valeurs)).collect();
    Some(Figure {
        nom: "suites".into(),
        section: "sorties",
        legende: format!("Suites données aux mesures terminées{INSECABLE}: {total}{plus}."),
        texte_alternatif: format!("Barres horizontales. Suites données, {total} — {}.", mots::effectifs(&v)),
        note: mots::note(&[&v], ""),
        svg: Barres { panneaux: vec![String::new()], rangees, miroir: false }.svg()?,
        tableau: mots::tableau(&v),
        origines: Vec::new(),
        sources: mots::sources(&[&v]),
    })
}
