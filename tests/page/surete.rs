//! Foreign hosts and sites, missing keys, paths that climb, headers that never end.

use super::outils::Serveur;
use std::fs;
use std::io::Write;

/// Nothing of the folder is in an answer that refuses.
fn refuse(serveur: &Serveur, demande: &str) {
    let retour = serveur.brut(demande.as_bytes()).unwrap();
    assert_eq!(retour.etat, 403, "{demande}");
    assert!(!retour.corps.contains("AEMO") && !retour.tete.contains("set-cookie"), "{demande}");
}

#[test]
fn seul_le_navigateur_qui_a_la_cle_lit_et_ecrit() {
    let (_dossier, serveur) = Serveur::sur("acesm-2021");
    let (ici, cookie) = (serveur.hote(), serveur.cookie());
    let accueil = serveur.lit("/");
    assert_eq!(accueil.etat, 200);
    for entete in ["cache-control: no-store", "content-security-policy: default-src 'none'", "x-frame-options: deny"] {
        assert!(accueil.tete.contains(entete), "{entete}\n{}", accueil.tete);
    }
    let get = |lignes: &str| format!("GET / HTTP/1.1\r\nConnection: close\r\n{lignes}\r\n\r\n");
    let sans_cle = format!("Host: {ici}");
    refuse(&serveur, &get(&sans_cle));
    refuse(&serveur, &get(&format!("Host: {ici}\r\nCookie: trame-{}=00", serveur.port)));
    for hote in ["evil.example".to_owned(), format!("evil.example:{}", serveur.port), "127.0.0.1".to_owned()] {
        refuse(&serveur, &get(&format!("Host: {hote}\r\nCookie: {cookie}")));
    }
    for origine in ["http://evil.example", "null", "https://127.0.0.1"] {
        refuse(&serveur, &get(&format!("Host: {ici}\r\nCookie: {cookie}\r\nOrigin: {origine}")));
    }
    // two hosts: neither is believed
    let deux = serveur.brut(get(&format!("Host: {ici}\r\nHost: evil.example\r\nCookie: {cookie}")).as_bytes()).unwrap();
    assert!(deux.etat >= 400 || deux.corps.contains("Où en est-on"), "{}", deux.etat);
    // forms: from another site, from nowhere, without the key
    let post =
        |lignes: &str| format!("POST /reglages HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n{lignes}\r\n\r\n");
    refuse(&serveur, &post(&format!("Host: {ici}\r\nCookie: {cookie}")));
    refuse(&serveur, &post(&format!("Host: {ici}\r\nCookie: {cookie}\r\nOrigin: http://evil.example")));
    refuse(&serveur, &post(&format!("Host: {ici}\r\nCookie: {cookie}\r\nSec-Fetch-Site: cross-site")));
    refuse(&serveur, &post(&format!("Host: {ici}\r\nOrigin: http://{ici}")));
    refuse(&serveur, &format!("GET /entrer?cle=00 HTTP/1.1\r\nHost: {ici}\r\nConnection: close\r\n\r\n"));
}

#[test]
fn aucun_chemin_ne_sort_de_ce_qui_est_servi() {
    let (dossier, serveur) = Serveur::sur("acesm-2021");
    fs::write(dossier.path().join("secret.txt"), "SECRET").unwrap();
    for chemin in [
        "/statique/../../etc/passwd",
        "/statique/..%2f..%2f..%2fetc%2fpasswd",
        "/statique/%2e%2e/%2e%2e/etc/passwd",
        "/statique/....//....//etc/passwd",
        "/statique/..%5c..%5csecret.txt",
        "/statique/%00page.css",
        "/statique//etc/passwd",
        "/../secret.txt",
        "/secret.txt",
        "/rapport.toml",
        "/donnees/aemo-r.csv",
        "http://evil.example/secret.txt",
    ] {
        let retour = serveur.lit(chemin);
        assert!((400..500).contains(&retour.etat), "{chemin} : {}", retour.etat);
        assert!(!retour.corps.contains("root:") && !retour.corps.contains("SECRET"), "{chemin}");
    }
    let hostile = serveur.lit("/%3Cscript%3Ealert(1)%3C/script%3E");
    assert!(hostile.etat == 404 && !hostile.corps.contains("<script>alert"), "{}", hostile.corps);
}

#[test]
fn un_client_lent_ou_trop_bavard_ne_gene_que_lui() {
    let (_dossier, serveur) = Serveur::sur("acesm-2021");
    let mut lents = Vec::new();
    for _ in 0..64 {
        let mut lent = serveur.connexion();
        lent.write_all(format!("GET / HTTP/1.1\r\nHost: {}\r\nCoo", serveur.hote()).as_bytes()).unwrap();
        lents.push(lent);
    }
    let mut a_demi = serveur.connexion();
    let tete = format!(
        "POST /choisir HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {1}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ndossier=",
        serveur.hote(),
        serveur.cookie()
    );
    a_demi.write_all(tete.as_bytes()).unwrap();
    assert_eq!(serveur.lit("/").etat, 200);

    let long = format!("GET / HTTP/1.1\r\nHost: {}\r\nX-Long: {}\r\n\r\n", serveur.hote(), "x".repeat(2 << 20));
    assert!(serveur.brut(long.as_bytes()).is_none_or(|retour| retour.etat == 431));
    let nombreux = "X-Un: 1\r\n".repeat(5_000);
    let nombreux = format!("GET / HTTP/1.1\r\nHost: {}\r\n{nombreux}\r\n", serveur.hote());
    assert!(serveur.brut(nombreux.as_bytes()).is_none_or(|retour| retour.etat == 431));
    assert!(serveur.brut(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS?\r\n\r\n").is_none_or(|r| r.etat == 400));
    let gros = "x".repeat(8 << 20);
    assert!(serveur.envoie("/choisir", &format!("dossier={gros}")).is_none_or(|retour| retour.etat >= 400));
    assert_eq!(serveur.lit("/").etat, 200);
}

#[cfg(unix)]
#[test]
fn un_lien_dans_donnees_n_est_pas_suivi() {
    let ailleurs = tempfile::tempdir().unwrap();
    let (dossier, serveur) = Serveur::sur("acesm-2021");
    let table = dossier.path().join("donnees/aemo-r.csv");
    let vraie = ailleurs.path().join("aemo-r.csv");
    let avant = serveur.lit("/").corps;
    fs::rename(&table, &vraie).unwrap();
    std::os::unix::fs::symlink(&vraie, &table).unwrap();
    let apres = serveur.lit("/").corps;
    // the table behind the link is not read, on the page nor in the terminal
    let version = |page: &str| page.split("data-version=\"").nth(1).map(|reste| reste[..1].to_owned());
    assert_eq!(version(&avant).as_deref(), Some("1"));
    assert_ne!(version(&apres), version(&avant));
    let texte = crate::outils::texte(&crate::outils::trame(&["controler", dossier.path().to_str().unwrap()]));
    assert!(texte.contains("raccourci vers un autre endroit"), "{texte}");
    assert!(texte.contains("aucun tableau mensuel de 2021 ne porte ce dispositif"), "{texte}");
    assert_eq!(serveur.lit("/").etat, 200);
}
