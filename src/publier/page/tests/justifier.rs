//! An explanation written beside its finding.

use super::Essai;
use axum::http::{StatusCode, header};
use std::fs;

const ADRESSE: &str = "/rapport/justifier?code=continuite&lieu=donnees%2Faemo-r.csv%7C%7CM2";

/// What a form of the page holds.
fn champ(page: &str, nom: &str) -> String {
    let suite = page.split(&format!("name=\"{nom}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{nom} : {page}"));
    suite.split('"').next().unwrap().to_owned()
}

fn corps(essai: &Essai, motif: &str, date: &str) -> String {
    let empreinte = champ(&essai.lit(ADRESSE).texte(), "empreinte");
    format!("code=continuite&lieu=donnees%2Faemo-r.csv%7C%7CM2&motif={motif}&date={date}&empreinte={empreinte}")
}

fn reglages(essai: &Essai) -> String {
    fs::read_to_string(essai.chemin("rapport.toml")).unwrap()
}

#[test]
fn une_explication_s_ecrit_a_cote_du_point() {
    let essai = Essai::sur("acesm-2021");
    let (avant, formulaire) = (reglages(&essai), essai.lit(ADRESSE).texte());
    assert!(
        formulaire.contains("<label for=\"motif\">") && formulaire.contains("la cellule M2 change"),
        "{formulaire}"
    );
    assert!(formulaire.contains("Incohérence") && formulaire.contains("cellule M2"), "{formulaire}");
    let avant_a_verifier = essai.lit("/rapport").texte().matches("Expliquer ce point").count();
    let fait =
        essai.envoie("/rapport/justifier", &corps(&essai, "Saisie+%22perdue%22%0D%0Aen+d%C3%A9cembre.", "2022-04-12"));
    assert_eq!(fait.etat, StatusCode::SEE_OTHER, "{}", fait.texte());
    assert_eq!(fait.entetes[header::LOCATION].to_str().unwrap(), ADRESSE);
    let apres = reglages(&essai);
    let ajout: String = apres.strip_prefix(avant.trim_end()).unwrap().trim_start().to_owned();
    let attendu = "[[justification]]\ncode = \"continuite\"\nfichier = \"donnees/aemo-r.csv\"\ncellule = \"M2\"\nvaleur = \"50\"\n";
    assert!(ajout.starts_with(attendu), "{ajout}");
    assert!(ajout.contains("motif = 'Saisie \"perdue\"  en décembre.'\ndate = 2022-04-12\n"), "{ajout}");
    let page = essai.lit(ADRESSE).texte();
    assert!(page.contains("Expliqué par le service") && !page.contains("<form"), "{page}");
    assert_eq!(essai.lit("/rapport").texte().matches("Expliquer ce point").count(), avant_a_verifier - 1);
    let deja = essai.envoie("/rapport/justifier", "code=continuite&lieu=donnees%2Faemo-r.csv%7C%7CM2&motif=encore");
    assert_eq!((deja.etat, reglages(&essai)), (StatusCode::BAD_REQUEST, apres));
}

#[test]
fn ce_qui_est_mal_saisi_revient_avec_son_reproche() {
    let essai = Essai::sur("acesm-2021");
    let avant = reglages(&essai);
    let long = "x".repeat(4_001);
    let cas = [
        ("", "", "est vide"),
        ("++%0A+", "", "est vide"),
        (long.as_str(), "", "trop longue"),
        ("Motif+%3Cscript%3E", "12/04/2022", "pas un jour"),
        ("Motif", "2022-02-30", "pas un jour"),
    ];
    for (motif, date, reproche) in cas {
        let refus = essai.envoie("/rapport/justifier", &corps(&essai, motif, date));
        assert_eq!(refus.etat, StatusCode::BAD_REQUEST, "{reproche}");
        let texte = refus.texte();
        assert!(texte.contains(reproche) && texte.contains("role=\"alert\""), "{texte}");
        assert!(
            !texte.contains("Motif <script>") && !motif.contains("script") || texte.contains("Motif &lt;script&gt;")
        );
    }
    assert_eq!(reglages(&essai), avant);
}

#[test]
fn un_rapport_toml_change_entre_temps_n_est_pas_ecrase() {
    let essai = Essai::sur("acesm-2021");
    let corps = corps(&essai, "Saisie+perdue", "");
    let change = format!("{}\n# ajouté par une collègue\n", reglages(&essai));
    fs::write(essai.chemin("rapport.toml"), &change).unwrap();
    let refus = essai.envoie("/rapport/justifier", &corps);
    assert_eq!((refus.etat, reglages(&essai)), (StatusCode::CONFLICT, change.clone()));
    let page = refus.texte();
    assert!(page.contains(">Saisie perdue</textarea>") && page.contains("rien n’y a été écrit"), "{page}");
    // the form that came back shows the file as it is: sent again, it is written
    let (avant, apres) = (corps.rsplit_once("empreinte=").unwrap().0, champ(&page, "empreinte"));
    assert_eq!(essai.envoie("/rapport/justifier", &format!("{avant}empreinte={apres}")).etat, StatusCode::SEE_OTHER);
    assert!(reglages(&essai).contains("# ajouté par une collègue") && reglages(&essai).contains("Saisie perdue"));
}

#[test]
fn un_lieu_inconnu_n_est_jamais_un_chemin() {
    let essai = Essai::sur("acesm-2021");
    let avant = reglages(&essai);
    let lieux = ["", "..%2F..%2Fetc%2Fpasswd%7C%7CM2", "donnees%2Faemo-r.csv%7C%7CM3", "%3Cscript%3E", "%00"];
    for lieu in lieux {
        let absent = essai.lit(&format!("/rapport/justifier?code=continuite&lieu={lieu}"));
        assert_eq!(absent.etat, StatusCode::NOT_FOUND, "{lieu}");
        assert!(!absent.texte().contains("<script>"));
        let refus = essai.envoie("/rapport/justifier", &format!("code=continuite&lieu={lieu}&motif=m"));
        assert_eq!(refus.etat, StatusCode::NOT_FOUND, "{lieu}");
    }
    assert_eq!(
        essai.lit("/rapport/justifier?code=inconnu&lieu=donnees%2Faemo-r.csv%7C%7CM2").etat,
        StatusCode::NOT_FOUND
    );
    assert_eq!(reglages(&essai), avant);
}

#[test]
fn une_explication_sans_cellule_dit_ce_qu_elle_couvre() {
    let essai = Essai::sur("acesm-2021");
    let adresse = "/rapport/justifier?code=nombre-contredit&lieu=textes%2Factivite.md%7C%7C14";
    let page = essai.lit(adresse).texte();
    assert!(page.contains("vaudra aussi pour les 2 autres points"), "{page}");
    assert!(!essai.lit(ADRESSE).texte().contains("vaudra aussi"));
    let corps = format!(
        "code=nombre-contredit&lieu=textes%2Factivite.md%7C%7C14&motif=m&empreinte={}",
        champ(&page, "empreinte")
    );
    assert_eq!(essai.envoie("/rapport/justifier", &corps).etat, StatusCode::SEE_OTHER);
    assert!(
        reglages(&essai).ends_with("code = \"nombre-contredit\"\nfichier = \"textes/activite.md\"\nmotif = \"m\"\n")
    );
    assert!(essai.lit(adresse).texte().contains("Expliqué par le service"));
}

#[test]
fn une_erreur_ne_s_explique_pas() {
    let essai = Essai::sur("acesm-2021");
    fs::write(
        essai.chemin("donnees/aed-x.csv"),
        "Mois;Dispositif;Présents début;Entrées;Sorties;Présents fin\nmars;AEMO-R;x;1;1;2\n",
    )
    .unwrap();
    let controles: serde_json::Value =
        serde_json::from_slice(&essai.lit("/rapport/fichiers/controles.json").octets).unwrap();
    let constats = controles["diagnostics"].as_array().unwrap();
    let erreur = constats.iter().find(|d| d["gravite"] == "erreur" && d["cellule"].is_string()).unwrap();
    let texte = |cle: &str| erreur[cle].as_str().unwrap_or_default().to_owned();
    let lieu = format!("{}%7C%7C{}", texte("fichier").replace('/', "%2F"), texte("cellule"));
    let page = essai.lit(&format!("/rapport/justifier?code={}&lieu={lieu}", texte("code"))).texte();
    assert!(page.contains("Une erreur ne s’explique pas") && !page.contains("<form"), "{page}");
    let refus = essai.envoie("/rapport/justifier", &format!("code={}&lieu={lieu}&motif=m", texte("code")));
    assert_eq!(refus.etat, StatusCode::BAD_REQUEST);
}
