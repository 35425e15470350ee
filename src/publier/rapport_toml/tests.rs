//! A key that changes changes nothing else.

use super::*;
use std::fs;

fn sur(texte: &str) -> (tempfile::TempDir, RapportToml) {
    let dossier = tempfile::tempdir().unwrap();
    fs::write(dossier.path().join(NOM), texte).unwrap();
    let rapport = RapportToml::ouvre(dossier.path()).unwrap();
    (dossier, rapport)
}

#[test]
fn une_cle_se_pose_sans_toucher_au_reste() {
    let texte = "# en tête\nexercice = 2021   # l’année\n\n[service]\nnom = \"S\" # le nom\n\n[[tarif]]\nprix = 1\n[[tarif]]\nprix = 2 # deux\n# fin\n";
    let (_dossier, mut rapport) = sur(texte);
    assert_eq!(rapport.texte(), texte);
    rapport.pose(&["exercice"], 2022).unwrap();
    rapport.pose(&["service", "sigle"], "É\"").unwrap();
    rapport.pose(&["tarif", "1", "prix"], 3).unwrap();
    rapport.pose(&["correspondances", "Mesures « A.B »"], "AEMO-R").unwrap();
    let attendu = "# en tête\nexercice = 2022   # l’année\n\n[service]\nnom = \"S\" # le nom\nsigle = 'É\"'\n\n[[tarif]]\nprix = 1\n[[tarif]]\nprix = 3 # deux\n\n[correspondances]\n\"Mesures « A.B »\" = \"AEMO-R\"\n# fin\n";
    assert_eq!(rapport.texte(), attendu);
    assert!(matches!(rapport.pose(&["service"], 1), Err(Refus::Occupee(_))));
    assert!(matches!(rapport.pose(&["exercice", "x"], 1), Err(Refus::Occupee(_))));
    assert!(matches!(rapport.pose(&["tarif", "7", "prix"], 1), Err(Refus::Occupee(_))));
    assert_eq!(rapport.texte(), attendu);
}

#[test]
fn une_table_s_ajoute_a_la_fin_de_sa_liste() {
    let texte = "exercice = 2021\n[[tarif]]\nprix = 1 # un\n\n[service]\nnom = \"S\"\n# fin\n";
    let (_dossier, mut rapport) = sur(texte);
    let table = |cle: &str, valeur: i64| Table::from_iter([(cle, Value::from(valeur))]);
    rapport.ajoute(&["tarif"], table("prix", 2)).unwrap();
    rapport.ajoute(&["note"], table("rang", 1)).unwrap();
    rapport.ajoute(&["note"], table("rang", 2)).unwrap();
    let attendu = "exercice = 2021\n[[tarif]]\nprix = 1 # un\n\n[[tarif]]\nprix = 2\n\n[service]\nnom = \"S\"\n\n[[note]]\nrang = 1\n\n[[note]]\nrang = 2\n# fin\n";
    assert_eq!(rapport.texte(), attendu);
    assert!(matches!(rapport.ajoute(&["exercice"], table("x", 1)), Err(Refus::Occupee(_))));
    assert!(matches!(rapport.ajoute(&["service"], table("x", 1)), Err(Refus::Occupee(_))));
}

#[test]
fn les_fins_de_ligne_et_la_marque_restent() {
    let (dossier, mut rapport) = sur("\u{feff}exercice = 2021\r\n# fin\r\n");
    rapport.pose(&["service", "nom"], "S").unwrap();
    rapport.ecrit(&rapport.empreinte()).unwrap();
    let ecrit = fs::read_to_string(dossier.path().join(NOM)).unwrap();
    assert_eq!(ecrit, "\u{feff}exercice = 2021\r\n\r\n[service]\r\nnom = \"S\"\r\n# fin\r\n");
}

#[test]
fn ce_qui_a_change_entre_temps_n_est_pas_ecrase() {
    let (dossier, mut rapport) = sur("exercice = 2021\n");
    let vue = rapport.empreinte();
    rapport.pose(&["exercice"], 2022).unwrap();
    assert!(matches!(rapport.ecrit("une autre"), Err(Refus::Change)));
    fs::write(dossier.path().join(NOM), "exercice = 2020\n").unwrap();
    assert!(matches!(rapport.ecrit(&vue), Err(Refus::Change)));
    let relu = RapportToml::ouvre(dossier.path()).unwrap();
    assert!(matches!(relu.ecrit(&vue), Err(Refus::Change)), "la page montrait l’état d’avant");
    assert_eq!(fs::read_to_string(dossier.path().join(NOM)).unwrap(), "exercice = 2020\n");
}

#[cfg(unix)]
#[test]
fn un_lien_n_est_pas_suivi() {
    let dossier = tempfile::tempdir().unwrap();
    fs::write(dossier.path().join("ailleurs.toml"), "exercice = 2021\n").unwrap();
    std::os::unix::fs::symlink(dossier.path().join("ailleurs.toml"), dossier.path().join(NOM)).unwrap();
    assert!(matches!(RapportToml::ouvre(dossier.path()), Err(Refus::Absent)));
}

#[test]
fn ce_qui_se_retire_laisse_les_commentaires() {
    let texte = "# en tête\n[service]\n# le nom\nnom = \"S\" # dit\n\n# le sigle\nsigle = \"T\"\njours = [\n    1, # un\n    # deux\n    2,\n]\n\n# --- Tarifs ---\n\n# l’ancien\n[[tarif]]\nprix = 1 # un\n[tarif.autre]\n# dedans\nx = 1\n\n# le nouveau\n[[tarif]]\nprix = 2\n# fin\n";
    let (_dossier, mut rapport) = sur(texte);
    let chemin = |etapes: &str| etapes.split('/').map(str::to_owned).collect::<Vec<_>>();
    rapport.retire(&[chemin("service/nom"), chemin("tarif/0"), chemin("service/jours"), chemin("service/absente")]);
    let attendu = "# en tête\n[service]\n# le nom\n\n# le sigle\nsigle = \"T\"\n    # deux\n\n# --- Tarifs ---\n\n# l’ancien\n# dedans\n\n# le nouveau\n[[tarif]]\nprix = 2\n# fin\n";
    assert_eq!(rapport.texte(), attendu);
    rapport.retire(&[chemin("tarif/0/prix"), chemin("tarif/0")]);
    assert_eq!(rapport.texte(), attendu.replace("[[tarif]]\nprix = 2\n", ""));
    rapport.retire(&[]);
    assert!(rapport.texte().ends_with("# le nouveau\n# fin\n"));
}

#[test]
fn une_liste_sur_une_ligne_s_allonge_et_se_raccourcit() {
    let texte = "# x\ncapacite = [ { depuis = 2021-01-01, places = 3 }, { depuis = 2021-05-01, places = 4 } ] # deux\nt = { a = 1, b = 2 }\n";
    let (_dossier, mut rapport) = sur(texte);
    assert_eq!(rapport.combien(&["capacite"]), 2);
    let rang = rapport.ajoute(&["capacite"], Table::new()).unwrap().to_string();
    rapport.pose(&["capacite", &rang, "places"], 5).unwrap();
    rapport.pose(&["t", "c", "d"], 1).unwrap();
    let chemin = |etapes: &str| etapes.split('/').map(str::to_owned).collect::<Vec<_>>();
    rapport.retire(&[chemin("capacite/0"), chemin("capacite/0/depuis"), chemin("t/a")]);
    let relu: DocumentMut = rapport.texte().parse().unwrap();
    assert_eq!(relu["capacite"][0]["depuis"].to_string().trim(), "2021-05-01");
    rapport.retire(&[chemin("capacite/0")]);
    let relu: DocumentMut = rapport.texte().parse().unwrap();
    assert_eq!(relu["capacite"].as_array().unwrap().len(), 1);
    assert_eq!(relu["capacite"][0]["places"].as_integer(), Some(5));
    assert_eq!((relu["t"].get("a").is_none(), relu["t"]["c"]["d"].as_integer()), (true, Some(1)));
    assert!(rapport.texte().contains("] # deux\n"));
}

#[test]
fn une_liste_changee_garde_ce_qui_entoure_ses_elements() {
    let texte = "jours = [\n    2025-05-01, # travail\n    2025-07-14, # fête\n    2025-12-25,\n] # fermés\n";
    let (_dossier, mut rapport) = sur(texte);
    let jours = |jours: &[&str]| {
        Value::from_iter(jours.iter().map(|jour| Value::from(jour.parse::<toml_edit::Datetime>().unwrap())))
    };
    rapport.pose(&["jours"], jours(&["2025-05-01", "2025-07-14", "2025-12-25"])).unwrap();
    assert_eq!(rapport.texte(), texte);
    rapport.pose(&["jours"], jours(&["2025-05-01", "2025-07-14", "2025-11-11", "2025-12-25"])).unwrap();
    assert_eq!(rapport.texte(), texte.replace("    2025-12-25", "    2025-11-11,\n    2025-12-25"));
    rapport.pose(&["jours"], jours(&["2025-12-25"])).unwrap();
    assert_eq!(rapport.texte(), "jours = [\n    2025-12-25,\n] # fermés\n");
    let texte = "jours = [\n    # mai\n    2025-05-01, # travail\n    # juillet\n    2025-07-14 # fête\n]\n";
    let (_dossier, mut rapport) = sur(texte);
    rapport.pose(&["jours"], jours(&["2025-07-14", "2025-05-01"])).unwrap();
    let attendu = "jours = [\n    # juillet\n    2025-07-14, # fête\n    # mai\n    2025-05-01, # travail\n]\n";
    assert_eq!(rapport.texte(), attendu);
    rapport.pose(&["jours"], jours(&[])).unwrap();
    assert_eq!(rapport.texte(), "jours = [\n    # juillet\n    # mai\n]\n");
    rapport.pose(&["jours"], jours(&["2025-05-01", "2025-07-14"])).unwrap();
    assert!(rapport.texte().parse::<DocumentMut>().is_ok_and(|d| d["jours"].as_array().is_some_and(|j| j.len() == 2)));
}

#[test]
fn le_fichier_entier_garde_sa_marque_ses_fins_de_ligne_et_ses_octets() {
    let (dossier, rapport) = sur("\u{feff}exercice = 2021\r\n# fin\r\n");
    let chemin = dossier.path().join(NOM);
    let vue = rapport.empreinte();
    remplace(dossier.path(), "exercice = 2021\r\n# fin\r\n", &vue).unwrap();
    assert_eq!(empreinte(&fs::read(&chemin).unwrap()), vue);
    remplace(dossier.path(), "exercice = 2022\r\n# fin\r\n", &vue).unwrap();
    assert_eq!(fs::read_to_string(&chemin).unwrap(), "\u{feff}exercice = 2022\r\n# fin\r\n");
    // of two kinds: as it was while nothing changes
    fs::write(&chemin, "a = 1\r\nb = 2\n").unwrap();
    let vue = empreinte(b"a = 1\r\nb = 2\n");
    remplace(dossier.path(), "a = 1\r\nb = 2\r\n", &vue).unwrap();
    assert_eq!(fs::read_to_string(&chemin).unwrap(), "a = 1\r\nb = 2\n");
}

#[test]
fn chaque_ligne_garde_sa_propre_fin() {
    let melange = "exercice = 2021\r\n# un\n[service]\r\nnom = \"S\"\nsigle = \"T\"\r\n# fin\n";
    let (dossier, mut rapport) = sur(melange);
    assert_eq!(rapport.texte(), melange);
    rapport.pose(&["service", "nom"], "U").unwrap();
    assert_eq!(rapport.texte(), melange.replace("\"S\"", "\"U\""), "one line of six");
    rapport.pose(&["exercice"], 2022).unwrap();
    rapport.pose(&["service", "siege"], "V").unwrap();
    rapport.retire(&[vec!["service".to_owned(), "nom".to_owned()]]);
    let attendu = "exercice = 2022\r\n# un\n[service]\r\nsigle = \"T\"\r\nsiege = \"V\"\r\n# fin\n";
    assert_eq!(rapport.texte(), attendu);
    // the whole file as well, and a line that did not end
    let vue = rapport.empreinte();
    remplace(dossier.path(), &format!("# tête\r\n{}# plus", sans_retours(melange)), &vue).unwrap();
    let ecrit = fs::read_to_string(dossier.path().join(NOM)).unwrap();
    assert_eq!(ecrit, format!("# tête\r\n{melange}# plus"));
    // too much differs to say which line is which
    let long = |mot: &str| (0..600).map(|n| format!("# {mot} {n}\n")).collect::<String>();
    assert_eq!(fins::rend(&format!("a = 1\r\n{}", long("x")), long("y")), long("y").replace('\n', "\r\n"));
}

#[test]
fn les_lignes_communes_gardent_leur_fin_quoi_qui_change() {
    // every text of up to five lines of two kinds, against every other: what is common keeps its end, what is new has one
    let textes: Vec<Vec<bool>> = (0..6)
        .flat_map(|long| (0..1 << long).map(move |n: u32| (0..long).map(|b| n >> b & 1 == 1).collect()))
        .collect();
    let ligne = |b: &bool| if *b { "a" } else { "b" };
    for avant in &textes {
        let fins = ["\r\n", "\n", "\n", "\r\n", "\n"];
        let brut: String = avant.iter().zip(fins).map(|(b, fin)| format!("{}{fin}", ligne(b))).collect();
        for apres in &textes {
            let net: String = apres.iter().map(|b| format!("{}\n", ligne(b))).collect();
            let rendu = fins::rend(&brut, net.clone());
            assert_eq!(sans_retours(&rendu), net);
            if avant == apres {
                assert_eq!(rendu, brut);
            }
            if apres.len() == avant.len() + 1 && apres.starts_with(avant) {
                assert!(rendu.starts_with(&brut), "{rendu:?} {brut:?}");
            }
        }
    }
}
