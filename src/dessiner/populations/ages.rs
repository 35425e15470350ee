//! Ages, each sexe on its side.

use super::mots;
use super::{premiere, propre, rangee};
use crate::dessiner::barres::{Barres, Rangee};
use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::population::{Critere, NON_RENSEIGNE, Population, Ventilation, au_pluriel};
use crate::francais::{INSECABLE, majuscule};

/// The figure; the ages alone where nothing tells the sexe.
pub(in crate::dessiner) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let populations = [Population::Suivis, Population::Presents, Population::Admissions];
    let croisee = premiere(indicateurs, &populations, Critere::Age, Some(Critere::Sexe));
    let v = croisee.or_else(|| premiere(indicateurs, &populations, Critere::Age, None))?;
    let sujet = majuscule(&v.population.en(v.unite));
    let (par, reference) = (if v.par.is_some() { "âge et par sexe" } else { "âge" }, mots::reference(&v));
    let plus = mots::plus_nombreuse(&v).map(|p| format!("\u{202f}; la tranche la plus nombreuse est {p}"));
    let repartition = repartition(&v);
    Some(Figure {
        nom: "ages".into(),
        section: if v.population == Population::Admissions { "admissions" } else { "suivis" },
        legende: format!(
            "{sujet} par {par}{reference}{INSECABLE}: {}{}.",
            repartition.clone().unwrap_or_else(|| mots::total(&v)),
            plus.unwrap_or_default()
        ),
        texte_alternatif: format!(
            "Barres horizontales. {sujet} par {par}{reference}, {} — {}.",
            repartition.unwrap_or_else(|| mots::total(&v)),
            mots::effectifs(&v)
        ),
        note: mots::note(&[&v], [mots::non_renseignes(&v), sans_sexe(&v)].join(" ").trim()),
        svg: barres(&v).svg()?,
        tableau: mots::tableau(&v),
        origines: Vec::new(),
        sources: mots::sources(&[&v]),
    })
}

/// « 54 filles, 62 garçons et 1 non renseigné ».
fn repartition(v: &Ventilation) -> Option<String> {
    v.par?;
    if (0..v.colonnes.len()).any(|rang| v.colonne(rang).est_masquee()) {
        return None;
    }
    let connue = |(rang, nom): (usize, &String)| {
        let n = v.colonne(rang).exact().filter(|n| *nom != NON_RENSEIGNE || *n > Exact::ZERO)?;
        let un = n <= Exact::from(1_u32);
        let nom = if un { nom } else { au_pluriel(Critere::Sexe, nom) };
        let accord = if nom == NON_RENSEIGNE && !un { "s" } else { "" };
        Some(format!("{} {}{accord}", crate::francais::nombre(n), propre(nom)))
    };
    let parts: Vec<String> = v.colonnes.iter().enumerate().filter_map(connue).collect();
    (!parts.is_empty()).then(|| mots::liste(&parts))
}

/// Columns without anyone stay off the drawing; the note says it of those whose sexe is not known.
fn montrees(v: &Ventilation) -> Vec<usize> {
    let montree = |rang: &usize| {
        let muette = v.colonnes.get(*rang).is_some_and(|c| c == NON_RENSEIGNE);
        !muette || v.colonne(*rang).exact() != Some(Exact::ZERO)
    };
    (0..v.colonnes.len()).filter(montree).collect()
}

fn sans_sexe(v: &Ventilation) -> String {
    let sans = v.colonnes.iter().position(|c| c == NON_RENSEIGNE);
    let sans = sans.filter(|rang| v.colonne(*rang).exact() == Some(Exact::ZERO));
    sans.map(|_| "Sexe toujours renseigné.".to_owned()).unwrap_or_default()
}

fn barres(v: &Ventilation) -> Barres {
    let rangs = montrees(v);
    let titre = |rang: &usize| {
        let nom = v.colonnes.get(*rang).map(String::as_str).unwrap_or_default();
        let nom = if nom == NON_RENSEIGNE { "sexe non renseigné" } else { au_pluriel(Critere::Sexe, nom) };
        if nom.is_empty() { String::new() } else { mots::titre(nom, &v.colonne(*rang)) }
    };
    let ligne = |(nom, effectifs): (&String, &Vec<_>)| -> Rangee {
        let valeurs: Vec<_> = rangs.iter().filter_map(|r| effectifs.get(*r).cloned()).collect();
        rangee(nom, &valeurs)
    };
    let rangees = v.lignes.iter().zip(&v.effectifs).map(ligne).collect();
    Barres { panneaux: rangs.iter().map(titre).collect(), rangees, miroir: v.par.is_some() && rangs.len() > 1 }
}
