//! The files before they are damaged: real folders, and the tables of one of them under every form that offices use.

use crate::ecriture::{self, Grille};
use crate::{racine, source};
use std::fs;
use std::path::Path;
use trame::domaine::dossier::Source;

/// Tables with their names.
type Fichiers = Vec<(String, Vec<u8>)>;

/// A folder that reads.
pub(crate) struct Bon {
    pub(crate) nom: String,
    pub(crate) sources: Vec<Source>,
    /// False for a fixture that is there to be refused.
    pub(crate) lu: bool,
}

/// Every folder, always in the same order.
pub(crate) fn dossiers() -> Vec<Bon> {
    let bon = |nom: &str, sources| Bon { nom: nom.to_owned(), sources, lu: true };
    let mut bons: Vec<Bon> =
        ["acesm-2021", "exemple"].iter().map(|nom| bon(nom, sur_le_disque(&racine().join("data").join(nom)))).collect();
    for (nom, fichiers) in formes() {
        bons.push(bon(nom, avec_rapport(fichiers)));
    }
    bons.extend(classeurs_de_reference());
    bons.extend(documents());
    bons
}

/// A folder of the project as named bytes.
fn sur_le_disque(dossier: &Path) -> Vec<Source> {
    let mut chemins = Vec::new();
    parcourt(dossier, &mut chemins);
    chemins.sort();
    let nom = |chemin: &Path| chemin.strip_prefix(dossier).unwrap().to_string_lossy().into_owned();
    chemins.iter().map(|chemin| source(&nom(chemin), fs::read(chemin).unwrap())).collect()
}

fn parcourt(dossier: &Path, chemins: &mut Vec<std::path::PathBuf>) {
    for entree in fs::read_dir(dossier).unwrap() {
        let chemin = entree.unwrap().path();
        if chemin.is_dir() && !chemin.ends_with("sortie") {
            parcourt(&chemin, chemins);
        } else if chemin.is_file() {
            chemins.push(chemin);
        }
    }
}

/// Tables beside the rapport.toml of the ACESM.
pub(crate) fn avec_rapport(fichiers: Fichiers) -> Vec<Source> {
    let rapport = source("rapport.toml", fs::read(racine().join("data/acesm-2021/rapport.toml")).unwrap());
    let tables = fichiers.into_iter().map(|(nom, octets)| source(&format!("donnees/{nom}"), octets));
    std::iter::once(rapport).chain(tables).collect()
}

/// The workbooks that other tests read, each alone.
fn classeurs_de_reference() -> Vec<Bon> {
    let mut chemins = Vec::new();
    if racine().join("tests/classeurs").is_dir() {
        parcourt(&racine().join("tests/classeurs"), &mut chemins);
    }
    chemins.retain(|c| c.extension().is_some_and(|e| ["xlsx", "xlsm", "xls", "ods"].iter().any(|nom| e == *nom)));
    chemins.sort();
    let bon = |chemin: &std::path::PathBuf| {
        let nom = chemin.file_name().unwrap().to_string_lossy().into_owned();
        Bon { sources: avec_rapport(vec![(nom.clone(), fs::read(chemin).unwrap())]), nom, lu: false }
    };
    chemins.iter().map(bon).collect()
}

/// A text as Word and as LibreOffice write it, with its picture, beside the tables.
fn documents() -> Vec<Bon> {
    let bon = |nom: &str, octets: Vec<u8>| {
        let mut sources = avec_rapport(Vec::new());
        sources.push(source(&format!("textes/{nom}"), octets));
        Bon { nom: nom.to_owned(), sources, lu: false }
    };
    vec![bon("sorties.docx", ecriture::docx()), bon("sorties.odt", ecriture::odt())]
}

/// The two tables of the ACESM.
pub(crate) fn tableaux() -> [(&'static str, Grille); 2] {
    ["AEMO-R", "AED-R"].map(|code| {
        let chemin = format!("data/acesm-2021/donnees/{}.csv", code.to_lowercase());
        let octets = fs::read(racine().join(chemin)).unwrap();
        let texte: String = octets.iter().map(|octet| char::from(*octet)).collect();
        (code, texte.lines().map(|ligne| ligne.split(';').map(str::to_owned).collect()).collect())
    })
}

/// The same figures under each form, every file with its name.
fn formes() -> Vec<(&'static str, Fichiers)> {
    let tableaux = tableaux();
    let texte = |grille: &Grille| ecriture::texte(grille, ";", "\r\n");
    let chaque = |ecrit: &dyn Fn(&Grille) -> Vec<u8>| -> Fichiers {
        tableaux.iter().map(|(code, grille)| (format!("{code}.csv"), ecrit(grille))).collect()
    };
    let les_deux = tableaux.iter().flat_map(|(_, grille)| grille.iter().cloned().chain([Vec::new()])).collect();
    let entre_guillemets = |grille: &Grille| {
        let cite = |cellule: &String| format!("\"{}\"", cellule.replacen(' ', "\n", 1));
        texte(&grille.iter().map(|ligne| ligne.iter().map(cite).collect()).collect()).into_bytes()
    };
    let feuilles: Vec<(&str, Grille)> = tableaux.to_vec();
    let seul = |nom: &str, octets| vec![(nom.to_owned(), octets)];
    vec![
        ("UTF-16", chaque(&|g| ecriture::utf_16(&ecriture::texte(g, "\t", "\r\n")))),
        ("Mac Roman", chaque(&|g| ecriture::mac_roman(&ecriture::texte(g, ";", "\r")))),
        ("virgules", chaque(&|g| format!("sep=,\n{}", ecriture::texte(g, ",", "\n")).into_bytes())),
        ("guillemets", chaque(&entre_guillemets)),
        ("mois en lignes", chaque(&|g| texte(&mois_en_lignes(g)).into_bytes())),
        ("un fichier par mois", un_fichier_par_mois(&tableaux)),
        ("deux blocs", seul("mouvements.csv", texte(&les_deux).into_bytes())),
        ("XLSX", seul("mouvements.xlsx", ecriture::xlsx(&feuilles))),
        ("ODS", seul("mouvements.ods", ecriture::ods(&feuilles))),
        ("XLS", seul("mouvements.xls", ecriture::xls(&feuilles))),
    ]
}

fn mois_en_lignes(grille: &Grille) -> Grille {
    let colonne = |i: usize| grille.iter().map(|ligne| ligne[i].clone()).collect::<Vec<_>>();
    let mut lignes: Grille = (0..grille[0].len()).map(colonne).collect();
    "Mois".clone_into(&mut lignes[0][0]);
    lignes
}

fn un_fichier_par_mois(tableaux: &[(&'static str, Grille)]) -> Fichiers {
    let fichier = |mois: usize| {
        let libelles = tableaux[0].1.iter().skip(1).map(|ligne| ligne[0].clone());
        let entete = std::iter::once("Dispositif".to_owned()).chain(libelles).collect();
        let ligne = |(code, grille): &(&str, Grille)| {
            let chiffres = grille.iter().skip(1).map(|ligne| ligne[mois].clone());
            std::iter::once((*code).to_owned()).chain(chiffres).collect()
        };
        let lignes: Grille = std::iter::once(entete).chain(tableaux.iter().map(ligne)).collect();
        (format!("2021-{mois:02}.csv"), ecriture::texte(&lignes, ";", "\n").into_bytes())
    };
    (1..=12).map(fichier).collect()
}
