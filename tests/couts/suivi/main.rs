//! A fictional follow-up table, the same at every run, on standard output: so many mesures, or those that the monthly
//! tables of a folder suppose.
//!
//! `cargo run --release --example generer_un_suivi -- 1000000 > suivi.csv`
//! `cargo run --release --example generer_un_suivi -- data/exemple > data/exemple/donnees/suivi.csv`

#![allow(clippy::print_stderr, reason = "a tool of the project's own, run by hand")]

mod decisions;
mod hasard;
mod libre;
mod lignes;
mod parcours;
mod releves;

use hasard::Hasard;
use lignes::Lignes;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use trame::domaine::dossier::Source;

/// Where every draw comes from.
const GRAINE: u64 = 1_945;

fn main() -> ExitCode {
    let Some(demande) = std::env::args().nth(1) else {
        eprintln!("generer_un_suivi NOMBRE_DE_MESURES | DOSSIER");
        return ExitCode::from(2);
    };
    let fait = match demande.parse() {
        Ok(mesures) => librement(mesures),
        Err(_) => d_apres_les_releves(Path::new(&demande)),
    };
    match fait {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn librement(mesures: u32) -> Result<(), String> {
    let sortie = |e: std::io::Error| e.to_string();
    let mut lignes = Lignes::new(BufWriter::new(std::io::stdout().lock()), true).map_err(sortie)?;
    let mut fait = Ok(());
    libre::jeunes(mesures, &mut Hasard::new(GRAINE), |jeune| {
        if fait.is_ok() {
            fait = lignes.ecrit(jeune);
        }
    });
    fait.and_then(|()| lignes.finit()).map_err(sortie)
}

fn d_apres_les_releves(dossier: &Path) -> Result<(), String> {
    let mut sources = Vec::new();
    lit(dossier, dossier, &mut sources).map_err(|e| format!("{} : {e}", dossier.display()))?;
    let preparation = trame::preparer(sources);
    let jeunes = releves::Releves::new(preparation.dossier(), Hasard::new(GRAINE)).jeunes()?;
    let sortie = |e: std::io::Error| e.to_string();
    let mut lignes = Lignes::new(BufWriter::new(std::io::stdout().lock()), false).map_err(sortie)?;
    jeunes.iter().try_for_each(|jeune| lignes.ecrit(jeune)).and_then(|()| lignes.finit()).map_err(sortie)
}

fn lit(racine: &Path, dossier: &Path, sources: &mut Vec<Source>) -> std::io::Result<()> {
    for entree in std::fs::read_dir(dossier)? {
        let chemin: PathBuf = entree?.path();
        if chemin.is_dir() {
            lit(racine, &chemin, sources)?;
        } else {
            let relatif = chemin.strip_prefix(racine).unwrap_or(&chemin).to_string_lossy().replace('\\', "/");
            sources.push(Source { chemin: relatif, octets: std::fs::read(&chemin)? });
        }
    }
    Ok(())
}
