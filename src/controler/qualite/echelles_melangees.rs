//! `echelles-melangees`: percentages of the service's own and scores from 1 to 4 in one table.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::Span;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::qualite::{Cotation, Echelle};
use crate::francais::pluriel;
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "echelles-melangees",
    famille: Famille::Qualite,
    gravite: Gravite::Avertissement,
    regarde: "Les cotations d’un même tableau : pourcentages d’une échelle interne (100, 70, 35, 0) et cotations de 1 à 4 de la HAS.",
    importance: "Une échelle ne se convertit pas dans l’autre : une moyenne qui les mêle ne veut rien dire, et le rapport n’en imprime pas.",
    exemple: "« 70 % » pour un critère, « 3 » pour le suivant.",
    correction: "Garder une seule échelle par tableau ; mettre les autres cotations dans un second tableau.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

/// The cells of each scale in one table, means included.
type Cellules<'a> = BTreeMap<Echelle, Vec<&'a Span>>;

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let qualite = &vue.dossier.qualite;
    let mut tableaux: BTreeMap<usize, Cellules<'_>> = BTreeMap::new();
    let mut ajoute = |tableau: usize, cotation: Cotation, span| {
        if let Some(echelle) = cotation.echelle() {
            tableaux.entry(tableau).or_default().entry(echelle).or_default().push(span);
        }
    };
    for score in &qualite.scores {
        ajoute(score.tableau, score.cotation, &score.span);
    }
    for moyenne in &qualite.moyennes {
        if let Some(premier) = moyenne.scores.first().and_then(|i| qualite.scores.get(*i)) {
            ajoute(premier.tableau, moyenne.cotation, &moyenne.span);
        }
    }
    tableaux.values().filter_map(constat).collect()
}

/// At the first cell of the scale that is used less.
fn constat(cellules: &Cellules<'_>) -> Option<Diagnostic> {
    let interne = cellules.get(&Echelle::Interne)?;
    let has = cellules.get(&Echelle::Has)?;
    let (rares, autres) = if has.len() <= interne.len() { (has, interne) } else { (interne, has) };
    let (ici, la) =
        if has.len() <= interne.len() { (Echelle::Has, Echelle::Interne) } else { (Echelle::Interne, Echelle::Has) };
    let span = (*rares.first()?).clone();
    let ailleurs = match rares.len() {
        1 => String::new(),
        n => format!(
            " et dans {}",
            pluriel(Exact::from(u32::try_from(n - 1).unwrap_or(u32::MAX)), "cellule plus bas", "cellules plus bas")
        ),
    };
    let message =
        format!("deux échelles dans le même tableau : {} ici{ailleurs}, {} ailleurs", ici.libelle(), la.libelle());
    let lies = autres.first().map(|span| ((*span).clone(), la.libelle().to_owned())).into_iter().collect();
    let aide = "garder une seule échelle par tableau : l’une ne se convertit pas dans l’autre, et leur moyenne n’est pas imprimée";
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(span, message) })
}
