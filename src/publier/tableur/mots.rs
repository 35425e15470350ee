//! What a value is called and how it was obtained, in the words of the tables.

use crate::diagnostic::Span;
use crate::domaine::indicateur::{Indicateurs, Unite, Valeur};
use crate::domaine::valeur::{Denombrement, Operation, Provenance};
use crate::francais::{decimal_saisi, majuscule, pluriel, typographie};
use std::collections::BTreeSet;

/// Most operands named one by one.
const NOMMES: usize = 4;
/// Most cells named one by one.
const CELLULES: usize = 12;

/// The column of the perimetres, as wide as the longest name asks for.
pub(super) fn perimetres(i: &Indicateurs) -> (&'static str, u32) {
    let noms = i.perimetres.iter().map(|p| p.nom().chars().count());
    ("Périmètre", u32::try_from(noms.max().unwrap_or(0)).unwrap_or(u32::MAX).saturating_add(4).clamp(12, 32))
}

/// The unit, as a column says it.
pub(super) fn unite(unite: Unite) -> &'static str {
    match unite {
        Unite::Nombre => "nombre",
        Unite::Moyenne => "moyenne",
        Unite::Journees => "journées",
        Unite::Taux => "taux (1 = 100 %)",
        Unite::Euros => "euros",
        Unite::Jours => "jours",
    }
}

/// What a value is called: « Journées réalisées, AEMO-R, mars ».
pub(super) fn libelle(valeur: &Valeur, i: &Indicateurs) -> String {
    match valeur.nom.as_deref() {
        Some(nom) => majuscule(&i.en_mots(nom)),
        None => match &*valeur.provenance {
            Provenance::Convenue(mots) => majuscule(mots),
            Provenance::Lue(span) => span.column.clone().unwrap_or_else(|| span.short()),
            Provenance::Comptee(_) => "Compte".to_owned(),
            Provenance::Aucune => String::new(),
            Provenance::Calculee(..) | Provenance::Deduite(..) => majuscule(&calcul(valeur, i)),
        },
    }
}

/// How a value was obtained, one step back.
pub(super) fn calcul(valeur: &Valeur, i: &Indicateurs) -> String {
    let court = |v: &Valeur| match v.nom {
        Some(_) => libelle(v, i),
        None => v.exact().map_or_else(|| "?".to_owned(), decimal_saisi),
    };
    match &*valeur.provenance {
        Provenance::Aucune => String::new(),
        Provenance::Lue(span) => typographie(&format!("lu dans {}", span.en_entier())),
        Provenance::Convenue(mots) => mots.to_string(),
        Provenance::Comptee(compte) => comptage(compte),
        Provenance::Deduite(regle, _) => regle.to_string(),
        Provenance::Calculee(Operation::Reprise, operandes) => {
            operandes.first().map_or(String::new(), |v| format!("repris de {}", court(v)))
        }
        Provenance::Calculee(operation, operandes) if operandes.len() > NOMMES => {
            let bouts = operandes.first().zip(operandes.last());
            let bouts = bouts.map_or(String::new(), |(a, b)| format!(" ({} … {})", court(a), court(b)));
            let quoi = if *operation == Operation::Somme { "somme" } else { "produit" };
            format!("{quoi} de {} valeurs{bouts}", operandes.len())
        }
        Provenance::Calculee(operation, operandes) => {
            let mots: Vec<String> = operandes.iter().map(court).collect();
            let texte = mots.join(&format!(" {} ", operation.signe()));
            if *operation == Operation::Exces { format!("{texte}, jamais moins de 0") } else { texte }
        }
    }
}

/// « comptée sur 120 lignes ».
pub(super) fn comptage(compte: &Denombrement) -> String {
    let lignes = compte.lignes.map(|n| format!(" sur {}", pluriel(i128::from(n).into(), "ligne", "lignes")));
    format!("compté{}", lignes.unwrap_or_default())
}

/// File, sheet and cell that a base value rests on, as three columns.
pub(super) fn source(valeur: &Valeur) -> [String; 3] {
    let cellules = valeur.cellules();
    let joint = |mots: BTreeSet<String>| mots.into_iter().collect::<Vec<_>>().join("\n");
    let fichiers = joint(cellules.iter().map(|s| s.file.clone()).collect());
    let feuilles = joint(cellules.iter().filter_map(|s| s.sheet.clone()).collect());
    let precises: Vec<&&Span> = cellules.iter().filter(|s| s.cell.is_some() || s.line > 0).collect();
    let mut places: Vec<String> = precises.iter().take(CELLULES).map(|s| s.short()).collect();
    if precises.len() > CELLULES {
        places.push(format!("et {} autres", precises.len() - CELLULES));
    }
    [fichiers, feuilles, places.join(", ")]
}

/// Why a value is missing, or what it must be taken with.
pub(super) fn remarque(valeur: &Valeur) -> Option<String> {
    match (&valeur.nombre, &valeur.reserve) {
        (Err(motif), _) => Some(format!("non calculé\u{a0}: {motif}")),
        (Ok(_), Some(reserve)) => Some(format!("réserve\u{a0}: {reserve}")),
        (Ok(_), None) => None,
    }
}

/// The remarks of the values of a row, each once, with the columns that it is about; months in a row by their ends.
pub(super) fn remarques<'a>(mois: bool, valeurs: impl IntoIterator<Item = (&'static str, &'a Valeur)>) -> String {
    let mut groupes: Vec<(String, Vec<(usize, &str)>)> = Vec::new();
    for (rang, (colonne, valeur)) in valeurs.into_iter().enumerate() {
        let Some(remarque) = remarque(valeur) else { continue };
        match groupes.iter_mut().find(|(deja, _)| *deja == remarque) {
            Some((_, colonnes)) => colonnes.push((rang, colonne)),
            None => groupes.push((remarque, vec![(rang, colonne)])),
        }
    }
    let phrase = |(remarque, colonnes): &(String, Vec<(usize, &str)>)| {
        let noms = || colonnes.iter().map(|(_, nom)| (*nom).to_owned()).collect::<Vec<_>>();
        format!("{}, {remarque}", if mois { suites(colonnes) } else { noms().join(", ") })
    };
    majuscule(&groupes.iter().map(phrase).collect::<Vec<_>>().join("\u{202f}; "))
}

/// « janv. à mars, mai »: three in a row and more are said by their ends.
fn suites(colonnes: &[(usize, &str)]) -> String {
    let suites = colonnes.chunk_by(|(a, _), (b, _)| a + 1 == *b).flat_map(|suite| match suite {
        [(_, premiere), _, .., (_, derniere)] => vec![format!("{premiere} à {derniere}")],
        _ => suite.iter().map(|(_, colonne)| (*colonne).to_owned()).collect(),
    });
    suites.collect::<Vec<_>>().join(", ")
}
