//! Bytes → a folder: the same for the fuzzer and for the test that runs its finds again.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Files with their paths.
type Fichiers = Vec<(String, Vec<u8>)>;

/// The first byte says what they are: a table, rapport.toml, or a text of the team.
pub(crate) fn texte(octets: &[u8]) -> Fichiers {
    match octets {
        [b'R', reste @ ..] => vec![fichier("rapport.toml", reste), fichier("donnees/aemo.csv", TABLE)],
        [b'T', reste @ ..] => vec![fichier("rapport.toml", RAPPORT), fichier("textes/conclusion.md", reste)],
        [_, reste @ ..] => vec![fichier("rapport.toml", RAPPORT), fichier("donnees/x.csv", reste)],
        [] => Vec::new(),
    }
}

/// The first byte says what they are: a whole workbook, or one part of a workbook that is sound but for it.
pub(crate) fn classeur(octets: &[u8]) -> Fichiers {
    let (genre, reste) = octets.split_first().unwrap_or((&b'B', &[]));
    let classeur = match genre {
        b'S' => xlsx("xl/worksheets/sheet1.xml", reste),
        b'C' => xlsx("xl/sharedStrings.xml", reste),
        b'W' => xlsx("xl/workbook.xml", reste),
        b'Y' => xlsx("xl/styles.xml", reste),
        b'O' => archive(&[("mimetype", GENRE_ODS), ("META-INF/manifest.xml", MANIFESTE), ("content.xml", reste)]),
        b'X' => ole(reste),
        _ => reste.to_vec(),
    };
    vec![fichier("rapport.toml", RAPPORT), fichier("donnees/x.xlsx", &classeur)]
}

fn fichier(chemin: &str, octets: &[u8]) -> (String, Vec<u8>) {
    (chemin.to_owned(), octets.to_vec())
}

fn xlsx(remplacee: &str, contenu: &[u8]) -> Vec<u8> {
    let parties: Vec<(&str, &[u8])> = PARTIES_XLSX
        .iter()
        .map(|(nom, sain)| (*nom, if *nom == remplacee { contenu } else { sain.as_bytes() }))
        .collect();
    archive(&parties)
}

fn archive(parties: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, contenu) in parties {
        if archive.start_file(*nom, options).is_ok() {
            archive.write_all(contenu).expect("memory takes it");
        }
    }
    archive.finish().expect("memory takes it").into_inner()
}

/// An OLE file whose stream of BIFF records is this.
fn ole(flux: &[u8]) -> Vec<u8> {
    let mut fichier = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    fichier.create_stream("/Workbook").expect("a new name").write_all(flux).expect("memory takes it");
    fichier.flush().expect("memory takes it");
    fichier.into_inner().into_inner()
}

const RAPPORT: &[u8] = r#"exercice = 2021
association.nom = "A"
service.nom = "S"
service.sigle = "SR"
[[capacite]]
depuis = 2021-01-01
places = 50
[[dispositif]]
code = "AEMO-R"
libelle = "AEMO renforcée"
cadre = "judiciaire"
modalite = "milieu-ouvert"
anciens_noms = ["Mesures renforcées"]
[[dispositif]]
code = "AED"
libelle = "Aide à domicile"
cadre = "administratif"
modalite = "milieu-ouvert"
[[groupe]]
code = "MO"
dispositifs = ["AEMO-R", "AED"]
"#
.as_bytes();

const TABLE: &[u8] =
    "Mesures AEMO-R;Janv;Févr\nPrésents début;10;12\nEntrées;2;1\nSorties;0;3\nPrésents fin;12;10\n".as_bytes();

const GENRE_ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
const MANIFESTE: &[u8] = br#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;

const PARTIES_XLSX: [(&str, &str); 7] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="AEMO-R" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#,
    ),
    (
        "xl/sharedStrings.xml",
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3" uniqueCount="3"><si><t>Mois</t></si><si><t>Entrées</t></si><si><t>Sorties</t></si></sst>"#,
    ),
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:C2"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2"><c r="A2" s="1"><v>44197</v></c><c r="B2"><v>2</v></c><c r="C2"><f>B2-1</f><v>1</v></c></row></sheetData></worksheet>"#,
    ),
];
