//! The printed « Éléments budgétaires » and the annexes of whole folders: rows that add up, réserves, French words, and
//! the definitions of what is printed.

use crate::outils::{code, messages, racine, trame};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const DOSSIERS: [&str; 3] = ["acesm-2021", "millau-segur-2025", "exemple"];

fn entree(dossier: &Path) -> Value {
    let travail = TempDir::new().unwrap();
    let [sources, pdf] = ["sources", "r.pdf"].map(|nom| travail.path().join(nom).to_string_lossy().into_owned());
    let sortie = trame(&["rapport", &dossier.to_string_lossy(), "--sortie", &pdf, "--sources", &sources]);
    assert!([0, 1].contains(&code(&sortie)), "{}", messages(&sortie));
    serde_json::from_slice(&fs::read(Path::new(&sources).join("entree.json")).unwrap()).unwrap()
}

fn de_data(nom: &str) -> Value {
    entree(&racine().join("data").join(nom))
}

/// The table whose caption holds those words.
fn tableau<'a>(entree: &'a Value, legende: &str) -> &'a Value {
    let sections = ["sections", "annexes"].into_iter().flat_map(|cle| entree[cle].as_array().unwrap());
    let mut contenus = sections.flat_map(|s| s["contenu"].as_array().unwrap());
    contenus.find(|e| e["legende"].as_str().is_some_and(|l| l.contains(legende))).unwrap_or_else(|| panic!("{legende}"))
}

fn lignes(tableau: &Value) -> Vec<Vec<&str>> {
    let lignes = tableau["lignes"].as_array().unwrap().iter();
    lignes.map(|l| l["cellules"].as_array().unwrap().iter().map(|c| c["texte"].as_str().unwrap()).collect()).collect()
}

fn notes(tableau: &Value) -> String {
    tableau["notes"].as_array().unwrap().iter().map(|n| n["texte"].as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

/// Hundredths of a printed number; nothing for a dash or « n. c. ».
fn centiemes(texte: &str) -> Option<i64> {
    let chiffres: String =
        texte.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '−')).collect::<String>().replace('−', "-");
    chiffres.contains(|c: char| c.is_ascii_digit()).then_some(())?;
    let (entiers, decimales) = chiffres.split_once(',').unwrap_or((&chiffres, ""));
    format!("{entiers}{decimales:0<2}").parse().ok()
}

/// The printed rows of the dispositifs, and what is not theirs, make the row of the service, column by column.
fn colonnes_justes(lignes: &[Vec<&str>], tolerance: i64) {
    let (service, autres) = lignes.split_last().unwrap();
    assert_eq!(service[0], "Service");
    for c in 1..service.len() {
        let additionnees = autres.iter().filter(|l| !l[0].starts_with("Sous-total"));
        let somme: i64 = additionnees.filter_map(|l| centiemes(l[c])).sum();
        if let Some(total) = centiemes(service[c]) {
            assert!((total - somme).abs() <= tolerance, "{c} {lignes:?}");
        }
    }
}

#[test]
fn les_lignes_des_effets_font_celle_du_service() {
    let entree = de_data("millau-segur-2025");
    let journees = tableau(&entree, "écart en journées");
    let imprimees = lignes(journees);
    assert!(imprimees.iter().any(|l| *l == ["URGENCE", "−10,0", "–", "−10,0"]), "{imprimees:?}");
    assert_eq!(imprimees.last().unwrap()[1..], ["371,5", "0,0", "371,5"]);
    colonnes_justes(&imprimees, 0);
    assert!(notes(journees).contains("Leur somme est l’écart, exactement."));
    assert!(notes(journees).contains("Sans objet, accueil sur les places d’un hôte"));
    for legende in ["écart en euros", "Évolution depuis", "la moyenne des journées effectives"] {
        colonnes_justes(&lignes(tableau(&entree, legende)), 20);
    }
    let triennale = lignes(tableau(&entree, "la moyenne des journées effectives"));
    assert!(triennale.iter().any(|l| *l == ["Non réparti", "0,0", "106,0", "405,0"]), "{triennale:?}");
    let exemple = de_data("exemple");
    colonnes_justes(&lignes(tableau(&exemple, "écart en journées")), 0);
}

/// The service plans more than its dispositifs: what is left has a row, and « exactement » stays true of each row.
#[test]
fn un_effet_propre_au_service_a_sa_ligne() {
    let travail = TempDir::new().unwrap();
    fs::create_dir(travail.path().join("donnees")).unwrap();
    let mut rapport = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n\
         [activite]\njournees_previsionnelles = 8000\ntaux_retenu = \"100 %\"\n"
        .to_owned();
    let mois = "Janv;Févr;Mars;Avr;Mai;Juin;Juil;Août;Sept;Oct;Nov;Déc";
    for dispositif in ["AA", "BB"] {
        rapport += &format!(
            "[[dispositif]]\ncode = \"{dispositif}\"\nlibelle = \"{dispositif}\"\ncadre = \"administratif\"\n\
             modalite = \"milieu-ouvert\"\n[[dispositif.capacite]]\ndepuis = 2021-01-01\nplaces = 10\n\
             [dispositif.activite]\njournees_previsionnelles = 3600\ntaux_retenu = \"100 %\"\n"
        );
        let ligne = |titre: &str, valeur: &str| format!("{titre};{}\n", [valeur; 12].join(";"));
        let table = format!("Mesures {dispositif};{mois}\n")
            + &ligne("Présents début", "10")
            + &ligne("Entrées", "0")
            + &ligne("Sorties", "0")
            + &ligne("Présents fin", "10")
            + &ligne("Journées", "300");
        fs::write(travail.path().join(format!("donnees/{dispositif}.csv")), table).unwrap();
    }
    fs::write(travail.path().join("rapport.toml"), rapport).unwrap();
    let entree = entree(travail.path());
    let journees = tableau(&entree, "écart en journées");
    let imprimees = lignes(journees);
    assert_eq!(imprimees[2][..2], ["Effet de structure", "−800"], "{imprimees:?}");
    colonnes_justes(&imprimees, 0);
    assert!(notes(journees).contains("Effet de structure\u{a0}: ce que la ligne du service"), "{}", notes(journees));
    assert!(notes(journees).contains("exactement"));
}

#[test]
fn aucune_case_du_tableau_de_la_cascade_n_est_vide() {
    let entree = de_data("millau-segur-2025");
    let sections = entree["sections"].as_array().unwrap();
    let budget = sections.iter().find(|s| s["id"] == "budget").unwrap()["contenu"].as_array().unwrap();
    let cascade = budget.iter().find(|e| e["entetes"][0][0]["texte"] == "Étape").unwrap();
    let imprimees = lignes(cascade);
    assert!(imprimees.iter().any(|l| l[..2] == ["Effet des mesures partagées", "−301,5"]), "{imprimees:?}");
    assert!(imprimees.iter().flatten().all(|case| !case.is_empty()));
}

/// Keys of rapport.toml stand nowhere but in the findings, that speak to the person who edits the file.
#[test]
fn aucune_cle_ne_s_imprime_hors_des_constats() {
    for dossier in DOSSIERS {
        let entree = de_data(dossier);
        let mut textes = Vec::new();
        recueille(&entree, "", &mut textes);
        assert!(textes.len() > 500, "{dossier}");
        for texte in textes {
            let mots = texte.split(|c: char| !c.is_alphanumeric() && c != '_');
            let cle = mots.filter(|mot| mot.trim_matches('_').contains('_')).collect::<Vec<_>>();
            assert!(cle.is_empty(), "{dossier} {cle:?} : {texte}");
            assert!(!texte.contains("[["), "{dossier} : {texte}");
        }
    }
}

/// Every printed string; neither paths nor findings.
fn recueille<'a>(valeur: &'a Value, cle: &str, textes: &mut Vec<&'a str>) {
    match valeur {
        Value::Object(objet) if objet.get("id").and_then(Value::as_str) != Some("points") => {
            objet.iter().filter(|(cle, _)| !["chemin", "logo", "pieces"].contains(&cle.as_str())).for_each(
                |(cle, v)| {
                    recueille(v, cle, textes);
                },
            );
        }
        Value::Array(liste) => liste.iter().for_each(|v| recueille(v, cle, textes)),
        Value::String(texte) if cle != "id" && cle != "genre" => textes.push(texte),
        _ => {}
    }
}

#[test]
fn l_annexe_definit_ce_qui_est_imprime_et_rien_d_autre() {
    let termes = |dossier: &str| -> Vec<String> {
        let entree = de_data(dossier);
        let definitions = tableau(&entree, "Ce que compte chaque indicateur imprimé");
        assert_eq!(definitions["colonnes"][0], "terme");
        lignes(definitions).into_iter().map(|l| l[0].to_owned()).collect()
    };
    let (acesm, millau) = (termes("acesm-2021"), termes("millau-segur-2025"));
    let a = |liste: &[String], terme: &str| liste.iter().any(|t| t == terme);
    for terme in
        ["Journées réalisées", "Écart de produits", "Effet de l’activité", "Prix moyen prévu", "Prix et produits"]
    {
        assert!(a(&acesm, terme), "{terme} {acesm:?}");
    }
    for terme in ["Plancher du tunnel", "Effet de la capacité", "Montant dû", "Compte administratif", "Facturation"] {
        assert!(a(&millau, terme) && !a(&acesm, terme), "{terme}");
    }
    // known, and printed nowhere
    for terme in ["Journées possibles, au moins", "Écart de facturation en journées", "Journées au-delà de la capacité"]
    {
        assert!(!a(&millau, terme), "{terme}");
    }
    for liste in [acesm, millau, termes("exemple")] {
        assert!(!a(&liste, "Autres indicateurs"), "a theme is missing: {liste:?}");
    }
}
