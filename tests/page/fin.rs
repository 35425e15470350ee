//! The end: Ctrl-C with open pages, a port that is taken, a browser that is not there.

use super::outils::{PATIENCE, Serveur};
use crate::outils::copie;
use std::fs;
use std::io::{BufRead, Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::time::Duration;

/// Longer than what is left to open requests, shorter than what people wait for.
const DEUX_SECONDES: Duration = Duration::from_secs(2);

#[cfg(unix)]
#[test]
fn ctrl_c_ferme_les_pages_ouvertes_et_finit() {
    let (dossier, mut serveur) = Serveur::sur("acesm-2021");
    assert_eq!(serveur.lit("/").etat, 200);
    let mut page = serveur.ecoute();
    let mut dit = String::new();
    while !dit.contains("data: 1\n") {
        assert!(page.read_line(&mut dit).unwrap() > 0);
    }
    // a change in the folder reaches the open page without being asked for
    fs::write(dossier.path().join("textes/budget.md"), "Une phrase.\n").unwrap();
    while !dit.contains("data: 2\n") {
        assert!(page.read_line(&mut dit).unwrap() > 0);
    }
    let mut lent = serveur.connexion();
    lent.write_all(b"GET / HTTP/1.1\r\nHost: 127").unwrap();
    serveur.interrompt();
    assert!(serveur.finit_en(DEUX_SECONDES).expect("still there after two seconds").success());
    page.read_to_string(&mut dit).unwrap();
}

#[test]
fn un_port_pris_en_donne_un_autre() {
    let pris = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = pris.local_addr().unwrap().port();
    let dossier = copie("data/acesm-2021");
    let mut commande = Command::new(env!("CARGO_BIN_EXE_trame"));
    commande.arg("ouvrir").arg(dossier.path()).args(["--sans-navigateur", "--port", &port.to_string()]);
    let serveur = Serveur::lance(&mut commande);
    assert_ne!(serveur.port, port);
    assert_eq!(serveur.lit("/").etat, 200);
}

#[test]
fn trame_seule_ouvre_le_dossier_ou_elle_est_lancee_sinon_le_demande() {
    let dossier = copie("data/acesm-2021");
    let vide = tempfile::tempdir().unwrap();
    let seule = |ici: &std::path::Path| {
        let mut commande = Command::new(env!("CARGO_BIN_EXE_trame"));
        // no browser can be found
        commande.current_dir(ici).env("PATH", "").env_remove("BROWSER").env_remove("DISPLAY");
        Serveur::lance(&mut commande)
    };
    let (ici, ailleurs) = (seule(dossier.path()), seule(vide.path()));
    assert!(ici.lit("/").corps.contains("exercice 2021"));
    let accueil = ailleurs.lit("/");
    assert!(accueil.etat == 303 && accueil.tete.contains("location: /choisir"), "{}", accueil.tete);
    let chemin = dossier.path().to_str().unwrap().replace('/', "%2F");
    assert_eq!(ailleurs.envoie("/choisir", &format!("dossier={chemin}")).unwrap().etat, 303);
    assert!(ailleurs.lit("/").corps.contains("exercice 2021"));
}

#[test]
fn sans_visite_le_programme_s_arrete_quand_on_le_demande() {
    let dossier = copie("data/acesm-2021");
    let mut serveur = Serveur::de(&[dossier.path().to_str().unwrap(), "--inactif", "1"]);
    assert!(serveur.finit_en(Duration::from_secs(50)).is_none(), "it stopped before its minute");
    assert!(serveur.finit_en(PATIENCE).unwrap().success());
    let faux = crate::outils::trame(&["ouvrir", dossier.path().to_str().unwrap(), "--inactif", "0"]);
    assert_eq!(crate::outils::code(&faux), 2);
}
