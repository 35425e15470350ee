//! The page, asked without a network.

mod accueil;
mod bord;
mod changements;
mod chiffres;
mod choisir;
mod controles;
mod deposer;
mod facturation;
mod garde;
mod justifier;
mod nouveau;
mod origines;
mod rapport;
mod reglages;
mod textes;
mod verrou;

use super::atelier::Atelier;
use super::gardien::Gardien;
use super::vie::Vie;
use super::{Etat, routes};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

const HOTE: &str = "127.0.0.1:4321";

/// A copy of a folder of `data/`, and a browser that entered.
struct Essai {
    dossier: TempDir,
    etat: Etat,
    moteur: tokio::runtime::Runtime,
}

/// What came back.
struct Retour {
    etat: StatusCode,
    entetes: axum::http::HeaderMap,
    octets: Vec<u8>,
}

impl Retour {
    fn texte(&self) -> String {
        String::from_utf8_lossy(&self.octets).into_owned()
    }
}

impl Essai {
    /// On a copy of `data/NOM`.
    fn sur(nom: &str) -> Self {
        let dossier = tempfile::tempdir().unwrap();
        copie(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(nom), dossier.path());
        Self::de(dossier)
    }

    fn de(dossier: TempDir) -> Self {
        let atelier = Atelier::new(dossier.path().to_owned());
        Self::avec(dossier, atelier)
    }

    /// Before a folder was chosen.
    fn sans_dossier() -> Self {
        Self::avec(tempfile::tempdir().unwrap(), Atelier::sans_dossier())
    }

    fn avec(dossier: TempDir, atelier: Atelier) -> Self {
        let atelier = Arc::new(atelier);
        let gardien = Arc::new(Gardien::new(4321).unwrap());
        let moteur = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        Self { dossier, etat: Etat { atelier, gardien, vie: Arc::new(Vie::new()) }, moteur }
    }

    fn chemin(&self, relatif: &str) -> std::path::PathBuf {
        self.dossier.path().join(relatif)
    }

    fn cookie(&self) -> String {
        let adresse = self.etat.gardien.adresse();
        format!("trame-4321={}", adresse.split("cle=").nth(1).unwrap())
    }

    /// Any request, as it is.
    fn demande(&self, demande: Request<Body>) -> Retour {
        self.moteur.block_on(async {
            let reponse: Response = routes(self.etat.clone()).oneshot(demande).await.unwrap();
            let (tete, corps) = reponse.into_parts();
            let octets = to_bytes(corps, 1 << 30).await.unwrap().to_vec();
            Retour { etat: tete.status, entetes: tete.headers, octets }
        })
    }

    fn lit(&self, chemin: &str) -> Retour {
        let demande = Request::get(chemin).header(header::HOST, HOTE).header(header::COOKIE, self.cookie());
        self.demande(demande.body(Body::empty()).unwrap())
    }

    /// A form sent by our own page; `corps` is already encoded.
    fn envoie(&self, chemin: &str, corps: &str) -> Retour {
        let genre = "application/x-www-form-urlencoded";
        self.envoie_en(chemin, genre, corps.as_bytes().to_vec())
    }

    fn envoie_en(&self, chemin: &str, genre: &str, corps: Vec<u8>) -> Retour {
        let demande = Request::post(chemin)
            .header(header::HOST, HOTE)
            .header(header::ORIGIN, format!("http://{HOTE}"))
            .header(header::COOKIE, self.cookie())
            .header(header::CONTENT_TYPE, genre);
        self.demande(demande.body(Body::from(corps)).unwrap())
    }
}

fn copie(de: &Path, vers: &Path) {
    fs::create_dir_all(vers).unwrap();
    for entree in fs::read_dir(de).unwrap() {
        let entree = entree.unwrap();
        let vers = vers.join(entree.file_name());
        if entree.file_type().unwrap().is_dir() {
            if entree.file_name() != "sortie" {
                copie(&entree.path(), &vers);
            }
        } else {
            fs::copy(entree.path(), vers).unwrap();
        }
    }
}

/// Addresses that begin so, with the words of their link.
fn liens(page: &str, debut: &str) -> Vec<(String, String)> {
    let suites = page.split("href=\"").skip(1).filter(|suite| suite.starts_with(debut));
    let lien = |suite: &str| {
        let (adresse, reste) = suite.split_once('"')?;
        let mots = reste.split_once('>')?.1.split_once("</a>")?.0;
        Some((adresse.replace("&#x2F;", "/").replace("&amp;", "&"), mots.to_owned()))
    };
    suites.filter_map(lien).collect()
}

/// Nothing in the page that its policy would refuse: no script nor style of its own, no attribute that runs.
fn sain(page: &str) {
    assert!(!page.contains(" style=") && !page.contains("<style"), "style");
    assert!(!page.contains("<script>") && !page.contains(" onload=") && !page.contains(" onclick="), "script");
    assert!(page.split("<script").skip(1).all(|suite| suite.starts_with(" src=\"/statique/")), "script");
}
