//! The report: its bytes, its standards, its figures, its words in each edition.

use super::{compose, fixture};
use std::path::Path;

fn contient(octets: &[u8], mots: &str) -> bool {
    octets.windows(mots.len()).any(|f| f == mots.as_bytes())
}

#[test]
fn meme_dossier_memes_octets() {
    let (premier, second) = (compose(&fixture::acesm()).1.pdf, compose(&fixture::acesm()).1.pdf);
    assert!(premier == second);
    assert!(premier.starts_with(b"%PDF"));
}

#[test]
fn le_pdf_declare_les_deux_normes() {
    let pdf = compose(&fixture::acesm()).1.pdf;
    for mention in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Trame",
    ] {
        assert!(contient(&pdf, mention), "{mention}");
    }
}

#[test]
fn chaque_taux_est_imprime_avec_ses_deux_termes() {
    let texte = compose(&fixture::acesm()).1.texte;
    for attendu in [
        "13\u{202f}316\u{a0}journées réalisées sur",
        "15\u{202f}208\u{a0}prévisionnelles",
        "= 13\u{202f}316 ÷ 15\u{202f}208 = 87,6\u{202f}% (Service)",
        "103,0\u{202f}%",
        "15\u{202f}208\u{a0}journées × 22,54\u{202f}€ =",
        "342\u{202f}788,32\u{202f}€",
        "−42\u{202f}645,68\u{202f}€",
        "sous l’hypothèse d’un tarif moyen annuel",
        "de nature non précisée",
    ] {
        assert!(texte.contains(attendu), "{attendu}");
    }
}

#[test]
fn la_cellule_fausse_est_dite_la_ou_elle_est() {
    let texte = compose(&fixture::acesm()).1.texte;
    assert!(texte.contains("Document de travail — 3 points à vérifier"));
    assert!(texte.contains("imprimées telles qu’elles sont saisies\u{a0}: M2 et M5 (annexe B, points 1, 2 et 4)"));
    assert!(texte.contains("Réserve\u{a0}: décembre incohérent\u{a0}: M2, M5"));
    assert!(texte.contains("Décembre commence avec 50 présents, novembre finit avec 15."));
}

#[test]
fn l_edition_de_l_autorite_imprime_les_explications_et_rien_a_verifier() {
    let texte = compose(&fixture::autorite()).1.texte;
    assert!(texte.contains("Document transmis à l’autorité de tarification"));
    assert!(texte.contains("Saisie de décembre perdue"));
    assert!(texte.contains("12\u{a0}avril 2022"));
    for absent in ["à vérifier", "Document de travail", "Que faire", "66 présents"] {
        assert!(!texte.contains(absent), "{absent}");
    }
}

#[test]
fn l_exercice_en_cours_le_dit() {
    let texte = compose(&fixture::en_cours()).1.texte;
    assert!(texte.contains("exercice en cours, données jusqu’à mars 2021"));
    assert!(texte.contains("À date"));
    assert!(!texte.contains("avr."));
}

#[test]
fn ce_qui_manque_n_est_pas_zero() {
    let texte = compose(&fixture::acesm()).1.texte;
    assert!(
        texte.contains("n.\u{a0}c. (non connu)\u{a0}: capacité et prévisionnel ne sont pas déclarés par dispositif")
    );
    let minimal = compose(&fixture::minimal()).1.texte;
    for absente in ["Tableau de bord", "Les journées", "Éléments budgétaires", "Introduction", "en chiffres"] {
        assert!(!minimal.contains(absente), "{absente}");
    }
}

#[test]
fn les_pieces_jointes_se_relisent() {
    let (projet, rapport) = compose(&fixture::acesm());
    let csv = std::str::from_utf8(&projet.fichiers["donnees/indicateurs.csv"]).unwrap();
    assert!(csv.starts_with('\u{feff}'));
    assert!(csv.contains("\r\nService;ecart_produits;Écart de produits;-42645,68;euros;;\r\n"), "{csv}");
    assert!(csv.contains("\r\nService;taux_de_realisation;Taux de réalisation;0,875592;"));
    let mensuel = std::str::from_utf8(&projet.fichiers["donnees/tableau-mensuel.csv"]).unwrap();
    assert!(mensuel.contains("AEMO-R;2021-12;presents_debut;50;décembre incohérent\u{a0}: M2, M5\r\n"));
    let json: serde_json::Value = serde_json::from_slice(&projet.fichiers["donnees/indicateurs.json"]).unwrap();
    assert_eq!(json["perimetres"][0]["annuel"]["entrees"], 17);
    assert!(json["perimetres"][0]["annuel"]["taux_d_occupation"].is_null());
    for nom in ["indicateurs.csv", "tableau-mensuel.csv", "indicateurs.json"] {
        assert!(contient(&rapport.pdf, nom), "{nom}");
    }
}

#[test]
fn les_sections_demandees_viennent_dans_leur_ordre() {
    let ordre = |demandees: &[&str]| {
        let mut cas = fixture::acesm();
        let mut reglages = cas.controle.reglages().clone();
        reglages.rapport.sections = demandees.iter().map(|s| (*s).to_owned()).collect();
        let textes = cas.controle.textes().clone();
        let dossier = crate::domaine::dossier::Dossier { reglages: Some(reglages), textes, ..Default::default() };
        cas.controle = crate::domaine::controle::DossierControle::new(
            dossier,
            Default::default(),
            (cas.constats.clone(), Vec::new()),
        )
        .unwrap();
        let entree: crate::composer::entree::Entree =
            serde_json::from_slice(&compose(&cas).0.fichiers["entree.json"]).unwrap();
        entree.sections.into_iter().map(|s| s.id).collect::<Vec<_>>()
    };
    let defaut = [
        "introduction",
        "tableau-de-bord",
        "journees",
        "admissions",
        "suivis",
        "sorties",
        "budget",
        "vie-du-service",
        "conclusion",
    ];
    assert_eq!(ordre(&[]), defaut);
    let demande = ordre(&["budget", "introduction"]);
    assert_eq!(demande[..3], ["budget", "introduction", "tableau-de-bord"]);
    assert_eq!(demande.last().map(String::as_str), Some("conclusion"));
}

#[test]
fn aucun_modele_n_est_trop_long() {
    let dossier = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    for sous in ["", "commun"] {
        for fichier in std::fs::read_dir(dossier.join(sous)).unwrap().map(|e| e.unwrap().path()) {
            if fichier.extension().is_some_and(|e| e == "typ") {
                let lignes = std::fs::read_to_string(&fichier).unwrap().lines().count();
                assert!(lignes <= 200, "{} : {lignes} lignes", fichier.display());
            }
        }
    }
}
