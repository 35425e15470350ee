//! What the preview of the report costs the first time, then after one cell changed, as a ratio in one run: at most half.
//!
//! `cargo bench --bench apercu`, or `cargo bench --bench apercu -- DOSSIER`

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a measure, to be read by a person"
)]

#[path = "outils/dossier.rs"]
mod dossier;

use std::env;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use trame::composer::Pages;
use trame::domaine::dossier::Source;
use trame::domaine::edition::Edition;

/// Where a cell changes each time. The first change of the fictional folder makes months contradict each other: its report
/// becomes a working document, whose every page says so.
const CELLULE: &str = "donnees/aemo.csv";

/// One more in a cell.
fn change(lues: &mut [Source]) {
    let source = lues.iter_mut().find(|source| source.chemin == CELLULE).unwrap();
    let titres = source.octets.iter().position(|octet| *octet == b'\n').unwrap();
    let chiffre = source.octets[titres..].iter_mut().find(|octet| octet.is_ascii_digit()).unwrap();
    *chiffre = if *chiffre == b'9' { b'0' } else { *chiffre + 1 };
}

/// From the files to the first page on the screen, and each step.
fn apercu(lues: &[Source]) -> [Duration; 4] {
    let copie = lues.to_vec();
    let debut = Instant::now();
    let preparation = trame::preparer(copie);
    let lu = debut.elapsed();
    let projet = preparation.projet(Edition::Travail).unwrap();
    let dessine = debut.elapsed();
    let pages = Pages::new(&projet).unwrap();
    let compose = debut.elapsed();
    assert!(pages.svg(0).is_some());
    [lu, dessine - lu, compose - dessine, debut.elapsed() - compose]
}

fn main() {
    // cargo adds its own « --bench »
    let donne = env::args().skip(1).find(|mot| !mot.starts_with('-'));
    let racine = donne.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("data/exemple"), PathBuf::from);
    let mut lues = dossier::lu(&racine);
    let total = |etapes: [Duration; 4]| etapes.iter().sum::<Duration>();
    let premier = apercu(&lues);
    println!("premier : {:?} ({premier:?})", total(premier));
    for fois in 1..=4 {
        change(&mut lues);
        let suivant = apercu(&lues);
        let rapport = total(suivant).as_secs_f64() / total(premier).as_secs_f64();
        println!("cellule changée, {fois} : {:?} ({suivant:?}), soit × {rapport:.2}", total(suivant));
    }
}
