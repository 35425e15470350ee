//! Sentences that must be left alone, sentences that must be found, and texts at random.

use crate::outils::{racine, sources};
use std::fs;
use trame::domaine::dossier::Source;
use trame::preparer;

const CODES: [&str; 7] = [
    "annee-perimee",
    "delai-sans-definition",
    "donnee-personnelle-dans-le-texte",
    "effectif-du-texte-different",
    "nombre-contredit",
    "nombre-non-verifiable",
    "pourcentages-differents-de-100",
];

/// The codes found in each text, in the ACESM folder, by the number of the text.
fn codes(textes: &[String]) -> Vec<Vec<&'static str>> {
    let mut toutes = sources(&racine().join("data/acesm-2021"));
    toutes.retain(|source| !source.chemin.starts_with("textes/"));
    let texte =
        |(i, texte): (usize, &String)| Source { chemin: format!("textes/t{i:05}.md"), octets: texte.clone().into() };
    toutes.extend(textes.iter().enumerate().map(texte));
    let constats = preparer(toutes).constats.listes;
    let mut trouves = vec![Vec::new(); textes.len()];
    for constat in constats.iter().filter(|c| CODES.contains(&c.code)) {
        let numero = constat.span.file.strip_prefix("textes/t").and_then(|f| f.strip_suffix(".md")).unwrap();
        trouves[numero.parse::<usize>().unwrap()].push(constat.code);
    }
    trouves
}

fn lignes(fichier: &str) -> Vec<String> {
    let texte = fs::read_to_string(racine().join("tests/prose").join(fichier)).unwrap();
    texte.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.replace("\\n", "\n")).collect()
}

#[test]
fn les_phrases_sans_faute_sont_laissees_tranquilles() {
    let phrases = lignes("silences.txt");
    assert!(phrases.len() >= 120, "{}", phrases.len());
    let trouves = codes(&phrases);
    let dites: Vec<_> = phrases.iter().zip(&trouves).filter(|(_, codes)| !codes.is_empty()).collect();
    assert!(dites.is_empty(), "{dites:#?}");
}

#[test]
fn les_phrases_fautives_sont_trouvees() {
    let lignes = lignes("fautes.txt");
    assert!(lignes.len() >= 60, "{}", lignes.len());
    let attendues: Vec<(&str, String)> = lignes
        .iter()
        .map(|l| l.split_once('|').unwrap())
        .map(|(code, phrase)| (code.trim(), phrase.trim().to_owned()))
        .collect();
    let phrases: Vec<String> = attendues.iter().map(|(_, phrase)| phrase.clone()).collect();
    let trouves = codes(&phrases);
    let manquees: Vec<_> = attendues.iter().zip(&trouves).filter(|((code, _), codes)| !codes.contains(code)).collect();
    assert!(manquees.is_empty(), "{manquees:#?}");
}

#[test]
fn les_textes_propres_ne_disent_rien() {
    for dossier in ["exemple", "millau-segur-2025"] {
        let constats = preparer(sources(&racine().join("data").join(dossier))).constats.listes;
        let dits: Vec<_> = constats.iter().filter(|c| CODES.contains(&c.code)).collect();
        assert!(dits.is_empty(), "{dossier} : {dits:#?}");
    }
}

#[test]
fn aucun_texte_ne_fait_tomber_les_controles() {
    let pieces = [
        "53",
        " ",
        "sorties",
        "deux",
        "cent",
        "mille",
        " et un ",
        "%",
        "€",
        "’",
        "é",
        "\u{7f}",
        "\u{e000}",
        "{{ a }}",
        "`",
        "**",
        "| a |\n|---|\n| 5 % |\n",
        "\n\n",
        "- ",
        "31 décembre",
        "2020",
        "M.",
        " Mme ",
        "né le ",
        "06 12 34 56 78",
        "@",
        "a@b.fr",
        "délai",
        " 6 mois",
        "équipe de ",
        "AEMO-R",
        "999999999999999999999",
        "<!-- x\n\n -->",
        "répartition : ",
        "[",
        "](x)",
        "1er",
        "\\",
        "…",
        "🙂",
        "İ",
        "ﬁ",
        "mai",
        "sur ",
        "plus de ",
    ];
    let mut graine = 7_u64;
    let mut tire = |n: usize| {
        graine = graine.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(graine >> 33).unwrap() % n
    };
    let mut texte = || (0..tire(60)).map(|_| pieces[tire(pieces.len())]).collect::<String>();
    let textes: Vec<String> = (0..400).map(|_| texte()).collect();
    assert_eq!(codes(&textes).len(), textes.len());
}
