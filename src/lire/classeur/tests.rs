//! XLS and ODS against calamine: the same cells at the same places.

use super::*;
use crate::domaine::cellule::{Cellule, Contenu};
use crate::francais::decimal_saisi;
use calamine::{Data, Ods, Reader, Xls};
use std::io::{Cursor, Read, Write};
use std::path::Path;

const CLASSEURS: [&str; 5] = ["aed-r", "aemo-r", "bureau", "dates", "service"];

fn octets(nom: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/classeurs").join(nom)).unwrap()
}

/// Every cell as `(sheet, row, column, text)`.
type Cellules = Vec<(String, u32, u32, String)>;

fn ours(octets: &[u8]) -> Cellules {
    let (_, onglets) = read(octets, &Limites::default()).unwrap();
    let mut cellules = Vec::new();
    for Onglet { nom, rangees } in onglets {
        for ligne in rangees.unwrap_or_default().lues().lignes {
            let montre = |cellule: &Cellule| match cellule.contenu() {
                Contenu::Nombre(n) => decimal_saisi(n),
                _ => cellule.texte().to_owned(),
            };
            let remplies = ligne
                .remplies()
                .map(|(c, cellule)| (nom.clone(), ligne.rang, u32::try_from(c).unwrap(), montre(cellule)));
            cellules.extend(remplies);
        }
    }
    cellules
}

fn theirs<R: Reader<Cursor<Vec<u8>>>>(octets: Vec<u8>) -> Cellules
where
    R::Error: std::fmt::Debug,
{
    let mut classeur = R::new(Cursor::new(octets)).unwrap();
    let mut cellules = Vec::new();
    for feuille in classeur.sheets_metadata().to_vec() {
        let plage = classeur.worksheet_range(&feuille.name).unwrap();
        let debut = plage.start().unwrap_or_default();
        for (l, c, donnee) in plage.used_cells() {
            let place = (debut.0 + u32::try_from(l).unwrap(), debut.1 + u32::try_from(c).unwrap());
            if feuille.visible == calamine::SheetVisible::Visible {
                cellules.push((feuille.name.clone(), place.0, place.1, shown(donnee)));
            }
        }
    }
    cellules.retain(|(_, _, _, texte)| !texte.is_empty());
    cellules
}

/// A value of calamine as our cell shows it.
fn shown(donnee: &Data) -> String {
    let cellule = match donnee {
        Data::Float(n) => cellule::nombre(*n, cellule::Aspect::Nombre, false),
        Data::Bool(vrai) => cellule::booleen(*vrai),
        Data::DateTimeIso(iso) => cellule::date_iso(iso),
        Data::DateTime(instant) if instant.is_datetime() && instant.as_f64() >= 1.0 => {
            let (annee, mois, jour, ..) = instant.to_ymd_hms_milli();
            return format!("{annee}-{mois:02}-{jour:02}");
        }
        Data::DateTime(instant) => cellule::nombre(instant.as_f64(), cellule::Aspect::Duree, false),
        autre => cellule::texte(&autre.to_string()),
    };
    cellule.texte().to_owned()
}

#[test]
fn calamine_reads_the_same_xls() {
    for nom in CLASSEURS.iter().chain(&["dates-1904"]) {
        let octets = octets(&format!("{nom}.xls"));
        assert_eq!(ours(&octets), theirs::<Xls<_>>(octets), "{nom}");
    }
}

/// Lengths of time excepted, which calamine leaves as `PT16H30M00S`.
#[test]
fn calamine_reads_the_same_ods() {
    for nom in CLASSEURS.iter().chain(&["dates-1904"]) {
        let octets = octets(&format!("{nom}.ods"));
        let (mut ours, mut theirs) = (ours(&octets), theirs::<Ods<_>>(octets));
        theirs.retain(|(_, _, _, texte)| !texte.starts_with("PT"));
        ours.retain(|(_, _, _, texte)| !["16:30:00", "30:00"].contains(&texte.as_str()));
        assert_eq!(ours, theirs, "{nom}");
    }
}

/// What is said of a workbook before its tables are read.
fn dites(octets: Vec<u8>) -> Vec<NatureAnomalie> {
    let mut anomalies = Vec::new();
    feuilles(&Source { chemin: "donnees/x".to_owned(), octets }, &Limites::default(), &mut anomalies);
    anomalies.into_iter().map(|a| a.nature).collect()
}

#[test]
fn les_colonnes_masquees_qui_tiennent_quelque_chose_sont_dites() {
    let mut classeur = rust_xlsxwriter::Workbook::new();
    let feuille = classeur.add_worksheet();
    for colonne in [0, 1, 2, 4] {
        feuille.write_number(2, colonne, 3).unwrap();
    }
    feuille.set_column_hidden(1).unwrap().set_column_hidden(2).unwrap().set_column_hidden(3).unwrap();
    let xlsx = classeur.save_to_buffer().unwrap();
    assert_eq!(dites(xlsx), [NatureAnomalie::ColonnesMasquees { colonnes: vec![1, 2] }]);
    let mut ods = zip::ZipArchive::new(Cursor::new(octets("aemo-r.ods"))).unwrap();
    let mut copie = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..ods.len() {
        let mut partie = ods.by_index(i).unwrap();
        let (nom, mut texte) = (partie.name().unwrap().into_owned(), Vec::new());
        partie.read_to_end(&mut texte).unwrap();
        if nom == "content.xml" {
            let xml = String::from_utf8(texte).unwrap();
            texte =
                xml.replacen("<table:table-column ", "<table:table-column table:visibility=\"collapse\" ", 1).into();
        }
        copie.start_file(nom, zip::write::SimpleFileOptions::default()).unwrap();
        copie.write_all(&texte).unwrap();
    }
    let dites = dites(copie.finish().unwrap().into_inner());
    assert!(matches!(&dites[..], [NatureAnomalie::ColonnesMasquees { colonnes }] if colonnes[0] == 0), "{dites:?}");
}

#[test]
fn un_nombre_montre_en_pourcentage_se_lit_de_meme_dans_les_trois_formats() {
    let montre = |nom: &str| {
        let (_, onglets) = read(&octets(nom), &Limites::default()).unwrap();
        let lues = onglets.into_iter().next().unwrap().rangees.unwrap().lues();
        lues.lignes.iter().find(|l| l.rang == 8).unwrap().cellule(6).texte().to_owned()
    };
    for nom in ["bureau.xlsx", "bureau.xls", "bureau.ods"] {
        assert_eq!(montre(nom), "95,6 %", "{nom}");
    }
}
