//! The contract between Rust and the templates: every sample input deserialises strictly, compiles, and is what this
//! stage writes today. `ACCEPTER=1` rewrites the samples; the diff is reviewed.

use super::{compose, fixture, met_en_pages};
use crate::composer::Projet;
use crate::composer::entree::Entree;
use std::path::{Path, PathBuf};

fn exemples() -> [(&'static str, fixture::Cas); 3] {
    [("complet", fixture::acesm()), ("vide", fixture::minimal()), ("un_mois", fixture::en_cours())]
}

fn dossier() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/entrees")
}

#[test]
fn les_entrees_d_exemple_sont_celles_que_l_on_ecrit() {
    for (nom, cas) in exemples() {
        let (projet, _) = compose(&cas);
        if std::env::var("ACCEPTER").is_ok() {
            accepte(nom, &projet);
        }
        let ecrit = &projet.fichiers[Projet::ENTREE];
        let exemple = std::fs::read(dossier().join(format!("{nom}.json"))).unwrap();
        assert!(ecrit.as_ref() == exemple, "{nom} : templates/entrees a vieilli, relancer avec ACCEPTER=1");
    }
}

#[test]
fn les_entrees_d_exemple_se_lisent_strictement_et_se_mettent_en_pages() {
    if std::env::var("ACCEPTER").is_ok() {
        return;
    }
    for (nom, cas) in exemples() {
        let json = std::fs::read(dossier().join(format!("{nom}.json"))).unwrap();
        let entree: Entree = serde_json::from_slice(&json).unwrap_or_else(|e| panic!("{nom} : {e}"));
        let (mut projet, compose) = compose(&cas);
        projet.ajoute(Projet::ENTREE, serde_json::to_vec(&entree).unwrap());
        assert!(met_en_pages(&projet).unwrap().pdf == compose.pdf, "{nom} : la maquette et le rapport diffèrent");
    }
}

#[test]
fn une_cle_inconnue_est_refusee() {
    let json = std::fs::read_to_string(dossier().join("vide.json")).unwrap();
    let faux = json.replacen("\"titre\"", "\"titre_inconnu\"", 1);
    assert!(serde_json::from_str::<Entree>(&faux).is_err());
}

/// Writes a sample with the charts and attachments that it names, for previews.
fn accepte(nom: &str, projet: &Projet) {
    for (chemin, octets) in &projet.fichiers {
        let ou = match chemin.split('/').next() {
            Some("entree.json") => dossier().join(format!("{nom}.json")),
            Some("figures" | "donnees") => dossier().join(chemin),
            _ => continue,
        };
        std::fs::create_dir_all(ou.parent().unwrap()).unwrap();
        std::fs::write(ou, octets).unwrap();
    }
}
