//! The package of the workbook, part by part: what Excel refuses, repairs, or reads in another way is not there.

use crate::outils::{code, messages, racine, trame};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use tempfile::TempDir;
use zip::ZipArchive;

/// Functions that every Excel knows without a prefix, and that the workbook uses.
const FONCTIONS: [&str; 3] = ["SUM", "ROUND", "MAX"];
const CELLULE: usize = 32_767;
const FORMULE: usize = 8_192;

/// A tag met with its attributes, or the text inside the last one opened.
enum Bout {
    Balise(String, Vec<(String, String)>),
    Texte(String, String),
}

fn parties(dossier: &Path) -> Vec<(String, Vec<Bout>)> {
    let travail = TempDir::new().unwrap();
    let vers = travail.path().join("chiffres.xlsx");
    let chemins = [dossier, &vers].map(|c| c.to_string_lossy().into_owned());
    let sortie = trame(&["calculer", &chemins[0], "--format", "xlsx", "--sortie", &chemins[1]]);
    assert_eq!(code(&sortie), 0, "{}", messages(&sortie));
    let mut archive = ZipArchive::new(File::open(&vers).unwrap()).unwrap();
    let noms: Vec<String> = archive.file_names().map(|nom| nom.unwrap().into_owned()).collect();
    let noms = noms.into_iter().filter(|nom| nom.starts_with("xl/") && nom.ends_with(".xml"));
    let mut lit = |nom: String| {
        let mut texte = String::new();
        archive.by_name(&nom).unwrap().read_to_string(&mut texte).unwrap();
        let bouts = bouts(&texte);
        (nom, bouts)
    };
    noms.map(&mut lit).collect()
}

/// Well-formed XML, piece by piece.
fn bouts(xml: &str) -> Vec<Bout> {
    let (mut lecture, mut bouts, mut ouvertes) = (Reader::from_str(xml), Vec::new(), Vec::<String>::new());
    loop {
        match lecture.read_event().unwrap() {
            Event::Start(balise) => {
                let nom = balise.name().as_ref().to_owned();
                bouts.push(Bout::Balise(nom.clone(), attributs(&balise)));
                bouts.push(Bout::Texte(nom.clone(), String::new()));
                ouvertes.push(nom);
            }
            Event::Empty(balise) => {
                let nom = balise.name().as_ref().to_owned();
                bouts.push(Bout::Balise(nom, attributs(&balise)));
            }
            Event::End(_) => {
                ouvertes.pop();
            }
            Event::Text(texte) => suite(&mut bouts, &ouvertes, &texte),
            // an entity stands for one character
            Event::GeneralRef(_) => suite(&mut bouts, &ouvertes, "&"),
            Event::Eof => return bouts,
            _ => {}
        }
    }
}

fn suite(bouts: &mut [Bout], ouvertes: &[String], texte: &str) {
    let dernier = bouts.iter_mut().rev().find_map(|b| match b {
        Bout::Texte(nom, deja) if Some(&*nom) == ouvertes.last() => Some(deja),
        _ => None,
    });
    if let Some(deja) = dernier {
        deja.push_str(texte);
    }
}

fn attributs(balise: &quick_xml::events::BytesStart<'_>) -> Vec<(String, String)> {
    let attribut = |a: quick_xml::events::attributes::Attribute<'_>| (a.key.as_ref().to_owned(), a.value.into_owned());
    balise.attributes().map(|a| attribut(a.unwrap())).collect()
}

fn attribut<'a>(attributs: &'a [(String, String)], nom: &str) -> Option<&'a str> {
    attributs.iter().find(|(n, _)| n == nom).map(|(_, valeur)| valeur.as_str())
}

fn de<'a>(parties: &'a [(String, Vec<Bout>)], debut: &str) -> impl Iterator<Item = &'a Bout> {
    let debut = debut.to_owned();
    parties.iter().filter(move |(nom, _)| nom.starts_with(&debut)).flat_map(|(_, bouts)| bouts)
}

fn textes<'a>(parties: &'a [(String, Vec<Bout>)], debut: &str, balise: &str) -> Vec<&'a str> {
    let texte = |b: &'a Bout| match b {
        Bout::Texte(nom, texte) if nom == balise => Some(texte.as_str()),
        _ => None,
    };
    de(parties, debut).filter_map(texte).collect()
}

fn balises<'a>(parties: &'a [(String, Vec<Bout>)], debut: &str, balise: &str) -> Vec<&'a [(String, String)]> {
    let celles = |b: &'a Bout| match b {
        Bout::Balise(nom, attributs) if nom == balise => Some(attributs.as_slice()),
        _ => None,
    };
    de(parties, debut).filter_map(celles).collect()
}

fn les_feuilles(parties: &[(String, Vec<Bout>)]) {
    let feuilles = balises(parties, "xl/workbook.xml", "sheet");
    let noms: Vec<&str> = feuilles.iter().map(|f| attribut(f, "name").unwrap()).collect();
    assert!(noms.len() > 8, "{noms:?}");
    for nom in &noms {
        assert!((1..=31).contains(&nom.encode_utf16().count()) && !nom.contains(['[', ']', ':', '*', '?', '/', '\\']));
        assert!(!nom.starts_with('\'') && !nom.ends_with('\''), "{nom}");
    }
    let differents: BTreeSet<String> = noms.iter().map(|n| n.to_lowercase()).collect();
    assert_eq!(differents.len(), noms.len(), "{noms:?}");
    // each is printed whole, under its headers
    let definis = balises(parties, "xl/workbook.xml", "definedName");
    for defini in ["_xlnm.Print_Area", "_xlnm.Print_Titles"] {
        let rangs = definis.iter().filter(|d| attribut(d, "name") == Some(defini));
        let rangs: BTreeSet<usize> = rangs.map(|d| attribut(d, "localSheetId").unwrap().parse().unwrap()).collect();
        assert_eq!(rangs, (0..noms.len()).collect(), "{defini}");
    }
    for ou in textes(parties, "xl/workbook.xml", "definedName") {
        let feuille = ou.rsplit_once('!').unwrap().0.trim_matches('\'');
        assert!(noms.contains(&feuille), "{ou}");
    }
    for pied in textes(parties, "xl/worksheets/", "oddFooter") {
        assert!(pied.encode_utf16().count() <= 255, "{pied}");
    }
}

fn les_cellules(parties: &[(String, Vec<Bout>)]) {
    let textes_partages = textes(parties, "xl/sharedStrings.xml", "t");
    assert!(textes_partages.len() > 100);
    for texte in textes_partages {
        // written so that an underscore followed by x0007_ stays these letters
        let lu = texte.replace("_x005F_", "_");
        assert!(lu.encode_utf16().count() <= CELLULE, "{} caractères", lu.chars().count());
        assert!(texte.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')), "{texte:?}");
        // Excel reads _x0007_ as the control character itself
        let reste = texte.replace("_x005F_", " ");
        let echappe = reste.split("_x").skip(1).any(|s| s.starts_with("00") && s.as_bytes().get(4) == Some(&b'_'));
        assert!(!echappe, "{texte:?}");
    }
    let formules = textes(parties, "xl/worksheets/", "f");
    assert!(formules.len() > 50);
    for formule in formules {
        assert!(formule.len() <= FORMULE && !formule.starts_with('=') && !formule.contains(';'), "{formule}");
        let hors_noms: String = formule.split('\'').step_by(2).collect();
        for (debut, _) in hors_noms.match_indices('(') {
            let mot = hors_noms[..debut].rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_').next();
            assert!(mot.is_some_and(|mot| mot.is_empty() || FONCTIONS.contains(&mot)), "{formule}");
        }
    }
    for valeur in textes(parties, "xl/worksheets/", "v") {
        assert!(valeur.parse::<f64>().is_ok_and(f64::is_finite), "{valeur}");
    }
}

/// In the file, a point is the decimal mark and a comma groups thousands, whatever the language of the reader.
fn les_formats(parties: &[(String, Vec<Bout>)]) {
    let formats = balises(parties, "xl/styles.xml", "numFmt");
    assert!(formats.len() > 4);
    for format in formats {
        let code = attribut(format, "formatCode").unwrap();
        let sans_milliers = code.replace("#,##0", "0");
        assert!(!sans_milliers.contains(',') && !code.contains("[$") && !code.to_lowercase().contains("jj"), "{code}");
        assert!(!code.contains("aa") && code.is_ascii() | code.contains("&quot;€&quot;"), "{code}");
    }
}

fn verifie(dossier: &Path) {
    let parties = parties(dossier);
    les_feuilles(&parties);
    les_cellules(&parties);
    les_formats(&parties);
}

#[test]
fn le_classeur_respecte_ce_qu_excel_exige() {
    verifie(&racine().join("data/millau-segur-2025"));
}

/// Names and words as long and as strange as a folder can make them.
#[test]
fn un_dossier_hostile_ne_fait_pas_un_classeur_a_reparer() {
    let travail = TempDir::new().unwrap();
    fs::create_dir(travail.path().join("donnees")).unwrap();
    let long = "É[x]:*?/& ".repeat(28);
    let rapport = format!(
        "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"{long}\"\n\
         [[capacite]]\ndepuis = 2021-01-01\nplaces = 40\n[activite]\njournees_previsionnelles = 10001\n\
         [[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"21,80\"\nnature = \"moyen\"\narrete = \"_x0007_ {long}\"\n\
         [[dispositif]]\ncode = \"AED\"\nlibelle = \"'AED' _x000D_\"\ncadre = \"administratif\"\n\
         modalite = \"milieu-ouvert\"\n"
    );
    let mois = "Janv;Févr;Mars;Avr;Mai;Juin;Juil;Août;Sept;Oct;Nov;Déc";
    let lignes =
        [("Présents début", "30"), ("Entrées", "1"), ("Sorties", "1"), ("Présents fin", "30"), ("Journées", "901")];
    let mut table = format!("Mesures AED;{mois}\n");
    for (titre, valeur) in lignes {
        table += &format!("{titre};{}\n", [valeur; 12].join(";"));
    }
    fs::write(travail.path().join("rapport.toml"), rapport).unwrap();
    fs::write(travail.path().join("donnees/aed.csv"), table).unwrap();
    verifie(travail.path());
}
