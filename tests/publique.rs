//! The public edition: no masked count comes back, whatever is read beside it.

mod a_la_main;
mod lecture;
mod pieces;
mod registres;
mod solveur;
mod suivis;

use crate::outils::{code, copie, messages, trame};
use lecture::{Lu, lit};
use solveur::Verdict;
use std::fs;
use trame::composer::Projet;
use trame::domaine::edition::Edition;
use trame::preparer;

fn projet(graine: u64, edition: Edition) -> Projet {
    let preparation = preparer(suivis::dossier(graine));
    preparation.projet(edition).unwrap_or_else(|refus| panic!("{graine} : {refus} {:?}", preparation.constats.listes))
}

#[test]
fn aucun_effectif_masque_ne_se_retrouve() {
    let (mut masquees, mut indecises) = (0, 0);
    for graine in 0..100 {
        let rapport = lit(&projet(graine, Edition::Publique));
        let exact = lit(&projet(graine, Edition::Travail));
        for (cle, verdict) in rapport.attaque(&exact) {
            masquees += 1;
            indecises += usize::from(verdict == Verdict::Indecise);
            assert_ne!(verdict, Verdict::Retrouvee, "folder {graine}: {cle:?} comes back");
        }
        let petite = rapport.figures.iter().find(|(cle, figure)| {
            let (domaine, places) = cle;
            // mesures judiciaires of dispositifs that hold no other are a sum of movements
            let connue = |critere: &str| critere == "dispositif" || critere == "cadre";
            let mouvement = places.iter().all(|(critere, _)| connue(critere)) && !domaine.starts_with("attente");
            let personnes = !mouvement && domaine.contains('/');
            matches!(figure, Lu::Nombre(1..=4)) && (personnes || registres::est_a_masquer(cle))
        });
        assert_eq!(petite, None, "folder {graine}");
    }
    assert!(masquees > 5_000, "{masquees}");
    assert_eq!(indecises, 0, "of {masquees}: undecided");
}

#[test]
fn un_masquage_naif_se_retrouve() {
    let casse = (0..20).filter(|graine| {
        let exact = lit(&projet(*graine, Edition::Travail));
        exact.masque_naivement().attaque(&exact).values().any(|verdict| *verdict == Verdict::Retrouvee)
    });
    assert_eq!(casse.count(), 20, "masking small counts alone protects nobody");
}

/// Numbers of a text: « 1 234 » is one.
fn nombres(texte: &str) -> Vec<String> {
    let net = texte.replace('\u{202f}', "");
    net.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(str::to_owned).collect()
}

/// The words of a drawing.
fn mots_du_dessin(svg: &str) -> Vec<String> {
    svg.split("<text")
        .skip(1)
        .filter_map(|t| Some(t.split_once('>')?.1.split_once("</text>")?.0.trim().to_owned()))
        .collect()
}

#[test]
fn ni_les_figures_ni_leurs_textes_n_en_disent_plus() {
    for graine in 0..30 {
        let projet = projet(graine, Edition::Publique);
        let entree: serde_json::Value = serde_json::from_slice(&projet.fichiers[Projet::ENTREE]).unwrap();
        for section in entree["sections"].as_array().unwrap() {
            let contenu = section["contenu"].as_array().unwrap();
            let figures = contenu.iter().filter(|e| e["genre"] == "figure");
            let tables: Vec<&serde_json::Value> = contenu.iter().filter(|e| e["genre"] == "tableau").collect();
            let imprimes = nombres(&serde_json::to_string(&tables).unwrap());
            for figure in figures {
                let chemin = figure["chemin"].as_str().unwrap();
                if !["ages", "territoires", "fratries", "durees", "motifs", "suites", "delais"]
                    .iter()
                    .any(|f| chemin.contains(f))
                {
                    continue;
                }
                let svg = String::from_utf8(projet.fichiers[chemin].to_vec()).unwrap();
                let dits = [
                    mots_du_dessin(&svg).join(" ; "),
                    figure["texte_alternatif"].to_string(),
                    figure["legende"].to_string(),
                ];
                for n in dits.iter().flat_map(|dit| nombres(dit)) {
                    assert!(imprimes.contains(&n), "folder {graine}, {chemin}: {n} is in no table\n{dits:?}");
                }
            }
        }
    }
}

#[test]
fn l_edition_publique_s_ecrit_quand_tout_est_explique() {
    let dossier = copie("data/exemple");
    let chemin = dossier.path().to_string_lossy().into_owned();
    let sortie = trame(&["rapport", &chemin, "--edition", "publique"]);
    assert_eq!((code(&sortie), messages(&sortie).contains("aucun point")), (0, true));
    assert!(fs::read(dossier.path().join("sortie/rapport-2025-publique.pdf")).unwrap().starts_with(b"%PDF"));
    let dossier = copie("data/acesm-2021");
    let chemin = dossier.path().to_string_lossy().into_owned();
    let sortie = trame(&["rapport", &chemin, "--edition", "publique"]);
    assert_eq!(code(&sortie), 1);
    assert!(messages(&sortie).contains("ne sont ni corrigées ni justifiées"), "{}", messages(&sortie));
    assert!(!dossier.path().join("sortie").exists());
}
