//! The workbook for finance: recomputed by LibreOffice where there is one, it gives what Trame computed.

use crate::outils::{code, copie, messages, racine, texte, trame};
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Asks LibreOffice to compute every formula again when it opens a workbook.
const RECALCUL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// Sheet and cell → number of a formula.
type Resultats = BTreeMap<(String, (u32, u32)), f64>;

fn chemin(dossier: &Path) -> String {
    dossier.to_string_lossy().into_owned()
}

fn classeur(dossier: &Path, vers: &Path) {
    let sortie = trame(&["calculer", &chemin(dossier), "--format", "xlsx", "--sortie", &chemin(vers)]);
    assert_eq!(code(&sortie), 0, "{}", messages(&sortie));
}

/// The same workbook computed again; `None` where there is no LibreOffice.
fn recalcule(classeur: &Path) -> Option<(TempDir, PathBuf)> {
    let Ok(version) = Command::new("soffice").arg("--version").output() else {
        std::io::stderr().write_all("LibreOffice absent : non vérifié\n".as_bytes()).unwrap();
        return None;
    };
    assert!(version.status.success());
    let travail = TempDir::new().unwrap();
    let profil = travail.path().join("profil");
    fs::create_dir_all(profil.join("user")).unwrap();
    fs::write(profil.join("user/registrymodifications.xcu"), RECALCUL).unwrap();
    let sorties = travail.path().join("sorties");
    let converti = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", chemin(&profil)))
        .args(["--headless", "--convert-to", "xlsx", "--outdir", &chemin(&sorties), &chemin(classeur)])
        .output()
        .unwrap();
    let vers = sorties.join(classeur.file_name().unwrap());
    assert!(vers.is_file(), "{}", String::from_utf8_lossy(&converti.stderr));
    Some((travail, vers))
}

/// The result of every formula, as the file holds it.
fn resultats(classeur: &Path, formules_de: &Path) -> Resultats {
    let (mut valeurs, mut formules): (Xlsx<_>, Xlsx<_>) =
        (open_workbook(classeur).unwrap(), open_workbook(formules_de).unwrap());
    let mut resultats = Resultats::new();
    for feuille in formules.sheet_names() {
        let page = valeurs.worksheet_range(&feuille).unwrap();
        let formules = formules.worksheet_formula(&feuille).unwrap();
        let Some((ligne, colonne)) = formules.start() else { continue };
        for (l, c, _) in formules.used_cells().filter(|(.., f)| !f.is_empty()) {
            let ou = (ligne + u32::try_from(l).unwrap(), colonne + u32::try_from(c).unwrap());
            let nombre = match page.get_value(ou) {
                Some(Data::Float(nombre)) => *nombre,
                #[allow(clippy::cast_precision_loss, reason = "small whole numbers")]
                Some(Data::Int(nombre)) => *nombre as f64,
                autre => panic!("{feuille} {ou:?} : {autre:?}"),
            };
            resultats.insert((feuille.clone(), ou), nombre);
        }
    }
    resultats
}

fn differents(attendus: &Resultats, obtenus: &Resultats) -> Vec<String> {
    let proches = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(1.0);
    let differe = attendus.iter().filter(|(ou, attendu)| !obtenus.get(ou).is_some_and(|n| proches(**attendu, *n)));
    differe.map(|(ou, attendu)| format!("{ou:?} : {attendu} attendu, {:?} obtenu", obtenus.get(ou))).collect()
}

/// A late arrêté: two prices in the year.
const TARIFS_TARDIFS: &str = "[[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"21,80\"\nnature = \"reconduction\"\n\
    [[tarif]]\ndepuis = 2021-07-01\nprix_de_journee = \"23,27\"\nnature = \"applicable\"\n";

/// Days given month by month, at two prices; a forecast whose months have no last decimal.
fn dossier_aux_tarifs_tardifs() -> TempDir {
    let dossier = TempDir::new().unwrap();
    fs::create_dir_all(dossier.path().join("donnees")).unwrap();
    let rapport = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"=S & fils\"\n\
         [activite]\njournees_previsionnelles = 10003\n[[dispositif]]\ncode = \"AED\"\nlibelle = \"Aide à domicile\"\n\
         cadre = \"administratif\"\nmodalite = \"milieu-ouvert\"\n";
    fs::write(dossier.path().join("rapport.toml"), format!("{rapport}{TARIFS_TARDIFS}")).unwrap();
    let ligne = |titre: &str, valeur: &str| format!("{titre}{}\n", format!(";{valeur}").repeat(12));
    let mois = "Mesures AED;Janv;Févr;Mars;Avr;Mai;Juin;Juil;Août;Sept;Oct;Nov;Déc\n";
    let lignes =
        [("Présents début", "30"), ("Entrées", "1"), ("Sorties", "1"), ("Présents fin", "30"), ("Journées", "901")];
    let table = lignes.iter().fold(mois.to_owned(), |table, (titre, valeur)| table + &ligne(titre, valeur));
    fs::write(dossier.path().join("donnees/aed.csv"), table).unwrap();
    dossier
}

#[test]
fn libreoffice_retrouve_chaque_formule() {
    let tardifs = dossier_aux_tarifs_tardifs();
    let publies = ["data/acesm-2021", "data/exemple", "data/millau-segur-2025"].map(|d| racine().join(d));
    let dossiers = publies.into_iter().chain([tardifs.path().to_owned()]);
    for dossier in dossiers {
        let travail = TempDir::new().unwrap();
        let fichier = travail.path().join("chiffres.xlsx");
        classeur(&dossier, &fichier);
        let attendus = resultats(&fichier, &fichier);
        assert!(attendus.len() > 100, "{} formules seulement", attendus.len());
        let Some((_garde, refait)) = recalcule(&fichier) else { return };
        let differents = differents(&attendus, &resultats(&refait, &fichier));
        assert!(differents.is_empty(), "{} : {differents:#?}", dossier.display());
    }
}

/// A workbook whose first cached sum is false: recomputed, it is right again. Without this, the test above could pass
/// because LibreOffice trusted what it read.
#[test]
fn libreoffice_recalcule_vraiment() {
    let travail = TempDir::new().unwrap();
    let (bon, faux) = (travail.path().join("bon.xlsx"), travail.path().join("faux.xlsx"));
    classeur(&racine().join("data/acesm-2021"), &bon);
    fausse(&bon, &faux);
    let (attendus, fausses) = (resultats(&bon, &bon), resultats(&faux, &faux));
    assert_eq!(differents(&attendus, &fausses).len(), 1);
    let Some((_garde, refait)) = recalcule(&faux) else { return };
    assert_eq!(differents(&attendus, &resultats(&refait, &bon)), Vec::<String>::new());
}

/// The same archive, the result of its first sum replaced.
fn fausse(bon: &Path, faux: &Path) {
    let mut source = zip::ZipArchive::new(File::open(bon).unwrap()).unwrap();
    let mut copie = zip::ZipWriter::new(File::create(faux).unwrap());
    let mut faits = 0;
    for rang in 0..source.len() {
        let mut partie = source.by_index(rang).unwrap();
        let nom = partie.name().unwrap().into_owned();
        let mut octets = Vec::new();
        partie.read_to_end(&mut octets).unwrap();
        if nom == "xl/worksheets/sheet2.xml" {
            let texte = String::from_utf8(octets).unwrap();
            let debut = texte.find("<f>SUM(").unwrap();
            let valeur = debut + texte[debut..].find("<v>").unwrap() + 3;
            let fin = valeur + texte[valeur..].find("</v>").unwrap();
            octets = format!("{}987654{}", &texte[..valeur], &texte[fin..]).into_bytes();
            faits += 1;
        }
        copie.start_file(nom, zip::write::SimpleFileOptions::default()).unwrap();
        copie.write_all(&octets).unwrap();
    }
    copie.finish().unwrap();
    assert_eq!(faits, 1);
}

/// domaine.md §2.2 and §8: 13 316 × 22,54 against 15 208 × 22,54 in data/acesm-2021.
#[test]
fn le_csv_donne_les_montants_publies() {
    let travail = TempDir::new().unwrap();
    let sortie = trame(&[
        "calculer",
        &chemin(&racine().join("data/acesm-2021")),
        "--format",
        "csv",
        "--sortie",
        &chemin(&travail.path().join("csv")),
    ]);
    assert_eq!(code(&sortie), 0, "{}", messages(&sortie));
    let produits = fs::read_to_string(travail.path().join("csv/produits.csv")).unwrap();
    assert!(produits.starts_with('\u{feff}') && produits.contains("\r\n"), "{produits}");
    for attendu in [";15208;22,54;;342788,32;", ";13316;22,54;;300142,64;", ";;;;-42645,68;"] {
        assert!(produits.contains(attendu), "{attendu}\n{produits}");
    }
}

#[test]
fn les_fichiers_vont_dans_sortie_et_une_erreur_n_ecrit_rien() {
    let dossier = copie("data/exemple");
    let annee = fs::read_to_string(dossier.path().join("rapport.toml")).unwrap();
    let annee = annee.lines().find_map(|l| l.strip_prefix("exercice = ")).unwrap()[..4].to_owned();
    for (format, ecrit) in
        [("xlsx", format!("chiffres-{annee}.xlsx")), ("csv", format!("chiffres-{annee}/mensuel.csv"))]
    {
        let sortie = trame(&["calculer", &chemin(dossier.path()), "--format", format]);
        assert_eq!(code(&sortie), 0, "{}", messages(&sortie));
        assert!(dossier.path().join("sortie").join(ecrit).is_file());
        assert!(texte(&sortie).contains("chiffres-"), "{}", texte(&sortie));
        let dans_les_donnees = dossier.path().join("donnees/chiffres.xlsx");
        let refus =
            trame(&["calculer", &chemin(dossier.path()), "--format", format, "--sortie", &chemin(&dans_les_donnees)]);
        assert_eq!((code(&refus), dans_les_donnees.exists()), (2, false));
    }
    let vide = TempDir::new().unwrap();
    for format in ["xlsx", "csv"] {
        let refus = trame(&["calculer", &chemin(vide.path()), "--format", format]);
        assert_eq!(code(&refus), 1);
        assert!(messages(&refus).contains("Chiffres non écrits") && !vide.path().join("sortie").exists());
    }
}
