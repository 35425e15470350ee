//! Whole folders in, golden JSON out; the same figures under every spelling of a file.

use crate::outils::{attendu, code, copie, racine, texte, trame};
use std::fs;
use std::path::Path;

/// Every text form.
mod textes;

fn calcule(dossier: &Path) -> String {
    texte(&trame(&["calculer", &dossier.to_string_lossy()]))
}

#[test]
fn les_dossiers_de_reference_donnent_leur_json() {
    for dossier in ["acesm-2021", "exemple"] {
        let chemin = racine().join("data").join(dossier);
        attendu(&racine().join(format!("tests/dossiers/{dossier}/indicateurs.json")), &calcule(&chemin));
    }
}

/// The JSON without what depends on where the cells are.
pub(crate) fn chiffres(dossier: &Path) -> serde_json::Value {
    let mut json: serde_json::Value = serde_json::from_str(&calcule(dossier)).unwrap();
    let objet = json.as_object_mut().unwrap();
    objet.remove("diagnostics");
    for perimetre in objet["perimetres"].as_array_mut().unwrap() {
        for partie in ["annuel", "mensuel"] {
            perimetre[partie].as_object_mut().unwrap().remove("reserves");
        }
    }
    json
}

#[test]
fn le_meme_tableau_autrement_ecrit_donne_le_meme_json() {
    let reference = copie("data/acesm-2021");
    let attendu = chiffres(reference.path());
    let chemin = reference.path().join("donnees/aemo-r.csv");
    let windows_1252 = fs::read(&chemin).unwrap();
    let texte: String = encoding_rs_text(&windows_1252);
    let lignes: Vec<&str> = texte.lines().collect();
    let a_l_envers = [&lignes[..1], &lignes[1..].iter().rev().copied().collect::<Vec<_>>()].concat().join("\n");
    let autres_noms = texte
        .replace("PRESENTS début du mois", "Effectif  début de mois")
        .replace("ENTREES", "Admissions")
        .replace("SORTIES", "Sorties du mois :")
        .replace("PRESENTS fin du mois", "présents en fin de mois")
        .replace(";Janv;", ";janvier 2021;")
        .replace(";Dec", ";déc.-21");
    let titre = format!("ACESM – Service AER;;\r\nÉdité le 03/02/2022\r\n\r\n{texte}\r\nSource : secrétariat;;\r\n");
    let virgules = texte.replace(';', ",");
    let tabulations = texte.replace(';', "\t").replace("\r\n", "\n");
    for (nom, octets) in [
        ("UTF-8 avec BOM", format!("\u{feff}{texte}").into_bytes()),
        ("UTF-8, LF", texte.replace("\r\n", "\n").into_bytes()),
        ("lignes dans un autre ordre", a_l_envers.into_bytes()),
        ("autres graphies des en-têtes", autres_noms.into_bytes()),
        ("titre et note", titre.into_bytes()),
        ("virgules", virgules.into_bytes()),
        ("tabulations", tabulations.into_bytes()),
    ] {
        fs::write(&chemin, octets).unwrap();
        assert_eq!(chiffres(reference.path()), attendu, "{nom}");
    }
}

fn encoding_rs_text(octets: &[u8]) -> String {
    octets.iter().map(|b| char::from(*b)).collect()
}

#[test]
fn une_ligne_de_titre_decale_les_adresses_des_constats() {
    let dossier = copie("data/acesm-2021");
    let chemin = dossier.path().join("donnees/aemo-r.csv");
    let octets = fs::read(&chemin).unwrap();
    fs::write(&chemin, [b"ACESM\r\n\r\n".as_slice(), &octets].concat()).unwrap();
    let sortie = trame(&["controler", &dossier.path().to_string_lossy(), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&texte(&sortie)).unwrap();
    let constats = json["diagnostics"].as_array().unwrap();
    let continuite =
        constats.iter().find(|d| d["code"] == "continuite" && d["fichier"] == "donnees/aemo-r.csv").unwrap();
    assert_eq!((&continuite["ligne"], &continuite["cellule"]), (&4.into(), &"M4".into()));
    assert_eq!(continuite["lies"][0]["cellule"], "L7");
}

#[test]
fn un_texte_a_la_place_d_un_nombre_est_dit_a_sa_cellule() {
    let dossier = copie("data/acesm-2021");
    let chemin = dossier.path().join("donnees/aed-r.csv");
    let octets = encoding_rs_text(&fs::read(&chemin).unwrap()).replacen(";14;", ";quatorze;", 1);
    fs::write(&chemin, octets.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>()).unwrap();
    let chemin = dossier.path().to_string_lossy().into_owned();
    let sortie = trame(&["controler", &chemin, "--format", "json"]);
    assert_eq!(code(&sortie), 1);
    let json: serde_json::Value = serde_json::from_str(&texte(&sortie)).unwrap();
    let erreurs: Vec<_> =
        json["diagnostics"].as_array().unwrap().iter().filter(|d| d["gravite"] == "erreur").cloned().collect();
    assert_eq!(erreurs.len(), 1, "{erreurs:?}");
    let erreur = &erreurs[0];
    assert_eq!(
        (&erreur["code"], &erreur["cellule"], &erreur["ligne"]),
        (&"valeur-illisible".into(), &"B2".into(), &2.into())
    );
    let message = erreur["message"].as_str().unwrap();
    assert!(message.contains("quatorze") && message.contains("nombre entier"), "{message}");
    assert!(erreur["aide"].as_str().is_some_and(|a| !a.is_empty()));
    assert_eq!(code(&trame(&["rapport", &chemin])), 1);
    let calcul = trame(&["calculer", &chemin]);
    assert_eq!(code(&calcul), 1);
    let json: serde_json::Value = serde_json::from_str(&texte(&calcul)).unwrap();
    assert_eq!(json["perimetres"][0]["annuel"]["entrees"], 17, "what can be computed is computed");
    assert_eq!(json["perimetres"][1]["mensuel"]["presents_debut"][0], serde_json::Value::Null);
}

/// January to March only: the running year, without a false alarm.
#[test]
fn l_exercice_en_cours_ne_donne_pas_de_fausse_alerte() {
    let dossier = copie("data/acesm-2021");
    fs::remove_dir_all(dossier.path().join("textes")).unwrap();
    let rapport = dossier.path().join("rapport.toml");
    let reglages = fs::read_to_string(&rapport).unwrap();
    let reglages: Vec<&str> = reglages.lines().filter(|l| !l.starts_with("journees_realisees")).collect();
    fs::write(&rapport, reglages.join("\n")).unwrap();
    for nom in ["aemo-r", "aed-r"] {
        let chemin = dossier.path().join(format!("donnees/{nom}.csv"));
        let texte = encoding_rs_text(&fs::read(&chemin).unwrap());
        let trois_mois: Vec<String> =
            texte.lines().map(|l| l.split(';').take(4).collect::<Vec<_>>().join(";") + ";;;;;;;;;").collect();
        let entete = texte.lines().next().unwrap().to_owned();
        let lignes = [&[entete], &trois_mois[1..]].concat().join("\r\n");
        fs::write(&chemin, lignes.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>()).unwrap();
    }
    let chemin = dossier.path().to_string_lossy().into_owned();
    let sortie = trame(&["controler", &chemin, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&texte(&sortie)).unwrap();
    let codes: Vec<&str> =
        json["diagnostics"].as_array().unwrap().iter().map(|d| d["code"].as_str().unwrap()).collect();
    let vrais = [
        "absence-qui-n-est-pas-un-arret",
        "nature-du-tarif-inconnue",
        "presents-au-dela-de-la-capacite",
        "previsionnel-incompatible-avec-la-capacite",
    ];
    assert!(codes.iter().all(|c| vrais.contains(c)), "{codes:?}");
    assert_eq!(code(&sortie), 0);
    let json: serde_json::Value = serde_json::from_str(&calcule(dossier.path())).unwrap();
    assert_eq!(json["jusqu_a"], "2021-03");
    let service = &json["perimetres"][2];
    assert_eq!(service["mensuel"]["presents_fin"][3], serde_json::Value::Null);
    assert_eq!((&service["annuel"]["entrees"], &service["annuel"]["presents_fin"]), (&8.into(), &26.into()));
    assert_eq!(service["annuel"]["journees_theoriques"], 2700);
    assert_eq!(service["annuel"]["source_journees"], "estime");
    assert_eq!(code(&trame(&["rapport", &chemin, "--edition", "autorite"])), 1);
    assert!(!dossier.path().join("sortie").exists());
}

/// §3: the keys of `[[historique]]` are those of the JSON's `annuel`.
#[test]
fn l_historique_accepte_les_cles_du_json() {
    let dossier = copie("data/exemple");
    let json: serde_json::Value = serde_json::from_str(&calcule(dossier.path())).unwrap();
    let annuel = json["perimetres"][0]["annuel"].as_object().unwrap();
    let cles = annuel.keys().filter(|cle| !["reserves", "raisons"].contains(&cle.as_str()));
    let valeur = |cle: &str| if cle == "source_journees" { "\"mensuel\"" } else { "1" };
    let lignes: Vec<String> = cles.map(|cle| format!("{cle} = {}", valeur(cle))).collect();
    assert!(lignes.len() > 20);
    let rapport = dossier.path().join("rapport.toml");
    let reglages = fs::read_to_string(&rapport).unwrap();
    let historique = format!("[[historique]]\nexercice = 2020\n{}\n", lignes.join("\n"));
    fs::write(&rapport, format!("{reglages}\n{historique}")).unwrap();
    let sortie = trame(&["controler", &dossier.path().to_string_lossy()]);
    assert_eq!(code(&sortie), 0, "{}", texte(&sortie));
}
