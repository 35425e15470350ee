//! The monthly board: its sample input, its contract, and that what a folder lacks leaves no empty part.

use super::{fixture, met_en_pages};
use crate::composer::mensuel::entree::EntreeMensuelle;
use crate::composer::mensuel::{en_deux_pages, projets};
use crate::composer::{Matiere, Projet, Support};
use std::path::{Path, PathBuf};

fn projets_de(cas: &fixture::Cas) -> Vec<Projet> {
    projets(&Matiere { support: Support::TableauDeBord, ..cas.matiere() })
}

fn exemple() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/entrees/mensuel.json")
}

#[test]
fn l_entree_d_exemple_est_celle_que_l_on_ecrit_et_se_lit_strictement() {
    let projets = projets_de(&fixture::en_cours());
    let (projet, compose) = en_deux_pages(&projets).unwrap();
    let ecrite = &projet.fichiers[Projet::ENTREE];
    if std::env::var("ACCEPTER").is_ok() {
        std::fs::write(exemple(), ecrite).unwrap();
    }
    let json = std::fs::read(exemple()).unwrap();
    assert!(ecrite.as_ref() == json, "templates/entrees/mensuel.json a vieilli, relancer avec ACCEPTER=1");
    let entree: EntreeMensuelle = serde_json::from_slice(&json).unwrap();
    let mut relu = projet.clone();
    relu.ajoute(Projet::ENTREE, serde_json::to_vec(&entree).unwrap());
    assert!(met_en_pages(&relu).unwrap().pdf == compose.pdf);
    let faux = String::from_utf8(json).unwrap().replacen("\"en_tete\"", "\"tete_inconnue\"", 1);
    assert!(serde_json::from_str::<EntreeMensuelle>(&faux).is_err());
}

#[test]
fn chaque_dossier_donne_deux_pages_au_plus_sans_un_mot_de_typst() {
    for (nom, cas) in [
        ("acesm", fixture::acesm()),
        ("en-cours", fixture::en_cours()),
        ("minimal", fixture::minimal()),
        ("six", fixture::six()),
    ] {
        let projets = projets_de(&cas);
        for projet in [&projets[0], &projets[projets.len() - 1]] {
            let rapport = met_en_pages(projet).unwrap();
            assert!(rapport.avertissements.is_empty(), "{nom} : {:?}", rapport.avertissements);
        }
        assert!(en_deux_pages(&projets).unwrap().1.pages <= 2, "{nom}");
    }
}

#[test]
fn ce_qui_n_est_pas_connu_n_a_pas_de_place() {
    let texte = en_deux_pages(&projets_de(&fixture::minimal())).unwrap().1.texte;
    assert!(texte.contains("Tableau de bord — décembre 2021"));
    for absent in ["Entrées", "Atterrissage", "En attente", "annexe"] {
        assert!(!texte.contains(absent), "{absent}");
    }
}
