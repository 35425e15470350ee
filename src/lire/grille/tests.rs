//! Texts in, rows and separators out.

use super::*;
use std::fmt::Write;

fn lu(text: &str) -> Grille {
    split(text, &Entetes::embedded(), u64::MAX)
}

/// Physical line, spreadsheet row and cells of each row that holds something.
fn rows(text: &str) -> Vec<(u32, u32, Vec<String>)> {
    let row = |l: Ligne| (l.numero, l.rang + 1, l.cellules.iter().map(|c| c.texte().to_owned()).collect());
    Decoupe::new(text, b';', 1).map(row).collect()
}

fn places(text: &str) -> Vec<(u32, u32)> {
    rows(text).into_iter().map(|(numero, rang, _)| (numero, rang)).collect()
}

fn cells(text: &str) -> Vec<Vec<String>> {
    rows(text).into_iter().map(|(_, _, cellules)| cellules).collect()
}

#[test]
fn lines_and_rows_are_those_that_people_see() {
    for (text, attendu) in [
        ("a;b\nc;d\n", vec![(1, 1), (2, 2)]),
        ("a;b\r\nc;d\r\ne;f", vec![(1, 1), (2, 2), (3, 3)]),
        ("a;b\rc;d\re;f\r", vec![(1, 1), (2, 2), (3, 3)]),
        ("a;b\r\nc;d\re;f\ng;h", vec![(1, 1), (2, 2), (3, 3), (4, 4)]),
        ("a;b\r\n\r\n\r\nc;d\r\n", vec![(1, 1), (4, 4)]),
        ("a;b\r\rc;d", vec![(1, 1), (3, 3)]),
        ("a;b\r\n;;\r\nc;d\r\n", vec![(1, 1), (3, 3)]),
        ("\"a\nb\";c\nd;e\n", vec![(1, 1), (3, 2)]),
        ("\"a\r\nb\rc\";c\r\nd;e\n", vec![(1, 1), (4, 2)]),
        ("\n\na;b", vec![(3, 3)]),
        ("a\n\"\n\n\"\nb", vec![(1, 1), (5, 3)]),
        ("", vec![]),
        ("a", vec![(1, 1)]),
    ] {
        assert_eq!(places(text), attendu, "{text:?}");
    }
}

#[test]
fn quotation_marks_are_read_as_a_spreadsheet_would_or_left_alone() {
    for (text, attendu) in [
        ("\"a;b\";c", vec![vec!["a;b", "c"]]),
        ("\"dit \"\"AED\"\"\";1", vec![vec!["dit \"AED\"", "1"]]),
        ("\"\";1", vec![vec!["", "1"]]),
        ("\"AED\" renforcé;3", vec![vec!["AED renforcé", "3"]]),
        ("Motif;fin \"AED;retour\nx;1", vec![vec!["Motif", "fin \"AED", "retour"], vec!["x", "1"]]),
        ("\"AED;retour;1\nx;2", vec![vec!["AED", "retour", "1"], vec!["x", "2"]]),
        ("\"AED;1\n\"x\";2", vec![vec!["AED", "1"], vec!["x", "2"]]),
        ("\"AED;1\nfin \"x;2", vec![vec!["AED", "1"], vec!["fin \"x", "2"]]),
        ("a;\"", vec![vec!["a"]]),
        ("\"Présents\nfin\";\"1\n\"", vec![vec!["Présents\nfin", "1"]]),
    ] {
        assert_eq!(cells(text), attendu, "{text:?}");
    }
}

#[test]
fn ragged_rows_ghosts_and_zero_bytes() {
    assert_eq!(
        cells("a;b;c\nd\ne;f;g;h\n;;;;\ni;;\n"),
        [vec!["a", "b", "c"], vec!["d"], vec!["e", "f", "g", "h"], vec!["i"]]
    );
    assert_eq!(cells("\0a\0b\0;\u{a0}1\u{202f}\n\u{feff}c;\u{1a}\n\u{1a}"), [vec!["ab", "1"], vec!["c"]]);
    let fantomes = format!("mois;entrées{}\n{}févr;2\n", ";".repeat(20_000), ";;;;\n".repeat(1000));
    let grille = lu(&fantomes);
    assert_eq!(grille.lignes.iter().map(|l| (l.rang, l.cellules.len())).collect::<Vec<_>>(), [(0, 2), (1001, 2)]);
    assert!(cells(&format!("a{}b", ";".repeat(20_000)))[0].len() == 1, "XFD is the last column");
}

#[test]
fn an_open_quotation_mark_costs_its_own_line_only() {
    let grille = lu("\"mois\";\"entrées\ndu mois\"\njanv;1\n\"(*) note\nfévr;\"2\"\n");
    assert_eq!((grille.lignes.len(), grille.guillemets_ouverts), (4, vec![4]));
    let closed = lu("mois;\"entrées\ndu mois\"\njanv;1\n");
    assert_eq!((closed.lignes.len(), closed.guillemets_ouverts), (2, vec![]));
}

/// Quadratic reading would take hours here.
#[test]
fn no_arrangement_of_quotation_marks_costs_more_than_its_length() {
    const N: usize = 300_000;
    for motif in ["\"", "\"\"", "\"\n", "\"a\n", ";\"", "\"\"\"\n", "\n\"\"", "\";\n", "\"a\"\"\n", "a\"\n\"", "\"\r"] {
        let grille = lu(&motif.repeat(N / motif.len()));
        assert!(grille.lignes.len() <= N);
        let grille = lu(&format!("\"{}", motif.repeat(N / motif.len())));
        assert!(grille.lignes.len() <= N);
    }
}

#[test]
fn no_more_rows_than_allowed_are_kept() {
    assert_eq!(split(&"a;b\n".repeat(1000), &Entetes::embedded(), 10).lignes.len(), 11);
}

#[test]
fn the_separator_is_the_one_that_makes_headers() {
    for (text, separateur) in [
        ("mois;entrées;sorties\njanv;1,5;2\n", "point-virgule"),
        ("mois,entrées,sorties\njanv,1,2\n", "virgule"),
        ("mois\tentrées\tsorties\njanv\t1\t2\n", "tabulation"),
        ("mois|entrées|sorties\njanv|1|2\n", "barre"),
        ("mois;prix\njanv;22,54\nfévr;22,54\n", "point-virgule"),
        ("mois\tprix\njanv\t22,54\n", "tabulation"),
        ("\"mois\",\"entrées\"\n\"janv\",\"1,5\"\n", "virgule"),
        (
            "Entrées, sorties, présents fin, journées, capacité, mois de 2021\nmois;entrées\njanv;1\n(*) note, sans objet, non comptée\n",
            "point-virgule",
        ),
        ("Rue Duguay-Trouin, 29; Blois; Loir-et-Cher\nmois,entrées,sorties\njanv,1,2\n", "virgule"),
        ("mois\njanv\nfévr\n", "aucun séparateur reconnu (le fichier n’a qu’une seule colonne)"),
        ("", "aucun séparateur reconnu (le fichier n’a qu’une seule colonne)"),
        ("une phrase, sans tableau ; et une autre", "point-virgule"),
    ] {
        let grille = lu(text);
        assert_eq!((grille.separateur, grille.autre_separateur), (separateur, None), "{text}");
    }
}

#[test]
fn two_separators_that_do_as_well_are_said() {
    let grille = lu("Dispositif;Entrées,Sorties\nAEMO-R;2,1\n");
    assert_eq!((grille.separateur, grille.autre_separateur), ("point-virgule", Some("virgule")));
}

#[test]
fn a_declared_separator_is_obeyed_and_its_line_hidden() {
    for (text, separateur) in [
        ("sep=;\nmois;entrées\njanv;1,2\n", "point-virgule"),
        ("\"sep=;\"\r\nmois;entrées\r\njanv;1,2\r\n", "point-virgule"),
        ("SEP=,\rmois,entrées\rjanv,1\r", "virgule"),
        ("sep=\t\nmois\tentrées\njanv\t1\n", "tabulation"),
        ("sep=:\nmois;entrées\njanv;1\n", "point-virgule"),
        ("sep=,\nDispositif;Entrées,Sorties\nAEMO-R;2,1\n", "virgule"),
        ("sep=,\nmois;entrées\njanv;1,2\n", "point-virgule"),
    ] {
        let grille = lu(text);
        let places: Vec<(u32, u32)> = grille.lignes.iter().map(|l| (l.numero, l.rang)).collect();
        assert_eq!((grille.separateur, places), (separateur, vec![(2, 0), (3, 1)]), "{text}");
        assert_eq!(grille.autre_separateur, None);
    }
}

/// The head alone chooses: the rest is read once.
#[test]
fn a_long_file_is_chosen_on_its_head() {
    let mut texte = "mois;entrées\n".to_owned();
    for _ in 0..50_000 {
        writeln!(texte, "mois,entrées,sorties,journées,présents fin,{}", "é".repeat(20)).unwrap();
    }
    assert_eq!(lu(&texte).lignes.len(), 50_001);
    assert!(head(&texte).len() < 20_000);
    assert!(head(&"é".repeat(100_000)).len() <= HEAD_BYTES);
}
