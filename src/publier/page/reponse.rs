//! Answers: a page, a file to keep, a refusal that a person can read.

use super::adresses::encode;
use super::gabarits;
use crate::publier::erreur::Error;
use crate::publier::rapport_toml;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use tera::Context;

/// What a page may fail with: always shown as a page.
pub(super) struct Echec {
    etat: StatusCode,
    raison: String,
    /// Where the person was, and in which words to go back there.
    retour: Option<(String, &'static str)>,
}

/// The answer of a page.
pub(super) type Reponse = Result<Response, Echec>;

impl Echec {
    fn new(etat: StatusCode, raison: impl Into<String>) -> Self {
        Self { etat, raison: raison.into(), retour: None }
    }

    /// The same with a way back to what was being done.
    pub(super) fn avec_retour(self, chemin: String, mots: &'static str) -> Self {
        Self { retour: Some((chemin, mots)), ..self }
    }

    /// A refusal that the person can do something about.
    pub(super) fn refus(raison: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, raison)
    }

    /// Something else changed what was about to be replaced.
    pub(super) fn conflit(raison: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, raison)
    }

    /// More than is accepted at once.
    pub(super) fn trop_gros(raison: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, raison)
    }

    /// What is asked for does not exist.
    pub(super) fn introuvable(raison: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, raison)
    }
}

impl From<Error> for Echec {
    fn from(erreur: Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, erreur.to_string())
    }
}

impl From<rapport_toml::Refus> for Echec {
    fn from(refus: rapport_toml::Refus) -> Self {
        use rapport_toml::Refus as R;
        match refus {
            R::Ecriture(erreur) => erreur.into(),
            R::Change => Self::conflit(refus.to_string()),
            R::Absent | R::Illisible | R::Occupee(_) => Self::refus(refus.to_string()),
        }
    }
}

impl From<tera::Error> for Echec {
    fn from(erreur: tera::Error) -> Self {
        Error::from(erreur).into()
    }
}

impl IntoResponse for Echec {
    fn into_response(self) -> Response {
        page_de_refus(self.etat, &self.raison, self.retour)
    }
}

/// A page from its template.
pub(super) fn page(gabarit: &str, contexte: &Context) -> Reponse {
    Ok(Html(gabarits::rend(gabarit, contexte)?).into_response())
}

/// « See there »: after what was asked was done, so that going back asks nothing again.
pub(super) fn vers(chemin: &str) -> Response {
    Redirect::to(chemin).into_response()
}

/// A file that the browser keeps under its own name, or under the letters of it that every browser takes.
pub(super) fn fichier(nom: &str, genre: &'static str, octets: Vec<u8>) -> Response {
    let net: String = nom.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).collect();
    let mut disposition = format!("attachment; filename=\"{net}\"");
    if net != nom {
        disposition.push_str(&format!("; filename*=UTF-8''{}", encode(nom)));
    }
    let mut reponse = (StatusCode::OK, [(header::CONTENT_TYPE, genre)], octets).into_response();
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        reponse.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    reponse
}

/// A picture: nothing in it runs, whatever it holds.
pub(super) fn dessin(svg: String) -> Response {
    let politique = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
    let entetes = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CONTENT_SECURITY_POLICY, politique)];
    (StatusCode::OK, entetes, svg).into_response()
}

/// A refusal, as a page.
pub(super) fn refus(etat: StatusCode, raison: &str) -> Response {
    page_de_refus(etat, raison, None)
}

fn page_de_refus(etat: StatusCode, raison: &str, retour: Option<(String, &'static str)>) -> Response {
    let mut contexte = Context::new();
    contexte.insert("retour", &retour);
    contexte.insert("raison", raison);
    contexte.insert("titre", "Trame ne peut pas répondre");
    contexte.insert("rubrique", "");
    match gabarits::rend("refus.html", &contexte) {
        Ok(page) => (etat, Html(page)).into_response(),
        Err(_) => (etat, raison.to_owned()).into_response(),
    }
}

/// The same answer; but a refusal that a layer below put in its own words becomes a page, which quotes nothing of what
/// was asked.
pub(super) fn dite(reponse: Response) -> Response {
    let etat = reponse.status();
    let genre = reponse.headers().get(header::CONTENT_TYPE).and_then(|genre| genre.to_str().ok());
    let brute = genre.is_none_or(|genre| genre.starts_with("text/plain"));
    if !brute || !(etat.is_client_error() || etat.is_server_error()) {
        return reponse;
    }
    let raison = match etat {
        StatusCode::NOT_FOUND => "cette page n’existe pas",
        StatusCode::METHOD_NOT_ALLOWED => "cette page ne se demande pas ainsi",
        StatusCode::PAYLOAD_TOO_LARGE => "c’est plus que cette page ne reçoit",
        _ => "la demande ne se lit pas\u{a0}: revenir à la page, et recommencer",
    };
    refus(etat, raison)
}

/// No such page.
pub(super) async fn introuvable() -> Response {
    refus(StatusCode::NOT_FOUND, "cette page n’existe pas")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn le_nom_d_un_fichier_garde_ses_accents() {
        let dite = |nom: &str| {
            let reponse = fichier(nom, "text/csv", Vec::new());
            reponse.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned()
        };
        assert_eq!(dite("rapport-2021.pdf"), "attachment; filename=\"rapport-2021.pdf\"");
        let accents = "attachment; filename=\"activit2021.csv\"; filename*=UTF-8''activit%C3%A9%202021.csv";
        assert_eq!(dite("activité 2021.csv"), accents);
        let hostile = "attachment; filename=\"ax\"; filename*=UTF-8''a%22%0D%0A%3Bx";
        assert_eq!(dite("a\"\r\n;x"), hostile);
    }
}
