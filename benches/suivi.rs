//! What a follow-up table costs, read, checked and computed, at 10 000, 100 000 and 1 000 000 rows, as ratios in one run:
//! about 10 from one to the next when it is linear.
//!
//! `cargo bench --bench suivi`

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a measure, to be read by a person")]

#[path = "outils/suivi.rs"]
mod suivi;

use std::time::{Duration, Instant};
use trame::domaine::dossier::Source;

/// The best of three.
fn duree(texte: &str) -> Duration {
    let une_fois = || {
        let source = |chemin: &str, texte: &str| Source { chemin: chemin.into(), octets: texte.into() };
        let sources = vec![source("rapport.toml", suivi::RAPPORT), source("donnees/suivi.csv", texte)];
        let debut = Instant::now();
        drop(trame::preparer(sources));
        debut.elapsed()
    };
    (0..3).map(|_| une_fois()).min().unwrap_or_default()
}

fn main() {
    let mut avant: Option<Duration> = None;
    for lignes in [10_000, 100_000, 1_000_000] {
        let texte = suivi::table(lignes);
        let ici = duree(&texte);
        let rapport = avant.map(|avant| format!(", × {:.1}", ici.as_secs_f64() / avant.as_secs_f64()));
        println!("{lignes} lignes, {} octets : {ici:?}{}", texte.len(), rapport.unwrap_or_default());
        avant = Some(ici);
    }
}
