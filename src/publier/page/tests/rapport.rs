//! « Rapport »: preview, refusals, files.

use super::{Essai, Retour};
use crate::domaine::edition::Edition;
use crate::{composer, preparer, publier};
use axum::http::{StatusCode, header};
use quick_xml::events::Event;
use std::fs;
use std::thread::sleep;
use std::time::Duration;

fn json(retour: &Retour) -> serde_json::Value {
    serde_json::from_slice(&retour.octets).unwrap()
}

/// Until the pages are there.
fn attend(essai: &Essai, edition: &str) -> serde_json::Value {
    for _ in 0..3_000 {
        let etat = json(&essai.lit(&format!("/rapport/etat?edition={edition}")));
        if etat["finie"] == true {
            return etat;
        }
        sleep(Duration::from_millis(20));
    }
    panic!("la mise en pages ne finit pas");
}

/// What the library makes of the same folder.
fn attendu(essai: &Essai, edition: Edition) -> Vec<u8> {
    let preparation = preparer(publier::fichiers::depot(essai.dossier.path()).unwrap());
    composer::rapport(&preparation.projet(edition).unwrap()).unwrap().pdf
}

#[test]
fn l_apercu_repond_aussitot_puis_montre_ses_pages() {
    let essai = Essai::sur("acesm-2021");
    let aussitot = essai.lit("/rapport").texte();
    assert!(aussitot.contains("Mise en pages en cours"), "{aussitot}");
    assert!(aussitot.contains("<noscript><meta http-equiv=\"refresh\""), "sans JavaScript, la page redemande");
    assert!(aussitot.contains("<progress") && !aussitot.contains("<img"), "{aussitot}");
    let etat = attend(&essai, "travail");
    assert_eq!((&etat["etape"], &etat["etapes"]), (&4.into(), &4.into()));
    let texte = essai.lit("/rapport?edition=travail").texte();
    assert!(!texte.contains("http-equiv"), "la page finie ne redemande rien");
    let nombre = texte.matches("<img class=\"feuille\"").count();
    assert!(texte.contains(&format!("Aperçu&nbsp;: {nombre} pages")) && nombre > 5, "{nombre}");
    assert_eq!(texte.matches("width=\"595\" height=\"842\"").count(), nombre);
    let version = &etat["version"];
    assert!(texte.contains(&format!("/rapport/pages/travail/{version}/{nombre}.svg\" alt=\"Page {nombre}\"")));
    let dessin = essai.lit(&format!("/rapport/pages/travail/{version}/1.svg"));
    assert_eq!(dessin.entetes[header::CONTENT_TYPE], "image/svg+xml");
    assert!(dessin.entetes[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("sandbox"));
    assert!(dessin.texte().starts_with("<svg"), "{}", &dessin.texte()[..80]);
    let mots = essai.lit("/rapport/texte/travail/1").texte();
    assert!(mots.contains("2021") && mots.contains("page 1 sur") && mots.contains("/rapport/texte/travail/2"));
    for absent in ["travail/1/0.svg", "travail/1/999.svg", "travail/1/1.png", "travail/1/..%2f1.svg", "toutes/1/1.svg"]
    {
        assert_eq!(essai.lit(&format!("/rapport/pages/{absent}")).etat, StatusCode::NOT_FOUND, "{absent}");
    }
    assert_eq!(essai.lit("/rapport/pages/travail/99/1.svg").etat, StatusCode::CONFLICT);
    for absent in ["/rapport/texte/travail/0", "/rapport/texte/travail/999", "/rapport/texte/x/1", "/rapport?edition=x"]
    {
        assert_eq!(essai.lit(absent).etat, StatusCode::NOT_FOUND, "{absent}");
    }
}

#[test]
fn une_edition_refusee_dit_pourquoi_et_ou() {
    let essai = Essai::sur("acesm-2021");
    let texte = essai.lit("/rapport?edition=autorite").texte();
    assert!(texte.contains("Ce qui empêche encore cette édition"), "{texte}");
    assert!(texte.contains("l’explication est imprimée dans le rapport"), "{texte}");
    assert!(texte.contains("href=\"/controles\"") && texte.contains("/rapport/justifier?code=continuite&amp;lieu="));
    assert!(!texte.contains("/rapport/fichiers/autorite.pdf"), "rien à télécharger");
    let refus = essai.lit("/rapport/fichiers/autorite.pdf");
    assert_eq!(refus.etat, StatusCode::BAD_REQUEST);
    assert!(refus.texte().contains("ni corrigées ni justifiées"), "{}", refus.texte());
    assert_eq!(essai.envoie("/rapport/ecrire", "edition=publique").etat, StatusCode::BAD_REQUEST);
    assert!(!essai.chemin("sortie").exists());
}

#[test]
fn une_erreur_empeche_tout_et_se_dit() {
    let essai = Essai::sur("acesm-2021");
    fs::write(essai.chemin("rapport.toml"), "exercice = \"<script>alert(1)</script>\"\n").unwrap();
    for edition in ["travail", "autorite", "publique"] {
        let texte = essai.lit(&format!("/rapport?edition={edition}")).texte();
        assert!(texte.contains("aucun rapport n’est composé avant leur correction"), "{texte}");
        assert!(!texte.contains("<script>alert"), "{texte}");
    }
    for nom in ["chiffres.xlsx", "chiffres.csv.zip", "phrases.txt", "travail.pdf"] {
        let refus = essai.lit(&format!("/rapport/fichiers/{nom}"));
        assert_eq!(refus.etat, StatusCode::BAD_REQUEST, "{nom}");
        assert!(refus.texte().contains("erreurs"), "{nom} : {}", refus.texte());
    }
    assert_eq!(json(&essai.lit("/rapport/fichiers/calcul.json"))["exercice"], serde_json::Value::Null);
    assert_eq!(essai.lit("/rapport/mensuel?mois=3").etat, StatusCode::BAD_REQUEST);
}

#[test]
fn les_fichiers_sont_ceux_de_la_ligne_de_commande() {
    let essai = Essai::sur("exemple");
    let pdf = essai.lit("/rapport/fichiers/autorite.pdf");
    assert_eq!(pdf.entetes[header::CONTENT_DISPOSITION], "attachment; filename=\"rapport-2025-autorite.pdf\"");
    assert!(pdf.octets == attendu(&essai, Edition::Autorite));
    let xlsx = essai.lit("/rapport/fichiers/chiffres.xlsx");
    assert_eq!(xlsx.entetes[header::CONTENT_DISPOSITION], "attachment; filename=\"chiffres-2025.xlsx\"");
    assert!(xlsx.octets.starts_with(b"PK"));
    let calcul = json(&essai.lit("/rapport/fichiers/calcul.json"));
    assert_eq!((&calcul["exercice"], &calcul["jusqu_a"]), (&2025.into(), &"2025-12".into()));
    assert!(json(&essai.lit("/rapport/fichiers/controles.json"))["tables"].as_array().unwrap().len() > 10);
    assert!(essai.lit("/rapport/fichiers/phrases.txt").texte().contains("textes/admissions.md"));
    assert!(json(&essai.lit("/rapport/fichiers/phrases.json"))["phrases"].as_array().unwrap().len() > 10);
    for nom in ["..%2frapport.toml", "rapport.toml", "travail", ".pdf", "csv", "%00.pdf", "csv/..%2f..%2frapport.toml"]
    {
        assert_eq!(essai.lit(&format!("/rapport/fichiers/{nom}")).etat, StatusCode::NOT_FOUND, "{nom}");
    }
}

#[test]
fn les_tableaux_viennent_un_par_un_ou_ensemble() {
    let essai = Essai::sur("exemple");
    let zip = essai.lit("/rapport/fichiers/chiffres.csv.zip");
    assert_eq!(zip.octets, essai.lit("/rapport/fichiers/chiffres.csv.zip").octets);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip.octets)).unwrap();
    let page = essai.lit("/rapport").texte();
    assert!(archive.len() > 3);
    for rang in 0..archive.len() {
        let mut fichier = archive.by_index(rang).unwrap();
        let mut octets = Vec::new();
        std::io::Read::read_to_end(&mut fichier, &mut octets).unwrap();
        let adresse = format!("/rapport/fichiers/csv/{}", fichier.name().unwrap());
        assert!(page.contains(&adresse), "{adresse}");
        assert_eq!(essai.lit(&adresse).octets, octets, "{adresse}");
    }
}

#[test]
fn le_tableau_de_bord_d_un_mois_se_telecharge() {
    let essai = Essai::sur("exemple");
    let pdf = essai.lit("/rapport/mensuel?mois=2025-03");
    assert_eq!(pdf.entetes[header::CONTENT_DISPOSITION], "attachment; filename=\"mensuel-2025-03.pdf\"");
    assert!(pdf.octets.starts_with(b"%PDF"));
    assert!(essai.lit("/rapport").texte().contains("<option value=\"2025-03\">mars 2025</option>"));
    for (mois, raison) in [("zut", "n’est pas un mois"), ("2024-03", "exercice"), ("%3Cscript%3E", "&lt;script&gt;")]
    {
        let refus = essai.lit(&format!("/rapport/mensuel?mois={mois}"));
        assert_eq!(refus.etat, StatusCode::BAD_REQUEST, "{mois}");
        assert!(refus.texte().contains(raison) && !refus.texte().contains("<script>"), "{}", refus.texte());
    }
}

#[test]
fn ecrire_met_le_rapport_dans_sortie() {
    let essai = Essai::sur("acesm-2021");
    let fait = essai.envoie("/rapport/ecrire", "edition=travail");
    assert_eq!(fait.etat, StatusCode::SEE_OTHER, "{}", fait.texte());
    let suite = fait.entetes[header::LOCATION].to_str().unwrap();
    assert_eq!(suite, "/rapport?edition=travail&ecrit=1#telecharger");
    assert!(fs::read(essai.chemin("sortie/rapport-2021.pdf")).unwrap() == attendu(&essai, Edition::Travail));
    let page = essai.lit("/rapport?edition=travail&ecrit=1").texte();
    assert!(
        page.contains("Écrit dans le dossier&nbsp;: <code>sortie&#x2F;rapport-2021.pdf")
            || page.contains("Écrit dans le dossier&nbsp;: <code>sortie/rapport-2021.pdf"),
        "{page}"
    );
    assert_eq!(essai.envoie("/rapport/ecrire", "edition=..%2f..").etat, StatusCode::NOT_FOUND);
}

#[cfg(unix)]
#[test]
fn sortie_n_est_pas_suivie_hors_du_dossier() {
    let (essai, ailleurs) = (Essai::sur("acesm-2021"), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(ailleurs.path(), essai.chemin("sortie")).unwrap();
    let refus = essai.envoie("/rapport/ecrire", "edition=travail");
    assert_eq!(refus.etat, StatusCode::BAD_REQUEST);
    assert!(refus.texte().contains("est un lien"), "{}", refus.texte());
    assert!(fs::read_dir(ailleurs.path()).unwrap().next().is_none());
}

#[test]
fn l_apercu_suit_le_dossier() {
    let essai = Essai::sur("acesm-2021");
    let avant = attend(&essai, "travail")["version"].as_u64().unwrap();
    fs::write(essai.chemin("textes/conclusion.md"), "Une conclusion toute neuve, relue par l’équipe.\n").unwrap();
    let apres = attend(&essai, "travail")["version"].as_u64().unwrap();
    assert_eq!(apres, avant + 1);
    assert_eq!(essai.lit(&format!("/rapport/pages/travail/{avant}/1.svg")).etat, StatusCode::CONFLICT);
    let nombre = essai.lit("/rapport").texte().matches("<img class=\"feuille\"").count();
    let mots = (1..=nombre).map(|page| essai.lit(&format!("/rapport/texte/travail/{page}")).texte());
    assert!(mots.into_iter().any(|texte| texte.contains("conclusion toute neuve")));
}

/// Nothing in a drawing runs, leads to a program or is fetched elsewhere.
fn inerte(dessin: &str) {
    let mut lecteur = quick_xml::Reader::from_str(dessin);
    loop {
        let balise = match lecteur.read_event().unwrap() {
            Event::Start(balise) | Event::Empty(balise) => balise,
            Event::DocType(_) | Event::PI(_) => panic!("a document type or an instruction"),
            Event::Eof => return,
            _ => continue,
        };
        let nom = balise.name().as_ref().to_lowercase();
        assert!(!["script", "foreignobject", "iframe", "set", "animate"].contains(&nom.as_str()), "{nom}");
        for attribut in balise.attributes() {
            let attribut = attribut.unwrap();
            let cle = attribut.key.as_ref().to_lowercase();
            let valeur = &*attribut.value;
            assert!(!cle.starts_with("on"), "{cle}");
            let sure =
                valeur.starts_with('#') || valeur.starts_with("data:image/") || (nom == "a" && est_un_lien(valeur));
            assert!(!cle.ends_with("href") || sure, "{nom} {cle} {valeur}");
        }
    }
}

fn est_un_lien(valeur: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|debut| valeur.starts_with(debut))
}

#[test]
fn rien_d_hostile_n_entre_dans_le_dessin_des_pages() {
    let essai = Essai::sur("exemple");
    let hostile = "</title></text></svg><script>alert(1)</script>";
    let rapport = fs::read_to_string(essai.chemin("rapport.toml")).unwrap();
    let rapport = rapport.replace("Action éducative en milieu ouvert", hostile).replace("Pôle enfance", hostile);
    assert!(rapport.contains(hostile));
    fs::write(essai.chemin("rapport.toml"), rapport).unwrap();
    let texte = format!(
        "# {hostile}\n\n[ici](javascript:alert(1)) [là](data:text/html,<script>alert(1)</script>) \
         [site](https://a.fr/\"onload=\"alert(1)) <svg onload=alert(1)> \u{b}]]> &lt;script&gt;\n"
    );
    fs::write(essai.chemin("textes/introduction.md"), texte).unwrap();
    let version = attend(&essai, "travail")["version"].clone();
    let nombre = essai.lit("/rapport?edition=travail").texte().matches("<img class=\"feuille\"").count();
    assert!(nombre > 5, "{nombre}");
    for page in 1..=nombre {
        let dessin = essai.lit(&format!("/rapport/pages/travail/{version}/{page}.svg"));
        assert_eq!(dessin.etat, StatusCode::OK, "page {page}");
        assert!(!dessin.texte().contains("<script") && !dessin.texte().contains("javascript:"), "page {page}");
        inerte(&dessin.texte());
    }
}
