//! Excel saves a table of the folder: step by step, beside the program that follows it and the page that shows it.
#![cfg(unix)]

use super::outils::{PATIENCE, Serveur, finit_en, interrompt};
use crate::outils::copie;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// As Excel does on Windows: the owner's lock, the table under a random name, the former one away, an instant without any.
fn enregistre_comme_excel(donnees: &Path, nom: &str, octets: &[u8]) {
    let (lieu, neuf, ancien) = (donnees.join(nom), donnees.join("5AB31000"), donnees.join("7C2F1000"));
    let verrou = donnees.join(format!("~${nom}"));
    fs::write(&verrou, "Marie").unwrap();
    fs::write(&neuf, octets).unwrap();
    thread::sleep(Duration::from_millis(400));
    fs::rename(&lieu, &ancien).unwrap();
    thread::sleep(Duration::from_millis(900));
    fs::rename(&neuf, &lieu).unwrap();
    fs::remove_file(&ancien).unwrap();
    thread::sleep(Duration::from_millis(300));
    fs::remove_file(&verrou).unwrap();
}

fn corrige(table: &Path) -> Vec<u8> {
    let octets = fs::read(table).unwrap();
    let fin = octets.windows(5).position(|o| o == b";50\r\n").unwrap();
    [&octets[..fin], b";15\r\n", &octets[fin + 5..]].concat()
}

#[test]
fn un_enregistrement_d_excel_fait_un_rapport() {
    let dossier = copie("data/acesm-2021");
    let donnees = dossier.path().join("donnees");
    let mut suivi = Command::new(env!("CARGO_BIN_EXE_trame"));
    let mut enfant =
        suivi.arg("suivre").arg(dossier.path()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (envoie, recoit) = mpsc::channel();
    let sortie = BufReader::new(enfant.stdout.take().unwrap());
    let lecteur = thread::spawn(move || sortie.lines().for_each(|ligne| envoie.send(ligne.unwrap()).unwrap()));
    let rapport = || (0..).map(|_| recoit.recv_timeout(PATIENCE).unwrap()).find(|ligne| ligne.contains("écrit, "));
    assert!(rapport().is_some());
    enregistre_comme_excel(&donnees, "aemo-r.csv", &corrige(&donnees.join("aemo-r.csv")));
    let mut suite = Vec::new();
    while let Ok(ligne) = recoit.recv_timeout(Duration::from_secs(if suite.is_empty() { 60 } else { 15 })) {
        suite.push(ligne);
    }
    let texte = suite.join("\n");
    assert_eq!(texte.matches("écrit, ").count(), 1, "{texte}");
    assert!(texte.starts_with("donnees/aemo-r.csv modifié\n") && !texte.contains("retiré"), "{texte}");
    assert!(!texte.contains("5AB31000") && !texte.contains("impossible"), "{texte}");
    interrompt(&enfant);
    assert!(finit_en(&mut enfant, Duration::from_secs(2)).is_some());
    lecteur.join().unwrap();
}

#[test]
fn un_enregistrement_d_excel_rafraichit_la_page_une_fois() {
    let (dossier, serveur) = Serveur::sur("acesm-2021");
    let donnees = dossier.path().join("donnees");
    assert!(serveur.lit("/").corps.contains("data-version=\"1\""));
    let mut flux = serveur.ecoute();
    let (envoie, recoit) = mpsc::channel();
    thread::spawn(move || {
        let mut ligne = String::new();
        while flux.read_line(&mut ligne).is_ok_and(|lus| lus > 0) {
            if let Some(version) = ligne.trim().strip_prefix("data: ") {
                envoie.send(version.to_owned()).unwrap();
            }
            ligne.clear();
        }
    });
    let neuf = corrige(&donnees.join("aemo-r.csv"));
    let excel = thread::spawn(move || enregistre_comme_excel(&donnees, "aemo-r.csv", &neuf));
    // somebody reads all the while: no page speaks of a file that left, nor fails
    while !excel.is_finished() {
        let page = serveur.lit("/controles");
        assert_eq!(page.etat, 200);
        assert!(page.corps.contains("aemo-r.csv") && !page.corps.contains("5AB31000"), "{}", page.corps);
        thread::sleep(Duration::from_millis(60));
    }
    excel.join().unwrap();
    let mut versions = Vec::new();
    while let Ok(version) = recoit.recv_timeout(Duration::from_secs(if versions.len() < 2 { 30 } else { 6 })) {
        versions.push(version);
    }
    assert_eq!(versions, ["1", "2"]);
}
