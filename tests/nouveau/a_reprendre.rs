//! What the year that follows does not take as it stands, and what is said of it.

use super::{ATTENTE, REGLAGES, SUIVI, annuel, ecrit, lu, mot, petit, suite};
use crate::outils::{code, messages, racine, texte, trame};
use std::fs;
use tempfile::TempDir;
use trame::domaine::exact::Exact;

/// The next year of the small folder, once it is changed: the new folder, what was said with plain spaces, rapport.toml.
fn suite_de(changes: &[(&str, String)], args: &[&str]) -> (TempDir, String, String) {
    let precedent = petit();
    changes.iter().for_each(|(chemin, texte)| ecrit(precedent.path(), chemin, texte));
    let lieu = TempDir::new().unwrap();
    let dossier = mot(&lieu.path().join("suite"));
    let sortie = trame(&[&["nouveau", &dossier, "--depuis", &mot(precedent.path())], args].concat());
    assert_eq!(code(&sortie), 0, "{}", messages(&sortie));
    let dit = (messages(&sortie) + &texte(&sortie)).replace(['\u{a0}', '\u{202f}'], " ");
    let rapport = fs::read_to_string(lieu.path().join("suite/rapport.toml")).unwrap();
    (lieu, dit, rapport.replace('\u{a0}', " "))
}

#[test]
fn un_dispositif_dont_plus_personne_ne_releve_a_sa_table_a_remplir() {
    let parti = |suivi: &str| suivi.lines().filter(|l| !l.contains(";AED;")).collect::<Vec<_>>().join("\n") + "\n";
    let suivi = parti(SUIVI) + "M4;J4;DURANDAL;AED;01/06/2025;03/06/2025;30/06/2025\n";
    let (lieu, ..) = suite_de(&[("donnees/suivi.csv", suivi), ("donnees/attente.csv", parti(ATTENTE))], &[]);
    let dossier = lieu.path().join("suite");
    assert!(dossier.join("donnees/aed.csv").exists() && !dossier.join("donnees/aemo.csv").exists());
    // whom only a row that waits names is not in the follow-up table yet
    let suivi = SUIVI.lines().filter(|l| !l.contains(";AED;")).collect::<Vec<_>>().join("\n") + "\n";
    let (lieu, ..) = suite_de(&[("donnees/suivi.csv", suivi)], &[]);
    assert!(lieu.path().join("suite/donnees/aed.csv").exists());
    let table = fs::read_to_string(dossier.join("donnees/suivi.csv")).unwrap();
    assert!(!table.contains("AED"), "{table}");
    // filled, the year is whole again
    let zeros = ";0".repeat(12);
    let lignes = ["PRÉSENTS début du mois", "ENTRÉES", "SORTIES", "PRÉSENTS fin du mois", "JOURNÉES réalisées"];
    let mois = "janv.;févr.;mars;avr.;mai;juin;juil.;août;sept.;oct.;nov.;déc.";
    let remplie: String = lignes.iter().map(|ligne| format!("{ligne}{zeros}\n")).collect();
    ecrit(&dossier, "donnees/aed.csv", &format!("Mesures AED;{mois}\n{remplie}"));
    let rempli = lu(&dossier);
    assert!(rempli.constats.listes.iter().all(|d| d.code != "mois-manquant"));
    let service = rempli.indicateurs().unwrap().service().unwrap();
    assert_eq!(annuel(service, "presents_debut"), Some(Exact::from(1_u32)));
}

#[test]
fn les_jours_d_ouverture_se_disent_a_leur_place() {
    let (lieu, dit) = suite(&racine().join("data/millau-segur-2025"));
    let (rapport, dit) =
        (fs::read_to_string(lieu.path().join("suite/rapport.toml")).unwrap(), dit.replace('\u{a0}', " "));
    assert!(!rapport.contains("260 jours") && rapport.contains("jours_ouverture = 304"), "{rapport}");
    assert!(dit.contains("fermeture de 2026 sont à déclarer dans [dispositif.comptage] de SEPAD"), "{dit}");
    assert!(dit.contains("jours_ouverture = 304 est repris dans [dispositif.comptage] d’AME : à confirmer"), "{dit}");
    assert_eq!(dit.matches("jours_ouverture").count(), 2, "one line per place\n{dit}");
    let fermes = "[comptage] # fermé à la Toussaint\njours_ouverture = [2025-11-01]\n";
    let reglages = REGLAGES.replace("[comptage]\n", fermes);
    let (_lieu, dit, rapport) = suite_de(&[("rapport.toml", reglages)], &[]);
    assert!(dit.contains("à déclarer dans [comptage], jours_ouverture"), "{dit}");
    assert!(rapport.contains("[comptage] # en 2025 : fermé à la Toussaint\ndelai_de_passage_jours"), "{rapport}");
}

#[test]
fn aucun_mot_de_l_annee_derniere_ne_ment_sur_la_suivante() {
    let mots = |mot: &str| REGLAGES.replacen("exercice = 2025", &format!("exercice = 2025 # {mot}"), 1);
    let (_lieu, _, rapport) = suite_de(&[("rapport.toml", mots("premier exercice, clos le 31/12/2025"))], &[]);
    assert!(rapport.starts_with("exercice = 2026\n"), "{rapport}");
    let (_lieu, _, rapport) = suite_de(&[("rapport.toml", mots("année civile"))], &[]);
    assert!(rapport.starts_with("exercice = 2026 # année civile\n"), "{rapport}");
    let capacite = "code = \"AEMO\"\ncapacite = [{ depuis = 2025-06-01, places = 14 }]\n";
    let (_lieu, dit, rapport) = suite_de(&[("rapport.toml", REGLAGES.replacen("code = \"AEMO\"\n", capacite, 1))], &[]);
    assert!(rapport.contains("depuis = 2026-01-01, places = 14"), "{rapport}");
    let dite = "Capacités re-datées au 1er janvier 2026 : AEMO, 14 places, en vigueur depuis le 1er juin 2025";
    assert!(dit.to_lowercase().contains(&dite.to_lowercase()), "{dit}");
}

#[test]
fn les_annees_sautees_se_disent() {
    let (_lieu, dit, rapport) = suite_de(&[], &["--exercice", "2028"]);
    assert!(rapport.starts_with("exercice = 2028\n"));
    let dite = "deux années manquent entre 2025 et 2028 : les présents, la capacité et la liste d’attente repris sont ceux du 31 décembre 2025";
    assert!(dit.contains(dite), "{dit}");
    let (_lieu, dit, _) = suite_de(&[], &["--exercice", "2027"]);
    assert!(dit.contains("une année manque entre 2025 et 2027"), "{dit}");
    let (_lieu, dit, _) = suite_de(&[], &[]);
    assert!(!dit.contains(" manque"), "{dit}");
}

#[test]
fn une_colonne_qui_mele_des_noms_aux_codes_n_est_pas_reprise() {
    // one name among codes, on a row that ended: no erreur, and nothing of the column goes on
    for nom in ["Martinot", "Mme Martinot"] {
        let codes =
            SUIVI.replace(";nom;", ";famille;").replace("DURANDAL", "F1").replacen(";F1;", &format!(";{nom};"), 1);
        let (lieu, dit, _) = suite_de(&[("donnees/suivi.csv", codes)], &[]);
        let suivi = fs::read_to_string(lieu.path().join("suite/donnees/suivi.csv")).unwrap();
        assert!(suivi.starts_with("\u{feff}id;jeune;dispositif;") && !suivi.contains("F1"), "{suivi}");
        assert!(dit.contains("la colonne « famille » n’est pas reprise") && !dit.contains("Martinot"), "{dit}");
    }
    let codes = SUIVI.replace(";nom;", ";famille;").replace("DURANDAL", "F1");
    let (lieu, dit, _) = suite_de(&[("donnees/suivi.csv", codes)], &[]);
    let suivi = fs::read_to_string(lieu.path().join("suite/donnees/suivi.csv")).unwrap();
    assert!(suivi.contains("M2;J2;F1;AEMO") && !dit.contains("n’est pas reprise"), "{suivi}\n{dit}");
}

#[test]
fn une_attente_par_comptes_continue_a_cote_d_une_attente_par_lignes() {
    let precedent = TempDir::new().unwrap();
    let dispositif = |code: &str| {
        format!(
            "[[dispositif]]\ncode = \"{code}\"\nlibelle = \"{code}\"\ncadre = \"judiciaire\"\nmodalite = \"milieu-ouvert\"\n"
        )
    };
    let reglages = format!("exercice = 2025\n[service]\nnom = \"S\"\n{}{}", dispositif("AEMO"), dispositif("AED"));
    let suivi = "id;jeune;dispositif;décision;début;fin\nM1;J1;AEMO;01/02/2024;10/02/2024;\nM3;J3;AEMO;20/12/2025;;\n";
    ecrit(precedent.path(), "rapport.toml", &reglages);
    ecrit(precedent.path(), "donnees/suivi.csv", suivi);
    ecrit(precedent.path(), "donnees/attente.csv", "date;dispositif;mesures;familles\n31/12/2025;AED;5;4\n");
    let avant = lu(precedent.path());
    assert_eq!(annuel(avant.indicateurs().unwrap().service().unwrap(), "attente_mesures"), Some(Exact::from(6_u32)));
    let (lieu, _) = suite(precedent.path());
    let attente = fs::read_to_string(lieu.path().join("suite/donnees/attente.csv")).unwrap();
    assert!(attente.contains("31/12/2025;AED;5;4") && !attente.contains("AEMO"), "{attente}");
    assert!(fs::read_to_string(lieu.path().join("suite/donnees/suivi.csv")).unwrap().contains("M3;"));
}
