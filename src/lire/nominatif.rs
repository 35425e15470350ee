//! Columns that name people are emptied before anything else sees them.

use super::entetes::Entetes;
use super::tableau_mensuel::forme::{Forme, blocs};
use crate::diagnostic::{Address, Span};
use crate::domaine::dossier::{Anomalie, Ligne, NatureAnomalie};

/// Empties every nominative column below its header, and records it; records columns of identifiers whose values look
/// like names. Titles above a header and cells below it are not headers.
pub(super) fn mask(lignes: &mut [Ligne], fichier: &str, entetes: &Entetes, anomalies: &mut Vec<Anomalie>) {
    for rang in headers(lignes, entetes) {
        let entete = lignes[rang].clone();
        let remplies = entete.cellules.iter().filter(|c| !c.is_empty()).count();
        for (i, texte) in entete.cellules.iter().enumerate().filter(|(_, t)| !t.is_empty()) {
            let span = || Span {
                cell: Some(Address { column: u32::try_from(i).unwrap_or(u32::MAX), row: entete.rang }),
                ..Span::line(fichier, entete.numero, Some(texte.clone()))
            };
            if entetes.est_nominatif(texte) && remplies > 1 {
                empty_below(&mut lignes[rang + 1..], i);
                let nature = NatureAnomalie::ColonneNominative { entete: texte.clone() };
                anomalies.push(Anomalie { nature, span: span() });
            } else if entetes.est_identifiant(texte) && remplies > 2 && names_below(&lignes[rang + 1..], i) {
                empty_below(&mut lignes[rang + 1..], i);
                let nature = NatureAnomalie::IdentifiantNominatif { entete: texte.clone() };
                anomalies.push(Anomalie { nature, span: span() });
            }
        }
    }
}

/// The rows that name columns: those of monthly tables laid out in rows; in an unknown table, the first of the widest
/// rows among the first twenty.
fn headers(lignes: &[Ligne], entetes: &Entetes) -> Vec<usize> {
    let blocs = blocs(entetes, lignes);
    if !blocs.is_empty() {
        return blocs.into_iter().filter(|(_, forme)| *forme == Forme::EnLignes).map(|(rang, _)| rang).collect();
    }
    let filled = |l: &Ligne| l.cellules.iter().filter(|c| !c.is_empty()).count();
    let widest = lignes.iter().take(20).map(filled).max().unwrap_or(0);
    lignes.iter().take(20).position(|l| filled(l) == widest && widest > 1).into_iter().collect()
}

fn empty_below(lignes: &mut [Ligne], colonne: usize) {
    for cellule in lignes.iter_mut().filter_map(|l| l.cellules.get_mut(colonne)) {
        cellule.clear();
    }
}

/// True when most values are words: letters only, with a capital, long enough to be a name.
fn names_below(lignes: &[Ligne], colonne: usize) -> bool {
    let valeurs: Vec<&str> =
        lignes.iter().filter_map(|l| l.cellules.get(colonne)).map(String::as_str).filter(|v| !v.is_empty()).collect();
    let noms = valeurs.iter().filter(|v| {
        let lettres = v.chars().filter(|c| c.is_alphabetic()).count();
        let autres = v.chars().any(|c| !(c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\'' | '.')));
        lettres >= 4 && !autres && v.chars().next().is_some_and(char::is_uppercase)
    });
    !valeurs.is_empty() && noms.count() * 2 > valeurs.len()
}
