//! Who is let in.

use super::{Essai, HOTE};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::fs;

#[test]
fn qui_a_la_cle_et_vient_d_ici_est_recu() {
    let essai = Essai::sur("acesm-2021");
    let accueil = essai.lit("/");
    assert_eq!(accueil.etat, StatusCode::OK, "{}", accueil.texte());
    assert!(accueil.texte().contains("Où en est-on"));
    assert!(accueil.entetes["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    assert_eq!(accueil.entetes["cache-control"], "no-store");
    // what every page asks for is there
    let texte = accueil.texte().replace("&#x2F;", "/");
    let statiques: Vec<&str> = texte.split("\"/statique/").skip(1).filter_map(|s| s.split('"').next()).collect();
    assert!(statiques.contains(&"icone.svg") && statiques.contains(&"page.css"), "{statiques:?}");
    for nom in statiques {
        assert_eq!(essai.lit(&format!("/statique/{nom}")).etat, StatusCode::OK, "{nom}");
    }
    assert_eq!(essai.lit("/statique/icone.svg").entetes[header::CONTENT_TYPE], "image/svg+xml");
}

#[test]
fn l_adresse_du_lancement_donne_le_cookie_et_s_efface() {
    let essai = Essai::sur("acesm-2021");
    let adresse = essai.etat.gardien.adresse();
    let chemin = adresse.strip_prefix("http://127.0.0.1:4321").unwrap();
    let entree = essai.demande(Request::get(chemin).header(header::HOST, HOTE).body(Body::empty()).unwrap());
    assert_eq!((entree.etat, entree.entetes[header::LOCATION].to_str().unwrap()), (StatusCode::SEE_OTHER, "/"));
    let cookie = entree.entetes[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let fausse = Request::get("/entrer?cle=00").header(header::HOST, HOTE).body(Body::empty()).unwrap();
    assert_eq!(essai.demande(fausse).etat, StatusCode::FORBIDDEN);
}

#[test]
fn ce_que_le_navigateur_recoit_n_ouvre_qu_une_fois() {
    let essai = Essai::sur("acesm-2021");
    let adresse = essai.etat.gardien.adresse_unique().unwrap();
    let chemin = adresse.strip_prefix("http://127.0.0.1:4321").unwrap();
    assert!(!adresse.contains(&essai.cookie()["trame-4321=".len()..]), "ni la clé, ni le cookie");
    let entre = |cookie: Option<&str>| {
        let demande = Request::get(chemin).header(header::HOST, HOTE);
        let demande = cookie.into_iter().fold(demande, |demande, cookie| demande.header(header::COOKIE, cookie));
        essai.demande(demande.body(Body::empty()).unwrap())
    };
    let premiere = entre(None);
    assert_eq!(premiere.etat, StatusCode::SEE_OTHER);
    assert!(premiere.entetes[header::SET_COOKIE].to_str().unwrap().starts_with(&essai.cookie()));
    assert_eq!(entre(None).etat, StatusCode::FORBIDDEN, "a second reader of the command line");
    assert_eq!(entre(Some(&essai.cookie())).etat, StatusCode::SEE_OTHER, "the same window again");
    assert!(essai.etat.gardien.adresse_unique().is_none());
}

#[test]
fn ce_qui_ne_se_lit_pas_est_refuse_en_francais_et_sans_etre_cite() {
    let essai = Essai::sur("acesm-2021");
    let ici = format!("http://{HOTE}");
    let demande = |methode: &str, chemin: &str, genre: &str| {
        let demande = Request::builder().method(methode).uri(chemin).header(header::HOST, HOTE);
        let demande = demande.header(header::COOKIE, essai.cookie()).header(header::ORIGIN, &ici);
        essai.demande(demande.header(header::CONTENT_TYPE, genre).body(Body::from("a=%zz&<script>")).unwrap())
    };
    for (methode, chemin, genre, etat) in [
        ("GET", "/textes/activite/apercu/%3Cscript%3E/x", "", StatusCode::BAD_REQUEST),
        ("GET", "/rapport/texte/travail/%3Cscript%3E", "", StatusCode::NOT_FOUND),
        ("DELETE", "/textes", "", StatusCode::METHOD_NOT_ALLOWED),
        ("POST", "/rapport/ecrire", "text/plain", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("POST", "/deposer", "multipart/form-data", StatusCode::BAD_REQUEST),
    ] {
        let retour = demande(methode, chemin, genre);
        assert_eq!(retour.etat, etat, "{methode} {chemin}");
        let texte = retour.texte();
        assert!(texte.contains("Trame ne peut pas répondre") && texte.contains("lang=\"fr\""), "{chemin} : {texte}");
        assert!(!texte.contains("<script>") && !texte.contains("deserialize"), "{chemin} : {texte}");
    }
}

#[test]
fn les_autres_ne_lisent_rien() {
    let essai = Essai::sur("acesm-2021");
    let avec = |noms: &[(&str, &str)]| {
        let demande = Request::get("/").header(header::COOKIE, essai.cookie());
        let demande = noms.iter().fold(demande, |demande, (nom, valeur)| demande.header(*nom, *valeur));
        essai.demande(demande.body(Body::empty()).unwrap())
    };
    let ici = ("host", HOTE);
    let refuses: [&[(&str, &str)]; 8] = [
        &[],
        &[("host", "evil.example")],
        &[("host", "127.0.0.1")],
        &[("host", "127.0.0.1:4322")],
        &[("host", "localhost.evil.example:4321")],
        &[ici, ("origin", "http://evil.example")],
        &[ici, ("origin", "null")],
        &[ici, ("sec-fetch-site", "cross-site")],
    ];
    for noms in refuses {
        let retour = avec(noms);
        assert_eq!(retour.etat, StatusCode::FORBIDDEN, "{noms:?}");
        assert!(!retour.texte().contains("AEMO"), "{noms:?}");
    }
    assert_eq!(avec(&[ici]).etat, StatusCode::OK);
    let sans_cle = Request::get("/").header(header::HOST, HOTE).body(Body::empty()).unwrap();
    assert_eq!(essai.demande(sans_cle).etat, StatusCode::FORBIDDEN);
}

#[test]
fn aucun_formulaire_d_ailleurs_n_ecrit() {
    let essai = Essai::sur("acesm-2021");
    let cookie = essai.cookie();
    let ici = format!("http://{HOTE}");
    let ailleurs: [&[(&str, &str)]; 7] = [
        &[("cookie", &cookie)],
        &[("cookie", &cookie), ("origin", "http://evil.example")],
        &[("cookie", &cookie), ("origin", "null")],
        &[("cookie", &cookie), ("origin", "http://127.0.0.1:4322")],
        &[("cookie", &cookie), ("origin", &ici), ("sec-fetch-site", "cross-site")],
        &[("cookie", &cookie), ("origin", &ici), ("sec-fetch-site", "same-site")],
        &[("origin", &ici), ("sec-fetch-site", "same-origin")],
    ];
    let lus = || ["rapport.toml", "textes/introduction.md"].map(|nom| fs::read(essai.chemin(nom)).unwrap());
    let avant = lus();
    for (chemin, corps) in [
        ("/textes/introduction", "texte=autre&empreinte="),
        ("/textes", "nom=budget.md"),
        ("/rapport/ecrire", "edition=travail"),
        ("/rapport/justifier", "code=continuite&lieu=donnees%2Faemo-r.csv%7C%7CM2&motif=x"),
        ("/deposer", ""),
        ("/deposer/0123/garder", "vu=absent"),
        ("/choisir", "dossier=%2Ftmp"),
    ] {
        for entetes in ailleurs {
            let demande = Request::post(chemin).header(header::HOST, HOTE);
            let demande = demande.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let demande = entetes.iter().fold(demande, |demande, (nom, valeur)| demande.header(*nom, *valeur));
            let retour = essai.demande(demande.body(Body::from(corps)).unwrap());
            assert_eq!(retour.etat, StatusCode::FORBIDDEN, "{chemin} {entetes:?}");
        }
    }
    assert!(lus() == avant && !essai.chemin("sortie").exists());
}
