//! The stages that read, check and compute, without the typesetting: Typst under a sanitizer takes too long to build.
#![allow(dead_code, reason = "what is only printed is not mounted")]

#[path = "../../../src/calculer/mod.rs"]
pub mod calculer;
#[path = "../../../src/controler/mod.rs"]
pub mod controler;
#[path = "../../../src/diagnostic.rs"]
pub mod diagnostic;
#[path = "../../../src/domaine/mod.rs"]
pub mod domaine;
#[path = "../../../src/fontes.rs"]
pub mod fontes;
#[path = "../../../src/francais/mod.rs"]
pub mod francais;
#[path = "../../../src/lire/mod.rs"]
pub mod lire;

mod enveloppe;

use domaine::constats::Constats;
use domaine::dossier::{Depot, Source};

/// A table, rapport.toml or a text.
pub fn texte(octets: &[u8]) {
    prepare(enveloppe::texte(octets));
}

/// A workbook, or a part of one.
pub fn classeur(octets: &[u8]) {
    prepare(enveloppe::classeur(octets));
}

/// As `trame::preparer`.
fn prepare(fichiers: Vec<(String, Vec<u8>)>) {
    let depot: Depot = fichiers.into_iter().map(|(chemin, octets)| Source { chemin, octets }).collect();
    match controler::donnees(lire::dossier(depot)) {
        Err(sans_reglages) => drop(Constats::from(sans_reglages.1)),
        Ok(controle) => {
            let mut indicateurs = calculer::indicateurs(&controle);
            let constats = controler::figures(&controle, &indicateurs);
            domaine::reserve::pose(&mut indicateurs, controle.dossier(), &constats.incoherentes);
        }
    }
}
