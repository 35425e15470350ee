//! Which year and which month a table is about, when its cells do not say: its titles do, or its sheet, its file or its
//! folder.

use super::{Bloc, Lieu};
use crate::francais::{MoisLu, parse_mois, sans_accent};
use crate::lire::entetes::is_year;
use std::ops::RangeInclusive;

/// Words beside which a year is that of a text or of a decision, not of the figures.
const AUTRES_DATES: [&str; 11] =
    ["arrete", "habilit", "autoris", "depuis", "loi", "convention", "cpom", "decret", "cree", "schema", "projet"];

/// Years that a table deposited in a folder may be about: the year of the report, and those around it.
fn plausibles(exercice: i32) -> RangeInclusive<i32> {
    exercice - 3..=exercice + 1
}

/// The year of a block whose first header is `nom`: the nearest text that names one decides.
pub(super) fn annee_du_bloc(nom: &str, bloc: &Bloc<'_>, lieu: Lieu<'_>, exercice: i32) -> i32 {
    let titres = bloc.titres.iter().rev().flat_map(|l| &l.cellules).map(|c| c.texte());
    let dossiers = lieu.fichier.rsplit('/').skip(1);
    let proches = std::iter::once(nom).chain(titres).find_map(|texte| dite(texte, exercice));
    let noms = || lieu.noms().find_map(|nom| dite(&nom, exercice));
    proches.or_else(noms).or_else(|| dossiers.filter_map(|nom| dite(nom, exercice)).next()).unwrap_or(exercice)
}

/// The only year that a text names; the year of the report when it is one of several.
pub(in crate::lire) fn dite(texte: &str, exercice: i32) -> Option<i32> {
    let plat = sans_accent(texte).to_lowercase();
    if est_une_edition(texte) || AUTRES_DATES.iter().any(|mot| plat.contains(mot)) {
        return None;
    }
    let annees = plat.split(|c: char| !c.is_alphanumeric()).filter(|mot| is_year(mot));
    let annees = annees.filter_map(|mot| mot.parse().ok()).filter(|annee| plausibles(exercice).contains(annee));
    let annees: Vec<i32> = annees.collect();
    let premiere = *annees.first()?;
    match annees.contains(&exercice) {
        true => Some(exercice),
        false => annees.iter().all(|annee| *annee == premiere).then_some(premiere),
    }
}

/// A month named among other words: « Tableau du mois de mars 2021 », `aemo_2021-03`. A full date or a date of printing
/// is not one; two different months are a period, and none.
pub(in crate::lire) fn month_within(texte: &str) -> Option<MoisLu> {
    if est_une_edition(texte) {
        return None;
    }
    let plat = sans_accent(texte).to_lowercase();
    let mots: Vec<&str> = plat.split(|c: char| !c.is_alphanumeric()).filter(|m| !m.is_empty()).collect();
    let chiffres = |mot: &str| mot.chars().all(|c| c.is_ascii_digit());
    let mut trouves: Vec<MoisLu> = Vec::new();
    let mut i = 0;
    while i < mots.len() {
        let date = mots[i..].iter().take(3).filter(|m| chiffres(m)).count() == 3;
        let premier_du_mois = date && mots[i].len() == 4 && mots[i + 2] == "01";
        let fenetre = (1..=2).rev().filter(|_| !date).find_map(|taille| {
            let fenetre = mots.get(i..i + taille)?.join(" ");
            Some((taille, parse_mois(&fenetre)?))
        });
        match fenetre {
            Some((taille, mois)) => {
                trouves.push(mois);
                i += taille;
            }
            None if premier_du_mois => {
                trouves.extend(parse_mois(&mots[i..i + 2].join("-")));
                i += 3;
            }
            None => i += if date { 3 } else { 1 },
        }
    }
    let premier = trouves.first().copied()?;
    trouves.iter().all(|m| m.numero == premier.numero).then(|| *trouves.last().unwrap_or(&premier))
}

/// « Édité le 03/02/2022 »: a date of printing says nothing of the table.
pub(super) fn est_une_edition(texte: &str) -> bool {
    let plat = sans_accent(texte).to_lowercase();
    ["edite", "imprime", "extrait", "genere", "mis a jour", "maj "].iter().any(|mot| plat.contains(mot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_figures_is_told_from_the_year_of_a_decision() {
        for (texte, annee) in [
            ("Activité AEMO-R - Année 2020", Some(2020)),
            ("activite_2021", Some(2021)),
            ("Comparaison 2020 / 2021", Some(2021)),
            ("Arrêté du 12 mars 2020", None),
            ("Édité le 03/02/2022", None),
            ("41000 Blois", None),
            ("Habilitation 1998", None),
        ] {
            assert_eq!(dite(texte, 2021), annee, "{texte}");
        }
    }
}
