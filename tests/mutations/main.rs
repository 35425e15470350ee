//! Good files damaged at random, and files made to swallow memory: every run ends in figures or in diagnostics.
//!
//! Its own binary, for its allocator counts. `MUTATIONS=20000 cargo test --release --test mutations` runs more of them,
//! `MUTATION=1234` runs that one alone and leaves its files under target/mutations/1234; `BOMBE=totaux-de-totaux` runs
//! that file alone.
#![cfg(test)]

/// What a run took, and whether it may.
mod epreuve;

/// Numbers that only their seed decides.
mod hasard;

/// The files before they are damaged.
mod bons;

/// Workbooks written in memory.
mod ecriture;

/// Which file is damaged, and how.
mod degats;

/// Damage to bytes and lines.
mod octets;

/// Damage inside archives: their parts, then their own headers.
mod archives;

/// Damage to the records of an XLS file.
mod biff;

/// Files that claim much and hold little.
mod bombes;

/// What coverage-guided fuzzing found, run again.
#[path = "../fuzz/src/enveloppe.rs"]
mod enveloppe;

use cap::Cap;
use epreuve::{Epreuve, un_seul_a_la_fois};
use std::alloc::System;
use std::fs;
use std::path::Path;
use trame::domaine::dossier::Source;

#[global_allocator]
static MEMOIRE: Cap<System> = Cap::new(System, usize::MAX);

fn racine() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source(chemin: &str, octets: impl Into<Vec<u8>>) -> Source {
    Source { chemin: chemin.to_owned(), octets: octets.into() }
}

#[test]
fn les_fichiers_abimes_finissent_en_chiffres_ou_en_constats() {
    let _tour = un_seul_a_la_fois();
    let bons = bons::dossiers();
    let mut epreuve = Epreuve::default();
    let demandee = |nom| std::env::var(nom).ok().and_then(|n| n.parse::<u64>().ok());
    if let Some(numero) = demandee("MUTATION") {
        let (description, sources) = degats::mutation(numero, &bons);
        epreuve::garde(&numero.to_string(), &sources);
        epreuve.passe(&numero.to_string(), &description, sources);
        return epreuve.conclut();
    }
    for numero in 0..demandee("MUTATIONS").unwrap_or(2_000) {
        let (description, sources) = degats::mutation(numero, &bons);
        epreuve.passe(&numero.to_string(), &description, sources);
    }
    epreuve.conclut();
}

/// The good files are good: a mutation says nothing when its file was never read.
#[test]
fn les_fichiers_de_depart_donnent_des_chiffres() {
    let _tour = un_seul_a_la_fois();
    for bon in bons::dossiers().into_iter().filter(|bon| bon.lu) {
        let preparation = trame::preparer(bon.sources);
        let erreurs: Vec<_> = preparation.constats.listes.iter().map(|d| (d.code, &d.message)).collect();
        assert!(!preparation.constats.bloquants(), "{} : {erreurs:?}", bon.nom);
        assert!(!preparation.dossier().releves.is_empty(), "{} : rien n’est lu, {erreurs:?}", bon.nom);
    }
}

#[test]
fn les_fichiers_demesures_ne_coutent_pas_plus_que_leur_taille() {
    let _tour = un_seul_a_la_fois();
    let mut epreuve = Epreuve::default();
    let demandee = std::env::var("BOMBE").ok();
    for (nom, sources) in bombes::toutes().filter(|(nom, _)| demandee.as_ref().is_none_or(|d| d == nom)) {
        epreuve.passe(nom, nom, sources());
    }
    epreuve.conclut();
}

#[test]
fn les_trouvailles_de_la_recherche_guidee_se_rejouent() {
    let _tour = un_seul_a_la_fois();
    let mut epreuve = Epreuve::default();
    for cible in ["texte", "classeur"] {
        let dossier = racine().join("tests/fuzz/corpus").join(cible);
        let mut trouvailles: Vec<_> = fs::read_dir(&dossier).unwrap().map(|entree| entree.unwrap().path()).collect();
        trouvailles.sort();
        assert!(!trouvailles.is_empty(), "{cible}");
        for chemin in trouvailles {
            let octets = fs::read(&chemin).unwrap();
            let fichiers = if cible == "texte" { enveloppe::texte(&octets) } else { enveloppe::classeur(&octets) };
            let sources = fichiers.into_iter().map(|(chemin, octets)| source(&chemin, octets)).collect();
            let nom = format!("{cible}-{}", chemin.file_name().unwrap().to_string_lossy());
            epreuve.passe(&nom, &nom, sources);
        }
    }
    epreuve.conclut();
}
