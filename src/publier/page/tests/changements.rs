//! What open pages are told.

use super::{Essai, HOTE, routes};
use axum::body::Body;
use axum::http::{Request, header};
use std::fs;
use std::time::Duration;
use tokio::time::timeout;
use tokio_stream::StreamExt;

/// A stream that a page opened, until it ends or says nothing more.
pub(super) async fn ecoute(essai: &Essai) -> impl StreamExt<Item = String> + Unpin {
    let demande = Request::get("/changements").header(header::HOST, HOTE).header(header::COOKIE, essai.cookie());
    let demande = demande.body(Body::empty()).unwrap();
    let reponse = tower::ServiceExt::oneshot(routes(essai.etat.clone()), demande).await.unwrap();
    assert_eq!(reponse.headers()[header::CONTENT_TYPE], "text/event-stream");
    reponse.into_body().into_data_stream().map(|morceau| String::from_utf8_lossy(&morceau.unwrap()).into_owned())
}

/// The number of the next reading that a page is told.
pub(super) async fn version(page: &mut (impl StreamExt<Item = String> + Unpin)) -> u64 {
    let dit = timeout(Duration::from_secs(40), page.next()).await.unwrap().unwrap();
    dit.trim().strip_prefix("event: version\ndata: ").unwrap().parse().unwrap()
}

#[test]
fn chaque_page_ouverte_apprend_qu_un_fichier_a_change_et_la_fin() {
    let essai = Essai::sur("acesm-2021");
    essai.moteur.spawn(super::super::changements::veille(essai.etat.clone()));
    assert!(essai.lit("/").texte().contains("data-version=\"1\""));
    essai.moteur.block_on(async {
        let mut pages = Vec::new();
        for _ in 0..50 {
            pages.push(ecoute(&essai).await);
        }
        let patience = Duration::from_secs(30);
        for page in &mut pages {
            assert_eq!(timeout(patience, page.next()).await.unwrap().unwrap(), "event: version\ndata: 1\n\n");
        }
        fs::write(essai.chemin("textes/budget.md"), "Une phrase.\n").unwrap();
        for page in &mut pages {
            assert_eq!(timeout(patience, page.next()).await.unwrap().unwrap(), "event: version\ndata: 2\n\n");
        }
        essai.etat.vie.finit();
        for page in &mut pages {
            assert_eq!(timeout(patience, page.next()).await.unwrap(), None, "the end closes the streams");
        }
    });
}
