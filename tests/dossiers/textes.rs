//! The tables of the ACESM, rewritten in every text form that an office may have: the same figures.

use super::chiffres;
use crate::outils::copie;
use std::fs;
use std::path::Path;

const CODES: [&str; 2] = ["aemo-r", "aed-r"];

/// The cells of a table, header first.
fn grille(dossier: &Path, code: &str) -> Vec<Vec<String>> {
    let octets = fs::read(dossier.join(format!("donnees/{code}.csv"))).unwrap();
    let texte = encoding_rs::WINDOWS_1252.decode(&octets).0.into_owned();
    texte.lines().map(|ligne| ligne.split(';').map(str::to_owned).collect()).collect()
}

fn texte(grille: &[Vec<String>], separateur: &str, fin: &str) -> String {
    grille.iter().map(|ligne| ligne.join(separateur) + fin).collect()
}

/// Months in rows: one row per month, the four movements in columns.
fn en_lignes(grille: &[Vec<String>], entete: &[&str]) -> Vec<Vec<String>> {
    let ligne = |mois: usize| grille.iter().map(|ligne| ligne[mois].clone()).collect();
    let entete = entete.iter().map(|e| (*e).to_owned()).collect();
    std::iter::once(entete).chain((1..=12).map(ligne)).collect()
}

/// A folder whose tables are these files only.
fn avec(fichiers: &[(String, Vec<u8>)]) -> serde_json::Value {
    let dossier = copie("data/acesm-2021");
    for code in CODES {
        fs::remove_file(dossier.path().join(format!("donnees/{code}.csv"))).unwrap();
    }
    for (nom, octets) in fichiers {
        fs::write(dossier.path().join("donnees").join(nom), octets).unwrap();
    }
    chiffres(dossier.path())
}

fn utf_16(texte: &str, octets: fn(u16) -> [u8; 2]) -> Vec<u8> {
    texte.encode_utf16().flat_map(octets).collect()
}

/// Each table under each encoding, separator and end of line that a spreadsheet writes.
#[test]
fn les_memes_tableaux_sous_tous_les_encodages() {
    let reference = copie("data/acesm-2021");
    let attendu = chiffres(reference.path());
    type Ecriture = fn(&[Vec<String>]) -> Vec<u8>;
    let ecritures: [(&str, Ecriture); 9] = [
        ("UTF-16 LE avec BOM", |g| utf_16(&format!("\u{feff}{}", texte(g, "\t", "\r\n")), u16::to_le_bytes)),
        ("UTF-16 BE avec BOM", |g| utf_16(&format!("\u{feff}{}", texte(g, "\t", "\r\n")), u16::to_be_bytes)),
        ("UTF-16 LE sans BOM", |g| utf_16(&texte(g, "\t", "\r\n"), u16::to_le_bytes)),
        ("UTF-16 BE sans BOM", |g| utf_16(&texte(g, "\t", "\r\n"), u16::to_be_bytes)),
        ("Mac Roman, CR", |g| encoding_rs::MACINTOSH.encode(&texte(g, ";", "\r")).0.into_owned()),
        ("accents doublés", |g| {
            encoding_rs::WINDOWS_1252.decode(texte(g, ";", "\n").as_bytes()).0.into_owned().into()
        }),
        ("accents décomposés", |g| texte(g, ";", "\n").replace('é', "e\u{301}").replace('û', "u\u{302}").into()),
        ("sep=, et virgules", |g| format!("sep=,\r\n{}", texte(g, ",", "\r\n")).into()),
        ("guillemets partout, barres", |g| {
            let entre: Vec<Vec<String>> = g.iter().map(|l| l.iter().map(|c| format!("\"{c}\"")).collect()).collect();
            texte(&entre, "|", "\n").into()
        }),
    ];
    for (nom, ecriture) in ecritures {
        let fichiers = CODES.map(|code| (format!("{code}.txt"), ecriture(&grille(reference.path(), code))));
        assert_eq!(avec(&fichiers), attendu, "{nom}");
    }
}

#[test]
fn les_memes_tableaux_sous_toutes_les_dispositions() {
    let reference = copie("data/acesm-2021");
    let attendu = chiffres(reference.path());
    let grilles = CODES.map(|code| grille(reference.path(), code));
    let [aemo, aed] = &grilles;
    let entete = ["Mois", "Présents début", "Entrées", "Sorties", "Présents fin"];

    let deux_blocs = format!("{}\n;;\n{}", texte(aemo, ";", "\n"), texte(aed, ";", "\n"));
    assert_eq!(avec(&[("tableau.csv".into(), deux_blocs.into())]), attendu, "deux blocs dans un fichier");

    let par_dispositif = CODES.iter().zip(&grilles);
    let fichiers: Vec<(String, Vec<u8>)> = par_dispositif
        .map(|(code, grille)| (format!("{code}.csv"), texte(&en_lignes(grille, &entete), ";", "\n").into()))
        .collect();
    assert_eq!(avec(&fichiers), attendu, "mois en lignes, un fichier par dispositif");

    let ensemble = CODES.iter().zip(&grilles).flat_map(|(code, grille)| {
        let lignes = en_lignes(grille, &entete).into_iter().skip(1);
        lignes.map(|ligne| [vec![(*code).to_uppercase()], ligne].concat())
    });
    let entete_long = [vec!["Dispositif".to_owned()], entete.map(str::to_owned).to_vec()].concat();
    let ensemble: Vec<Vec<String>> = std::iter::once(entete_long).chain(ensemble).collect();
    assert_eq!(
        avec(&[("tout.csv".into(), texte(&ensemble, ";", "\r\n").into())]),
        attendu,
        "mois en lignes, un fichier"
    );

    let par_mois = |nom: fn(usize) -> String, titre: fn(usize) -> String| -> Vec<(String, Vec<u8>)> {
        let fichier = |mois: usize| {
            let mut texte = titre(mois) + "Dispositif;Présents début;Entrées;Sorties;Présents fin\n";
            for (code, grille) in CODES.iter().zip(&grilles) {
                let cellules: Vec<&str> = grille[1..].iter().map(|ligne| ligne[mois].as_str()).collect();
                texte += &format!("{};{}\n", code.to_uppercase(), cellules.join(";"));
            }
            (nom(mois), texte.into_bytes())
        };
        (1..=12).map(fichier).collect()
    };
    let sans_titre = |_: usize| String::new();
    assert_eq!(avec(&par_mois(|m| format!("2021-{m:02}.csv"), sans_titre)), attendu, "un fichier par mois");
    let titres = |m: usize| format!("Mouvements du mois : {m:02}/2021;;;;\nÉdité le 03/02/2022\n\n");
    assert_eq!(avec(&par_mois(|m| format!("tableau {m}.csv"), titres)), attendu, "le mois dans le titre");
}

/// Days, capacity and absences follow the movements, in rows and in columns alike.
#[test]
fn les_journees_se_lisent_en_lignes_comme_en_colonnes() {
    let reference = copie("data/acesm-2021");
    let grandeurs = [("Journées réalisées", 400), ("Journées prévisionnelles", 410), ("Capacité", 15), ("Absences", 3)];
    let fichiers = |lignes: bool| -> Vec<(String, Vec<u8>)> {
        let fichier = |code: &str| {
            let mut grille = grille(reference.path(), code);
            for (libelle, base) in grandeurs {
                let valeurs =
                    (1..=12).map(|mois| if base > 100 { format!("{},5", base + mois) } else { base.to_string() });
                grille.push(std::iter::once(libelle.to_owned()).chain(valeurs).collect());
            }
            let movements = ["Mois", "Présents début", "Entrées", "Sorties", "Présents fin"];
            let entete: Vec<&str> = movements.into_iter().chain(grandeurs.map(|(libelle, _)| libelle)).collect();
            let grille = if lignes { en_lignes(&grille, &entete) } else { grille };
            (format!("{code}.csv"), texte(&grille, ";", "\r\n").into_bytes())
        };
        CODES.map(fichier).to_vec()
    };
    let (colonnes, lignes) = (avec(&fichiers(false)), avec(&fichiers(true)));
    assert_eq!(lignes, colonnes);
    assert_eq!(lignes["perimetres"][0]["mensuel"]["journees_realisees"][1], 402.5);
}
