//! Pictures of the texts: printed with their caption, turned as the camera was held, without what it wrote.

use super::{Projet, Rapport, compose, fixture};
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{Dossier, Source, Texte};

/// A folder of that text, with a PNG and a JPEG that lies on its side.
fn avec(contenu: &str) -> (Projet, Rapport) {
    let mut cas = fixture::minimal();
    let texte = Texte { section: "introduction".into(), contenu: contenu.into(), ..Texte::default() };
    let image = |nom: &str, octets: &[u8]| Source { chemin: format!("images/{nom}"), octets: octets.to_vec() };
    let images = vec![
        image("droite.png", include_bytes!("../../../tests/controles/image-illisible/juste/images/a.png")),
        image("couchee.jpg", include_bytes!("couchee.jpg")),
    ];
    let reglages = cas.controle.reglages().clone();
    let dossier = Dossier { reglages: Some(reglages), textes: vec![texte].into(), images, ..Dossier::default() };
    cas.controle = DossierControle::new(dossier, Default::default(), (Vec::new(), Vec::new())).unwrap();
    compose(&cas)
}

#[test]
fn une_image_s_imprime_avec_sa_legende() {
    let (projet, rapport) = avec(
        "Avant ![Le mur du fond](images/droite.png \"Le jardin en mai\") après.\n\n- ![Une cour](./images/droite.png)",
    );
    assert!(rapport.avertissements.is_empty(), "{:?}", rapport.avertissements);
    for visible in ["Avant", "après.", "Figure\u{a0}1", "Le jardin en mai", "Figure\u{a0}2", "Une cour"] {
        assert!(rapport.texte.contains(visible), "{visible}");
    }
    let images = projet.fichiers.keys().filter(|c| c.starts_with("images/"));
    assert_eq!(images.collect::<Vec<_>>(), ["images/texte-1.png"], "la même image n’est écrite qu’une fois");
}

#[test]
fn une_image_sans_description_ou_hors_du_dossier_ne_s_imprime_pas() {
    let (projet, rapport) =
        avec("![](images/droite.png) ![a.png](images/droite.png)\n\n![Un secret](../../etc/passwd)");
    assert!(!projet.fichiers.keys().any(|c| c.starts_with("images/")));
    assert!(!rapport.texte.contains("Figure") && rapport.texte.contains("Image non imprimée\u{a0}: Un secret."));
}

#[test]
fn une_photographie_couchee_est_redressee() {
    let (projet, rapport) = avec("![Deux bandes](images/couchee.jpg)");
    let octets = &projet.fichiers["images/texte-1.jpg"];
    let contient = |mot: &[u8]| octets.windows(mot.len()).any(|w| w == mot);
    assert!(contient(b"Exif\0\0MM\0*") && !contient(b"Marque"));
    let json = String::from_utf8(projet.fichiers[Projet::ENTREE].to_vec()).unwrap();
    assert!(json.contains("\"largeur\": 67") && json.contains("\"hauteur\": 134"), "40 points de large, 80 de haut");
    assert!(!rapport.pdf.is_empty());
}
