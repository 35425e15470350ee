//! Architecture and house rules, read from the source files.

use crate::outils::{racine, tous_les_fichiers};
use std::fs;
use std::path::PathBuf;

const BASE: [&str; 4] = ["diagnostic", "domaine", "francais", "fontes"];
const STAGES: [&str; 5] = ["lire", "controler", "calculer", "dessiner", "composer"];

fn rust(dossier: &str) -> Vec<PathBuf> {
    let mut chemins = Vec::new();
    tous_les_fichiers(&racine().join(dossier), &mut chemins);
    chemins.retain(|c| c.extension().is_some_and(|e| e == "rs"));
    chemins
}

/// What a file of `owner` may not import.
fn intruders(owner: &str, allowed: &[&str], texte: &str) -> Vec<String> {
    let mut intruders = Vec::new();
    for (n, line) in texte.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
        for used in line.split("crate::").skip(1) {
            let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
            if used != owner && !allowed.contains(&used) {
                intruders.push(format!("{}: `{owner}` must not know `{used}`", n + 1));
            }
        }
    }
    intruders
}

#[test]
fn a_stage_knows_the_base_and_no_other_stage() {
    for stage in STAGES {
        for path in rust(&format!("src/{stage}")) {
            let found = intruders(stage, &BASE, &fs::read_to_string(&path).unwrap());
            assert!(found.is_empty(), "{}: {found:?}", path.display());
        }
    }
}

#[test]
fn the_base_looks_downwards_only() {
    let domaine = rust("src/domaine").into_iter().map(|p| (p, "domaine", vec!["diagnostic", "francais"]));
    let francais = rust("src/francais").into_iter().map(|p| (p, "francais", vec!["domaine"]));
    for (path, owner, allowed) in domaine.chain(francais) {
        let found = intruders(owner, &allowed, &fs::read_to_string(&path).unwrap());
        assert!(found.is_empty(), "{}: {found:?}", path.display());
    }
    let diagnostic = fs::read_to_string(racine().join("src/diagnostic.rs")).unwrap();
    assert!(intruders("diagnostic", &[], &diagnostic).is_empty());
}

/// The rule above, made to fail on purpose.
#[test]
fn an_import_of_another_stage_is_seen() {
    assert_eq!(intruders("lire", &BASE, "use crate::composer::Projet;").len(), 1);
    assert_eq!(intruders("lire", &BASE, "use crate::{domaine, composer};").len(), 1, "grouped imports are refused");
    assert!(intruders("lire", &BASE, "use crate::domaine::mois::Mois;").is_empty());
}

#[test]
fn only_publier_touches_disk_and_clock_or_prints() {
    for stage in STAGES.iter().chain(&["domaine", "francais"]) {
        for path in rust(&format!("src/{stage}")) {
            let texte = fs::read_to_string(&path).unwrap();
            let code = texte.split("#[cfg(test)]").next().unwrap_or("");
            for forbidden in ["std::fs", "std::env", "std::net", "println!", "SystemTime", "Utc::now", "Local::now"] {
                let in_tests = path.components().any(|c| c.as_os_str() == "tests") || path.ends_with("tests.rs");
                assert!(in_tests || !code.contains(forbidden), "{}: {forbidden}", path.display());
            }
        }
    }
}

/// Euros and days are `Exact`, a ratio of integers. A float may only come in from a workbook's cell, and go out to a
/// workbook's cell or to the pixels of a chart: the stages between know none.
#[test]
fn no_float_on_the_way_of_a_euro() {
    for stage in ["controler", "calculer", "francais", "domaine"] {
        for path in rust(&format!("src/{stage}")).iter().filter(|path| !path.ends_with("domaine/exact.rs")) {
            let code = fs::read_to_string(path).unwrap();
            let flottants = ["f64", "f32", ".flottant()", "du_tableur"].iter().filter(|mot| code.contains(**mot));
            assert_eq!(flottants.count(), 0, "{}", path.display());
        }
    }
    let entre: Vec<PathBuf> = ["lire", "publier"].iter().flat_map(|stage| rust(&format!("src/{stage}"))).collect();
    let entre = entre.iter().filter(|p| fs::read_to_string(p).unwrap().contains("f64"));
    let noms: Vec<String> = entre.map(|p| p.strip_prefix(racine()).unwrap().to_string_lossy().into_owned()).collect();
    let cellules = ["classeur", "annotation", "tableur"].map(|m| format!("/{m}/"));
    assert!(noms.iter().all(|nom| cellules.iter().any(|c| nom.contains(c))), "{noms:?}");
}

#[test]
fn files_stay_short_and_say_what_they_are_for() {
    for path in rust("src").into_iter().chain(rust("tests")) {
        let texte = fs::read_to_string(&path).unwrap();
        assert!(texte.lines().count() <= 400, "{} has more than 400 lines", path.display());
        assert!(texte.starts_with("//!"), "{} does not say what it is for", path.display());
    }
}

#[test]
fn every_indicator_says_where_it_comes_from() {
    let catalogue = trame::calculer::catalogue();
    let mut ids: Vec<_> = catalogue.iter().map(|i| i.id).collect();
    for indicateur in &catalogue {
        let mots = [indicateur.libelle, indicateur.definition, indicateur.source];
        assert!(mots.iter().all(|m| !m.is_empty()), "{}", indicateur.id);
        assert!(
            indicateur.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'),
            "{}",
            indicateur.id
        );
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), catalogue.len(), "two indicators share an id");
}

/// Every sentence that a user reads is typographic French: no straight apostrophe between letters, a space before
/// double punctuation.
#[test]
fn user_texts_are_typographic() {
    let faulty = |texte: &str| {
        let chars: Vec<char> = texte.chars().collect();
        chars.windows(3).any(|w| w[1] == '\'' && w[0].is_alphabetic() && w[2].is_alphabetic())
    };
    assert!(faulty("l'année") && !faulty("l’année"));
    for indicateur in trame::calculer::catalogue() {
        assert!(!faulty(indicateur.definition) && !faulty(indicateur.libelle), "{}", indicateur.id);
    }
    for fiche in trame::controler::catalogue() {
        for texte in [fiche.regarde, fiche.importance, fiche.exemple, fiche.correction] {
            assert!(!faulty(texte), "{} : {texte}", fiche.code);
        }
    }
}
