//! Figures worked by hand or published, against what Trame computes.

use crate::outils::{racine, sources};
use std::fs;
use trame::domaine::exact::Exact;
use trame::domaine::mois::Mois;
use trame::francais::{Lecture, parse_nombre};

fn exact(texte: &str) -> Exact {
    match parse_nombre(texte, false) {
        Lecture::Nombre(n) => n,
        autre => panic!("{texte} : {autre:?}"),
    }
}

#[test]
fn les_chiffres_de_reference_se_retrouvent() {
    let mut verifies = 0;
    for entree in fs::read_dir(racine().join("tests/chiffres")).unwrap() {
        let chemin = entree.unwrap().path();
        let dossier = racine().join("data").join(chemin.file_stem().unwrap());
        let preparation = trame::preparer(sources(&dossier));
        let indicateurs = preparation.indicateurs().unwrap();
        for ligne in fs::read_to_string(&chemin).unwrap().lines().skip(1) {
            let [perimetre, id, mois, attendu, tolerance, source] = ligne.split(';').collect::<Vec<_>>()[..] else {
                panic!("{ligne}")
            };
            let perimetre = indicateurs.perimetres.iter().find(|p| p.code == perimetre).unwrap();
            let valeur = match mois.parse() {
                Ok(numero) => perimetre.mensuel(id, Mois::new(indicateurs.exercice.annee(), numero).unwrap()),
                Err(_) => perimetre.annuel(id),
            };
            let obtenu = valeur.exact().unwrap_or_else(|| panic!("{ligne} : {:?}", valeur.nombre));
            assert!((obtenu - exact(attendu)).absolu() <= exact(tolerance), "{ligne} : {obtenu:?}");
            assert!(!source.is_empty(), "{ligne}");
            verifies += 1;
        }
    }
    assert!(verifies > 30);
}
