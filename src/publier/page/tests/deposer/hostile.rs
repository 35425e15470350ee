//! Names, sizes and contents that mean harm.

use super::{AED_R, Essai, FORME, champ, formulaire, partie};
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use std::convert::Infallible;
use std::fs;
use std::io::{Cursor, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Everything under a folder, in order.
fn contenu(dossier: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut trouves = Vec::new();
    for entree in fs::read_dir(dossier).unwrap() {
        let chemin = entree.unwrap().path();
        match chemin.is_dir() {
            true => trouves.extend(contenu(&chemin)),
            false => trouves.push((chemin.clone(), fs::read(&chemin).unwrap())),
        }
    }
    trouves.sort();
    trouves
}

fn rien_n_attend(essai: &Essai) -> bool {
    !essai.apercu("/deposer").contains("En attente de votre choix")
}

fn archive(parties: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, octets) in parties {
        zip.start_file(*nom, SimpleFileOptions::default()).unwrap();
        zip.write_all(octets).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn aucun_nom_ne_sort_du_dossier() {
    let essai = Essai::sur("acesm-2021");
    let avant = contenu(essai.dossier.path());
    for nom in
        ["../x.csv", "..\\x.csv", "/tmp/x.csv", "C:\\x.csv", "a\0.csv", "rapport.toml", ".x.csv", "x.zip", "~$x.xlsx"]
    {
        let retour = essai.depose(nom, AED_R.as_bytes());
        assert_eq!(retour.etat, StatusCode::BAD_REQUEST, "{nom}");
        assert!(rien_n_attend(&essai), "{nom}");
    }
    assert!(contenu(essai.dossier.path()) == avant);
    for chemin in ["/deposer/..%2f..%2frapport.toml", "/deposer/0123", "/deposer/0123/garder"] {
        let etat = essai.lit(chemin).etat;
        assert!([StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED].contains(&etat), "{chemin}");
    }
}

#[test]
fn une_archive_ne_s_extrait_nulle_part() {
    let essai = Essai::sur("acesm-2021");
    let hostile = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("../../extrait-par-trame.csv", b"x"),
        ("/rapport.toml", b"x"),
    ]);
    let avant = contenu(essai.dossier.path());
    for nom in ["classeur.xlsx", "classeur.ods", "note.docx", "note.odt"] {
        let chemin = essai.recu(nom, &hostile);
        assert!(essai.apercu(&chemin).contains("Abandonner"), "{nom}");
    }
    assert!(contenu(essai.dossier.path()) == avant);
    assert!(!essai.dossier.path().parent().unwrap().join("extrait-par-trame.csv").exists());
}

#[test]
fn une_bombe_est_dite_trop_grande() {
    let essai = Essai::sur("acesm-2021");
    let rapport = essai.chemin("rapport.toml");
    let texte = fs::read_to_string(&rapport).unwrap();
    fs::write(&rapport, format!("{texte}\n[limites]\noctets_decompresses = 1000000\n")).unwrap();
    let vide = vec![b' '; 64 << 20];
    let bombe = archive(&[
        ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        ("xl/worksheets/sheet1.xml", &vide),
    ]);
    assert!(bombe.len() < 1 << 20);
    let page = essai.apercu(&essai.recu("bombe.xlsx", &bombe));
    assert!(page.contains("octets_decompresses"), "{page}");
}

#[test]
fn un_lien_a_la_place_est_refuse() {
    let essai = Essai::sur("acesm-2021");
    let ailleurs = tempfile::tempdir().unwrap();
    fs::write(ailleurs.path().join("x.csv"), "intact").unwrap();
    std::os::unix::fs::symlink(ailleurs.path().join("x.csv"), essai.chemin("donnees/lien.csv")).unwrap();
    let chemin = essai.recu("lien.csv", AED_R.as_bytes());
    assert_eq!(essai.lit(&chemin).etat, StatusCode::BAD_REQUEST);
    assert_eq!(essai.envoie(&format!("{chemin}/garder"), "vu=absent").etat, StatusCode::BAD_REQUEST);
    // a link in place of the folder of former versions
    let chemin = essai.recu("aed-r.csv", AED_R.as_bytes());
    let vu = champ(&essai.apercu(&chemin), "vu");
    std::os::unix::fs::symlink(ailleurs.path(), essai.chemin("donnees/.anciens")).unwrap();
    assert_eq!(essai.envoie(&format!("{chemin}/garder"), &format!("vu={vu}")).etat, StatusCode::BAD_REQUEST);
    assert_eq!(fs::read_dir(ailleurs.path()).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(ailleurs.path().join("x.csv")).unwrap(), "intact");
}

/// One gibibyte, of which it is counted how much was asked for.
fn geant(essai: &Essai, longueur: Option<usize>) -> (StatusCode, usize) {
    let morceau = Bytes::from(vec![b'x'; 1 << 20]);
    let demandes = Arc::new(AtomicUsize::new(0));
    let compte = Arc::clone(&demandes);
    let tete = Bytes::from(partie("gros.csv", b""));
    let suite = (0..1024).map(move |_| {
        compte.fetch_add(1, Ordering::Relaxed);
        morceau.clone()
    });
    let flux = tokio_stream::iter(std::iter::once(tete).chain(suite).map(Ok::<_, Infallible>));
    let mut demande = Request::post("/deposer")
        .header(header::HOST, super::super::HOTE)
        .header(header::ORIGIN, format!("http://{}", super::super::HOTE))
        .header(header::COOKIE, essai.cookie())
        .header(header::CONTENT_TYPE, FORME);
    if let Some(longueur) = longueur {
        demande = demande.header(header::CONTENT_LENGTH, longueur);
    }
    let retour = essai.demande(demande.body(Body::from_stream(flux)).unwrap());
    (retour.etat, demandes.load(Ordering::Relaxed))
}

#[test]
fn un_gibioctet_est_arrete_et_rien_n_en_reste() {
    let essai = Essai::sur("acesm-2021");
    let (etat, demandes) = geant(&essai, None);
    assert_eq!(etat, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(demandes <= 130, "arrêté à la borne: {demandes} Mio");
    assert_eq!(geant(&essai, Some(1 << 30)).0, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(rien_n_attend(&essai));
    // a workbook beyond its own bound is refused by name, and the others are taken in
    let rapport = essai.chemin("rapport.toml");
    let texte = fs::read_to_string(&rapport).unwrap();
    fs::write(&rapport, format!("{texte}\n[limites]\noctets_par_classeur = 1000\n")).unwrap();
    let lourd = vec![0; 2000];
    let corps = formulaire(&[("lourd.xlsx", &lourd), ("aed-r.csv", AED_R.as_bytes())]);
    let retour = essai.envoie_en("/deposer", FORME, corps);
    assert_eq!(retour.etat, StatusCode::BAD_REQUEST);
    assert!(retour.texte().contains("dépasse la taille") && retour.texte().contains("donnees/aed-r.csv"));
    let beaucoup: Vec<(String, Vec<u8>)> = (0..21).map(|n| (format!("{n}.csv"), b"a;b\n".to_vec())).collect();
    let beaucoup: Vec<(&str, &[u8])> = beaucoup.iter().map(|(nom, octets)| (nom.as_str(), octets.as_slice())).collect();
    let retour = essai.envoie_en("/deposer", FORME, formulaire(&beaucoup));
    assert!(retour.etat == StatusCode::BAD_REQUEST && retour.texte().contains("au plus 20"));
}

#[test]
fn le_html_des_noms_et_des_cellules_est_du_texte() {
    let essai = Essai::sur("acesm-2021");
    let retour = essai.depose("<script>alert(1)<&.csv", AED_R.as_bytes());
    assert_eq!(retour.etat, StatusCode::BAD_REQUEST);
    assert!(!retour.texte().contains("<script>alert") && retour.texte().contains("&lt;script&gt;alert"));
    let texte = AED_R.replace("SORTIES;0", "SORTIES;<img src=x onerror=alert(1)>");
    let page = essai.apercu(&essai.recu("a&b'c.csv", texte.as_bytes()));
    assert!(!page.contains("<img") && !page.contains("a&b'c"), "{page}");
    assert!(page.contains("&lt;img src"), "{page}");
}
