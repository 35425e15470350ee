//! Every kind of folder gives a report without a word from Typst. `TRAME_GALERIE=DIR` also writes projects and PDFs there,
//! to be looked at; `TRAME_TEXTES=DIR` sets the real texts of a folder in them.

use super::{compose, fixture};
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{Dossier, Texte};
use crate::domaine::essais;
use std::path::Path;

#[test]
fn chaque_dossier_donne_un_rapport() {
    let cas = [
        ("acesm", fixture::acesm()),
        ("autorite", fixture::autorite()),
        ("en-cours", fixture::en_cours()),
        ("minimal", fixture::minimal()),
        ("six", fixture::six()),
        ("populations", fixture::populations(essais::populations())),
        ("difficiles", fixture::populations(essais::populations_difficiles())),
    ];
    for (nom, mut cas) in cas {
        if let (Ok(dossier), "acesm" | "autorite") = (std::env::var("TRAME_TEXTES"), nom) {
            let constats = cas.constats.clone();
            let reglages = cas.controle.reglages().clone();
            let lu =
                Dossier { reglages: Some(reglages), textes: lire(Path::new(&dossier)).into(), ..Dossier::default() };
            cas.controle = DossierControle::new(lu, Default::default(), (constats, Vec::new())).unwrap();
        }
        let (projet, rapport) = compose(&cas);
        assert!(rapport.avertissements.is_empty(), "{nom} : {:?}", rapport.avertissements);
        if let Ok(galerie) = std::env::var("TRAME_GALERIE") {
            let dossier = Path::new(&galerie).join(nom);
            for (chemin, octets) in &projet.fichiers {
                let fichier = dossier.join(chemin);
                std::fs::create_dir_all(fichier.parent().unwrap()).unwrap();
                std::fs::write(fichier, octets).unwrap();
            }
            std::fs::write(Path::new(&galerie).join(format!("{nom}.pdf")), &rapport.pdf).unwrap();
            std::fs::write(Path::new(&galerie).join(format!("{nom}.txt")), &rapport.texte).unwrap();
        }
    }
}

fn lire(dossier: &Path) -> Vec<Texte> {
    let mut chemins: Vec<_> = std::fs::read_dir(dossier).unwrap().map(|e| e.unwrap().path()).collect();
    chemins.sort();
    let texte = |chemin: &std::path::PathBuf| Texte {
        section: chemin.file_stem().unwrap().to_string_lossy().into_owned(),
        fichier: chemin.to_string_lossy().into_owned(),
        contenu: std::fs::read_to_string(chemin).unwrap(),
        ..Texte::default()
    };
    chemins.iter().map(texte).collect()
}
