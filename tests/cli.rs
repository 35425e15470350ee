//! The program as people run it: exit codes, help, outputs.

use crate::outils::{code, copie, messages, racine, texte, trame};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn chemin(dossier: &Path) -> String {
    dossier.to_string_lossy().into_owned()
}

#[test]
fn controler_acesm_dit_tout_avec_les_cellules() {
    let sortie = trame(&["controler", &chemin(&racine().join("data/acesm-2021"))]);
    assert_eq!(code(&sortie), 1);
    let texte = texte(&sortie);
    for attendu in [
        "[continuite] ligne 2, colonne «\u{a0}Dec\u{a0}» (M2)",
        "[bilan-du-mois] ligne 5, colonne «\u{a0}Dec\u{a0}» (M5)",
        "[total-saisi-dans-une-partie]",
        "[decembre-recopie-de-janvier]",
        "[nature-du-tarif-inconnue]",
        "[journees-peu-vraisemblables]",
        "[previsionnel-incompatible-avec-la-capacite]",
        "50\u{a0}places à partir du 1er\u{a0}juin 2021",
        "| [50]",
        "[repartition-differente-du-total]",
        "[part-de-capacite-a-une-autre-date]",
        "[attente-malgre-des-places-libres]",
        "[nombre-contredit]",
        "jeunes ont été accompagnés",
        "{{ service.sorties }}",
        "[annee-perimee] ligne 3",
        "[effectif-du-texte-different]",
        "[delai-sans-definition]",
        "[nombre-non-verifiable]",
        "14\u{a0}incohérences",
    ] {
        assert!(texte.contains(attendu), "{attendu}\n{texte}");
    }
    assert!(!texte.contains("erreur ["), "{texte}");
}

#[test]
fn l_exemple_est_propre() {
    let sortie = trame(&["controler", &chemin(&racine().join("data/exemple")), "--format", "json"]);
    assert_eq!(code(&sortie), 0);
    let json: serde_json::Value = serde_json::from_str(&texte(&sortie)).unwrap();
    let cles: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(cles, ["version", "diagnostics", "omis", "tables"]);
    assert_eq!((&json["diagnostics"], &json["omis"]), (&serde_json::json!([]), &serde_json::json!([])));
}

#[test]
fn une_erreur_dans_un_texte_n_empeche_pas_les_chiffres() {
    let dossier = copie("data/exemple");
    fs::write(dossier.path().join("textes/activite.md"), "Il y a eu {{ service.entres }} entrées.\n").unwrap();
    let (ici, vers) = (chemin(dossier.path()), TempDir::new().unwrap());
    let lance = |args: &[&str]| code(&trame(&[args, &["--sortie", &chemin(&vers.path().join(args[0]))]].concat()));
    assert_eq!(lance(&["rapport", &ici]), 1);
    assert_eq!(lance(&["calculer", &ici, "--format", "json"]), 0);
    assert_eq!(lance(&["calculer", &ici, "--format", "xlsx"]), 0);
    assert_eq!(lance(&["mensuel", &ici, "novembre"]), 0);
    assert!(fs::read(vers.path().join("calculer")).unwrap().starts_with(b"PK"));
    assert!(!vers.path().join("rapport").exists());
    // one in a table does
    fs::write(dossier.path().join("donnees/aed.csv"), "Mesures AED;janv;fév\nENTRÉES;x;2\n").unwrap();
    assert_eq!(lance(&["calculer", &ici, "--format", "json"]), 1);
}

/// December as the source's text would have it: +3 and −1 for AEMO-R, the printed ends kept.
fn decembre_corrige(dossier: &Path) {
    for (nom, faux, juste) in [
        ("aemo-r", ";12;50\r\n", ";12;15\r\n"),
        ("aemo-r", ";3;0\r\nSORTIES", ";3;3\r\nSORTIES"),
        ("aemo-r", ";3;0;0\r\n", ";3;0;1\r\n"),
        ("aed-r", ";25;16\r\n", ";25;35\r\n"),
        ("aed-r", ";35;14\r\n", ";35;33\r\n"),
    ] {
        let chemin = dossier.join(format!("donnees/{nom}.csv"));
        let octets = fs::read(&chemin).unwrap();
        let texte: String = octets.iter().map(|b| char::from(*b)).collect();
        assert!(texte.contains(faux), "{nom} {faux:?}");
        let texte = texte.replacen(faux, juste, 1);
        fs::write(&chemin, texte.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>()).unwrap();
    }
}

#[test]
fn l_edition_autorite_attend_que_tout_soit_corrige_ou_explique() {
    let dossier = copie("data/acesm-2021");
    let autorite = ["rapport", &chemin(dossier.path()), "--edition", "autorite"];
    let refus = trame(&autorite);
    assert_eq!(code(&refus), 1);
    assert!(messages(&refus).contains("Rapport non écrit") && texte(&refus).is_empty());
    assert!(!dossier.path().join("sortie").exists(), "nothing is written");

    decembre_corrige(dossier.path());
    fs::remove_dir_all(dossier.path().join("textes")).unwrap();
    fs::remove_file(dossier.path().join("donnees/repartitions.csv")).unwrap();
    assert_eq!(code(&trame(&["controler", &chemin(dossier.path())])), 0);
    let sortie = trame(&autorite);
    assert_eq!(code(&sortie), 0, "{}", messages(&sortie));
    assert!(dossier.path().join("sortie/rapport-2021-autorite.pdf").is_file());
}

const JUSTIFICATIONS: &str = r#"
[[justification]]
code = "continuite"
fichier = "donnees/aemo-r.csv"
cellule = "M2"
valeur = "50"
motif = "Saisie de décembre perdue."
date = 2022-04-12
[[justification]]
code = "total-saisi-dans-une-partie"
fichier = "donnees/aemo-r.csv"
cellule = "M2"
motif = "Saisie de décembre perdue."
[[justification]]
code = "bilan-du-mois"
fichier = "donnees/aemo-r.csv"
cellule = "M5"
motif = "Saisie de décembre perdue."
[[justification]]
code = "continuite"
fichier = "donnees/aed-r.csv"
cellule = "M2"
motif = "Saisie de décembre perdue."
[[justification]]
code = "repartition-differente-du-total"
fichier = "donnees/repartitions.csv"
cellule = "D3"
motif = "Effectifs relevés à une autre date que les tableaux."
[[justification]]
code = "repartition-differente-du-total"
fichier = "donnees/repartitions.csv"
cellule = "D6"
motif = "Effectifs relevés à une autre date que les tableaux."
[[justification]]
code = "repartition-differente-du-total"
fichier = "donnees/repartitions.csv"
cellule = "D9"
motif = "Effectifs relevés à une autre date que les tableaux."
[[justification]]
code = "repartition-differente-du-total"
fichier = "donnees/repartitions.csv"
cellule = "D17"
motif = "Effectifs relevés à une autre date que les tableaux."
"#;

#[test]
fn une_incoherence_justifiee_n_empeche_plus_rien_tant_que_la_cellule_ne_change_pas() {
    let dossier = copie("data/acesm-2021");
    fs::remove_dir_all(dossier.path().join("textes")).unwrap();
    let rapport = dossier.path().join("rapport.toml");
    let reglages = fs::read_to_string(&rapport).unwrap();
    fs::write(&rapport, reglages + JUSTIFICATIONS).unwrap();
    let controle = trame(&["controler", &chemin(dossier.path())]);
    assert_eq!(code(&controle), 0);
    assert!(texte(&controle).contains("expliquée par le service"));
    let autorite = ["rapport", &chemin(dossier.path()), "--edition", "autorite"];
    assert_eq!(code(&trame(&autorite)), 0);

    let table = dossier.path().join("donnees/aemo-r.csv");
    let octets: Vec<u8> = fs::read(&table).unwrap();
    let texte_modifie: String =
        octets.iter().map(|b| char::from(*b)).collect::<String>().replacen(";50\r\n", ";49\r\n", 1);
    fs::write(&table, texte_modifie.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>()).unwrap();
    let controle = trame(&["controler", &chemin(dossier.path())]);
    assert_eq!(code(&controle), 1, "the cell changed: its explanation lapses");
    assert_eq!(code(&trame(&autorite)), 1);
}

#[test]
fn nouveau_prepare_un_dossier_qui_passe_les_controles() {
    for modele in ["milieu-ouvert", "hebergement"] {
        let parent = TempDir::new().unwrap();
        let dossier = parent.path().join("mon-service-2026");
        let cree = trame(&["nouveau", &chemin(&dossier), "--modele", modele]);
        assert_eq!(code(&cree), 0, "{}", messages(&cree));
        let controle = trame(&["controler", &chemin(&dossier)]);
        assert_eq!(code(&controle), 0, "{}", texte(&controle));
        assert!(texte(&controle).contains("[aucun-tableau]"), "{}", texte(&controle));
        assert!(texte(&controle).contains("Suite\u{a0}: remplir les tableaux de donnees/"), "{}", texte(&controle));
        // a report of texts alone is written, but nothing in it reassures
        let rapport = trame(&["rapport", &chemin(&dossier)]);
        assert_eq!(code(&rapport), 0);
        let dit = messages(&rapport);
        assert!(
            dit.contains("Aucun chiffre mensuel n’a été lu dans donnees/") && !dit.contains("aucun point"),
            "{dit}"
        );
        assert_eq!(code(&trame(&["nouveau", &chemin(&dossier)])), 2, "a folder that holds something is left alone");
        let json: serde_json::Value = serde_json::from_str(&texte(&trame(&["calculer", &chemin(&dossier)]))).unwrap();
        assert_eq!(json["exercice"], 2026);
    }
    let parent = TempDir::new().unwrap();
    assert_eq!(code(&trame(&["nouveau", &chemin(&parent.path().join("sans-annee"))])), 2);
}

#[test]
fn les_codes_de_sortie_et_l_aide_sont_en_francais() {
    let aide = trame(&["--help"]);
    assert_eq!(code(&aide), 0);
    for commande in [vec!["--aide"], vec!["rapport", "--aide"], vec!["nouveau", "-h"], vec!["calculer", "--help"]] {
        let aide = trame(&commande);
        assert_eq!(code(&aide), 0);
        let aide = texte(&aide);
        assert!(aide.contains("Utilisation") && !aide.contains("Usage") && !aide.contains("Print help"), "{aide}");
        assert!(!aide.contains("possible values") && !aide.contains("default"), "{aide}");
    }
    for (args, mot) in [
        (vec!["raport", "x"], "n’existe pas (peut-être «\u{a0}rapport\u{a0}»)"),
        (vec!["rapport"], "il manque"),
        (vec!["rapport", "x", "--edition", "privee"], "travail, autorite"),
        (vec!["controler", "x", "--sorti"], "n’est pas attendu"),
        (vec!["controler", "/dossier/absent"], "n’est pas un dossier"),
    ] {
        let sortie = trame(&args);
        assert_eq!(code(&sortie), 2, "{args:?}");
        assert!(messages(&sortie).contains(mot), "{args:?} : {}", messages(&sortie));
    }
}

#[test]
fn un_dossier_sans_rapport_toml_dit_comment_en_faire_un() {
    let dossier = TempDir::new().unwrap();
    let sortie = trame(&["controler", &chemin(dossier.path())]);
    assert_eq!(code(&sortie), 1);
    assert!(texte(&sortie).contains("trame nouveau"), "{}", texte(&sortie));
    let calcul = trame(&["calculer", &chemin(dossier.path())]);
    assert_eq!(code(&calcul), 1);
    let json: serde_json::Value = serde_json::from_str(&texte(&calcul)).unwrap();
    assert_eq!((&json["perimetres"], &json["exercice"]), (&serde_json::json!([]), &serde_json::Value::Null));
    assert_eq!(json["attente"].as_object().unwrap().len(), 7);
    assert_eq!(code(&trame(&["rapport", &chemin(dossier.path())])), 1);
}

#[test]
fn une_ecriture_impossible_laisse_le_rapport_precedent() {
    let dossier = copie("data/exemple");
    let rapport = dossier.path().join("sortie/rapport-2025.pdf");
    assert_eq!(code(&trame(&["rapport", &chemin(dossier.path())])), 0);
    let avant = fs::read(&rapport).unwrap();
    fs::write(dossier.path().join("rapport.toml"), "exercice = ").unwrap();
    assert_eq!(code(&trame(&["rapport", &chemin(dossier.path())])), 1);
    assert_eq!(fs::read(&rapport).unwrap(), avant);
    let impossible = trame(&["calculer", &chemin(dossier.path()), "--sortie", &chemin(&rapport.join("x.json"))]);
    assert_eq!(code(&impossible), 2);
    assert!(messages(&impossible).contains("impossible d’écrire"));
    let restes = fs::read_dir(dossier.path().join("sortie")).unwrap().count();
    assert_eq!(restes, 1, "no temporary file stays");
}
