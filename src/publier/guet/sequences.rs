//! What programs do in a folder when they save a table, step by step: one change is told, and nothing of the way to it.

use super::tests::{attend, dossier, moteur};
use super::*;
use crate::publier::fichiers::Sort;
use crate::publier::fichiers::essai::Excel;
use std::fs;
use std::thread;

const MARIE: &str = "donnees/aed (copie en conflit de Marie 2021-03-02).csv";

/// A step in `donnees/`, then a wait.
enum Pas {
    Ecrit(&'static str, &'static str),
    Renomme(&'static str, &'static str),
    Retire(&'static str),
    Attend(u64),
}
use Pas::{Attend, Ecrit, Renomme, Retire};

/// Plays the steps while the folder is watched; exactly one change is told, of these files.
fn joue(prevenu: bool, pas: &'static [Pas], attendu: &[(&str, Sort)]) {
    let (dossier, moteur) = (dossier(), moteur());
    let ici = dossier.path().join("donnees");
    let mut guet = Guet::avec(dossier.path().to_owned(), Disque::default(), prevenu);
    let programme = thread::spawn(move || {
        for pas in pas {
            match pas {
                Ecrit(nom, texte) => fs::write(ici.join(nom), texte).unwrap(),
                Renomme(de, vers) => fs::rename(ici.join(de), ici.join(vers)).unwrap(),
                Retire(nom) => fs::remove_file(ici.join(nom)).unwrap(),
                Attend(ms) => thread::sleep(Duration::from_millis(*ms)),
            }
        }
    });
    let change = attend(&moteur, &mut guet, Duration::from_secs(25)).expect("nothing was told");
    assert!(programme.is_finished() || attendu.len() > 1, "told before the end of the save");
    assert_eq!(change.apres.depuis(&change.avant.unwrap()), attendu);
    programme.join().unwrap();
    let suite = attend(&moteur, &mut guet, Duration::from_secs(4));
    let suite = suite.map(|suite| format!("{:?}", suite.apres.depuis(&suite.avant.unwrap())));
    assert_eq!(suite, None, "told twice");
}

const MODIFIE: [(&str, Sort); 1] = [("donnees/aed.csv", Sort::Modifie)];

/// The owner's lock, the new table under a random name, the former one away under another, an instant without any.
const EXCEL: &[Pas] = &[
    Ecrit("~$aed.csv", "\u{5}Marie"),
    Ecrit("5AB31000", ""),
    Attend(400),
    Ecrit("5AB31000", "a;b;c"),
    Renomme("aed.csv", "7C2F1000"),
    Attend(1200),
    Renomme("5AB31000", "aed.csv"),
    Retire("7C2F1000"),
    Retire("~$aed.csv"),
];

#[test]
fn excel_sous_windows() {
    joue(true, EXCEL, &MODIFIE);
}

#[test]
fn excel_sous_windows_sur_un_partage_qui_ne_previent_pas() {
    joue(false, EXCEL, &MODIFIE);
}

#[test]
fn excel_qui_retire_avant_de_recrire() {
    const PAS: &[Pas] = &[
        Ecrit("9E1B2000.tmp", "a;b;c"),
        Retire("aed.csv"),
        Attend(700),
        Ecrit("aed.csv", ""),
        Attend(700),
        Ecrit("aed.csv", "a;b;c"),
        Retire("9E1B2000.tmp"),
    ];
    joue(true, PAS, &MODIFIE);
}

#[test]
fn excel_pour_mac() {
    const PAS: &[Pas] = &[
        Ecrit("~$aed.csv", "Marie"),
        Ecrit("aed.csv.sb-8f3b1f0c-hzr5Kw", "a;b;c"),
        Attend(500),
        Renomme("aed.csv", "aed.csv.sb-8f3b1f0c-Q7dK2p"),
        Attend(500),
        Renomme("aed.csv.sb-8f3b1f0c-hzr5Kw", "aed.csv"),
        Retire("aed.csv.sb-8f3b1f0c-Q7dK2p"),
        Retire("~$aed.csv"),
    ];
    joue(true, PAS, &MODIFIE);
}

#[test]
fn libreoffice() {
    const PAS: &[Pas] = &[
        Ecrit(".~lock.aed.csv#", ",marie,poste;"),
        Ecrit("lu2174ab.tmp", "a;b;c"),
        Attend(400),
        Ecrit("aed.csv", ""),
        Attend(900),
        Ecrit("aed.csv", "a;b;c"),
        Retire("lu2174ab.tmp"),
        Retire(".~lock.aed.csv#"),
    ];
    joue(true, PAS, &MODIFIE);
}

#[test]
fn onedrive_et_sa_copie_en_conflit() {
    const PAS: &[Pas] = &[
        Ecrit("aed.csv.part", "a;"),
        Attend(300),
        Renomme("aed.csv", "aed (copie en conflit de Marie 2021-03-02).csv"),
        Attend(500),
        Ecrit("aed.csv.part", "a;b;c"),
        Renomme("aed.csv.part", "aed.csv"),
    ];
    joue(true, PAS, &[(MARIE, Sort::Ajoute), ("donnees/aed.csv", Sort::Modifie)]);
}

#[test]
fn ce_qui_est_retire_pour_de_bon_se_dit_aussi() {
    joue(true, &[Retire("aed.csv")], &[("donnees/aed.csv", Sort::Retire)]);
}

#[test]
fn un_fichier_que_son_programme_garde_est_attendu() {
    let (dossier, moteur, excel) = (dossier(), moteur(), Excel::default());
    let chemin = dossier.path().join("donnees/aed.csv");
    let mut guet = Guet::new(dossier.path().to_owned(), excel.disque());
    excel.ouvre(chemin.clone());
    fs::write(&chemin, "a;b;c").unwrap();
    assert!(attend(&moteur, &mut guet, Duration::from_secs(3)).is_none(), "told while it was closed");
    assert!(*excel.refus.lock().unwrap() > 3);
    excel.ferme();
    let change = attend(&moteur, &mut guet, Duration::from_secs(15)).expect("nothing was told");
    assert_eq!(change.apres.depuis(&change.avant.unwrap()), MODIFIE);
}
