//! `controler` as people read it: a line for each table, rows in a window, findings capped and counted.

use crate::outils::{copie, racine, texte, trame};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn controle(dossier: &Path) -> String {
    texte(&trame(&["controler", &dossier.to_string_lossy()]))
}

fn json(dossier: &Path) -> Value {
    serde_json::from_str(&texte(&trame(&["controler", &dossier.to_string_lossy(), "--format", "json"]))).unwrap()
}

#[test]
fn chaque_tableau_a_sa_ligne_meme_quand_tout_va_bien() {
    let exemple = controle(&racine().join("data/exemple"));
    let lignes: Vec<&str> = exemple.lines().collect();
    let de = |debut: &str| lignes.iter().copied().find(|ligne| ligne.starts_with(debut)).unwrap_or_default();
    assert_eq!(lignes.len(), 26, "{exemple}");
    assert_eq!(
        de("donnees/aemo.csv"),
        "donnees/aemo.csv\u{a0}: tableau mensuel, AEMO, janvier à décembre 2025, Windows-1252, point-virgule, \
         5\u{a0}lignes lues, 1\u{a0}laissée (titres, notes ou lignes inconnues)"
    );
    assert_eq!(
        de("donnees/internat/2025-01.csv"),
        "donnees/internat/2025-01.csv\u{a0}: tableau mensuel, INTERNAT, janvier 2025, UTF-8, point-virgule, \
         1\u{a0}ligne lue, 0\u{a0}laissée"
    );
    assert!(lignes[25].contains("trame rapport") && !exemple.contains("--annoter"), "{exemple}");
}

#[test]
fn l_annee_commencee_ne_compte_que_les_mois_remplis() {
    let dossier = copie("data/acesm-2021");
    let table = "Mesures AED-R;Janv;Févr;Mars;Avr\nPRESENTS début;14;14;;14\nENTREES;0;0;;0\nSORTIES;0;0;;0\nPRESENTS fin;14;14;;14\n";
    fs::write(dossier.path().join("donnees/aed-r.csv"), table).unwrap();
    let lu = controle(dossier.path());
    assert!(lu.contains("AED-R, janvier à février et avril 2021, UTF-8"), "{lu}");
    assert_eq!(json(dossier.path())["tables"][0]["mois"], json!(["2021-01", "2021-02", "2021-04"]));
}

#[test]
fn un_tableau_prepare_et_vide_le_dit() {
    let parent = tempfile::TempDir::new().unwrap();
    let dossier = parent.path().join("service-2026");
    trame(&["nouveau", &dossier.to_string_lossy()]);
    let lu = controle(&dossier);
    assert!(lu.contains("tableau mensuel, AEMO, aucun mois rempli, Windows-1252"), "{lu}");
}

#[test]
fn le_json_dit_ce_qui_est_compris_de_chaque_tableau() {
    let tables = &json(&racine().join("data/exemple"))["tables"];
    assert_eq!(tables.as_array().unwrap().len(), 24);
    let janvier = json!({
        "fichier": "donnees/internat/2025-01.csv", "feuille": null, "genre": "tableau mensuel",
        "dispositifs": ["INTERNAT"], "mois": ["2025-01"], "annees": [],
        "encodage": "UTF-8", "separateur": "point-virgule", "format": null, "lignes_utilisees": 1, "lignes": 2,
    });
    let lue = tables.as_array().unwrap().iter().find(|t| t["fichier"] == "donnees/internat/2025-01.csv");
    assert_eq!(lue, Some(&janvier));
}

#[test]
fn la_rangee_se_lit_sous_ses_en_tetes_dans_quatre_vingts_colonnes() {
    let lu = controle(&racine().join("data/acesm-2021"));
    let rangees: Vec<&str> = lu.lines().filter(|l| l.starts_with("    | ")).collect();
    let marquee = rangees.iter().position(|l| l.ends_with("| [50]")).unwrap();
    assert_eq!(rangees[marquee - 1], "    | Mesures AEMO-R         | … | Juillet | Août | Sept | Oct | Nov |  Dec");
    assert_eq!(rangees[marquee], "    | PRESENTS début du mois | … |      13 |   14 |   14 |  15 |  12 | [50]");
    let tableaux = rangees.iter().filter(|l| l.matches('|').count() > 2);
    assert!(tableaux.clone().count() > 10 && tableaux.clone().all(|l| l.chars().count() <= 80));
}

#[test]
fn au_dela_de_dix_on_compte() {
    let dossier = copie("data/acesm-2021");
    let mois = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre";
    let corps: String = mois.split(' ').map(|m| format!("{m} 2021;x;y;z;1\n")).collect();
    let table = format!("mois;présents début;entrées;sorties;présents fin\n{corps}");
    fs::write(dossier.path().join("donnees/aed-r.csv"), table).unwrap();
    let lu = controle(dossier.path());
    assert_eq!(lu.matches("erreur [valeur-illisible]").count(), 10, "{lu}");
    let suite = "et 26\u{a0}autres du même genre [valeur-illisible]\u{a0}: trame controler ";
    assert!(lu.contains(suite) && lu.contains("--format json les donne tous"), "{lu}");
    assert!(lu.contains("36\u{a0}erreurs"), "the count is whole: {lu}");
    let donnes = json(dossier.path())["diagnostics"].as_array().unwrap().clone();
    assert_eq!(donnes.iter().filter(|d| d["code"] == "valeur-illisible").count(), 36);

    let beaucoup: String = (0..7).flat_map(|_| corps.lines()).map(|l| format!("{l}\n")).collect();
    let table = format!("mois;présents début;entrées;sorties;présents fin\n{beaucoup}");
    fs::write(dossier.path().join("donnees/aed-r.csv"), table).unwrap();
    let lu = controle(dossier.path());
    assert!(lu.contains("et 242\u{a0}autres du même genre") && lu.contains("--format json en donne 200"), "{lu}");
    assert!(lu.contains("252\u{a0}erreurs"), "{lu}");
}

#[test]
fn rien_d_un_tableau_inconnu_n_est_montre() {
    let dossier = copie("data/acesm-2021");
    fs::write(dossier.path().join("donnees/liste.csv"), "Nom;Prénom;motif\nDurand;Léo;fugue\n").unwrap();
    fs::write(dossier.path().join("rapport.toml"), "exercice = ").unwrap();
    for sans_reglages in [true, false] {
        if !sans_reglages {
            fs::copy(racine().join("data/acesm-2021/rapport.toml"), dossier.path().join("rapport.toml")).unwrap();
        }
        let lu = controle(dossier.path());
        let attendu = if sans_reglages { "pas encore compris" } else { "tableau non reconnu" };
        assert!(lu.contains(&format!("donnees/liste.csv\u{a0}: {attendu}")), "{lu}");
        assert!(["Durand", "Léo", "fugue"].iter().all(|mot| !lu.contains(mot)), "{lu}");
    }
}

#[test]
fn la_derniere_ligne_se_colle_dans_le_terminal() {
    let parent = copie("data");
    let dossier = parent.path().join("service de 2021");
    fs::rename(parent.path().join("acesm-2021"), &dossier).unwrap();
    let lu = controle(&dossier);
    let chemin = dossier.display();
    let commande = format!("trame controler \"{chemin}\" --annoter \"{chemin}/sortie/corrections\"");
    assert!(lu.trim_end().ends_with(&commande), "{lu}");
}

#[test]
fn un_tableau_annuel_dit_ses_annees() {
    let dossier = copie("tests/controles/total-different-du-detail/faux");
    let lu = controle(dossier.path());
    let ligne =
        "donnees/annuel.csv\u{a0}: tableau annuel, AEMO-R et AED-R, 2021, UTF-8, point-virgule, 1\u{a0}ligne lue";
    assert!(lu.contains(ligne), "{lu}");
    let tables = &json(dossier.path())["tables"];
    assert_eq!((&tables[1]["annees"], &tables[1]["mois"]), (&json!([2021]), &json!([])));
}
