//! Tables written in memory: text in any encoding, and the three kinds of workbook, each the same on every machine.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Rows of cells.
pub(crate) type Grille = Vec<Vec<String>>;

/// The parts of an archive, in order.
pub(crate) type Parties = Vec<(String, Vec<u8>)>;

pub(crate) fn texte(grille: &Grille, separateur: &str, fin: &str) -> String {
    grille.iter().map(|ligne| ligne.join(separateur) + fin).collect()
}

pub(crate) fn utf_16(texte: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(texte.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// What an old Mac writes of the accents of these tables.
pub(crate) fn mac_roman(texte: &str) -> Vec<u8> {
    let octet = |c: char| match c {
        'é' => 0x8E,
        'û' => 0x9E,
        'É' => 0x83,
        c => u8::try_from(c).unwrap(),
    };
    texte.chars().map(octet).collect()
}

/// A workbook as Excel writes it, numbers as numbers; its date is fixed.
pub(crate) fn xlsx(feuilles: &[(&str, Grille)]) -> Vec<u8> {
    let mut classeur = Workbook::new();
    let date = ExcelDateTime::from_ymd(2021, 12, 31).unwrap();
    classeur.set_properties(&DocProperties::new().set_creation_datetime(&date));
    for (nom, grille) in feuilles {
        let feuille = classeur.add_worksheet().set_name(*nom).unwrap();
        for (rang, cellules) in (0_u32..).zip(grille) {
            for (colonne, cellule) in (0_u16..).zip(cellules) {
                match cellule.parse::<f64>() {
                    Ok(nombre) => feuille.write_number(rang, colonne, nombre).unwrap(),
                    Err(_) => feuille.write_string(rang, colonne, cellule).unwrap(),
                };
            }
        }
        feuille.write_formula(40, 1, "=SUM(B2:B5)").unwrap();
    }
    classeur.save_to_buffer().unwrap()
}

/// A workbook as LibreOffice writes it, blank cells repeated to the right and below.
pub(crate) fn ods(feuilles: &[(&str, Grille)]) -> Vec<u8> {
    let cellule = |texte: &String| match texte.parse::<f64>() {
        Ok(n) => format!(
            r#"<table:table-cell office:value-type="float" office:value="{n}"><text:p>{n}</text:p></table:table-cell>"#
        ),
        Err(_) => {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{texte}</text:p></table:table-cell>"#)
        }
    };
    let ligne = |cellules: &Vec<String>| {
        let cellules: String = cellules.iter().map(cellule).collect();
        format!(
            r#"<table:table-row>{cellules}<table:table-cell table:number-columns-repeated="1011"/></table:table-row>"#
        )
    };
    let feuille = |(nom, grille): &(&str, Grille)| {
        let lignes: String = grille.iter().map(ligne).collect();
        let reste = r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#;
        format!(r#"<table:table table:name="{nom}">{lignes}{reste}</table:table>"#)
    };
    let corps: String = feuilles.iter().map(feuille).collect();
    let contenu = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:spreadsheet>{corps}</office:spreadsheet></office:body></office:document-content>"#
    );
    const GENRE: &str = "application/vnd.oasis.opendocument.spreadsheet";
    let manifeste = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{GENRE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
    );
    let partie = |nom: &str, texte: &str| (nom.to_owned(), texte.as_bytes().to_vec());
    let parties =
        [partie("mimetype", GENRE), partie("content.xml", &contenu), partie("META-INF/manifest.xml", &manifeste)];
    archive(&parties, CompressionMethod::Deflated)
}

/// An archive of these parts; one that repeats a name is left out.
pub(crate) fn archive(parties: &[(String, Vec<u8>)], methode: CompressionMethod) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(methode).last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, octets) in parties {
        if archive.start_file(nom.as_str(), options).is_ok() {
            archive.write_all(octets).unwrap();
        }
    }
    archive.finish().unwrap().into_inner()
}

/// The parts of an archive that can be unpacked.
pub(crate) fn parties(octets: &[u8]) -> Option<Parties> {
    let mut archive = ZipArchive::new(Cursor::new(octets)).ok()?;
    (0..archive.len())
        .map(|rang| {
            let mut partie = archive.by_index(rang).ok()?;
            let mut contenu = Vec::new();
            partie.read_to_end(&mut contenu).ok()?;
            let nom = partie.name().ok()?.into_owned();
            Some((nom, contenu))
        })
        .collect()
}

/// A workbook as Excel 97 writes it: BIFF8 records in an OLE file.
pub(crate) fn xls(feuilles: &[(&str, Grille)]) -> Vec<u8> {
    let debut = |genre: u8| enregistrement(0x0809, &[0, 6, genre, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let noms: usize = feuilles.iter().map(|(nom, _)| 4 + 8 + nom.len()).sum();
    let mut flux = [debut(5), enregistrement(0x0042, &[0xB0, 4])].concat();
    let mut place = flux.len() + noms + 4;
    let corps: Vec<Vec<u8>> = feuilles
        .iter()
        .map(|(_, grille)| [debut(0x10), cellules(grille), enregistrement(0x000A, &[])].concat())
        .collect();
    for ((nom, _), feuille) in feuilles.iter().zip(&corps) {
        let ou = u32::try_from(place).unwrap().to_le_bytes();
        let taille = u8::try_from(nom.len()).unwrap();
        flux.extend(enregistrement(0x0085, &[&ou[..], &[0, 0, taille, 0], nom.as_bytes()].concat()));
        place += feuille.len();
    }
    flux.extend(enregistrement(0x000A, &[]));
    flux.extend(corps.concat());
    ole(&flux)
}

/// One record: kind, length, content.
pub(crate) fn enregistrement(genre: u16, contenu: &[u8]) -> Vec<u8> {
    let longueur = u16::try_from(contenu.len()).unwrap();
    [&genre.to_le_bytes()[..], &longueur.to_le_bytes(), contenu].concat()
}

fn cellules(grille: &Grille) -> Vec<u8> {
    let mut octets = Vec::new();
    for (rang, ligne) in (0_u16..).zip(grille) {
        for (colonne, cellule) in (0_u16..).zip(ligne) {
            let place = [&rang.to_le_bytes()[..], &colonne.to_le_bytes(), &[0, 0]].concat();
            octets.extend(match cellule.parse::<f64>() {
                Ok(nombre) => enregistrement(0x0203, &[&place[..], &nombre.to_le_bytes()].concat()),
                Err(_) => {
                    let unites: Vec<u8> = cellule.encode_utf16().flat_map(u16::to_le_bytes).collect();
                    let taille = u16::try_from(unites.len() / 2).unwrap().to_le_bytes();
                    enregistrement(0x0204, &[&place[..], &taille, &[1], &unites].concat())
                }
            });
        }
    }
    octets
}

/// An OLE file whose only stream is a workbook.
pub(crate) fn ole(flux: &[u8]) -> Vec<u8> {
    let mut fichier = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    fichier.create_stream("/Workbook").unwrap().write_all(flux).unwrap();
    fichier.flush().unwrap();
    fichier.into_inner().into_inner()
}

/// A picture of four pixels.
fn image() -> Vec<u8> {
    std::fs::read(crate::racine().join("tests/controles/image-illisible/juste/images/a.png")).unwrap()
}

/// A document of headings, lists, tables, notes and a picture, as Word writes it.
pub(crate) fn docx() -> Vec<u8> {
    let partie = |nom: &str, texte: &str| (nom.to_owned(), texte.as_bytes().to_vec());
    let parties = [
        partie("[Content_Types].xml", "<Types/>"),
        partie(
            "word/document.xml",
            r#"<w:document><w:body><w:p><w:pPr><w:pStyle w:val="T1"/></w:pPr><w:r><w:t>Sorties</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>En {{ service.</w:t></w:r><w:r><w:t>sorties }}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:hyperlink r:id="r1"><w:r><w:t>site</w:t></w:r></w:hyperlink></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>un</w:t><w:br/><w:t>deux</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:drawing><wp:docPr id="1" descr="Le jardin"/><a:blip r:embed="r2"/></w:drawing></w:r></w:p></w:body></w:document>"#,
        ),
        partie(
            "word/styles.xml",
            r#"<w:styles><w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/><w:basedOn w:val="T1"/></w:style></w:styles>"#,
        ),
        partie(
            "word/numbering.xml",
            r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
        ),
        partie(
            "word/_rels/document.xml.rels",
            r#"<Relationships><Relationship Id="r1" Target="https://a.fr"/><Relationship Id="r2" Target="media/image1.png"/></Relationships>"#,
        ),
        partie(
            "word/footnotes.xml",
            r#"<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote></w:footnotes>"#,
        ),
        ("word/media/image1.png".to_owned(), image()),
    ];
    archive(&parties, CompressionMethod::Deflated)
}

/// The same as LibreOffice writes it.
pub(crate) fn odt() -> Vec<u8> {
    let partie = |nom: &str, texte: &str| (nom.to_owned(), texte.as_bytes().to_vec());
    let parties = [
        partie("mimetype", "application/vnd.oasis.opendocument.text"),
        partie(
            "content.xml",
            r#"<office:document-content><office:automatic-styles><style:style style:name="G" style:parent-style-name="G"><style:text-properties fo:font-weight="bold"/></style:style><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/></text:list-style></office:automatic-styles><office:body><office:text><text:h text:outline-level="1">Sorties</text:h><text:p>En <text:span text:style-name="G">{{ service.sorties }}</text:span><text:note><text:note-body><text:p>note</text:p></text:note-body></text:note></text:p><text:list text:style-name="L"><text:list-item><text:p>un</text:p><text:list><text:list-item><text:p>deux</text:p></text:list-item></text:list></text:list-item></text:list><table:table><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table><text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>Le jardin</svg:desc></draw:frame></text:p></office:text></office:body></office:document-content>"#,
        ),
        ("Pictures/1.png".to_owned(), image()),
    ];
    archive(&parties, CompressionMethod::Deflated)
}
