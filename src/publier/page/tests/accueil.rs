//! « Où en est-on ? »

use super::{Essai, sain};
use axum::http::StatusCode;
use std::fs;

const RAPPORT: &str = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n[[dispositif]]\ncode = \"AEMO\"\n\
    libelle = \"Milieu ouvert\"\ncadre = \"judiciaire\"\nmodalite = \"milieu-ouvert\"\n";
const TABLEAU: &str = "Mesures AEMO;Janv;Févr;Mars;Avril\nPrésents début;10;12;;13\nEntrées;2;1;;0\nSorties;0;0;;1\n\
    Présents fin;12;13;;11\n";

fn dossier(rapport: &str, tableau: &str) -> Essai {
    let dossier = tempfile::tempdir().unwrap();
    fs::create_dir(dossier.path().join("donnees")).unwrap();
    fs::write(dossier.path().join("rapport.toml"), rapport).unwrap();
    fs::write(dossier.path().join("donnees/aemo.csv"), tableau).unwrap();
    Essai::de(dossier)
}

#[test]
fn les_mois_qui_manquent_sont_dits_avec_ce_qu_il_faut_faire() {
    let essai = dossier(RAPPORT, TABLEAU);
    let page = essai.lit("/").texte();
    assert!(page.contains("Déposer mars (AEMO, tableau mensuel)."), "{page}");
    assert!(page.contains("Quand mai 2021 sera fini, déposer ses tableaux (AEMO)."), "{page}");
    let textes = page.split("Écrire les textes qui manquent").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(textes.contains("Introduction") && textes.contains("et 13\u{a0}autres sections"), "{textes}");
    let ligne = page.split("Tableau mensuel</th>").nth(1).unwrap().split("</tr>").next().unwrap();
    let mots: Vec<&str> = ligne.split("</td>").filter_map(|case| case.rsplit('>').next()).collect();
    assert_eq!(&mots[..6], ["lu", "lu", "manque", "à vérifier", "à venir", "à venir"], "{ligne}");
    assert!(page.contains("donnees/aemo.csv") && page.contains("il y a moins d’une minute"));
    sain(&page);
}

#[test]
fn un_texte_qui_n_est_qu_une_consigne_reste_a_ecrire() {
    let essai = dossier(RAPPORT, TABLEAU);
    let texte = essai.chemin("textes/introduction.md");
    fs::create_dir(texte.parent().unwrap()).unwrap();
    fs::write(&texte, "<!-- Les mots de l’équipe. Effacer cette ligne. -->\n").unwrap();
    let attend = || essai.lit("/").texte().contains("«\u{a0}Introduction\u{a0}»");
    assert!(attend());
    fs::write(&texte, "Le service a tenu.\n").unwrap();
    assert!(!attend());
}

#[test]
fn un_mois_corrige_change_la_page() {
    let essai = dossier(RAPPORT, TABLEAU);
    assert!(essai.lit("/").texte().contains("Déposer mars"));
    let corrige = TABLEAU.replace(";;13", ";13;13").replace(";1;;0", ";1;0;0").replace(";0;;1", ";0;0;1");
    let corrige = corrige.replace(";13;;11", ";13;13;12");
    fs::write(essai.chemin("donnees/aemo.csv"), corrige).unwrap();
    let page = essai.lit("/").texte();
    assert!(!page.contains("Déposer mars") && page.contains("Rien n’est à vérifier"), "{page}");
}

#[test]
fn un_dossier_vide_dit_par_ou_commencer() {
    let essai = Essai::de(tempfile::tempdir().unwrap());
    for chemin in ["/", "/tableau-de-bord", "/chiffres", "/chiffres/service.entrees"] {
        let page = essai.lit(chemin);
        assert_eq!(page.etat, StatusCode::OK, "{chemin}");
        let contenu = page.texte().split("<main").nth(1).unwrap().to_owned();
        assert!(contenu.contains("href=\"/nouveau\"") && contenu.contains("href=\"/deposer\""), "{contenu}");
    }
}

#[test]
fn des_reglages_incompris_menent_aux_controles() {
    let essai = dossier("exercice = ", TABLEAU);
    for chemin in ["/", "/tableau-de-bord", "/chiffres"] {
        let page = essai.lit(chemin).texte();
        assert!(page.contains("n’est pas compris") && page.contains("href=\"/controles\""), "{chemin}");
    }
}

#[test]
fn le_dossier_de_l_acesm_est_complet_et_reste_a_verifier() {
    let essai = Essai::sur("acesm-2021");
    let page = essai.lit("/").texte();
    assert!(page.contains("Corriger ou expliquer 14\u{a0}points"), "{page}");
    assert!(!page.contains("Déposer janvier") && !page.contains(">manque<"), "{page}");
}
