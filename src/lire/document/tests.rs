//! Documents by hand, as Word and LibreOffice write them: what the Markdown says, and what it leaves out.

use super::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn archive(parties: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, contenu) in parties {
        archive.start_file(*nom, SimpleFileOptions::default()).unwrap();
        archive.write_all(contenu.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const STYLES: &str = r#"<w:styles><w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Citation"><w:name w:val="Quote"/></w:style><w:style w:type="paragraph" w:styleId="Lgende"><w:name w:val="caption"/></w:style><w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style><w:style w:type="character" w:styleId="lev"><w:name w:val="Strong"/></w:style></w:styles>"#;
const LISTES: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Target="https://a.fr/?x=1&amp;y=2" TargetMode="External"/><Relationship Id="r2" Target="media/image1.png"/><Relationship Id="r3" Target="file:///etc/passwd" TargetMode="External"/></Relationships>"#;
const NOTES: &str = r#"<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>trait</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>au sens du projet</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

fn docx(corps: &str) -> Source {
    let document = format!("<?xml version=\"1.0\"?><w:document><w:body>{corps}<w:sectPr/></w:body></w:document>");
    let parties = [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", LISTES),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/footnotes.xml", NOTES),
        ("word/header1.xml", "<w:hdr><w:p><w:r><w:t>en-tête</w:t></w:r></w:p></w:hdr>"),
        ("word/media/image1.png", "octets"),
    ];
    Source { chemin: "textes/a.docx".into(), octets: archive(&parties) }
}

fn lu(corps: &str) -> Document {
    lit(&docx(corps), &Limites::default()).unwrap_or_else(|refus| panic!("{refus:?}"))
}

fn p(contenu: &str) -> String {
    format!("<w:p>{contenu}</w:p>")
}

fn style(style: &str, texte: &str) -> String {
    p(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}", r(texte)))
}

fn r(texte: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{texte}</w:t></w:r>")
}

fn forme(forme: &str, texte: &str) -> String {
    format!("<w:r><w:rPr>{forme}</w:rPr><w:t xml:space=\"preserve\">{texte}</w:t></w:r>")
}

fn element(liste: u8, niveau: u8, texte: &str) -> String {
    let liste = format!("<w:numPr><w:ilvl w:val=\"{niveau}\"/><w:numId w:val=\"{liste}\"/></w:numPr>");
    p(&format!("<w:pPr>{liste}</w:pPr>{}", r(texte)))
}

#[test]
fn titres_listes_citations_et_tables() {
    let table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Motif</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>a|b</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>un</w:t></w:r></w:p><w:p><w:r><w:t>deux</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let corps = [
        style("Titre", "Les sorties"),
        style("TM1", "Sommaire 1"),
        p(""),
        style("Titre1", "Motifs"),
        element(1, 0, "a"),
        element(1, 1, "b"),
        element(2, 0, "trois"),
        element(2, 0, "quatre"),
        style("Citation", "dit-il"),
        style("Citation", "encore"),
        table.to_owned(),
        p(&r("fin")),
    ];
    let document = lu(&corps.concat());
    let attendu = "# Les sorties\n\n## Motifs\n\n- a\n  - b\n3. trois\n4. quatre\n\n> dit-il\n>\n> encore\n\n\
        | Motif | a\\|b |\n| --- | --- |\n| un ; deux |  |\n\nfin\n";
    assert_eq!(document.contenu, attendu);
    let paragraphes: Vec<u32> = document.contenu.lines().zip(&document.paragraphes).map(|(_, p)| *p).collect();
    assert_eq!(paragraphes.len(), attendu.lines().count());
    assert_eq!((paragraphes[2], paragraphes[7], *paragraphes.last().unwrap()), (2, 6, 13), "paragraphes non vides");
}

#[test]
fn rien_de_ce_que_word_n_imprime_n_est_lu() {
    let corps = p(&[
        r("gardé"),
        "<w:del><w:r><w:delText>supprimé</w:delText></w:r></w:del>".into(),
        "<w:moveFrom><w:r><w:t>déplacé</w:t></w:r></w:moveFrom>".into(),
        format!("<w:ins>{}</w:ins>", r(" inséré")),
        forme("<w:vanish/>", "caché"),
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>".into(),
        r(" 12"),
        "<w:commentRangeStart w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>".into(),
        "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".into(),
        format!(
            "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
            r(" x"),
            r("y")
        ),
    ]
    .concat());
    assert_eq!(lu(&corps).contenu, "gardé inséré 12 (au sens du projet) x\n");
    let fin_supprimee = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Début </w:t></w:r></w:p>";
    assert_eq!(lu(&format!("{fin_supprimee}{}", p(&r("et suite")))).contenu, "Début et suite\n");
}

#[test]
fn gras_italique_liens_et_sauts() {
    let gras = |t: &str| forme("<w:b/>", t);
    assert_eq!(lu(&p(&[r("un "), gras("mot "), gras("gras"), r(".")].concat())).contenu, "un **mot gras**.\n");
    assert_eq!(lu(&p(&[gras("Total :"), r("12")].concat())).contenu, "**Total** :12\n");
    assert_eq!(lu(&p(&forme("<w:b w:val=\"0\"/><w:i/>", "penché"))).contenu, "*penché*\n");
    assert_eq!(lu(&p(&forme("<w:rStyle w:val=\"lev\"/>", "fort"))).contenu, "**fort**\n");
    let lien = |id: &str| p(&format!("<w:hyperlink r:id=\"{id}\">{}</w:hyperlink>", r("ici")));
    assert_eq!(lu(&lien("r1")).contenu, "[ici](<https://a.fr/?x=1\\&y=2>)\n");
    assert_eq!(lu(&lien("r3")).contenu, "ici\n", "aucun fichier");
    assert_eq!(lu(&p(&format!("{}<w:r><w:br/></w:r>{}", r("a"), r("- b")))).contenu, "a\\\n\\- b\n");
}

#[test]
fn une_expression_coupee_en_morceaux_reste_entiere() {
    let morceaux =
        [r("Soit {"), forme("<w:b/>", "{\u{a0}aemo_r.en"), r("trees\u{a0}| date(«\u{a0}j\u{202f}»)"), r("}} *jeunes*")];
    assert_eq!(lu(&p(&morceaux.concat())).contenu, "Soit {{ aemo_r.entrees | date(\"j\") }} \\*jeunes\\*\n");
    assert_eq!(lu(&p(&r("{{ [a](b) }} et {% raw %}"))).contenu, "{{ \\[a\\](b) }} et {% raw %}\n");
    let cellule = |t: &str| format!("<w:tc>{}</w:tc>", p(&r(t)));
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cellule("a"), cellule("{{ s.x | nombre }}"));
    assert!(lu(&table).contenu.contains("{{ s.x \\| nombre }}"), "une barre finirait la cellule");
}

#[test]
fn une_image_a_sa_description_et_sa_legende() {
    let image = |dit: &str| {
        p(&format!("<w:r><w:drawing><wp:docPr id=\"1\" descr=\"{dit}\"/><a:blip r:embed=\"r2\"/></w:drawing></w:r>"))
    };
    let document = lu(&[image("Le jardin [1]"), style("Lgende", "Figure 2 : \u{ab} avant \u{bb}")].concat());
    let attendu = "![Le jardin \\[1\\]](<textes/a.docx/word/media/image1.png> \"\u{ab} avant \u{bb}\")\n";
    assert_eq!((document.contenu.as_str(), document.images.len()), (attendu, 1));
    assert_eq!(document.images[0].chemin, "textes/a.docx/word/media/image1.png");
    assert_eq!(lu(&image("")).contenu, "![](<textes/a.docx/word/media/image1.png>)\n");
}

#[test]
fn un_document_libreoffice() {
    let contenu = r#"<office:document-content><office:automatic-styles><style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="T2"><style:text-properties text:display="none"/></style:style><style:style style:name="P1" style:parent-style-name="Quotations"/><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style></office:automatic-styles><office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>supprimé</text:p></text:deletion></text:changed-region></text:tracked-changes><text:table-of-content><text:index-body><text:p>sommaire</text:p></text:index-body></text:table-of-content><text:h text:outline-level="2">Titre</text:h><text:p>Un <text:span text:style-name="T1">mot<text:s/></text:span>gras<text:span text:style-name="T2">caché</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note><office:annotation><text:p>commentaire</text:p></office:annotation></text:p><text:list text:style-name="L1"><text:list-item><text:p>un</text:p><text:list><text:list-item><text:p>dessous</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>deux</text:p></text:list-item></text:list><text:p text:style-name="P1">cité</text:p><text:p><draw:frame><draw:text-box><text:p text:style-name="Illustration"><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:title>court</svg:title><svg:desc>Le jardin</svg:desc></draw:frame>Illustration 1: en mai</text:p></draw:text-box></draw:frame></text:p></office:text></office:body></office:document-content>"#;
    let octets = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", contenu),
        ("Pictures/1.png", "octets"),
    ]);
    let document =
        lit(&Source { chemin: "textes/a.odt".into(), octets }, &Limites::default()).unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!(
        document.contenu,
        "## Titre\n\nUn **mot** gras (note)\n\n1. un\n   - dessous\n2. deux\n\n> cité\n\n\
         ![Le jardin](<textes/a.odt/Pictures/1.png> \"en mai\")\n"
    );
}

#[test]
fn ce_qui_n_est_pas_un_document_est_refuse() {
    let nature = |octets: Vec<u8>| lit(&Source { chemin: "textes/a.docx".into(), octets }, &Limites::default()).err();
    let illisible = |quoi| Some(NatureAnomalie::TexteIllisible { quoi });
    assert_eq!(nature(b"{\\rtf1}".to_vec()), illisible(DocumentNonLu::Ancien));
    assert_eq!(nature(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()), illisible(DocumentNonLu::Ancien));
    let mut protege = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    protege.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(nature(protege), illisible(DocumentNonLu::Protege));
    assert_eq!(nature(Vec::new()), illisible(DocumentNonLu::Abime));
    let entier = docx(&p(&r("x"))).octets;
    assert_eq!(nature(entier[..entier.len() / 2].to_vec()), illisible(DocumentNonLu::Abime));
    let ouvert = docx("<w:p>");
    assert_eq!(nature(ouvert.octets), illisible(DocumentNonLu::Abime));
    let entite = "<!DOCTYPE w:document [<!ENTITY a \"aaaaaaaaaa\">]><w:document>&a;</w:document>";
    assert_eq!(nature(archive(&[("word/document.xml", entite)])), illisible(DocumentNonLu::Abime));
}

#[test]
fn une_bombe_est_refusee_avant_d_etre_lue() {
    let bombe = docx(&p(&r(&" ".repeat(40 << 20))));
    assert!(bombe.octets.len() < 100_000);
    let refus = lit(&bombe, &Limites::default()).err();
    let limite = "32 Mio de texte décompressé".to_owned();
    assert_eq!(refus, Some(NatureAnomalie::FichierTropGrand { limite }));
    let long = lit(&docx(&p(&r(&"mot ".repeat(1 << 20)))), &Limites::default()).err();
    assert_eq!(long, Some(NatureAnomalie::FichierTropGrand { limite: "2 Mio de texte".to_owned() }));
    let limites = Limites { octets_decompresses: 100, ..Limites::default() };
    let limite = "limites.octets_decompresses = 100".to_owned();
    assert_eq!(lit(&docx(&p(&r("x"))), &limites).err(), Some(NatureAnomalie::FichierTropGrand { limite }));
}
