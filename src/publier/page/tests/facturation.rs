//! « Facturation », on the folder whose billing holds planted faults, and on one without billing.

use super::Essai;
use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use std::fs;
use std::io::Cursor;

fn texte(essai: &Essai, chemin: &str) -> String {
    let retour = essai.lit(chemin);
    assert_eq!(retour.etat, StatusCode::OK, "{chemin} : {}", retour.texte());
    retour.texte().replace(['\u{202f}', '\u{a0}'], " ")
}

#[test]
fn les_fautes_plantees_sont_dites_avec_leur_montant_et_leur_adresse() {
    let essai = Essai::sur("millau-segur-2025");
    let page = texte(&essai, "/facturation");
    for attendu in [
        "href=\"/chiffres/service.ecart_de_facturation\">+62,03 €</a>",
        "href=\"/chiffres/service.montant_du\">2 927 319,68 €</a>",
        "href=\"/chiffres/service.montant_facture\">2 927 381,71 €</a>",
        "href=\"/chiffres/service.ecart.facture_en_double\">+5 777,78 €</a>",
        "donnees/facturation.csv, cellule G526",
        "donnees/facturation.csv, cellule G447",
        "donnees/facturation.csv, cellule G114",
        "donnees/suivi.csv, ligne 105",
        "−5 528,85 €",
        "href=\"/controles?code=facture-en-double&amp;fichier=donnees%2Ffacturation.csv\"",
        "<h2>Hérault, mois par mois</h2>",
        "href=\"/chiffres/service.rapprochement.aveyron.journees_dues\">16 009,5</a>",
        "href=\"/chiffres/service.rapprochement.aveyron.journees_au_forfait\">2 419</a>",
        "href=\"/chiffres/service.rapprochement.aveyron.ecart.2025-03\">+54,00 €</a>",
    ] {
        assert!(page.contains(attendu), "{attendu}\n{page}");
    }
    for mesure in ["M010", "M038", "M049", "M035"] {
        assert!(!page.contains(mesure), "{mesure} is a row of a table that is never shown");
    }
}

#[test]
fn chaque_nombre_mene_a_un_chiffre_qui_existe() {
    let essai = Essai::sur("millau-segur-2025");
    let vue = essai.moteur.block_on(essai.etat.atelier.vue()).map_err(|e| e.to_string()).unwrap();
    let indicateurs = vue.preparation.indicateurs().unwrap();
    for chemin in ["/facturation", "/facturation?perimetre=internat", "/facturation?perimetre=ame"] {
        let page = texte(&essai, chemin);
        let noms: Vec<&str> =
            page.split("href=\"/chiffres/").skip(1).filter_map(|suite| suite.split('"').next()).collect();
        assert!(noms.len() > 20, "{chemin}");
        for nom in noms {
            assert_eq!(indicateurs.chiffre(nom).unwrap().nom(), nom);
        }
    }
}

#[test]
fn un_dispositif_se_choisit_et_ce_qui_n_est_pas_connu_dit_pourquoi() {
    let essai = Essai::sur("millau-segur-2025");
    let page = texte(&essai, "/facturation?perimetre=ame");
    assert!(page.contains("aria-current=\"page\">AME</a>") && page.contains("<h2>Accueil mère-enfant</h2>"), "{page}");
    assert!(page.contains("facturé sans journées : dotation globalisée ou forfait"), "{page}");
    for chemin in ["/facturation?perimetre=%3Cscript%3E", "/facturation?perimetre=../internat"] {
        let retour = essai.lit(chemin);
        assert_eq!(retour.etat, StatusCode::NOT_FOUND, "{chemin}");
        assert!(!retour.texte().contains("<script>"));
    }
}

#[test]
fn les_tableaux_se_telechargent() {
    let essai = Essai::sur("millau-segur-2025");
    let csv = essai.lit("/facturation/facturation.csv").texte();
    assert!(csv.starts_with("\u{feff}Périmètre;Payeur;Mois;"), "{csv}");
    assert!(csv.contains("Service;Aveyron;Année;16009,5;16009,5;0;2860744,41;2860806,44;62,03;2419;"), "{csv}");
    let causes = essai.lit("/facturation/ecarts-de-facturation.csv").texte();
    assert!(causes.contains("INTERNAT;Facturé deux fois;5777,78;"), "{causes}");
    let classeur = essai.lit("/facturation/facturation.xlsx");
    assert_eq!(classeur.entetes["content-disposition"], "attachment; filename=\"facturation.xlsx\"");
    let mut lu: Xlsx<_> = open_workbook_from_rs(Cursor::new(classeur.octets)).unwrap();
    assert_eq!(lu.sheet_names(), ["Facturation", "Écarts facturés", "Détail", "Sources"]);
    let feuille = lu.worksheet_range("Facturation").unwrap();
    assert!(feuille.rows().any(|ligne| ligne.first() == Some(&Data::String("Service".into()))));
    for nom in ["mensuel.csv", "..%2Frapport.toml", "facturation.exe", "facturation"] {
        assert_eq!(essai.lit(&format!("/facturation/{nom}")).etat, StatusCode::NOT_FOUND, "{nom}");
    }
}

#[test]
fn sans_facturation_la_page_dit_comment_l_apporter() {
    let essai = Essai::sur("acesm-2021");
    let page = texte(&essai, "/facturation");
    for attendu in ["n’a pas de facturation", "journees_facturees", "prix_de_journee", "href=\"/deposer\""] {
        assert!(page.contains(attendu), "{attendu}");
    }
    assert_eq!(essai.lit("/facturation/facturation.csv").etat, StatusCode::NOT_FOUND);
    assert_eq!(essai.lit("/facturation/facturation.xlsx").etat, StatusCode::NOT_FOUND);
}

#[test]
fn une_erreur_retient_les_fichiers_et_des_reglages_illisibles_se_disent() {
    let essai = Essai::sur("millau-segur-2025");
    let chemin = essai.chemin("donnees/internat.csv");
    let faux: Vec<u8> = fs::read(&chemin).unwrap();
    let fin = faux.iter().rposition(|octet| octet.is_ascii_digit()).unwrap();
    let faux = [&faux[..fin], b"x<script>", &faux[fin + 1..]].concat();
    fs::write(&chemin, faux).unwrap();
    assert!(texte(&essai, "/facturation").contains("Les données comportent des erreurs"));
    assert_eq!(essai.lit("/facturation/facturation.xlsx").etat, StatusCode::CONFLICT);
    fs::write(essai.chemin("rapport.toml"), "exercice = ").unwrap();
    assert!(texte(&essai, "/facturation").contains("Les réglages du dossier n’ont pas pu être lus"));
    assert_eq!(essai.lit("/controles").etat, StatusCode::OK);
}
