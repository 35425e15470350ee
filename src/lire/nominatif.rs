//! Columns that name people are emptied before anything else sees them.

use super::entetes::Entetes;
use super::tableau_mensuel::Lieu;
use super::tableau_mensuel::discretion::est_nom_et_prenom;
use super::tableau_mensuel::forme::{Forme, Repere};
use super::zones::Zone;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::Ligne;
use std::collections::BTreeSet;

/// Empties every nominative column below the headers of a zone, and records it; records columns of identifiers whose
/// values look like names. Titles above a header and cells below it are not headers.
pub(super) fn mask(
    lignes: &mut [Ligne],
    zone: &Zone,
    lieu: Lieu<'_>,
    entetes: &Entetes,
    anomalies: &mut Vec<Anomalie>,
) {
    let Some((entete, corps)) = lignes[zone.lignes.clone()].split_first_mut() else { return };
    let siens = || entete.remplies().filter(|(i, _)| zone.colonnes.contains(i));
    let remplies = siens().count();
    for (i, texte) in siens().map(|(i, cellule)| (i, cellule.texte())) {
        let span = || lieu.span(entete, i, texte);
        if entetes.est_nominatif(texte) && remplies > 1 {
            empty_below(corps, i);
            let nature = NatureAnomalie::ColonneNominative { entete: texte.to_owned() };
            anomalies.push(Anomalie { nature, span: span() });
        } else if entetes.est_identifiant(texte) && remplies > 2 && names_below(corps, i) {
            empty_below(corps, i);
            let nature = NatureAnomalie::IdentifiantNominatif { entete: texte.to_owned() };
            anomalies.push(Anomalie { nature, span: span() });
        }
    }
}

/// The zones under the rows that name columns: those of monthly tables laid out in rows, and that of a table of a known
/// kind; in an unknown table, the first of the widest rows among the first twenty.
pub(super) fn zones<'a>(
    lignes: &[Ligne],
    blocs: impl Iterator<Item = &'a Repere> + Clone,
    reconnu: Option<usize>,
) -> Vec<Zone> {
    let headers: BTreeSet<usize> = if blocs.clone().next().is_some() || reconnu.is_some() {
        let en_lignes = blocs.filter(|b| b.forme == Forme::Lignes).map(|b| b.entete);
        en_lignes.chain(reconnu).collect()
    } else {
        let filled = |l: &Ligne| l.remplies().count();
        let widest = lignes.iter().take(20).map(filled).max().unwrap_or(0);
        lignes.iter().take(20).position(|l| filled(l) == widest && widest > 1).into_iter().collect()
    };
    headers.into_iter().map(|entete| Zone::sous(entete, lignes)).collect()
}

fn empty_below(lignes: &mut [Ligne], colonne: usize) {
    for cellule in lignes.iter_mut().filter_map(|l| l.cellules.get_mut(colonne)) {
        cellule.efface();
    }
}

/// True when most values are words.
fn names_below(lignes: &[Ligne], colonne: usize) -> bool {
    let valeurs = lignes.iter().map(|l| l.cellule(colonne).texte()).filter(|v| !v.is_empty());
    let (valeurs, noms) = valeurs.fold((0, 0), |(n, noms), v| (n + 1, noms + poids_de_nom(v)));
    en_majorite(noms, valeurs)
}

/// True when so many values that look like names make a column of names.
pub(super) fn en_majorite(noms: usize, valeurs: usize) -> bool {
    noms * 2 > valeurs
}

/// What a value weighs among those of its column: a civility, or a first name beside a name in capitals, is enough.
pub(super) fn poids_de_nom(valeur: &str) -> usize {
    if !semble_un_nom(valeur) {
        return 0;
    }
    let civilite =
        |mot: &str| ["m.", "m", "mr", "mme", "mlle", "monsieur", "madame"].contains(&mot.to_lowercase().as_str());
    let civil = valeur.split_once(' ').is_some_and(|(premier, _)| civilite(premier));
    let total = valeur.to_lowercase().contains("total");
    if !total && (civil || est_nom_et_prenom(valeur)) { SUR } else { 1 }
}

/// More than any number of rows.
const SUR: usize = 1 << 32;

/// Letters only, with a capital, long enough to be a name: what `identifiant-nominatif` counts in a column.
pub fn semble_un_nom(valeur: &str) -> bool {
    // nearly every identifier ends with a digit
    if valeur.as_bytes().last().is_none_or(u8::is_ascii_digit) {
        return false;
    }
    let lettres = valeur.chars().filter(|c| c.is_alphabetic()).count();
    let autres = valeur.chars().any(|c| !(c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\'' | '.')));
    lettres >= 4 && !autres && valeur.chars().next().is_some_and(char::is_uppercase)
}
