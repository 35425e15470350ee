//! Style, script and fonts: embedded, nothing is fetched elsewhere.

use super::Etat;
use crate::fontes;
use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

const FICHIERS: &[(&str, &str, &str)] = &[
    ("icone.svg", "image/svg+xml", include_str!("../../../templates/page/statique/icone.svg")),
    ("page.css", "text/css; charset=utf-8", include_str!("../../../templates/page/statique/page.css")),
    ("deposer.js", "text/javascript; charset=utf-8", include_str!("../../../templates/page/statique/deposer.js")),
    ("rapport.js", "text/javascript; charset=utf-8", include_str!("../../../templates/page/statique/rapport.js")),
    ("page.js", "text/javascript; charset=utf-8", include_str!("../../../templates/page/statique/page.js")),
    ("controles.js", "text/javascript; charset=utf-8", include_str!("../../../templates/page/statique/controles.js")),
    ("textes.js", "text/javascript; charset=utf-8", include_str!("../../../templates/page/statique/textes.js")),
];

pub(super) fn routes() -> Router<Etat> {
    Router::new().route("/statique/{nom}", get(statique))
}

async fn statique(Path(nom): Path<String>) -> Response {
    if let Some((_, genre, texte)) = FICHIERS.iter().find(|(connu, ..)| *connu == nom) {
        return ([(header::CONTENT_TYPE, *genre)], *texte).into_response();
    }
    match fontes::FICHIERS.iter().find(|(connue, _)| *connue == nom) {
        Some((_, octets)) => ([(header::CONTENT_TYPE, "font/ttf")], *octets).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
