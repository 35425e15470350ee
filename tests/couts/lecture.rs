//! What reading costs when there is four times as much of it, as a ratio in one run: about 4 when it is linear.
//!
//! `cargo run --release --example cout_de_la_lecture`

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a measure, to be read by a person")]

use std::time::{Duration, Instant};
use trame::domaine::dossier::Source;

const RAPPORT: &str = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n[[dispositif]]\ncode = \"AED\"\n\
                       libelle = \"Aide à domicile\"\ncadre = \"administratif\"\nmodalite = \"milieu-ouvert\"\n";
const ENTETE: &str = "Mois;Dispositif;Présents début;Entrées;Sorties;Présents fin\n";

fn dossier(tables: impl Iterator<Item = String>) -> Vec<Source> {
    let source = |chemin: String, texte: String| Source { chemin, octets: texte.into_bytes() };
    let tables = tables.enumerate().map(|(rang, texte)| source(format!("donnees/{rang}.csv"), texte));
    std::iter::once(source("rapport.toml".into(), RAPPORT.into())).chain(tables).collect()
}

/// The best of three.
fn duree(sources: &[Source]) -> Duration {
    let une_fois = || {
        let copie = sources.to_vec();
        let debut = Instant::now();
        drop(trame::preparer(copie));
        debut.elapsed()
    };
    (0..3).map(|_| une_fois()).min().unwrap_or_default()
}

/// A folder of so many times the same thing.
type Dossier<'a> = &'a dyn Fn(usize) -> Vec<Source>;

fn main() {
    let ligne = "mars;AED;10;2;1;11\n";
    let avec = |n: usize, fin: &str| dossier(std::iter::once(format!("{ENTETE}{}{fin}", ligne.repeat(n))));
    let mesures: [(&str, Dossier<'_>); 4] = [
        ("lignes", &|n| avec(50 * n, "")),
        ("lignes et totaux", &|n| {
            dossier(std::iter::once(format!("{ENTETE}{}", format!("{ligne}Total;;10;2;1;11\n").repeat(25 * n))))
        }),
        ("cellules illisibles", &|n| avec(0, &"mars;AED;x;x;x;x\n".repeat(25 * n))),
        ("fichiers", &|n| dossier((0..n).map(|_| format!("{ENTETE}{ligne}")))),
    ];
    for (nom, dossier) in mesures {
        let (un, quatre) = (duree(&dossier(250)), duree(&dossier(1_000)));
        println!(
            "{nom} : {un:?}, puis {quatre:?} pour quatre fois plus, soit × {:.1}",
            quatre.as_secs_f64() / un.as_secs_f64()
        );
    }
}
