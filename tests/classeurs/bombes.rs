//! Files that claim more than they hold, hold more than they claim, or are not what they say.

use super::{FORMATS, classeur};
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write as _};
use trame::domaine::anomalie::{Anomalie, FormatNonLu, NatureAnomalie};
use trame::domaine::dossier::{Dossier, Source};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const RAPPORT: &str = "exercice = 2021\n[association]\nnom = \"A\"\n[service]\nnom = \"S\"\n[[dispositif]]\ncode = \"AEMO-R\"\nlibelle = \"AEMO-R\"\ncadre = \"judiciaire\"\nmodalite = \"milieu-ouvert\"\n";

fn lu(octets: Vec<u8>, limites: &str) -> Dossier {
    let rapport = Source { chemin: "rapport.toml".into(), octets: format!("{RAPPORT}{limites}").into_bytes() };
    trame::lire::dossier([rapport, Source { chemin: "donnees/classeur.xls".into(), octets }].into_iter().collect())
}

fn natures(dossier: &Dossier) -> Vec<&NatureAnomalie> {
    dossier.anomalies.iter().map(|Anomalie { nature, .. }| nature).collect()
}

fn refus(octets: Vec<u8>, limites: &str) -> NatureAnomalie {
    let dossier = lu(octets, limites);
    assert!(dossier.tables.is_empty());
    let [nature] = natures(&dossier)[..] else { panic!("{:?}", dossier.anomalies) };
    sans_extension(nature)
}

/// The same whatever the file was called: its name is not what is tested here.
fn sans_extension(nature: &NatureAnomalie) -> NatureAnomalie {
    match nature {
        NatureAnomalie::ClasseurIllisible { quoi, .. } => illisible(*quoi),
        NatureAnomalie::ClasseurProtege { .. } => NatureAnomalie::ClasseurProtege { vraie: None },
        autre => autre.clone(),
    }
}

fn trop_grand(limite: &str) -> NatureAnomalie {
    NatureAnomalie::FichierTropGrand { limite: limite.to_owned() }
}

fn illisible(quoi: FormatNonLu) -> NatureAnomalie {
    NatureAnomalie::ClasseurIllisible { quoi, vraie: None }
}

fn zip(parties: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, octets) in parties {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        archive.start_file(*nom, options).unwrap();
        archive.write_all(octets).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A good workbook with some parts rewritten.
fn rewritten(nom: &str, rewrite: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(classeur(nom))).unwrap();
    let mut parties = Vec::new();
    for i in 0..archive.len() {
        let mut partie = archive.by_index(i).unwrap();
        let nom = partie.name().unwrap().into_owned();
        let mut octets = Vec::new();
        partie.read_to_end(&mut octets).unwrap();
        let octets = match String::from_utf8(octets) {
            Ok(texte) => rewrite(&nom, texte).into_bytes(),
            Err(binaire) => binaire.into_bytes(),
        };
        parties.push((nom, octets));
    }
    zip(&parties.iter().map(|(nom, octets)| (nom.as_str(), octets.as_slice())).collect::<Vec<_>>())
}

fn xlsx(lignes: &str) -> Vec<u8> {
    rewritten("aemo-r.xlsx", |nom, texte| match nom {
        "xl/worksheets/sheet1.xml" => {
            format!("<worksheet><sheetData>{lignes}</sheetData></worksheet>")
        }
        _ => texte,
    })
}

fn ods(lignes: &str) -> Vec<u8> {
    let contenu = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"F\">{lignes}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    zip(&[("mimetype", mimetype), ("META-INF/manifest.xml", b"<manifest/>"), ("content.xml", contenu.as_bytes())])
}

#[test]
fn une_valeur_au_bout_de_la_feuille_ne_coute_que_sa_ligne() {
    let dossier = lu(
        xlsx("<row r=\"1048576\"><c r=\"XFD1048576\"><v>7</v></c></row>"),
        "[limites]\ncellules_par_classeur = 17000\n",
    );
    let ligne = &dossier.tables[0].lignes[0];
    assert_eq!((dossier.tables[0].lignes.len(), ligne.numero, ligne.cellules.len()), (1, 1_048_576, 16_384));
    let mut lignes = String::new();
    for rang in 1..=200 {
        write!(lignes, "<row r=\"{rang}\"><c r=\"XFD{rang}\"><v>7</v></c></row>").unwrap();
    }
    assert_eq!(refus(xlsx(&lignes), ""), trop_grand("limites.cellules_par_classeur = 2000000"));
}

#[test]
fn les_lignes_d_un_xlsx_sont_mises_en_ordre_et_la_derniere_valeur_reste() {
    let dossier = lu(
        xlsx(
            "<row r=\"9\"><c r=\"B9\"><v>1</v></c><c r=\"A9\"><v>2</v></c><c r=\"D9\"/></row><row r=\"3\"><c r=\"A3\"><v>3</v></c><c r=\"A3\"><v>4</v></c></row><row><c><v>5</v></c></row>",
        ),
        "",
    );
    let lignes = &dossier.tables[0].lignes;
    let places: Vec<_> = lignes.iter().map(|l| (l.numero, l.rang, l.cellules.len())).collect();
    assert_eq!(places, [(3, 2, 1), (4, 3, 1), (9, 8, 2)]);
}

#[test]
fn un_ods_de_cellules_repetees_est_refuse_avant_de_les_ecrire() {
    let cellule =
        "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    let ligne = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cellule}</table:table-row>");
    let groupe = format!(
        "<table:table-row-group><table:table-row-group>{ligne}</table:table-row-group></table:table-row-group>"
    );
    let cachee = format!("<table:table-row><table:table-cell>{ligne}</table:table-cell></table:table-row>");
    let attendu = trop_grand("limites.cellules_par_classeur = 2000000");
    for lignes in [&ligne, &groupe, &cachee] {
        assert_eq!(refus(ods(lignes), ""), attendu, "{lignes}");
    }
    let long = ligne.replace("16384", "4294967295").replace("1048576", "4294967295");
    assert_eq!(refus(ods(&long), ""), attendu);
    let texte = format!(
        "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row>",
        "x".repeat(1000)
    );
    assert_eq!(refus(ods(&texte), ""), trop_grand("limites.octets_decompresses = 209715200"));
}

#[test]
fn des_blancs_repetes_ne_coutent_rien() {
    let blancs = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let une = "<table:table-row><table:table-cell table:number-columns-repeated=\"3\"/><table:table-cell office:value-type=\"float\" office:value=\"12\"/><table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>";
    let dossier = lu(ods(&format!("{blancs}{une}{blancs}")), "[limites]\ncellules_par_classeur = 600\n");
    let ligne = &dossier.tables[0].lignes[0];
    assert_eq!((dossier.tables[0].lignes.len(), ligne.numero, ligne.cellules.len()), (1, 1_048_001, 4));
}

/// A part that unpacks to more than the archive says: only what comes out is believed.
#[test]
fn une_archive_qui_ment_sur_sa_taille_est_mesuree() {
    let limites = "[limites]\noctets_decompresses = 1000000\n";
    let attendu = trop_grand("limites.octets_decompresses = 1000000");
    let blancs = " ".repeat(5_000_000);
    let mut bombe = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", blancs.as_bytes())]);
    assert!(bombe.len() < 10_000);
    assert_eq!(refus(bombe.clone(), limites), attendu);
    let vraie = 5_000_000_u32.to_le_bytes();
    while let Some(place) = bombe.windows(4).position(|mot| mot == vraie) {
        bombe[place..place + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert_eq!(refus(bombe, limites), illisible(FormatNonLu::Abime), "a lie is a damage");
    let contenu = format!("<office:document-content>{blancs}</office:document-content>");
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    assert_eq!(refus(zip(&[("mimetype", mimetype), ("content.xml", contenu.as_bytes())]), limites), attendu);
}

#[test]
fn les_annonces_que_calamine_croirait_sont_refusees() {
    let chaines = |nombre: &str| {
        rewritten("aemo-r.xlsx", |nom, texte| match nom {
            "xl/sharedStrings.xml" => {
                format!("<sst uniqueCount=\"{nombre}\">{}", &texte[texte.find("<si>").unwrap()..])
            }
            _ => texte,
        })
    };
    assert_eq!(lu(chaines("17"), "").releves.len(), 48);
    assert_eq!(refus(chaines("99999999999"), ""), illisible(FormatNonLu::Abime));
    let polices = rewritten("aemo-r.xlsx", |nom, texte| match nom {
        "xl/styles.xml" => format!(
            "<styleSheet><fonts><font><name val=\"{}\"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>",
            "x".repeat(100_000),
            "<xf fontId=\"0\"/>".repeat(10_000)
        ),
        _ => texte,
    });
    assert_eq!(refus(polices, ""), trop_grand("limites.octets_decompresses = 209715200"));
    for reference in ["A99999999999", "AAAAAAAAAA1", "A0"] {
        let ligne = format!("<row r=\"1\"><c r=\"{reference}\"><v>1</v></c></row>");
        assert_eq!(refus(xlsx(&ligne), ""), illisible(FormatNonLu::Abime), "{reference}");
    }
}

#[test]
fn une_feuille_lue_cent_mille_fois_est_refusee() {
    let feuilles = |id: &dyn Fn(u32) -> String| {
        let mut feuilles = String::new();
        for n in 1..=100_000 {
            write!(feuilles, "<sheet name=\"F{n}\" sheetId=\"{n}\" r:id=\"{}\"/>", id(n)).unwrap();
        }
        rewritten("aemo-r.xlsx", |nom, texte| match nom {
            "xl/workbook.xml" => format!("<workbook><sheets>{feuilles}</sheets></workbook>"),
            _ => texte,
        })
    };
    assert_eq!(refus(feuilles(&|_| "rId3".to_owned()), ""), illisible(FormatNonLu::Abime));
    let onglets = "<table:table table:name=\"F\"/>".repeat(100_000);
    let fin = format!("</table:table>{onglets}<table:table>");
    assert_eq!(refus(ods(&fin), ""), trop_grand("limites.cellules_par_classeur = 2000000"));
}

#[test]
fn un_fichier_coupe_ou_abime_est_dit_illisible() {
    for format in FORMATS {
        let entier = classeur(&format!("service.{format}"));
        for fin in [8, 100, 600, entier.len() / 2, entier.len() - 1] {
            let dossier = lu(entier[..fin].to_vec(), "");
            let abime = natures(&dossier).into_iter().any(|n| sans_extension(n) == illisible(FormatNonLu::Abime));
            assert!(abime || !dossier.releves.is_empty(), "{format} coupé à {fin} : {:?}", dossier.anomalies);
        }
    }
}

#[test]
fn ce_qui_n_est_pas_un_classeur_dit_ce_qu_il_est() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let mut ole = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    ole.create_stream("/WordDocument").unwrap().write_all(b"texte").unwrap();
    for (octets, quoi) in [
        (zip(&[types, ("xl/workbook.bin", b"")]), FormatNonLu::Xlsb),
        (zip(&[types, ("word/document.xml", b"")]), FormatNonLu::Document),
        (zip(&[types, ("ppt/presentation.xml", b"")]), FormatNonLu::Presentation),
        (zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), FormatNonLu::Document),
        (zip(&[("Index/Document.iwa", b"")]), FormatNonLu::Numbers),
        (zip(&[("aemo-r.csv", b"")]), FormatNonLu::Archive),
        (ole.into_inner().into_inner(), FormatNonLu::Document),
        (b"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<Workbook/>".to_vec(), FormatNonLu::Xml),
        (b"<HTML><table>".to_vec(), FormatNonLu::PageWeb),
        (b"%PDF-1.4".to_vec(), FormatNonLu::Pdf),
    ] {
        assert_eq!(refus(octets, ""), illisible(quoi));
    }
}

/// A password leaves a word in the manifest of an ODS, a record at the head of an XLS.
#[test]
fn un_mot_de_passe_est_reconnu_dans_chaque_format() {
    let protege = NatureAnomalie::ClasseurProtege { vraie: None };
    assert_eq!(refus(classeur("protege.xlsx"), ""), protege);
    let chiffre = rewritten("aemo-r.ods", |nom, texte| match nom {
        "META-INF/manifest.xml" => {
            texte.replace("</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>")
        }
        _ => texte,
    });
    assert_eq!(refus(chiffre, ""), protege);
    let mut xls = classeur("aemo-r.xls");
    let page_de_code = [0x42, 0, 2, 0];
    let place = xls.windows(4).position(|octets| octets == page_de_code).unwrap();
    xls[place] = 0x2F;
    assert_eq!(refus(xls, ""), protege);
}
