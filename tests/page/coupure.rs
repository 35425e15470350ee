//! The program killed in the middle of saves: each file is either the old one or the new one.

use super::outils::Serveur;
use crate::outils::{copie, tous_les_fichiers};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::{self, sleep};
use std::time::Instant;

/// The page that saves, and the file that it saves.
const ROUTE: (&str, &str) = ("/textes/budget", "textes/budget.md");
const COUPS: u32 = 20;
const LONGUEUR: usize = 150_000;

/// One save, as the form of the page would send it; false once the program is gone.
fn enregistre(serveur: &Serveur, lettre: char) -> Option<bool> {
    let page = serveur.demande("GET", ROUTE.0, &[], "")?;
    let empreinte = page.corps.split("name=\"empreinte\" value=\"").nth(1)?.split('"').next()?;
    let texte = lettre.to_string().repeat(LONGUEUR);
    let retour = serveur.envoie(ROUTE.0, &format!("empreinte={empreinte}&texte={texte}"))?;
    Some(retour.etat == 303)
}

/// Every file of the folder but the one that is saved, with its bytes.
fn autres(dossier: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut chemins = Vec::new();
    tous_les_fichiers(dossier, &mut chemins);
    chemins.retain(|c| !c.ends_with(ROUTE.1) && !c.file_name().unwrap().to_string_lossy().starts_with(".trame-"));
    chemins.sort();
    chemins.into_iter().map(|chemin| (chemin.clone(), fs::read(chemin).unwrap())).collect()
}

#[test]
#[allow(clippy::disallowed_methods, reason = "how long a save lasts here says when to strike")]
fn tuee_au_milieu_des_enregistrements_elle_laisse_un_dossier_entier() {
    let dossier = copie("data/acesm-2021");
    let (ici, texte) = (dossier.path(), dossier.path().join(ROUTE.1));
    let (avant, origine) = (autres(ici), fs::read_to_string(&texte).unwrap());
    let mut enregistres = 0;
    for coup in 0..COUPS {
        let mut serveur = Serveur::de(&[ici.to_str().unwrap()]);
        let mut chemins = Vec::new();
        tous_les_fichiers(ici, &mut chemins);
        assert!(chemins.iter().all(|c| !c.to_string_lossy().contains("/.trame-")), "swept at the next start");
        // the first save warms the program up, and says how long one lasts here; the blow falls among those that follow
        let debut = Instant::now();
        assert_eq!(enregistre(&serveur, 'A'), Some(true), "{} does not save", ROUTE.0);
        let duree = debut.elapsed();
        let pid = serveur.enfant.id().to_string();
        let faits = thread::scope(|scope| {
            let lettres = ('a'..='z').cycle();
            let enregistre = |lettre| enregistre(&serveur, lettre);
            let ecrivain = scope.spawn(move || lettres.map_while(enregistre).filter(|fait| *fait).count());
            sleep(duree * 3 * coup / COUPS);
            assert!(Command::new("kill").args(["-9", &pid]).status().unwrap().success());
            ecrivain.join().unwrap()
        });
        enregistres += faits;
        serveur.enfant.wait().unwrap();
        assert!(autres(ici) == avant, "another file changed");
        let lu = fs::read_to_string(&texte).unwrap();
        let net = lu.trim_end();
        let entier = net.len() == LONGUEUR && net.chars().all(|c| net.starts_with(c));
        assert!(entier || lu == origine, "{} characters", net.len());
    }
    assert!(enregistres > 0, "nothing was saved");
}
