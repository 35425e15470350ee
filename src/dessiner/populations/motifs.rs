//! Why mesures ended, and what came after: two dimensions.

use super::mots;
use super::{premiere, propre, triee};
use crate::dessiner::tuiles::Tuiles;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Indicateurs, Valeur};
use crate::domaine::population::{Critere, Population, Ventilation};
use crate::francais::{INSECABLE, majuscule};

/// More rows than this are left to the table.
const RANGEES: usize = 16;

/// The figure; `None` when one of the two dimensions is not known.
pub(in crate::dessiner) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let v = premiere(indicateurs, &[Population::Sorties], Critere::MotifFin, Some(Critere::Suite))?;
    let v = triee(&colonnes_triees(&v)?);
    let total = mots::total(&v);
    let plus = mots::plus_nombreuse(&v).map(|p| format!("\u{202f}; premier motif, {p}")).unwrap_or_default();
    let debut = "Chaque case compte les sorties d’un motif (en ligne) et d’une suite (en colonne)\u{202f}; plus foncée, elle en compte plus.";
    Some(Figure {
        nom: "motifs".into(),
        section: "sorties",
        legende: format!("Motif de fin et suite donnée{INSECABLE}: {total}{plus}."),
        texte_alternatif: format!(
            "Tableau de cases. Motif de fin en lignes, suite donnée en colonnes, {total} — {}.",
            mots::effectifs(&v)
        ),
        note: mots::note(&[&v], debut),
        svg: tuiles(&v).filter(|t| t.lignes.len() <= RANGEES)?.svg()?,
        tableau: mots::tableau(&v),
        origines: Vec::new(),
        sources: mots::sources(&[&v]),
    })
}

fn colonnes_triees(v: &Ventilation) -> Option<Ventilation> {
    triee(&v.tournee()?).tournee()
}

fn tuiles(v: &Ventilation) -> Option<Tuiles> {
    let totaux: Vec<Valeur> = (0..v.lignes.len()).map(|rang| v.ligne(rang)).collect();
    let noms = |noms: &[String]| noms.iter().map(|n| majuscule(&propre(n))).collect();
    Some(Tuiles { lignes: noms(&v.lignes), colonnes: noms(&v.colonnes), cases: v.effectifs.clone(), totaux })
}
