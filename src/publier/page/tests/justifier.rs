//! An explanation written beside its finding.

use super::{Essai, liens};
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
    assert!(fait.entetes[header::LOCATION].to_str().unwrap().starts_with(&format!("{ADRESSE}&point=")));
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

/// The addresses of the findings of a code that can be explained, in the order of the page.
fn a_justifier(essai: &Essai, code: &str, fichier: &str) -> Vec<String> {
    let page = essai.lit(&format!("/controles?code={code}&fichier={fichier}")).texte();
    liens(&page, "&#x2F;rapport&#x2F;justifier")
        .into_iter()
        .chain(liens(&page, "/rapport/justifier"))
        .map(|(a, _)| a)
        .collect()
}

#[test]
fn deux_points_de_la_meme_ligne_ont_chacun_leur_explication() {
    let essai = Essai::sur("acesm-2021");
    let texte = "# Activité\n\nLe service a enregistré 39 sorties et 61 entrées en 2021.\n";
    fs::write(essai.chemin("textes/activite.md"), texte).unwrap();
    let adresses = a_justifier(&essai, "nombre-contredit", "textes%2Factivite.md");
    let [entrees, sorties] = &adresses[..] else { panic!("{adresses:?}") };
    assert_ne!(entrees, sorties);
    let lieu = |adresse: &str| adresse.split("&point=").next().unwrap().to_owned();
    assert_eq!(lieu(entrees), lieu(sorties), "one line");
    let messages = [entrees, sorties].map(|adresse| essai.lit(adresse).texte());
    let visee =
        messages.iter().position(|page| page.contains("61\u{a0}entrées") || page.contains("61 entrées")).unwrap();
    let page = &messages[visee];
    assert!(!page.contains("vaudra aussi"), "{page}");
    let question = adresses[visee].split_once('?').unwrap().1;
    let corps = format!("{question}&motif=m&empreinte={}", champ(page, "empreinte"));
    assert_eq!(essai.envoie("/rapport/justifier", &corps).etat, StatusCode::SEE_OTHER);
    let ecrit = reglages(&essai);
    assert!(ecrit.contains("\nconstat = ") && ecrit.ends_with("motif = \"m\"\n"), "{ecrit}");
    assert!(essai.lit(&adresses[visee]).texte().contains("Expliqué par le service"));
    assert!(!essai.lit(&adresses[1 - visee]).texte().contains("Expliqué par le service"));
    assert_eq!(a_justifier(&essai, "nombre-contredit", "textes%2Factivite.md"), [adresses[1 - visee].clone()]);
    // the place alone names neither of them
    assert_eq!(essai.lit(&lieu(entrees)).etat, StatusCode::NOT_FOUND);
}

#[test]
fn tout_ce_qui_s_explique_a_son_lien_et_rien_d_autre() {
    let essai = Essai::sur("acesm-2021");
    fs::write(essai.chemin("aemo.csv"), "a;b\n").unwrap();
    let vue = essai.moteur.block_on(essai.etat.atelier.vue()).unwrap();
    let constats = &vue.preparation.constats.listes;
    let mut vus = std::collections::BTreeSet::new();
    for code in constats.iter().map(|c| c.code).collect::<std::collections::BTreeSet<_>>() {
        let attendus = constats.iter().filter(|c| c.code == code && c.s_explique() && c.justification.is_none());
        let liens = a_justifier(&essai, code, "");
        assert_eq!(liens.len(), attendus.count(), "{code}");
        vus.extend(constats.iter().filter(|c| c.code == code).map(|c| c.gravite));
        for lien in liens {
            assert!(essai.lit(&lien).texte().contains("<textarea"), "{lien}");
        }
    }
    assert!(vus.contains(&crate::diagnostic::Gravite::Avertissement), "{vus:?}");
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
