//! What checking a text costs as one types: after one changed letter, against the first reading of the folder, as a ratio
//! in one run; on the fictional folder, then on one of 100 000 mesures.
//!
//! `cargo bench --bench prose`

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a measure, to be read by a person"
)]

#[path = "outils/dossier.rs"]
mod dossier;
#[path = "outils/suivi.rs"]
mod suivi;

use std::path::Path;
use std::time::{Duration, Instant};
use trame::Preparation;
use trame::domaine::dossier::Source;

/// The text that is being written.
const TEXTE: &str = "textes/introduction.md";

/// How long the first reading takes, and the checks after each of ten letters: the longest.
fn mesure(quoi: &str, lues: Vec<Source>) {
    let debut = Instant::now();
    let mut preparation = trame::preparer(lues.clone());
    let premiere = debut.elapsed();
    let mut texte = lues.into_iter().find(|source| source.chemin == TEXTE).unwrap();
    let frappes: Vec<Duration> = (0..10).map(|_| frappe(&mut preparation, &mut texte)).collect();
    let (courte, longue) = (frappes.iter().min().unwrap(), frappes.iter().max().unwrap());
    let rapport = longue.as_secs_f64() / premiere.as_secs_f64();
    println!("{quoi} : lecture {premiere:?}, puis une lettre {courte:?} à {longue:?}, soit × {rapport:.4} au plus");
}

/// One more letter at the end of the text.
fn frappe(preparation: &mut Preparation, texte: &mut Source) -> Duration {
    texte.octets.push(b'a');
    let source = texte.clone();
    let debut = Instant::now();
    let suivante = preparation.avec_textes(vec![source], &[]);
    let duree = debut.elapsed();
    *preparation = suivante;
    duree
}

fn main() {
    let exemple = dossier::lu(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/exemple"));
    let textes: Vec<Source> = exemple.iter().filter(|source| source.chemin.starts_with("textes/")).cloned().collect();
    mesure("data/exemple", exemple);
    let grand = |chemin: &str, texte: &str| Source { chemin: chemin.into(), octets: texte.into() };
    let tables = [grand("rapport.toml", suivi::RAPPORT), grand("donnees/suivi.csv", &suivi::table(100_000))];
    mesure("100 000 mesures et les mêmes textes", textes.into_iter().chain(tables).collect());
}
