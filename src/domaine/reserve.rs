//! Réserves: a figure that rests on a cell in incoherence says so, wherever it is printed.

use super::dossier::Dossier;
use super::indicateur::{Indicateurs, Valeur};
use super::rapprochement::Rapprochement;
use super::valeur::ENTRE_RESERVES;
use crate::diagnostic::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Where a false cell stands: dispositif, month (1 to 12) and its name; nothing for a key of rapport.toml.
type Lieu = Option<(String, u8, &'static str)>;

/// Sets the réserve of every value that rests on one of the cells found in incoherence.
pub fn pose(indicateurs: &mut Indicateurs, dossier: &Dossier, fausses: &BTreeSet<Span>) {
    if fausses.is_empty() {
        return;
    }
    let releves = dossier.releves.iter().filter(|r| fausses.contains(&r.span));
    let lieux: BTreeMap<&Span, Lieu> = releves
        .map(|r| (&r.span, Some((r.dispositif.clone(), r.mois.numero(), r.mois.nom()))))
        .chain(fausses.iter().map(|s| (s, None)).filter(|(s, _)| s.cell.is_none()))
        .collect();
    for perimetre in &mut indicateurs.perimetres {
        let seul = perimetre.code.clone();
        let mensuelles = perimetre.mensuel.values_mut().flatten();
        for valeur in mensuelles.chain(perimetre.annuel.values_mut()) {
            valeur.reserve = reserve(valeur, &lieux, &seul);
        }
        for valeur in perimetre.rapprochement.iter_mut().flat_map(Rapprochement::valeurs) {
            valeur.reserve = reserve(valeur, &lieux, &seul);
        }
    }
}

/// What a value rests on among cells and keys found in error or in incoherence, monthly or not: for the value whose
/// operands are shown.
pub fn de(valeur: &Valeur, dossier: &Dossier, fausses: &BTreeSet<Span>, perimetre: &str) -> Option<String> {
    let mut lieux: BTreeMap<&Span, Lieu> = fausses.iter().map(|span| (span, None)).collect();
    for releve in &dossier.releves {
        if let Some(lieu) = lieux.get_mut(&releve.span) {
            *lieu = Some((releve.dispositif.clone(), releve.mois.numero(), releve.mois.nom()));
        }
    }
    reserve(valeur, &lieux, perimetre)
}

/// « décembre incohérent : M2, M5 », with the dispositif when it is not the perimetre itself.
fn reserve(valeur: &Valeur, lieux: &BTreeMap<&Span, Lieu>, perimetre: &str) -> Option<String> {
    let mut par_mois: BTreeMap<&Lieu, Vec<&Span>> = BTreeMap::new();
    if valeur.nombre.is_err() {
        return None;
    }
    for cellule in valeur.cellules() {
        if let Some(lieu) = lieux.get(cellule) {
            par_mois.entry(lieu).or_default().push(cellule);
        }
    }
    let phrases: Vec<String> = par_mois.iter().map(|(lieu, spans)| phrase(lieu, spans, perimetre)).collect();
    (!phrases.is_empty()).then(|| phrases.join(ENTRE_RESERVES))
}

fn phrase(lieu: &Lieu, spans: &[&Span], perimetre: &str) -> String {
    match lieu {
        Some((dispositif, _, mois)) => {
            let adresses: Vec<String> = spans.iter().map(|s| s.short()).collect();
            let qui = if dispositif == perimetre { String::new() } else { format!("{dispositif}, ") };
            format!("{qui}{mois} incohérent\u{a0}: {}", adresses.join(", "))
        }
        None => {
            let lignes: Vec<String> = spans.iter().map(|s| format!("{}, {}", s.file, s.short())).collect();
            format!("déclaration incohérente\u{a0}: {}", lignes.join(", "))
        }
    }
}
