//! Words of a DOCX at random, whole of marks: each is shown as typed, and none becomes markup.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use trame::composer::texte::bloc::{Bloc, Fragment};
use trame::composer::texte::lire;
use trame::domaine::dossier::Source;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const LETTRES: [&str; 40] = [
    "a",
    "b",
    "é",
    " ",
    " ",
    "*",
    "**",
    "_",
    "[",
    "]",
    "(",
    ")",
    "&lt;",
    "&gt;",
    "#",
    "`",
    "~",
    "|",
    "\\",
    "!",
    "-",
    "+",
    "1",
    ".",
    "&amp;",
    "$",
    "^",
    "=",
    "&quot;",
    "{",
    "}",
    "{{",
    "}}",
    "%",
    "«",
    "»",
    "&amp;amp;",
    ":",
    "&lt;!--",
    "\u{a0}",
];

/// The same numbers for the same seed.
fn hasard(graine: &mut u64) -> usize {
    *graine = graine.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*graine >> 40).unwrap()
}

fn docx(paragraphe: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    write!(archive, "<w:document><w:body><w:p>{paragraphe}</w:p></w:body></w:document>").unwrap();
    archive.finish().unwrap().into_inner()
}

fn mots(fragments: &[Fragment]) -> String {
    let mot = |f: &Fragment| match f {
        Fragment::Texte { texte } | Fragment::Chiffre { texte, .. } => texte.clone(),
        Fragment::Emphase { contenu } | Fragment::Fort { contenu } | Fragment::Lien { contenu, .. } => mots(contenu),
        Fragment::Saut => String::new(),
    };
    fragments.iter().map(mot).collect()
}

fn sans_espaces(texte: &str) -> String {
    texte.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

#[test]
fn les_mots_de_word_s_affichent_tels_quels() {
    for graine in 0..2_000_u64 {
        let mut etat = graine;
        let (mut xml, mut attendu) = (String::new(), String::new());
        for _ in 0..=hasard(&mut etat) % 5 {
            let forme = ["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>"][hasard(&mut etat) % 4];
            let texte: String =
                (0..hasard(&mut etat) % 6).map(|_| LETTRES[hasard(&mut etat) % LETTRES.len()]).collect();
            write!(xml, "<w:r><w:rPr>{forme}</w:rPr><w:t>{texte}</w:t></w:r>").unwrap();
            attendu.push_str(&texte);
        }
        for (code, lettre) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
            attendu = attendu.replace(code, lettre);
        }
        let source = Source { chemin: "textes/a.docx".into(), octets: docx(&xml) };
        let dossier = trame::lire::dossier(vec![source].into());
        let contenu = &dossier.textes[0].contenu;
        let lu: String = lire(contenu, |_, _| None)
            .blocs
            .iter()
            .map(|bloc| match bloc {
                Bloc::Paragraphe { contenu } => mots(contenu),
                autre => panic!("{graine} : {autre:?} vient de {contenu:?}"),
            })
            .collect();
        // Inside an expression, quotation marks are straightened.
        let droit = |t: &str| sans_espaces(t).replace(['«', '»'], "\"");
        assert_eq!(droit(&lu), droit(&attendu), "{graine} : {contenu:?}");
    }
}

/// tests/textes/LISEZMOI.md: what programs wrote, and what is read of it.
#[test]
fn les_documents_de_vrais_logiciels() {
    let dossier = crate::outils::racine().join("tests/textes");
    for nom in ["writer.odt", "writer.docx", "pandoc.docx"] {
        let octets = std::fs::read(dossier.join(nom)).unwrap();
        let lu = trame::lire::dossier(vec![Source { chemin: format!("textes/{nom}"), octets }].into());
        let contenu = &lu.textes[0].contenu;
        let attendu = dossier.join(format!("{nom}.attendu.md"));
        if std::env::var_os("ACCEPTER").is_some() {
            std::fs::write(&attendu, contenu).unwrap();
        }
        assert_eq!(*contenu, std::fs::read_to_string(attendu).unwrap(), "{nom}");
        for absent in ["SUPPRIME", "COMMENTAIRE", "SOMMAIRE", "EN-TETE", "PIED"] {
            assert!(!contenu.contains(absent), "{nom} : {absent}");
        }
        for present in ["INSERE", "TEXTE DU CADRE", "TEXTE DE FORME"].iter().filter(|_| nom.starts_with("writer")) {
            assert_eq!(contenu.matches(present).count(), 1, "{nom} : {present}");
        }
    }
}
