//! Pictures by hand: what is kept, what is dropped, what is refused.

use super::*;

/// A JPEG as a camera writes it: orientation 6, a place, a comment, a second picture behind its end.
fn photographie() -> Vec<u8> {
    let mut jpeg = vec![0xff, 0xd8];
    let tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS48.85";
    let exif = [b"Exif\0\0".as_slice(), tiff].concat();
    jpeg.extend([0xff, 0xe1, 0, u8::try_from(exif.len() + 2).unwrap()]);
    jpeg.extend(exif);
    jpeg.extend([0xff, 0xfe, 0, 6]);
    jpeg.extend(b"Paul");
    jpeg.extend([0xff, 0xc0, 0, 11, 8, 0, 20, 0, 40, 1, 1, 0x11, 0]);
    jpeg.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xff, 0, 0xff, 0xd0, 3, 0xff, 0xd9]);
    jpeg.extend(b"\xff\xd8 une autre image");
    jpeg
}

#[test]
fn une_photographie_perd_son_lieu_et_garde_son_sens() {
    let image = lue(&photographie()).unwrap();
    let contient = |mot: &[u8]| image.octets.windows(mot.len()).any(|w| w == mot);
    assert_eq!((image.largeur, image.hauteur), (20, 40), "couchée : redressée");
    assert!(!contient(b"GPS") && !contient(b"Paul") && !contient(b"autre"));
    assert!(contient(b"Exif\0\0MM\0*") && image.octets.ends_with(&[3, 0xff, 0xd9]));
    assert_eq!(lue(&image.octets).unwrap(), image, "stable");
}

#[test]
fn une_image_coupee_ou_menteuse_est_refusee() {
    let jpeg = photographie();
    let fin = jpeg.windows(2).position(|w| w == [0xff, 0xd9]).unwrap();
    for longueur in 0..fin + 1 {
        assert!(lue(&jpeg[..longueur]).is_err(), "{longueur}");
    }
    let avec = |de: usize, octet: u8| {
        let cadre = jpeg.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
        let mut jpeg = jpeg.clone();
        jpeg[cadre + de] = octet;
        lue(&jpeg)
    };
    assert_eq!(avec(9, 4), Err(Defaut::Cmjn));
    assert_eq!(avec(5, 2).map(|i| i.largeur), Ok(2 * 256 + 20), "les hauteurs ont deux octets");
    assert_eq!(lue(b"GIF89a"), Err(Defaut::Format("une image GIF")));
    assert_eq!(lue(b""), Err(Defaut::Format("d’un format inconnu")));
}

#[test]
fn aucun_chemin_ne_sort_du_dossier() {
    for (ecrit, attendu) in [
        ("images/a.jpg", Ok("images/a.jpg")),
        ("./images//a%20b.jpg", Ok("images/a b.jpg")),
        ("../images/a.jpg", Err(Ailleurs::HorsDuDossier)),
        ("images/%2e%2e/a.jpg", Err(Ailleurs::HorsDuDossier)),
        ("/etc/passwd", Err(Ailleurs::HorsDuDossier)),
        ("images\\a.jpg", Err(Ailleurs::HorsDuDossier)),
        ("C:/a.jpg", Err(Ailleurs::HorsDuDossier)),
        ("file:///etc/passwd", Err(Ailleurs::HorsDuDossier)),
        ("https://a.fr/b.png", Err(Ailleurs::Web)),
        ("data:image/png;base64,AA", Err(Ailleurs::Web)),
    ] {
        assert_eq!(chemin(ecrit).as_deref(), attendu.as_ref().copied(), "{ecrit}");
    }
    let images = [Source { chemin: "images/fe\u{302}te.jpg".into(), octets: Vec::new() }];
    assert!(cherche(images.iter(), "images/f\u{ea}te.jpg").is_some());
}
