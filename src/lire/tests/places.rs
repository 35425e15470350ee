//! Where a figure is: the line that a text editor shows, the cell that a spreadsheet shows.

use super::*;

const T: &str = "Mesures AEMO-R;Janv;Févr\nPrésents début;17;15\nEntrées;0;0\nSorties;2;1\nPrésents fin;15;14\n";

/// Line, header and cell of the présents at the end of February, the last figure of the table.
fn place(octets: &[u8]) -> (u32, String, String) {
    let dossier = lu(&[("donnees/x.csv", octets)]);
    let fin = dossier.releves.iter().find(|r| r.grandeur == Grandeur::PresentsFin && r.mois.numero() == 2);
    let fin = fin.unwrap_or_else(|| panic!("{:?}", dossier.anomalies));
    assert_eq!(fin.saisie, Saisie::Nombre(Exact::from(14_u32)));
    (fin.span.line, fin.span.column.clone().unwrap_or_default(), fin.span.short())
}

fn utf_16(texte: &str, octets: fn(u16) -> [u8; 2]) -> Vec<u8> {
    texte.encode_utf16().flat_map(octets).collect()
}

#[test]
fn la_ligne_la_colonne_et_la_cellule_sont_celles_que_l_on_voit() {
    let fins_melees = T.replacen('\n', "\r", 2).replacen("\r", "\r\n", 1);
    let bom = format!("\u{feff}{T}");
    let vides = T.replace("Entrées", "\n\n;;\nEntrées");
    let blancs_crlf = format!("\r\n\r\n{}", T.replace('\n', "\r\n"));
    let alt_entree = T.replace("Présents fin", "\"Présents\nfin\"").replace("Févr", "\"Févr\n2021\"");
    let alt_entree_crlf = alt_entree.replace('\n', "\r\n");
    let alt_entree_cr = alt_entree.replace('\n', "\r");
    let titres = format!("ACESM – Service AER;;\n\"29, rue Duguay-Trouin\n41000 Blois\";;\n;;\n{T}(*) note\n");
    let sep = format!("sep=;\r\n{}", T.replace('\n', "\r\n"));
    let sep_bom = format!("\u{feff}\"sep=;\"\n\n{T}");
    let orphelin = T.replace("Entrées", "\"(*) provisoire\nEntrées");
    let marge = format!(";;;\n{}", T.lines().map(|l| format!(";{l}\n")).collect::<String>());
    for (nom, octets, ligne, colonne, cellule) in [
        ("LF", T.as_bytes().to_vec(), 5, "Févr", "C5"),
        ("CRLF", T.replace('\n', "\r\n").into(), 5, "Févr", "C5"),
        ("CR", T.replace('\n', "\r").into(), 5, "Févr", "C5"),
        ("LF, CRLF et CR mêlés", fins_melees.into(), 5, "Févr", "C5"),
        ("BOM", bom.clone().into(), 5, "Févr", "C5"),
        ("UTF-16 LE, tabulations", utf_16(&bom.replace(';', "\t"), u16::to_le_bytes), 5, "Févr", "C5"),
        ("UTF-16 BE sans BOM", utf_16(&T.replace('\n', "\r\n"), u16::to_be_bytes), 5, "Févr", "C5"),
        ("Windows-1252", encoding_rs::WINDOWS_1252.encode(T).0.into_owned(), 5, "Févr", "C5"),
        ("Mac Roman, CR", encoding_rs::MACINTOSH.encode(&T.replace('\n', "\r")).0.into_owned(), 5, "Févr", "C5"),
        ("lignes vides", vides.clone().into(), 8, "Févr", "C8"),
        ("lignes vides, CR", vides.replace('\n', "\r").into(), 8, "Févr", "C8"),
        ("deux lignes vides en tête, CRLF", blancs_crlf.into(), 7, "Févr", "C7"),
        ("Alt+Entrée", alt_entree.into(), 6, "Févr 2021", "C5"),
        ("Alt+Entrée, CRLF", alt_entree_crlf.into(), 6, "Févr 2021", "C5"),
        ("Alt+Entrée, CR", alt_entree_cr.into(), 6, "Févr 2021", "C5"),
        ("titres et note", titres.into(), 9, "Févr", "C8"),
        ("sep= : le tableur cache cette ligne", sep.into(), 6, "Févr", "C5"),
        ("BOM, \"sep=;\" et ligne vide", sep_bom.into(), 7, "Févr", "C6"),
        ("guillemet orphelin", orphelin.into(), 6, "Févr", "C6"),
        ("première colonne et première ligne vides", marge.into(), 6, "Févr", "D6"),
        ("classeur", workbook(0, 0), 5, "Févr", "C5"),
        ("classeur, titre, lignes et colonne vides", workbook(3, 1), 8, "Févr", "D8"),
    ] {
        assert_eq!(place(&octets), (ligne, colonne.to_owned(), cellule.to_owned()), "{nom}");
    }
}

/// The same table in a workbook, so many rows and columns further.
fn workbook(rows: u32, columns: u16) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "ACESM").unwrap();
    for (row, ligne) in (rows..).zip(T.lines()) {
        for (column, cellule) in (columns..).zip(ligne.split(';')) {
            match cellule.parse::<u32>() {
                Ok(nombre) => sheet.write_number(row, column, nombre).unwrap(),
                Err(_) => sheet.write_string(row, column, cellule).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The encoding and the separator assumed are said, in words.
#[test]
fn ce_qui_fut_suppose_est_dit() {
    let dit = |octets: &[u8]| match lu(&[("donnees/x.csv", octets)]).tables[0].forme {
        crate::domaine::dossier::FormeDeFichier::Texte { encodage, separateur } => (encodage, separateur),
        autre => panic!("{autre:?}"),
    };
    let doubles = encoding_rs::WINDOWS_1252.decode(T.as_bytes()).0.into_owned();
    assert_eq!(dit(doubles.as_bytes()), ("UTF-8 lu deux fois, accents rétablis", "point-virgule"));
    assert_eq!(dit(&utf_16(&T.replace(';', "\t"), u16::to_le_bytes)), ("UTF-16 sans BOM", "tabulation"));
    assert_eq!(dit(&encoding_rs::MACINTOSH.encode(T).0), ("Mac Roman", "point-virgule"));
}
