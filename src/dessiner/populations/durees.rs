//! How long the mesures that ended had lasted.

use super::mots;
use super::{premiere, rangee};
use crate::dessiner::barres::{Barres, Teinte};
use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::population::{Critere, NON_RENSEIGNE, Population, Ventilation};
use crate::francais::INSECABLE;

/// The figure.
pub(in crate::dessiner) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let v = premiere(indicateurs, &[Population::Sorties], Critere::Duree, None)?;
    let mediane = mots::jours(indicateurs, "duree_mediane_sortants");
    let moyenne = mots::jours(indicateurs, "duree_moyenne_sortants");
    let reperes: Vec<String> = [("médiane", &mediane), ("moyenne", &moyenne)]
        .into_iter()
        .filter_map(|(nom, jours)| Some(format!("{nom} {}", jours.as_ref()?)))
        .collect();
    let reperes = if reperes.is_empty() { String::new() } else { format!("\u{202f}; {}", mots::liste(&reperes)) };
    let total = mots::total(&v);
    let hachures = bande_mediane(&v).filter(|_| mediane.is_some());
    let debut = match hachures {
        Some(_) => {
            "En foncé, la tranche où se trouve la médiane. La durée va du premier jour de la mesure à sa fin, renouvellements compris."
        }
        None => "La durée va du premier jour de la mesure à sa fin, renouvellements compris.",
    };
    Some(Figure {
        nom: "durees".into(),
        section: "sorties",
        legende: format!("Durée des mesures à leur sortie{INSECABLE}: {total}{reperes}."),
        texte_alternatif: format!(
            "Barres horizontales. Durée des mesures à leur sortie, {total}{reperes} — {}.",
            mots::effectifs(&v)
        ),
        note: mots::note(&[&v], debut),
        svg: barres(&v, hachures.zip(mediane)).svg()?,
        tableau: mots::tableau(&v),
        origines: Vec::new(),
        sources: mots::sources(&[&v]),
    })
}

/// The band in which the middle of the known durations falls; `None` where the two middle ones are not in one band.
fn bande_mediane(v: &Ventilation) -> Option<usize> {
    let connus = v.lignes.iter().enumerate().filter(|(_, nom)| *nom != NON_RENSEIGNE);
    let effectifs: Option<Vec<(usize, Exact)>> = connus.map(|(rang, _)| Some((rang, v.ligne(rang).exact()?))).collect();
    let effectifs = effectifs?;
    let total: Exact = effectifs.iter().map(|(_, n)| *n).sum();
    let moitie = total.divise_par(Exact::from(2_u32))?;
    let mut cumul = Exact::ZERO;
    for (rang, n) in effectifs {
        cumul = cumul + n;
        if cumul == moitie {
            return None;
        }
        if cumul > moitie {
            return Some(rang);
        }
    }
    None
}

fn barres(v: &Ventilation, mediane: Option<(usize, String)>) -> Barres {
    let mut rangees: Vec<_> = v.lignes.iter().zip(&v.effectifs).map(|(nom, valeurs)| rangee(nom, valeurs)).collect();
    if let Some((rang, jours)) = mediane {
        for (autre, r) in rangees.iter_mut().enumerate().filter(|(_, r)| r.teinte == Teinte::Pleine) {
            if autre == rang {
                r.mention = Some(format!("médiane{INSECABLE}: {jours}"));
            } else {
                r.teinte = Teinte::Claire;
            }
        }
    }
    Barres { panneaux: vec![String::new()], rangees, miroir: false }
}
