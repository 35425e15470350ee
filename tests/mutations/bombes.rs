//! Files that claim much and hold little, and files whose every part costs all the others: each was slow, or is where
//! a reader is slow when nobody watches.

use crate::ecriture::{self, archive, enregistrement, ole, parties};
use crate::{bons, source};
use std::io::{Cursor, Write};
use trame::domaine::dossier::Source;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A folder written when its turn comes: those that wait take no memory.
type Bombe = (&'static str, fn() -> Vec<Source>);

/// Every one of them, with its name.
pub(crate) fn toutes() -> impl Iterator<Item = Bombe> {
    TABLES.iter().chain(REGLAGES).chain(CLASSEURS).chain(DOCUMENTS).copied()
}

fn table(texte: &str) -> Vec<Source> {
    bons::avec_rapport(vec![("aemo-r.csv".to_owned(), texte.as_bytes().to_vec())])
}

const MOUVEMENTS: &str = "Présents début;Entrées;Sorties;Présents fin";
const TOUT: &str = "Mois;Dispositif;Présents début;Entrées;Sorties;Présents fin\n";
const LIGNE: &str = "mars;AEMO-R;1;1;1;1\n";

const TABLES: &[Bombe] = &[
    ("totaux-de-totaux", || table(&format!("Mois;{MOUVEMENTS}\n{}", "mars;1;2;1;2\nTotal;1;2;1;2\n".repeat(40_000)))),
    ("totaux-du-service", || table(&totaux_du_service())),
    ("mois-a-perte-de-vue", || table(&format!("AEMO-R{}\n{}", ";janv".repeat(60_000), "Entrées\n".repeat(60_000)))),
    ("en-tete-demesure", || table(&format!("Mois;Entrées{}\n{}", ".".repeat(1 << 20), "mars;1\n".repeat(60_000)))),
    ("en-tete-demesure-en-croix", || {
        table(&format!("Mois;AEMO-R;AED-R;{}\n{}", "mot ".repeat(200_000), "mars;1;2;3\n".repeat(1_900)))
    }),
    ("libelles-demesures", || {
        table(&format!("AEMO-R;janv;févr\n{}", format!("Entrées {};1;2\n", "mot ".repeat(5_000)).repeat(100)))
    }),
    ("chiffres-illisibles-serres", || table(&format!("AEMO-R;janv;févr\n{}", "Entrées;x;x\n".repeat(150_000)))),
    ("titre-demesure", || table(&format!("{}\n{TOUT}{LIGNE}", "aemo ".repeat(200_000)))),
    ("presque-un-mois", || table(&format!("AEMO-R;janv;{}\nEntrées;1;1\n", "f".repeat(1 << 20)))),
    ("presque-un-dispositif", || table(&format!("{TOUT}mars;{};1;1;1;1\n", "AEMO".repeat(300_000)))),
    ("dispositifs-inconnus", || table(&format!("{TOUT}{}", "mars;AEMO-Z;1;1;1;1\n".repeat(60_000)))),
    ("en-tetes-sans-fin", || table(&format!("Nom;Mois;{MOUVEMENTS}\n").repeat(20_000))),
    ("meme-mois-sans-fin", || table(&format!("{TOUT}{}", LIGNE.repeat(60_000)))),
    ("chiffres-illisibles", || table(&format!("{TOUT}{}", "mars;AEMO-R;x;#REF!;1.234;-1\n".repeat(40_000)))),
    ("guillemets-ouverts", || table(&format!("{TOUT}{}", "\"\n".repeat(500_001)))),
    ("lignes-vides", || table(&format!("{TOUT}{}{LIGNE}", "\n".repeat(2_000_000)))),
    ("colonnes-vides", || table(&format!("{TOUT}mars;AEMO-R;1;1;1;1{}\n", ";".repeat(2_000_000)))),
    ("colonnes-inconnues", || table(&format!("AEMO-R;janv{}\nEntrées;1\n", ";janvié".repeat(100_000)))),
    ("mois-sans-mesure", || table(&format!("{}\n", "x;janv\n".repeat(200_000)))),
    ("mille-fichiers", || mille_fichiers()),
];

fn mille_fichiers() -> Vec<Source> {
    let fichier = |rang| source(&format!("donnees/{rang}.csv"), format!("{TOUT}{LIGNE}Total;;1;1;1;1\n"));
    table("").into_iter().chain((0..1_000).map(fichier)).collect()
}

/// Each cell of a table of the service is a total of all that others hold.
fn totaux_du_service() -> String {
    let mois = "janv;févr;mars;avr;mai;juin;juil;août;sept;oct;nov;déc";
    let ligne = format!("Entrées{}\n", ";1".repeat(12));
    format!("AEMO-R;{mois}\n{}Total;{mois}\n{}", ligne.repeat(8_000), ligne.repeat(8_000))
}

fn rapport(ajout: &str) -> Vec<Source> {
    let mut sources = table("AEMO-R;janv\nEntrées;1\n");
    sources[0].octets.extend_from_slice(b"\n");
    sources[0].octets.extend_from_slice(ajout.as_bytes());
    sources
}

/// The model as many times, each with its number.
fn nomme(modele: &str, combien: usize) -> String {
    (0..combien).map(|rang| modele.replace('#', &rang.to_string())).collect()
}

const DISPOSITIF: &str = "[[dispositif]]\ncode=\"D#\"\nlibelle=\"D\"\ncadre=\"mixte\"\nmodalite=\"milieu-ouvert\"\n";

const REGLAGES: &[Bombe] = &[
    ("cle-demesuree", || rapport(&format!("[limites]\n{} = 1\n", "k".repeat(1_000_000)))),
    ("rapport-demesure", || rapport(&nomme("[[tarif]]\ndepuis=2021-01-01\nprix_de_journee=\"#\"\n", 100_000))),
    ("rapport-a-la-borne", || rapport(&nomme("[[tarif]]\ndepuis=2021-01-01\nprix_de_journee=\"#\"\n", 18_000))),
    ("reglages-a-la-borne", || rapport(&format!("[limites]\n{}", nomme("k# = 1\n", 85_000)))),
    ("cles-sans-fin", || rapport(&format!("[limites]\n{}", nomme("k# = 1\n", 60_000)))),
    ("code-demesure", || rapport(&DISPOSITIF.replace('#', &"9".repeat(1_000_000)))),
    ("code-demesure-partout", || {
        let code = "9".repeat(1 << 18);
        let mut sources = rapport(&DISPOSITIF.replace('#', &code));
        sources[1].octets = format!("D{code};janv\n{}", "Entrées;1\n".repeat(60_000)).into_bytes();
        sources
    }),
    ("dispositifs-inconnus-sans-fin", || {
        let mut sources = rapport(&nomme(DISPOSITIF, 2_000));
        sources[1].octets = format!("{TOUT}{}", "mars;AEMO-Z;1;1;1;1\n".repeat(20_000)).into_bytes();
        sources
    }),
    ("deux-codes-demesures", || {
        rapport(&format!(
            "{}[[groupe]]\ncode=\"G\"\ndispositifs=[\"{}\"]\n",
            DISPOSITIF.replace('#', &"8".repeat(50_000)),
            "9".repeat(50_000)
        ))
    }),
    ("dispositifs-sans-fin", || rapport(&nomme(DISPOSITIF, 2_000))),
    ("anciens-noms-sans-fin", || rapport(&format!("{DISPOSITIF}anciens_noms=[{}]\n", "\"x\",".repeat(100_000)))),
    ("groupes-sans-fin", || rapport(&nomme("[[groupe]]\ncode=\"G#\"\ndispositifs=[\"Z#\"]\n", 5_000))),
    ("correspondances-sans-fin", || rapport(&format!("[correspondances]\n{}", nomme("\"n#\" = \"AEMO-Q\"\n", 20_000)))),
    ("justifications-sans-fin", || {
        rapport(&nomme("[[justification]]\ncode=\"c#\"\nfichier=\"f\"\nmotif=\"m\"\n", 5_000))
    }),
    ("capacites-sans-fin", || rapport(&nomme("[[capacite]]\ndepuis=2021-01-01\nplaces=#\n", 10_000))),
    ("tarifs-sans-fin", || rapport(&nomme("[[tarif]]\ndepuis=2021-01-01\nprix_de_journee=\"#\"\n", 10_000))),
    ("fermetures-sans-fin", || rapport(&format!("[comptage]\njours_ouverture=[{}]\n", "2021-05-01,".repeat(60_000)))),
    ("emboitement-sans-fin", || rapport(&format!("a = {}", "[".repeat(200_000)))),
    ("points-sans-fin", || rapport(&format!("a{} = 1\n", ".a".repeat(100_000)))),
    ("texte-demesure", || vec![rapport("").remove(0), source("textes/conclusion.md", "> * [☎".repeat(150_000))]),
];

fn classeur(nom: &str, octets: Vec<u8>) -> Vec<Source> {
    bons::avec_rapport(vec![(nom.to_owned(), octets)])
}

fn xlsx(partie: &str, de: &str, vers: &str) -> Vec<Source> {
    classeur("a.xlsx", change(&sain_xlsx(), partie, de, vers))
}

/// A sheet that goes on.
fn suite(ajout: &str) -> Vec<Source> {
    xlsx(FEUILLE, "</sheetData>", &format!("{ajout}</sheetData>"))
}

fn ods(de: &str, vers: &str) -> Vec<Source> {
    classeur("a.ods", change(&sain_ods(), "content.xml", de, vers))
}

const FEUILLE: &str = "xl/worksheets/sheet1.xml";

const CLASSEURS: &[Bombe] = &[
    ("derniere-cellule", || suite("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")),
    ("derniere-colonne", || suite(&diagonale())),
    ("dimension-menteuse", || xlsx(FEUILLE, "<sheetData>", "<dimension ref=\"A1:XFD1048576\"/><sheetData>")),
    ("fusion-de-tout", || {
        xlsx(
            FEUILLE,
            "</sheetData>",
            "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>",
        )
    }),
    ("fusions-sans-fin", || {
        xlsx(
            FEUILLE,
            "</sheetData>",
            &format!("</sheetData><mergeCells>{}</mergeCells>", "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(50_000)),
        )
    }),
    ("textes-partages-menteurs", || xlsx("xl/sharedStrings.xml", "uniqueCount=\"", "uniqueCount=\"4294967295")),
    ("formule-partagee", || {
        suite("<row r=\"50\"><c r=\"A50\"><f t=\"shared\" ref=\"A50:XFD1048576\" si=\"0\">A1</f><v>1</v></c></row>")
    }),
    ("meme-texte-sans-fin", || suite(&"<row><c t=\"s\"><v>0</v></c></row>".repeat(100_000))),
    ("partie-trop-grande", || classeur("a.xlsx", gonfle(FEUILLE, 300, b' '))),
    ("partie-permise", || classeur("a.xlsx", gonfle(FEUILLE, 190, b' '))),
    ("textes-permis", || classeur("a.xlsx", gonfle("xl/sharedStrings.xml", 190, b' '))),
    ("lignes-repetees", || ods("<table:table-row>", "<table:table-row table:number-rows-repeated=\"1048576\">")),
    ("cellules-repetees", || {
        ods("<table:table-cell ", "<table:table-cell table:number-columns-repeated=\"1000000000\" ")
    }),
    ("espaces-repetees", || ods("<text:p>", "<text:p><text:s text:c=\"4000000000\"/>")),
    ("feuilles-repetees", || classeur("a.ods", feuilles_sans_fin())),
    ("biff-menteur", || {
        classeur("a.xls", biff(&[(0x0200, &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0xFF, 0xFF, 0, 0])]))
    }),
    ("biff-derniere-cellule", || {
        classeur("a.xls", biff(&[(0x0203, &[0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F])]))
    }),
    ("biff-textes-menteurs", || {
        classeur("a.xls", biff(&[(0x00FC, &[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F])]))
    }),
    ("biff-sans-fin", || classeur("a.xls", biff(&[(0x0203, &[0; 14][..])].repeat(100_000)))),
];

/// A document with a text replaced once in its main part.
fn document(nom: &str, octets: &[u8], partie: &str, de: &str, vers: &str) -> Vec<Source> {
    let mut sources = table("");
    sources.push(source(&format!("textes/{nom}"), change(octets, partie, de, vers)));
    sources
}

fn docx(de: &str, vers: &str) -> Vec<Source> {
    document("a.docx", &ecriture::docx(), "word/document.xml", de, vers)
}

fn odt(de: &str, vers: &str) -> Vec<Source> {
    document("a.odt", &ecriture::odt(), "content.xml", de, vers)
}

const DOCUMENTS: &[Bombe] = &[
    ("document-gonfle", || docx("Sorties", &" ".repeat(100 << 20))),
    ("document-bavard", || docx("Sorties", &"mot ".repeat(500_000))),
    ("paragraphes-sans-fin", || {
        docx("<w:tbl>", &format!("{}<w:tbl>", "<w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(200_000)))
    }),
    ("cadres-sans-fin", || {
        docx("<w:tbl>", &format!("{}{}<w:tbl>", "<w:p><w:r>".repeat(50_000), "</w:r></w:p>".repeat(50_000)))
    }),
    ("tables-emboitees", || {
        docx(
            "<w:tbl>",
            &format!("{}{}<w:tbl>", "<w:tbl><w:tr><w:tc>".repeat(50_000), "</w:tc></w:tr></w:tbl>".repeat(50_000)),
        )
    }),
    ("cellules-etendues", || {
        docx(
            "<w:tbl>",
            &format!("<w:tbl>{}", "<w:tr><w:tc><w:gridSpan w:val=\"4000000000\"/></w:tc></w:tr>".repeat(50_000)),
        )
    }),
    ("accolades-sans-fin", || docx("Sorties", &"{{ ".repeat(300_000))),
    ("colonnes-repetees", || odt("repeated=\"2\"", "repeated=\"4000000000\"")),
    ("listes-sans-fin", || {
        odt(
            "<text:list ",
            &format!(
                "{}{}<text:list ",
                "<text:list><text:list-item><text:p>x</text:p>".repeat(30_000),
                "</text:list-item></text:list>".repeat(30_000)
            ),
        )
    }),
    ("crochets-sans-fin", || vec![table("").remove(0), source("textes/a.md", "![".repeat(1_000_000))]),
];

fn diagonale() -> String {
    (10..2_000).map(|rang| format!("<row r=\"{rang}\"><c r=\"XFD{rang}\"><v>1</v></c></row>")).collect()
}

/// A sound workbook where a part ends with as many MiB of one byte, never held at once.
fn gonfle(partie: &str, mio: usize, octet: u8) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, contenu) in parties(&sain_xlsx()).unwrap() {
        archive.start_file(nom.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(&contenu).unwrap();
        (0..if nom == partie { mio } else { 0 }).for_each(|_| archive.write_all(&[octet].repeat(1 << 20)).unwrap());
    }
    archive.finish().unwrap().into_inner()
}

fn sain_xlsx() -> Vec<u8> {
    ecriture::xlsx(&bons::tableaux())
}

fn sain_ods() -> Vec<u8> {
    ecriture::ods(&bons::tableaux())
}

/// The archive with a text replaced once in one of its parts.
fn change(classeur: &[u8], partie: &str, de: &str, vers: &str) -> Vec<u8> {
    let mut parties = parties(classeur).unwrap();
    let (_, contenu) = parties.iter_mut().find(|(nom, _)| nom == partie).unwrap();
    let texte = String::from_utf8(std::mem::take(contenu)).unwrap();
    assert!(texte.contains(de), "{partie} : {de}");
    *contenu = texte.replacen(de, vers, 1).into_bytes();
    archive(&parties, CompressionMethod::Deflated)
}

fn feuilles_sans_fin() -> Vec<u8> {
    let feuille = "<table:table table:name=\"f\"><table:table-row><table:table-cell/></table:table-row></table:table>";
    change(
        &sain_ods(),
        "content.xml",
        "</office:spreadsheet>",
        &format!("{}</office:spreadsheet>", feuille.repeat(20_000)),
    )
}

/// A sound workbook with these records in its first sheet.
fn biff(ajouts: &[(u16, &[u8])]) -> Vec<u8> {
    let debut = |genre: u8| enregistrement(0x0809, &[0, 6, genre, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let fin = enregistrement(0x000A, &[]);
    let feuille = |ou: u8| enregistrement(0x0085, &[ou, 0, 0, 0, 0, 0, 1, 0, b'F']);
    let globaux = [debut(5), feuille(0), fin.clone()].concat();
    let ou = u8::try_from(globaux.len()).unwrap();
    let ajouts: Vec<u8> = ajouts.iter().flat_map(|(genre, contenu)| enregistrement(*genre, contenu)).collect();
    ole(&[debut(5), feuille(ou), fin.clone(), debut(0x10), ajouts, fin].concat())
}
