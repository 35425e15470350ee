//! One bar per chapter, on the scale of the scores, which the heading names.

use crate::dessiner::barres::{Barres, Case, Rangee, Teinte};
use crate::dessiner::phrases::ensemble;
use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Indicateurs, Valeur};
use crate::domaine::qualite::Echelle;
use crate::fontes::imprime;
use crate::francais::{INSECABLE, apostrophes, enumeration, majuscule};

/// More chapters than this are left to the table.
const RANGEES: usize = 12;

/// The figure; `None` without two chapters to compare.
pub(in crate::dessiner) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let d = ensemble(indicateurs)?.decomptes.iter().find(|d| d.id == "scores_par_chapitre")?;
    let echelle = [Echelle::Interne, Echelle::Has].into_iter().find(|e| e.libelle() == d.titre)?;
    let connus: Vec<(String, &Valeur, Exact)> = d
        .lignes
        .iter()
        .filter_map(|(nom, v)| Some((majuscule(&apostrophes(&imprime(nom))), v.first()?, v.first()?.exact()?)))
        .collect();
    if !(2..=RANGEES).contains(&connus.len()) {
        return None;
    }
    let entiers = connus.iter().all(|(_, _, n)| n.est_entier());
    let decimales = match echelle {
        Echelle::Has => 2,
        Echelle::Interne => u32::from(!entiers),
    };
    let rangee = |(nom, valeur, _): &(String, &Valeur, Exact)| Rangee {
        nom: nom.clone(),
        cases: vec![Case::precise(valeur, decimales)],
        teinte: Teinte::Pleine,
        mention: None,
    };
    let titre = match echelle {
        Echelle::Interne => "Score, en % (échelle interne)",
        Echelle::Has => "Score, de 1 à 4 (échelle de la HAS)",
    };
    let rangees = connus.iter().map(rangee).collect();
    let dits: Vec<String> =
        connus.iter().map(|(nom, _, n)| format!("{nom}{INSECABLE}: {}", echelle.ecrit(*n))).collect();
    let (bas, haut) = (connus.iter().map(|c| c.2).min()?, connus.iter().map(|c| c.2).max()?);
    let mut tableau = vec![vec!["Chapitre".to_owned(), "Score".to_owned()]];
    tableau.extend(connus.iter().map(|(nom, _, n)| vec![nom.clone(), echelle.ecrit(*n)]));
    Some(Figure {
        nom: "scores".into(),
        section: "qualite",
        legende: format!("Score de chaque chapitre, de {} à {}.", echelle.ecrit(bas), echelle.ecrit(haut)),
        texte_alternatif: format!(
            "Barres horizontales. Score de chaque chapitre, {} — {}.",
            echelle.libelle(),
            enumeration(&dits)
        ),
        note: String::new(),
        svg: Barres { panneaux: vec![titre.to_owned()], rangees, miroir: false }.svg()?,
        tableau,
        origines: Vec::new(),
        sources: connus.iter().flat_map(|(_, valeur, _)| valeur.cellules()).cloned().collect(),
    })
}
