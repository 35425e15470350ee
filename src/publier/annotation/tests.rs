//! Workbooks made from folders written by hand: several sheets, their names, and what no spreadsheet holds.

use super::*;
use crate::diagnostic::{Address, Diagnostic, Gravite, Span};
use crate::domaine::cellule::Cellule;
use crate::domaine::constats::Omis;
use crate::domaine::dossier::{FormeDeFichier, Ligne, Table};
use crate::domaine::exact::Exact;
use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;
use std::io::{Cursor, Read};

const FICHIER: &str = "donnees/suivi.xlsx";

fn table(feuille: &str, genre: Option<&'static str>, lignes: &[(u32, &[Cellule])]) -> Table {
    let ligne =
        |(rang, cellules): &(u32, &[Cellule])| Ligne { numero: rang + 1, rang: *rang, cellules: cellules.to_vec() };
    Table {
        fichier: FICHIER.to_owned(),
        feuille: Some(feuille.to_owned()),
        forme: FormeDeFichier::Classeur("XLSX"),
        genre,
        lignes: lignes.iter().map(ligne).collect(),
        lignes_remplies: lignes.len(),
        lignes_utilisees: lignes.len(),
    }
}

fn span(feuille: &str, column: u32, row: u32) -> Span {
    Span { sheet: Some(feuille.to_owned()), cell: Some(Address { column, row }), ..Span::line(FICHIER, row + 1, None) }
}

fn constat(gravite: Gravite, span: Span, message: &str) -> Diagnostic {
    let aide = Some("reprendre la cellule".to_owned());
    Diagnostic {
        code: "essai",
        gravite,
        message: message.to_owned(),
        span,
        lies: Vec::new(),
        aide,
        justification: None,
    }
}

fn annotation(tables: Vec<Table>, constats: Vec<Diagnostic>) -> Annotation {
    annote(&Constats::from(constats), &Dossier { tables, ..Dossier::default() }).unwrap()
}

fn feuille(classeur: &Classeur, nom: &str) -> Range<Data> {
    let mut lu: Xlsx<_> = open_workbook_from_rs(Cursor::new(classeur.octets.clone())).unwrap();
    lu.worksheet_range(nom).unwrap()
}

fn partie(classeur: &Classeur, nom: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(&classeur.octets)).unwrap();
    let mut texte = String::new();
    archive.by_name(nom).unwrap().read_to_string(&mut texte).unwrap();
    texte
}

#[test]
fn chaque_feuille_du_classeur_revient_a_ses_adresses() {
    let jour = NaiveDate::from_ymd_opt(2021, 3, 1).unwrap();
    let premiere: &[(u32, &[Cellule])] = &[
        (2, &[Cellule::VIDE, Cellule::from("mois"), Cellule::from("entrées")]),
        (5, &[Cellule::VIDE, Cellule::date(jour), Cellule::nombre(Exact::from(7_u32)), Cellule::formule_sans_valeur()]),
    ];
    let tables = vec![
        table("Zoé/2021", Some("tableau mensuel"), premiere),
        table("à corriger", Some("tableau mensuel"), &[(0, &[Cellule::from("=1+1")])]),
    ];
    let mut lie = constat(Gravite::Erreur, span("Zoé/2021", 2, 5), "sept est faux");
    lie.lies = vec![(span("à corriger", 0, 0), "l’autre feuille".to_owned())];
    let constats = vec![lie, constat(Gravite::Avertissement, Span::file(FICHIER), "le fichier entier")];
    let annotation = annotation(tables, constats);
    let [classeur] = &annotation.classeurs[..] else { panic!("one workbook") };
    assert_eq!(classeur.nom, "suivi-annote.xlsx");

    let page = feuille(classeur, "Zoé-2021");
    assert_eq!(page.get_value((2, 1)), Some(&Data::String("mois".to_owned())));
    assert_eq!(page.get_value((5, 2)), Some(&Data::Float(7.0)));
    assert!(matches!(page.get_value((5, 1)), Some(Data::DateTime(date)) if date.as_f64() == 44_256.0));
    assert_eq!(page.get_value((5, 3)), Some(&Data::String("(formule)".to_owned())));
    assert_eq!(feuille(classeur, "à corriger-2").get_value((0, 0)), Some(&Data::String("=1+1".to_owned())));

    let liste = feuille(classeur, noms::LISTE);
    let cellules: Vec<String> = liste.cells().map(|(_, _, c)| c.to_string()).collect();
    for attendu in
        ["tout le fichier", "C6", "Sept est faux", "feuille «\u{a0}à corriger\u{a0}», A1\u{a0}: l’autre feuille"]
    {
        assert!(cellules.iter().any(|c| c == attendu), "{attendu} : {cellules:?}");
    }
    assert!(partie(classeur, "xl/worksheets/sheet1.xml").contains(r#"location="'Zoé-2021'!C6""#));
    assert!(partie(classeur, "xl/comments2.xml").contains("Liée à C6, feuille «\u{a0}Zoé/2021\u{a0}» (erreur)"));
}

#[test]
fn un_tableau_ligne_a_ligne_ne_rend_que_des_adresses() {
    let lignes: &[(u32, &[Cellule])] = &[(0, &[Cellule::from("jeune")]), (1, &[Cellule::from("Léo")])];
    for genre in [None, Some("tableau de suivi")] {
        let constats = vec![constat(Gravite::Erreur, span("2021", 0, 1), "un texte au lieu d’une date")];
        let annotation = annotation(vec![table("2021", genre, lignes)], constats);
        let classeur = &annotation.classeurs[0];
        assert!(!partie(classeur, "xl/sharedStrings.xml").contains("Léo"));
        assert!(partie(classeur, "xl/worksheets/sheet2.xml").contains(r#"<c r="A2" s="#), "the address is coloured");
        assert!(partie(classeur, "xl/comments1.xml").contains(r#"ref="A2""#));
    }
}

#[test]
fn ce_qu_un_tableur_ne_tient_pas_est_dit() {
    let loin: &[(u32, &[Cellule])] =
        &[(0, &[Cellule::from("mois")]), (1_048_576, &[Cellule::from("1")]), (1_048_577, &[Cellule::from("2")])];
    let tables = vec![table("2021", Some("tableau mensuel"), loin)];
    let long = "é".repeat(40_000);
    let fautes = vec![
        constat(Gravite::Erreur, span("2021", 0, 1_048_576), "trop bas"),
        constat(Gravite::Erreur, span("2021", 70_000, 3), "trop à droite"),
        constat(Gravite::Erreur, span("2021", 0, 0), &long),
        constat(Gravite::Erreur, span("cachée", 1, 1), "feuille sans tableau"),
    ];
    let mut constats = Constats::from(fautes);
    constats.omis.push(Omis { code: "essai", fichier: FICHIER.to_owned(), nombre: 12, a_verifier: 12 });
    let annotation = annote(&constats, &Dossier { tables, ..Dossier::default() }).unwrap();
    let classeur = &annotation.classeurs[0];
    let liste = feuille(classeur, noms::LISTE);
    let texte: String = liste.cells().map(|(_, _, c)| format!("{c}\n")).collect();
    for attendu in [
        "16\u{a0}erreurs",
        "12\u{a0}autres constats ne sont pas listés",
        "2\u{a0}lignes dépassent",
        "A1048577",
        "Trop à droite",
        "Feuille sans tableau",
    ] {
        assert!(texte.contains(attendu), "{attendu}");
    }
    assert!(partie(classeur, "xl/comments1.xml").contains("é…"), "the note is cut");
    assert!(partie(classeur, "xl/comments2.xml").contains(r#"ref="B2""#), "a sheet that was not read has its address");
}

#[test]
fn les_autres_constats_sont_comptes_et_les_vieux_classeurs_nommes() {
    let tables = vec![table("2021", Some("tableau mensuel"), &[(0, &[Cellule::from("mois")])])];
    let ailleurs = vec![
        constat(Gravite::Erreur, Span::line("rapport.toml", 3, None), "une clé"),
        constat(Gravite::Erreur, Span::file("donnees/ferme.xlsx"), "protégé"),
    ];
    let annotation = annotation(tables, ailleurs);
    assert!(annotation.classeurs.is_empty());
    assert_eq!((annotation.hors_des_tableaux, annotation.perimes), (2, vec!["suivi-annote.xlsx".to_owned()]));
}
