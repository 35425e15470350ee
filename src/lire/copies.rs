//! « Copie de suivi.csv » or « suivi (1).csv » beside `suivi.csv`: both would be counted.

use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::Source;

/// Every copy that stands beside its original.
pub(super) fn anomalies(sources: &[Source]) -> Vec<Anomalie> {
    let tables: Vec<&str> = sources.iter().map(|s| s.chemin.as_str()).filter(|c| c.starts_with("donnees/")).collect();
    let copie = |copie: &&str| {
        let (folder, name) = copie.rsplit_once('/').unwrap_or(("", copie));
        let original = original_name(name).map(|nom| format!("{folder}/{nom}"))?;
        let existe = tables.binary_search(&original.as_str()).is_ok();
        existe.then(|| Anomalie { nature: NatureAnomalie::CopieDeFichier { original }, span: Span::file(*copie) })
    };
    tables.iter().filter_map(copie).collect()
}

/// The name that a copy or a sync conflict was made from.
fn original_name(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let stem = stem.trim();
    if let Some(original) = stem.strip_prefix("Copie de ").or_else(|| stem.strip_prefix("Copy of ")) {
        return Some(format!("{original}.{extension}"));
    }
    let coupe = |marque: &str| stem.find(marque).map(|at| stem[..at].trim_end().to_owned());
    let marques =
        [" - Copie", " – Copie", " - Copy", "_copie", "-copie", " copie", "_copy", "(copie", "(conflit", "-conflict-"];
    let numero = stem.strip_suffix(')').and_then(|s| s.rsplit_once('('));
    let numerote = numero.filter(|(_, n)| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()));
    let original = numerote.map(|(s, _)| s.trim_end().to_owned()).or_else(|| marques.iter().find_map(|m| coupe(m)));
    original.map(|original| format!("{}.{extension}", original.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_copies_se_reconnaissent() {
        for nom in
            ["Copie de a.csv", "a - Copie.csv", "a (1).csv", "a(3).csv", "a_copie.csv", "a (conflit de Paul).csv"]
        {
            assert_eq!(original_name(nom).as_deref(), Some("a.csv"), "{nom}");
        }
        assert_eq!(original_name("aemo (2021-03).csv"), None);
    }
}
