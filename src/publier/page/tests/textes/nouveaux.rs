//! Texts that begin: last year's that are taken again, new sections, action sheets.

use super::{empreinte, forme, vers};
use crate::publier::page::tests::{Essai, sain};
use axum::http::StatusCode;
use std::fs;

/// A folder where last year's texts wait.
fn avec_des_anciens() -> Essai {
    let essai = Essai::sur("acesm-2021");
    let anciens = essai.chemin("textes/_a-reprendre");
    fs::create_dir_all(anciens.join("fiches")).unwrap();
    fs::write(anciens.join("faits-marquants.md"), "# Faits\n\nL’an dernier <b>, soit {{ service.tau }}.\n").unwrap();
    fs::write(anciens.join("introduction.md"), "Autre.\n").unwrap();
    fs::write(anciens.join("objectifs.md"), "Nos objectifs.\n").unwrap();
    fs::write(anciens.join("fiches/atelier.md"), "# Atelier\n\nMots.\n").unwrap();
    // what a new folder holds: a text that asks for words, and has none
    fs::write(essai.chemin("textes/objectifs.md"), "<!-- À écrire. -->\n").unwrap();
    essai
}

#[test]
fn un_texte_de_l_an_dernier_se_relit_sans_etre_repris() {
    let essai = avec_des_anciens();
    let liste = essai.lit("/textes").texte();
    assert!(liste.contains("/textes-a-reprendre?nom=faits-marquants.md"), "{liste}");
    assert!(liste.contains("/textes-a-reprendre?nom=fiches%2Fatelier.md"), "{liste}");
    assert_eq!(liste.matches("porte déjà ce nom").count(), 1, "introduction only: {liste}");
    let page = essai.lit("/textes-a-reprendre?nom=faits-marquants.md").texte();
    sain(&page);
    assert!(page.contains("L’an dernier &lt;b&gt;") && page.contains(">Reprendre</button>"), "{page}");
    assert!(page.contains(">Laisser</a>") && page.contains("expression-inconnue"), "{page}");
    assert!(!essai.chemin("textes/faits-marquants.md").exists(), "reading takes nothing");
    assert!(!essai.lit("/textes-a-reprendre?nom=introduction.md").texte().contains(">Reprendre</button>"));
}

#[test]
fn un_texte_de_l_an_dernier_se_reprend_une_fois() {
    let essai = avec_des_anciens();
    for (nom, section) in [
        ("faits-marquants.md", "faits-marquants"),
        ("fiches%2Fatelier.md", "fiches%2Fatelier"),
        ("objectifs.md", "objectifs"),
    ] {
        let repris = essai.envoie("/textes", &format!("nom={nom}"));
        assert_eq!((repris.etat, vers(&repris)), (StatusCode::SEE_OTHER, &*format!("/textes/{section}")));
        let editeur = essai.lit(vers(&repris));
        assert_eq!(editeur.etat, StatusCode::OK, "{section}");
        assert_eq!(essai.envoie("/textes", &format!("nom={nom}")).etat, StatusCode::CONFLICT, "{nom}");
    }
    assert_eq!(essai.disque("textes/objectifs.md"), "Nos objectifs.\n");
    assert_eq!(essai.disque("textes/fiches/atelier.md"), "# Atelier\n\nMots.\n");
    assert!(essai.chemin("textes/_a-reprendre/faits-marquants.md").exists(), "it is copied");
    let avant = essai.disque("textes/introduction.md");
    for (nom, etat) in [
        ("introduction.md", StatusCode::CONFLICT),
        ("..%2F..%2Frapport.toml", StatusCode::NOT_FOUND),
        ("..%2Fintroduction.md", StatusCode::NOT_FOUND),
        ("fiches%2F..%2F..%2Fintroduction.md", StatusCode::NOT_FOUND),
        ("%2Fetc%2Fpasswd", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(essai.envoie("/textes", &format!("nom={nom}")).etat, etat, "{nom}");
        if etat == StatusCode::NOT_FOUND {
            assert_eq!(essai.lit(&format!("/textes-a-reprendre?nom={nom}")).etat, etat, "{nom}");
        }
    }
    assert_eq!(essai.disque("textes/introduction.md"), avant);
    // the report does not hold what waits
    let vue = essai.moteur.block_on(essai.etat.atelier.vue()).unwrap_or_else(|_| panic!("vue"));
    assert!(vue.preparation.textes().iter().all(|texte| !texte.fichier.contains("_a-reprendre")));
}

#[test]
fn une_fiche_se_modifie_comme_une_section() {
    let essai = Essai::sur("acesm-2021");
    fs::create_dir_all(essai.chemin("textes/fiches")).unwrap();
    for (nom, titre) in [("a.md", "Atelier cuisine"), ("b.md", "Relais sportif")] {
        fs::write(essai.chemin("textes/fiches").join(nom), format!("# {titre}\n\n## Public\n\nMots.\n")).unwrap();
    }
    let liste = essai.lit("/textes").texte();
    assert!(liste.contains("Atelier cuisine") && liste.contains("/textes/fiches%2Fb"), "{liste}");
    let editeur = essai.lit("/textes/fiches%2Fb");
    let page = editeur.texte();
    sain(&page);
    assert!(page.contains("Le texte de la fiche") && page.contains("fiche-incomplete"), "{page}");
    // live checks, and the page where it stands
    let verifie =
        essai.envoie_le_texte("/textes/fiches%2Fb/verifier", "# Relais sportif\n\n{{ service.tau }}\n").texte();
    assert!(verifie.contains("expression-inconnue"), "{verifie}");
    let texte = "# Relais sportif\n\n## Public\n\nDes mots tout neufs.\n";
    let apercu = essai.envoie_le_texte("/textes/fiches%2Fb/apercu", texte);
    assert_eq!(apercu.etat, StatusCode::OK);
    let apercu = apercu.texte();
    assert!(apercu.contains("Des mots tout neufs") && apercu.contains("/textes/fiches%2Fb/apercu/"), "{apercu}");
    assert!(apercu.contains("Relais sportif"), "{apercu}");
    // never over what changed meanwhile
    let version = empreinte(&editeur);
    fs::write(essai.chemin("textes/fiches/b.md"), "# Relais sportif\n\nD’une collègue.\n").unwrap();
    assert_eq!(essai.envoie("/textes/fiches%2Fb", &forme(texte, &version)).etat, StatusCode::CONFLICT);
    assert!(essai.disque("textes/fiches/b.md").contains("collègue"));
    let version = empreinte(&essai.lit("/textes/fiches%2Fb"));
    assert_eq!(essai.envoie("/textes/fiches%2Fb", &forme(texte, &version)).etat, StatusCode::SEE_OTHER);
    assert_eq!(essai.disque("textes/fiches/b.md"), texte);
    for dehors in ["fiches%2F..%2F..%2Frapport", "fiches%2Fabsente", "fiches%2F", "fiches%2F%2Fetc%2Fpasswd"] {
        assert_eq!(essai.lit(&format!("/textes/{dehors}")).etat, StatusCode::NOT_FOUND, "{dehors}");
        let ecrit = essai.envoie(&format!("/textes/{dehors}"), &forme("x", ""));
        assert_eq!(ecrit.etat, StatusCode::UNPROCESSABLE_ENTITY, "{dehors}");
    }
}

#[test]
fn un_texte_nouveau_a_un_nom_sur_et_n_ecrase_rien() {
    let essai = Essai::sur("acesm-2021");
    let cree = |titre: &str, genre: &str| essai.envoie("/textes-nouveau", &format!("titre={titre}&genre={genre}"));
    let section = cree("Vie+du+service+%3Cb%3E", "section");
    assert_eq!((section.etat, vers(&section)), (StatusCode::SEE_OTHER, "/textes/vie-du-service-b"));
    assert_eq!(essai.disque("textes/vie-du-service-b.md"), "# Vie du service <b>\n");
    let page = essai.lit("/textes/vie-du-service-b");
    assert_eq!(page.etat, StatusCode::OK);
    sain(&page.texte());
    let fiche = cree("..%2F..%2Fsortie%2Fatelier", "fiche");
    assert_eq!((fiche.etat, vers(&fiche)), (StatusCode::SEE_OTHER, "/textes/fiches%2Fsortie-atelier"));
    assert_eq!(essai.lit("/textes/fiches%2Fsortie-atelier").etat, StatusCode::OK);
    assert!(essai.chemin("textes/fiches/sortie-atelier.md").exists() && !essai.chemin("sortie").exists());
    // what exists is opened as it is
    let avant = essai.disque("textes/introduction.md");
    assert_eq!(vers(&cree("Introduction", "section")), "/textes/introduction");
    assert_eq!(essai.disque("textes/introduction.md"), avant);
    for refuse in ["", "+", "%2E%2E", "CON", "Identit%C3%A9", &"x".repeat(200)] {
        assert_eq!(cree(refuse, "section").etat, StatusCode::BAD_REQUEST, "{refuse}");
    }
    #[cfg(unix)]
    {
        let dehors = tempfile::tempdir().unwrap();
        fs::remove_dir_all(essai.chemin("textes")).unwrap();
        std::os::unix::fs::symlink(dehors.path(), essai.chemin("textes")).unwrap();
        assert_eq!(cree("Autre", "section").etat, StatusCode::BAD_REQUEST);
        assert_eq!(fs::read_dir(dehors.path()).unwrap().count(), 0, "nothing is written through a link");
    }
}
