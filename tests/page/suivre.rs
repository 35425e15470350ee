//! `trame suivre`: a cell changes, the report is written again.
#![cfg(unix)]

use super::outils::{PATIENCE, finit_en, interrompt};
use crate::outils::copie;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

#[test]
fn une_cellule_change_et_le_rapport_est_recrit() {
    let dossier = copie("data/acesm-2021");
    let ici = dossier.path();
    fs::write(ici.join("donnees/.trame-reste"), "à demi écrit").unwrap();
    let mut enfant = Command::new(env!("CARGO_BIN_EXE_trame"))
        .arg("suivre")
        .arg(ici)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (envoie, recoit) = mpsc::channel();
    let sortie = BufReader::new(enfant.stdout.take().unwrap());
    let lecteur = thread::spawn(move || sortie.lines().for_each(|ligne| envoie.send(ligne.unwrap()).unwrap()));
    // the lines up to the next report, or the next refusal
    let jusqu_au_rapport = |mot: &str| {
        let mut lignes = String::new();
        while !lignes.contains(mot) {
            lignes.push_str(&recoit.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{mot} : {lignes}")));
            lignes.push('\n');
        }
        lignes
    };
    let premier = jusqu_au_rapport("écrit, ");
    assert!(premier.contains("Ctrl-C") && premier.contains("14\u{a0}points à vérifier"), "{premier}");
    let pdf = ici.join("sortie/rapport-2021.pdf");
    let avant = fs::read(&pdf).unwrap();
    assert!(!ici.join("donnees/.trame-reste").exists(), "what a killed run left is swept");

    let table = ici.join("donnees/aemo-r.csv");
    let octets = fs::read(&table).unwrap();
    let fin = octets.windows(5).position(|o| o == b";50\r\n").unwrap();
    let corrige = [&octets[..fin], b";15\r\n", &octets[fin + 5..]].concat();
    fs::write(&table, corrige).unwrap();
    let second = jusqu_au_rapport("écrit, ");
    assert!(second.contains("donnees/aemo-r.csv modifié"), "{second}");
    assert!(second.contains("(14\u{a0}avant)") || second.contains("(14 avant)"), "{second}");
    assert_ne!(fs::read(&pdf).unwrap(), avant);

    // an error: said, and the last report stays
    let (reglages, bon) = (ici.join("rapport.toml"), fs::read(&pdf).unwrap());
    fs::write(&reglages, "exercice = ").unwrap();
    assert!(jusqu_au_rapport("Rapport non écrit").contains("rapport.toml modifié"));
    assert_eq!(fs::read(&pdf).unwrap(), bon);

    interrompt(&enfant);
    assert!(finit_en(&mut enfant, Duration::from_secs(2)).expect("still there after two seconds").success());
    lecteur.join().unwrap();
}
