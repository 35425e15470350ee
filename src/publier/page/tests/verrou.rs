//! A table that Excel keeps closed while the page shows the folder.

use super::changements::{ecoute, version};
use super::{Atelier, Essai};
use crate::publier::fichiers::essai::Excel;
use axum::http::StatusCode;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

const TABLE: &str = "donnees/aemo-r.csv";
const OUVERT: &str = "donnees/aemo-r.csv est ouvert dans Excel ou dans un autre programme";

/// A folder whose files Excel may open, and the page that watches it.
fn suivi(excel: &Excel) -> Essai {
    let essai = Essai::sur("acesm-2021");
    let Essai { dossier, .. } = essai;
    let atelier = Atelier::par(dossier.path().to_owned(), excel.disque());
    let essai = Essai::avec(dossier, atelier);
    essai.moteur.spawn(super::super::changements::veille(essai.etat.clone()));
    essai
}

/// December of AEMO-R as it should be: « 50 » is the total of the service.
fn corrige(chemin: &Path) -> Vec<u8> {
    let octets = fs::read(chemin).unwrap();
    let fin = octets.windows(5).position(|o| o == b";50\r\n").unwrap();
    [&octets[..fin], b";15\r\n", &octets[fin + 5..]].concat()
}

#[test]
fn la_derniere_bonne_version_reste_et_la_suivante_vient_seule() {
    let excel = Excel::default();
    let essai = suivi(&excel);
    let chemin = essai.chemin(TABLE);
    assert!(essai.lit("/").texte().contains("data-version=\"1\""));
    let avant = essai.lit("/controles.json").octets;
    let neuf = corrige(&chemin);
    excel.ouvre(chemin.clone());
    fs::write(&chemin, neuf).unwrap();
    let page = essai.lit("/controles");
    assert_eq!(page.etat, StatusCode::OK);
    let texte = page.texte();
    assert!(texte.contains(OUVERT) && texte.contains("ce qu’il contenait avant"), "{texte}");
    assert!(texte.contains("data-version=\"2\"") && !texte.contains("fichier-non-lu"));
    assert!(essai.lit("/controles.json").octets == avant, "what is shown is what was read before");
    assert!(essai.lit("/").texte().contains("data-version=\"2\""), "it is not read again while it is closed");
    essai.moteur.block_on(async {
        let mut page = ecoute(&essai).await;
        assert_eq!(version(&mut page).await, 2);
        excel.ferme();
        assert_eq!(version(&mut page).await, 3, "nobody asked for a page");
    });
    assert!(!essai.lit("/").texte().contains("est ouvert dans Excel"));
    assert!(essai.lit("/controles.json").octets != avant);
}

#[test]
fn ferme_des_l_ouverture_il_n_est_pas_compte_et_le_rapport_attend() {
    let excel = Excel::default();
    let essai = suivi(&excel);
    excel.ouvre(essai.chemin(TABLE));
    let texte = essai.lit("/controles").texte();
    assert!(texte.contains(OUVERT) && texte.contains("rien n’en est compté pour l’instant"), "{texte}");
    assert!(texte.contains("fichier-non-lu") && texte.contains("constat-erreur"), "no figure stands without it");
    for chemin in ["/", "/rapport", "/deposer", "/tableau-de-bord", "/textes", "/reglages"] {
        let page = essai.lit(chemin);
        assert!(page.etat == StatusCode::OK && page.texte().contains(OUVERT), "{chemin}");
    }
    excel.ferme();
    let texte = essai.lit("/controles").texte();
    assert!(!texte.contains("est ouvert dans Excel") && !texte.contains("fichier-non-lu"));
}

#[test]
fn les_reglages_fermes_ne_sont_pas_des_reglages_absents() {
    let excel = Excel::default();
    let essai = suivi(&excel);
    excel.ouvre(essai.chemin("rapport.toml"));
    let texte = essai.lit("/controles").texte();
    assert!(texte.contains("rapport.toml est ouvert dans Excel") && !texte.contains("rapport-absent"), "{texte}");
}

#[test]
fn un_enregistrement_d_excel_donne_une_page_et_jamais_un_fichier_perdu() {
    let essai = suivi(&Excel::default());
    let chemin = essai.chemin(TABLE);
    assert!(essai.lit("/").texte().contains("data-version=\"1\""));
    let (essai_excel, ancien) = (essai.chemin("donnees/5AB31000"), essai.chemin("donnees/7C2F1000"));
    fs::write(essai.chemin("donnees/~$aemo-r.csv"), "Marie").unwrap();
    fs::write(&essai_excel, corrige(&chemin)).unwrap();
    fs::rename(&chemin, &ancien).unwrap();
    let programme = thread::spawn({
        let (chemin, ancien) = (chemin.clone(), ancien.clone());
        move || {
            thread::sleep(Duration::from_millis(900));
            fs::rename(essai_excel, &chemin).unwrap();
            fs::remove_file(ancien).unwrap();
        }
    });
    // asked for while the table is away
    assert!(!chemin.exists());
    let texte = essai.lit("/controles").texte();
    assert!(
        texte.contains("data-version=\"2\"") && texte.contains("aemo-r.csv") && !texte.contains("5AB31000"),
        "{texte}"
    );
    programme.join().unwrap();
    essai.moteur.block_on(async {
        let mut page = ecoute(&essai).await;
        assert_eq!(version(&mut page).await, 2);
        let suite = tokio::time::timeout(Duration::from_secs(5), version(&mut page)).await;
        assert!(suite.is_err(), "one view for one save");
    });
}
