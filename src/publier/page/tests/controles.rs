//! « Contrôles », on the folders of `data/` and on hostile ones.

use super::Essai;
use axum::http::{StatusCode, header};
use calamine::{Reader, Xlsx, open_workbook_from_rs};
use std::fs;
use std::io::Cursor;

const REGLAGES: &str = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n[[dispositif]]\ncode = \"AED\"\n\
    libelle = \"Aide à domicile\"\ncadre = \"administratif\"\nmodalite = \"milieu-ouvert\"\n";

fn avec(fichiers: &[(&str, &str)]) -> Essai {
    let dossier = tempfile::tempdir().unwrap();
    for (chemin, texte) in fichiers {
        let chemin = dossier.path().join(chemin);
        fs::create_dir_all(chemin.parent().unwrap()).unwrap();
        fs::write(chemin, texte).unwrap();
    }
    Essai::de(dossier)
}

fn texte(essai: &Essai, chemin: &str) -> String {
    let retour = essai.lit(chemin);
    assert_eq!(retour.etat, StatusCode::OK, "{chemin} : {}", retour.texte());
    retour.texte().replace(['\u{202f}', '\u{a0}'], " ").replace("&nbsp;", " ")
}

#[test]
fn chaque_constat_a_sa_ligne_sa_cellule_son_remede_et_sa_fiche() {
    let essai = Essai::sur("acesm-2021");
    let page = texte(&essai, "/controles");
    for attendu in [
        "document de travail",
        "<h2>donnees/aemo-r.csv</h2>",
        "AEMO-R, décembre : 50 présents au début du mois, mais 15 à la fin de novembre",
        "<span class=\"pour-lecteur\">cellule en cause, </span>50</td>",
        "<strong>À faire :</strong> Corriger celle des deux cellules qui est fausse.",
        "Voir L5 : fin de novembre",
        "href=\"/controles/annote/donnees%2Faemo-r.csv\"",
        "href=\"/controles/aide/continuite\"",
        "justifier?code=continuite&amp;lieu=donnees%2Faemo-r.csv%7C%7CM2",
        "Rien à signaler dans ces tableaux",
    ] {
        assert!(page.contains(attendu), "{attendu}\n{page}");
    }
    assert!(!page.contains("[[justification]]"), "the form replaces the lines to paste");
}

#[test]
fn le_choix_se_fait_par_gravite_par_controle_et_par_fichier() {
    let essai = Essai::sur("acesm-2021");
    let nombre = |question: &str| texte(&essai, &format!("/controles?{question}")).matches("<article").count();
    let tous = nombre("");
    let par_gravite =
        ["erreur", "incoherence", "avertissement", "information"].map(|g| nombre(&format!("gravite={g}")));
    assert_eq!(par_gravite.iter().sum::<usize>(), tous);
    assert!(par_gravite[1] > 0 && par_gravite[2] > 0, "{par_gravite:?}");
    assert_eq!(nombre("code=continuite"), 2);
    assert_eq!(nombre("code=continuite&fichier=donnees%2Faed-r.csv"), 1);
    assert_eq!(nombre("code=continuite&gravite=avertissement"), 0);
    assert_eq!(nombre("fichier=..%2F..%2Fetc%2Fpasswd"), 0);
    assert_eq!(nombre("gravite=&code=&fichier=&autre=%FF"), tous);
    let page = texte(&essai, "/controles?code=%3Cscript%3Ealert(1)%3C/script%3E");
    assert!(!page.contains("<script>alert") && page.contains("0 constat pour ce choix"), "{page}");
}

#[test]
fn rien_d_une_table_qui_nomme_n_est_montre() {
    let essai = Essai::sur("millau-segur-2025");
    let page = texte(&essai, "/controles");
    assert!(page.contains("elles pourraient désigner une personne"));
    for code in ["facture-en-double", "prix-non-applicable", "facture-au-dela-de-l-echeance", "mesure-non-facturee"] {
        assert!(page.contains(&format!("/controles/aide/{code}")), "{code}");
    }
    assert!(!page.contains("class=\"extrait\""), "billing and follow-up rows are not repeated");
}

#[test]
fn un_dossier_sans_probleme_le_dit() {
    let mois = "Janv;Févr;Mars;Avr;Mai;Juin;Juil;Août;Sept;Oct;Nov;Déc";
    let ligne = |nom: &str, valeur: &str| format!("{nom};{}\n", [valeur; 12].join(";"));
    let table = [("Présents début", "30"), ("Entrées", "1"), ("Sorties", "1"), ("Présents fin", "30")];
    let table: String = table.iter().map(|(nom, valeur)| ligne(nom, valeur)).collect();
    let reglages = format!("{REGLAGES}[[dispositif.capacite]]\ndepuis = 2021-01-01\nplaces = 40\n");
    let essai = avec(&[("rapport.toml", &reglages), ("donnees/aed.csv", &format!("Mesures AED;{mois}\n{table}"))]);
    let page = texte(&essai, "/controles");
    assert!(!page.contains("<article"), "{page}");
    assert!(page.contains("<p class=\"chapeau\">Rien à signaler.</p>") && page.contains("donnees/aed.csv"), "{page}");
}

#[test]
fn ce_qui_est_hostile_dans_un_tableau_reste_du_texte() {
    let table = "Mesures AED;<script>alert(1)</script>;Janv\nPrésents début;<img src=x onerror=alert(2)>;10\n\
        Entrées;\"\"\"><svg onload=alert(3)>\";2\nSorties;;1\nPrésents fin;;12\n";
    let nom = "donnees/<b>'&\".csv";
    let essai = avec(&[("rapport.toml", REGLAGES), (nom, table)]);
    let page = texte(&essai, "/controles");
    for interdit in ["<script>alert", "<img src=x", "<svg onload", "<b>'&"] {
        assert!(!page.contains(interdit), "{interdit}\n{page}");
    }
    assert!(page.contains("&lt;b&gt;"), "{page}");
    let lien = page.split("href=\"").find_map(|suite| suite.split('"').next().filter(|l| l.contains("annote")));
    let retour = essai.lit(lien.unwrap());
    assert_eq!(retour.etat, StatusCode::OK);
    let disposition = retour.entetes[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(!disposition.contains(['<', '&', '\'']), "{disposition}");
}

#[test]
fn le_classeur_annote_est_celui_du_tableau_demande() {
    let essai = Essai::sur("acesm-2021");
    for chemin in ["/controles/annote/donnees/aemo-r.csv", "/controles/annote/donnees%2Faemo-r.csv"] {
        let retour = essai.lit(chemin);
        assert_eq!(retour.etat, StatusCode::OK, "{chemin}");
        let disposition = retour.entetes[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(disposition, "attachment; filename=\"aemo-r-annote.xlsx\"");
        let classeur: Xlsx<_> = open_workbook_from_rs(Cursor::new(retour.octets)).unwrap();
        assert_eq!(classeur.sheet_names(), ["À corriger", "aemo-r"]);
    }
    for chemin in [
        "rapport.toml",
        "donnees/formations.csv",
        "donnees/absent.csv",
        "../../../etc/passwd",
        "..%2F..%2F..%2Fetc%2Fpasswd",
        "%2Fetc%2Fpasswd",
        "donnees%5Caemo-r.csv",
        "donnees/aemo-r.csv%00",
    ] {
        assert_eq!(essai.lit(&format!("/controles/annote/{chemin}")).etat, StatusCode::NOT_FOUND, "{chemin}");
    }
}

#[test]
fn le_json_est_celui_de_la_ligne_de_commande() {
    let essai = Essai::sur("acesm-2021");
    let lu: serde_json::Value = serde_json::from_str(&texte(&essai, "/controles.json")).unwrap();
    let constats = lu["diagnostics"].as_array().unwrap();
    assert_eq!(constats.len(), texte(&essai, "/controles").matches("<article").count());
    assert!(constats.iter().any(|d| d["code"] == "continuite" && d["cellule"] == "M2"));
}

#[test]
fn chaque_fiche_du_catalogue_a_sa_page() {
    let essai = Essai::sur("acesm-2021");
    let sommaire = texte(&essai, "/controles/aide");
    for fiche in crate::controler::catalogue() {
        assert!(sommaire.contains(&format!("/controles/aide/{}\"", fiche.code)), "{}", fiche.code);
    }
    let page = texte(&essai, "/controles/aide/continuite");
    for attendu in ["Ce qui est regardé", "Pourquoi", "Exemple", "Que faire", "2 constats"] {
        assert!(page.contains(attendu), "{attendu}");
    }
    let absente = essai.lit("/controles/aide/%3Cscript%3E");
    assert_eq!(absente.etat, StatusCode::NOT_FOUND);
    assert!(!absente.texte().contains("<script>"));
}

#[test]
fn au_dela_de_dix_le_reste_se_demande_et_au_dela_de_deux_cents_il_se_compte() {
    let lignes: String = (0..230).map(|n| format!("essai{n} = 1\n")).collect();
    let essai = avec(&[("rapport.toml", &format!("{lignes}{REGLAGES}"))]);
    let page = texte(&essai, "/controles");
    let code = page.split("/controles?code=").nth(1).or(page.split("controles?code=").nth(1));
    let code = code.and_then(|suite| suite.split("&amp;").next()).unwrap_or_else(|| panic!("{page}"));
    assert!(page.contains("190 autres constats de ce contrôle") && page.contains("30 autres ne sont pas listés"));
    let toute = texte(&essai, &format!("/controles?code={code}"));
    assert_eq!(toute.matches("<article").count(), 200);
}

#[test]
fn le_remede_est_celui_de_la_page_et_non_de_la_ligne_de_commande() {
    let essai = Essai::sur("acesm-2021");
    fs::write(essai.chemin("textes/budget.md"), "Le taux est de {{ service.tau }}.\n").unwrap();
    let page = essai.lit("/controles?code=expression-inconnue").texte();
    assert!(page.contains("<a href=\"/chiffres\">la page Chiffres</a> donne la liste des noms"), "{page}");
    assert!(!page.contains("trame expliquer"), "{page}");
    let json = essai.lit("/controles.json").texte();
    assert!(json.contains("trame expliquer DOSSIER donne la liste des noms"), "what programs read does not change");
    let fiche = essai.lit("/controles/aide/expression-inconnue").texte();
    assert!(
        fiche.contains("<a href=\"/chiffres\">la page Chiffres</a>") && !fiche.contains("trame expliquer"),
        "{fiche}"
    );
}
