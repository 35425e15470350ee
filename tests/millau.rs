//! The fictional folder shaped on a CPOM: five planted faults found with their cells and their cents, and no other; the
//! figures that an independent script computed from the same files.

use crate::outils::{code, racine, texte, trame};
use serde_json::Value;

fn dossier() -> String {
    racine().join("data/millau-segur-2025").to_string_lossy().into_owned()
}

#[test]
fn les_cinq_fautes_de_facturation_et_aucune_autre() {
    let sortie = trame(&["controler", &dossier(), "--format", "json"]);
    assert_eq!(code(&sortie), 1);
    let json: Value = serde_json::from_str(&texte(&sortie)).unwrap();
    let constats = json["diagnostics"].as_array().unwrap();
    let attendus = [
        ("montant-different-de-journees-par-prix", "donnees/facturation.csv", "G114", "+54,00"),
        ("prix-non-applicable", "donnees/facturation.csv", "F447", "−240,90"),
        ("facture-en-double", "donnees/facturation.csv", "E526", "5\u{202f}777,78"),
        ("facture-au-dela-de-l-echeance", "donnees/facturation.csv", "E555", "2\u{202f}050,18"),
        ("mesure-non-facturee", "donnees/suivi.csv", "A105", "5\u{202f}528,85"),
    ];
    let trouves: Vec<(&str, &str, &str)> = constats
        .iter()
        .map(|c| (c["code"].as_str().unwrap(), c["fichier"].as_str().unwrap(), c["cellule"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(trouves, attendus.map(|(code, fichier, cellule, _)| (code, fichier, cellule)), "{json:#}");
    for (constat, (_, _, _, centimes)) in constats.iter().zip(attendus) {
        let message = constat["message"].as_str().unwrap();
        assert!(message.contains(&format!("{centimes}\u{202f}€")), "{centimes} {message}");
        assert_eq!(constat["gravite"], "incoherence");
    }
}

/// Computed by a script of its own from suivi.csv, rapport.toml and budget.csv.
#[test]
fn les_chiffres_sont_ceux_d_un_calcul_independant() {
    let json: Value = serde_json::from_str(&texte(&trame(&["calculer", &dossier()]))).unwrap();
    let annuel = |code: &str, id: &str| {
        let perimetres = json["perimetres"].as_array().unwrap();
        perimetres.iter().find(|p| p["code"] == code).unwrap()["annuel"][id].clone()
    };
    for (code, theoriques, previsionnelles, realisees, facturables) in [
        ("INTERNAT", 13870.0, 13176.5, 12936.0, 12936.0),
        ("URGENCE", 730.0, 511.0, 501.0, 501.0),
        ("SEPAD", 3472.0, 2604.0, 3239.0, 2937.5),
        ("AME", 3040.0, 2432.0, 2419.0, 2419.0),
    ] {
        let nombre = |id: &str| annuel(code, id).as_f64();
        assert_eq!(nombre("journees_theoriques"), Some(theoriques), "{code}");
        assert_eq!(nombre("journees_previsionnelles"), Some(previsionnelles), "{code}");
        assert_eq!(nombre("journees_realisees"), Some(realisees), "{code}");
        assert_eq!(nombre("journees_facturables"), Some(facturables), "{code}");
    }
    for (code, id, euros) in [
        ("INTERNAT", "produits_prevus", "2403393.60"),
        ("INTERNAT", "produits_realises", "2358880.92"),
        ("INTERNAT", "prix_applicable_par_prevision", "186.38"),
        ("INTERNAT", "prix_applicable_par_journees", "186.33"),
        ("URGENCE", "produits_prevus", "93206.40"),
        ("URGENCE", "produits_realises", "91698.11"),
        ("SEPAD", "produits_prevus", "163976.40"),
        ("SEPAD", "produits_realises", "184900.65"),
        ("AME", "produits_prevus", "291840.00"),
        ("AME", "produits_realises", "291840.00"),
        ("service", "produits_prevus", "2952416.40"),
        ("service", "produits_realises", "2927319.68"),
        ("service", "ecart_produits", "-25096.72"),
        ("service", "charges_autorisees", "3017116.40"),
        ("service", "charges_realisees", "3046624.43"),
        ("service", "charges_groupe_2_ecart", "21637.40"),
        ("service", "produits_groupe_1_ecart", "-25096.72"),
        ("service", "produits_du_compte", "2995651.83"),
        ("service", "resultat", "-50972.60"),
    ] {
        assert_eq!(annuel(code, id), euros, "{code} {id}");
    }
}
