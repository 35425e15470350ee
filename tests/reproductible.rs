//! Same folder, same bytes; the project written by `--sources` is the one compiled.

use crate::outils::{code, copie, messages, racine, sources, tous_les_fichiers, trame};
use std::fs;
use trame::composer;
use trame::domaine::edition::Edition;

#[test]
fn la_meme_commande_deux_fois_donne_les_memes_octets() {
    for reference in ["data/acesm-2021", "data/exemple"] {
        let (un, deux) = (copie(reference), copie(reference));
        let ecrit = |dossier: &std::path::Path| {
            let sortie = trame(&["rapport", &dossier.to_string_lossy()]);
            assert_eq!(code(&sortie), 0, "{}", messages(&sortie));
            let mut pdf = Vec::new();
            tous_les_fichiers(&dossier.join("sortie"), &mut pdf);
            assert_eq!(pdf.len(), 1);
            fs::read(&pdf[0]).unwrap()
        };
        assert!(ecrit(un.path()) == ecrit(deux.path()), "{reference}: the path of the folder is not in the report");
    }
}

#[test]
fn le_projet_ecrit_par_sources_est_celui_qui_est_compose() {
    let dossier = copie("data/acesm-2021");
    let projet_ecrit = dossier.path().join("typst");
    let arguments = ["rapport", &dossier.path().to_string_lossy(), "--sources", &projet_ecrit.to_string_lossy()];
    assert_eq!(code(&trame(&arguments)), 0);
    let projet = trame::preparer(sources(&racine().join("data/acesm-2021"))).projet(Edition::Travail).unwrap();
    let mut chemins = Vec::new();
    tous_les_fichiers(&projet_ecrit, &mut chemins);
    assert_eq!(chemins.len(), projet.fichiers.len());
    for (chemin, octets) in &projet.fichiers {
        assert!(fs::read(projet_ecrit.join(chemin)).unwrap() == octets.as_ref(), "{chemin}");
    }
}

/// What the issue of record asks to read in the real report.
#[test]
fn le_rapport_de_l_acesm_dit_ce_qu_il_doit_dire() {
    let preparation = trame::preparer(sources(&racine().join("data/acesm-2021")));
    let rapport = composer::rapport(&preparation.projet(Edition::Travail).unwrap()).unwrap();
    let texte = rapport.texte.replace(['\u{a0}', '\u{202f}'], " ");
    for attendu in [
        "13 316",
        "15 208",
        "87,6 %",
        "−1 892 journées",
        "−42 645,68",
        "sous l’hypothèse d’un tarif moyen annuel",
        "342 788,32",
        "300 142,64",
        "Document de travail",
        "Sommaire",
        "Points à vérifier",
        "décembre incohérent : M2, M5",
        "cellule M2",
        "cellule M5",
    ] {
        assert!(texte.contains(attendu), "{attendu}");
    }
    assert!(rapport.pages >= 10, "{} pages", rapport.pages);
    assert!(rapport.pdf.starts_with(b"%PDF-1.7"));
}

/// A report of the running year says so, and promises nothing for the months that have not begun.
#[test]
fn un_exercice_en_cours_se_compose() {
    let mut fichiers = sources(&racine().join("data/acesm-2021"));
    for source in fichiers.iter_mut().filter(|s| s.chemin == "rapport.toml") {
        let texte = String::from_utf8(source.octets.clone()).unwrap();
        let texte = texte.replace("exercice = 2021\n", "exercice = 2021\narrete_au = 2021-03-31\n");
        source.octets = texte.into_bytes();
    }
    let preparation = trame::preparer(fichiers);
    assert!(preparation.constats.a_verifier() == 0, "{:?}", preparation.constats);
    assert_eq!(preparation.projet(Edition::Autorite).err(), Some(trame::Refus::EnCours));
    let rapport = composer::rapport(&preparation.projet(Edition::Travail).unwrap()).unwrap();
    assert!(rapport.texte.contains("mars 2021"));
}
