//! Familles by the number of their mesures.

use super::mots;
use super::{premiere, rangee};
use crate::dessiner::barres::Barres;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::population::{Critere, Population};
use crate::francais::{INSECABLE, majuscule};

/// The figure.
pub(in crate::dessiner) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let populations = [Population::Suivis, Population::Presents, Population::Admissions];
    let v = premiere(indicateurs, &populations, Critere::Fratrie, None)?;
    let sujet = majuscule(&v.population.en(v.unite));
    let total = mots::compte_de(&v.total(), v.unite);
    let plus = mots::plus_nombreuse(&v).map(|p| format!("\u{202f}; le plus souvent {p}")).unwrap_or_default();
    let rangees = v.lignes.iter().zip(&v.effectifs).map(|(nom, valeurs)| rangee(nom, valeurs)).collect();
    Some(Figure {
        nom: "fratries",
        section: if v.population == Population::Admissions { "admissions" } else { "suivis" },
        legende: format!("{sujet} par fratrie{INSECABLE}: {total}{plus}."),
        texte_alternatif: format!("Barres horizontales. {sujet} par fratrie, {total} — {}.", mots::effectifs(&v)),
        note: mots::note(&[&v], "Une fratrie compte les mesures d’une même famille."),
        svg: Barres { panneaux: vec![String::new()], rangees, miroir: false }.svg()?,
        tableau: mots::tableau(&v),
    })
}
