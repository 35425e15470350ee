//! The same person, the same code; nobody's name.

use super::*;
use std::collections::BTreeSet;

const TABLE: &str = "Suivi de Mme PETIT\nN° de mesure;Nom;Prénom;Né le;Famille;Adresse;Référent;Dispositif;Début;Fin;Motif de fin;Observations\n\
    M1;DURAND;Léa;12/05/2008;DURAND;1 rue du Lac;Anne Roux;AEMO;01/03/2021;;;vue avec DURAND\n\
    M2;durand ;LEA;2008-05-12;Durand;;anne  roux;AEMO;01/04/2021;vu avec ROUX;échéance;\n\
    M3;Lefèvre;Jean-Marc;03/2010;LEFEVRE;;NC;AED;02/03/2021;;la mère de DURAND a déménagé à Blois depuis mars;\n";

fn cle(octet: u8) -> Cle {
    Cle::new([octet; 32])
}

fn fait(texte: &str, cle: &Cle) -> Pseudonymise {
    pseudonymise(&Source { chemin: "suivi.csv".into(), octets: texte.as_bytes().to_vec() }, cle).unwrap()
}

fn lignes(fait: &Pseudonymise) -> Vec<Vec<String>> {
    let texte = std::str::from_utf8(&fait.octets).unwrap().strip_prefix('\u{feff}').unwrap();
    texte.lines().map(|ligne| ligne.split(';').map(str::to_owned).collect()).collect()
}

#[test]
fn the_same_person_gives_the_same_code_and_no_name_survives() {
    let fait = fait(TABLE, &cle(7));
    let lignes = lignes(&fait);
    assert_eq!(
        lignes[0],
        ["jeune", "N° de mesure", "Né le", "Famille", "Référent", "Dispositif", "Début", "Fin", "Motif de fin"]
    );
    assert_eq!((&lignes[1][0], &lignes[1][3], &lignes[1][4]), (&lignes[2][0], &lignes[2][3], &lignes[2][4]));
    assert_ne!(lignes[1][0], lignes[3][0]);
    assert_eq!(lignes[1][2..3], ["2008-05"]);
    assert_eq!((lignes[3][4].as_str(), lignes[2][7].as_str(), lignes[3][8].as_str()), ("", "", ""));
    assert_eq!(lignes[2][8], "échéance");
    let tout = String::from_utf8(fait.octets).unwrap().to_lowercase();
    let dit = fait.resume.concat().to_lowercase();
    for nom in ["durand", "léa", "lea", "lefevre", "lefèvre", "roux", "petit", "rue du", "m1"] {
        assert!(!tout.contains(nom) && !dit.contains(nom), "{nom}");
    }
    assert!(dit.contains("motif de fin\u{a0}: gardée, 1\u{a0}cellule vidée"), "{dit}");
}

#[test]
fn codes_are_stable_from_file_to_file_and_depend_on_the_key() {
    let autre = "Prénom;Nom;Naissance;Début\nJean Marc;LEFEVRE;15/03/2010;02/03/2022\n";
    let (un, deux) = (lignes(&fait(TABLE, &cle(7))), lignes(&fait(autre, &cle(7))));
    assert_eq!(un[3][0], deux[1][0]);
    assert_ne!(lignes(&fait(autre, &cle(8)))[1][0], deux[1][0]);
    assert_eq!(deux[1][0], "J-90C963568523");
}

#[test]
fn one_word_is_not_the_same_code_in_two_columns() {
    let lignes = lignes(&fait(
        "id;jeune;famille;référent;co-référent;début;dispositif\nA1;A1;A1;A1;A1;01/03/2021;AED\n",
        &cle(7),
    ));
    let codes: BTreeSet<&str> = lignes[1][..4].iter().map(|code| &code[2..]).collect();
    assert_eq!(codes.len(), 4);
    assert_eq!(lignes[1][3], lignes[1][4]);
}

#[test]
fn a_hundred_thousand_people_have_as_many_codes() {
    let cle = cle(7);
    let mut codes = Codes::new(&cle);
    let donnes: BTreeSet<String> = (0..100_000).filter_map(|n| codes.code(Domaine::Jeune, &[&n.to_string()])).collect();
    assert_eq!(donnes.len(), 100_000);
}

#[test]
fn no_formula_is_written() {
    let lignes = lignes(&fait("id;début;dispositif;territoire\nA1;01/03/2021;=1+1;+cmd\n", &cle(7)));
    assert_eq!(lignes[1][2..], ["'=1+1", "'+cmd"]);
}

#[test]
fn a_table_of_nobody_is_refused() {
    let refus = |texte: &str| {
        let source = Source { chemin: "t.csv".into(), octets: texte.as_bytes().to_vec() };
        pseudonymise(&source, &cle(7)).err()
    };
    assert_eq!(refus("Mois;Entrées\n03/2021;4\n"), Some(Refus::Personne));
    assert_eq!(refus(""), Some(Refus::RienALire));
}

#[test]
fn a_key_reads_as_it_is_written() {
    let ecrite = cle(0xA5).ecrite();
    assert_eq!(ecrite, format!("{}\n", "a5".repeat(32)));
    assert_eq!(Cle::lit(&ecrite).unwrap().ecrite(), ecrite);
    for faux in ["", "a5", &"g5".repeat(32), &"é".repeat(32), &"a5".repeat(33)] {
        assert!(Cle::lit(faux).is_none(), "{faux}");
    }
}
