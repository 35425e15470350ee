//! Who may ask: a browser of this machine that holds the key printed at launch, from our own pages. A name that points to
//! this machine, another site, a form elsewhere, are refused before anything is read.

use super::{Etat, reponse};
use crate::publier::erreur::Error;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where the address printed at launch leads.
const ENTREE: &str = "/entrer";

/// The key of this run, and the names by which this machine may be called.
pub(super) struct Gardien {
    cle: String,
    /// What the browser is started with, once: others on this machine may read the arguments of a program.
    billet: Mutex<Option<String>>,
    port: u16,
}

impl Gardien {
    /// A new key and a new ticket.
    pub(super) fn new(port: u16) -> Result<Self, Error> {
        Ok(Self { cle: secret()?, billet: Mutex::new(Some(secret()?)), port })
    }

    /// The address to open, as often as needed: for the eyes of who started Trame.
    pub(super) fn adresse(&self) -> String {
        self.vers(&self.cle)
    }

    /// The address that opens once, for the command line of the browser; `None` when it was used.
    pub(super) fn adresse_unique(&self) -> Option<String> {
        self.billet().as_deref().map(|billet| self.vers(billet))
    }

    fn vers(&self, cle: &str) -> String {
        format!("http://127.0.0.1:{}{ENTREE}?cle={cle}", self.port)
    }

    fn billet(&self) -> MutexGuard<'_, Option<String>> {
        self.billet.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key, or the ticket that nobody used.
    fn admet(&self, donnee: &str) -> bool {
        let mut billet = self.billet();
        let unique = billet.as_deref().is_some_and(|billet| pareils(donnee, billet));
        if unique {
            *billet = None;
        }
        unique || pareils(donnee, &self.cle)
    }

    /// Two folders open at once are two ports, and a browser does not tell ports apart in its cookies.
    fn nom_du_cookie(&self) -> String {
        format!("trame-{}", self.port)
    }

    fn est_d_ici(&self, hote: &str) -> bool {
        let port = self.port;
        ["127.0.0.1", "localhost", "[::1]"].iter().any(|nom| hote.eq_ignore_ascii_case(&format!("{nom}:{port}")))
    }

    /// Why a request is refused, before its key is looked at.
    fn refuse(&self, entetes: &HeaderMap) -> Option<&'static str> {
        let texte = |nom: HeaderName| entetes.get(nom).map(|v| v.to_str().unwrap_or("\u{fffd}"));
        if !texte(header::HOST).is_some_and(|hote| self.est_d_ici(hote)) {
            return Some("cette adresse n’est pas celle que Trame a ouverte");
        }
        let d_ici = |origine: &str| origine.strip_prefix("http://").is_some_and(|hote| self.est_d_ici(hote));
        if texte(header::ORIGIN).is_some_and(|origine| !d_ici(origine)) {
            return Some("la demande vient d’un autre site");
        }
        let site = texte(HeaderName::from_static("sec-fetch-site"));
        if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
            return Some("la demande vient d’un autre site");
        }
        None
    }

    /// The cookie holds the key of this run.
    fn connait(&self, entetes: &HeaderMap) -> bool {
        let cookies = entetes.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
        let mut paires = cookies.flat_map(|v| v.split(';')).filter_map(|paire| paire.trim().split_once('='));
        paires.any(|(nom, valeur)| nom == self.nom_du_cookie() && pareils(valeur, &self.cle))
    }

    fn cookie(&self) -> String {
        format!("{}={}; HttpOnly; SameSite=Strict; Path=/", self.nom_du_cookie(), self.cle)
    }
}

/// 32 bytes drawn by the system.
fn secret() -> Result<String, Error> {
    let mut octets = [0; 32];
    getrandom::fill(&mut octets).map_err(|source| Error::Server(std::io::Error::other(source)))?;
    Ok(octets.iter().map(|octet| format!("{octet:02x}")).collect())
}

/// Compares in a time that does not depend on where they differ.
fn pareils(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |ecart, (a, b)| ecart | (a ^ b)) == 0
}

/// Lets a request through, or not. Every answer says what a browser may do with it: nothing but show it.
pub(super) async fn garde(State(etat): State<Etat>, demande: Request, suite: Next) -> Response {
    let gardien = &etat.gardien;
    let entetes = demande.headers();
    let mut reponse = if let Some(raison) = gardien.refuse(entetes) {
        reponse::refus(StatusCode::FORBIDDEN, raison)
    } else if demande.uri().path() == ENTREE && demande.method() == Method::GET {
        entre(gardien, entetes, demande.uri().query().unwrap_or_default())
    } else if !gardien.connait(entetes) {
        reponse::refus(StatusCode::FORBIDDEN, "ouvrir l’adresse entière que Trame a affichée à son lancement")
    } else if ecrit(demande.method()) && entetes.get(header::ORIGIN).is_none() && !dit_d_ou(entetes) {
        reponse::refus(StatusCode::FORBIDDEN, "la demande ne dit pas de quelle page elle vient")
    } else {
        reponse::dite(suite.run(demande).await)
    };
    protege(reponse.headers_mut());
    reponse
}

/// The key in the address becomes a cookie, and leaves the address. Who has it already is let in.
fn entre(gardien: &Gardien, entetes: &HeaderMap, question: &str) -> Response {
    let donnee = question.split('&').find_map(|paire| paire.strip_prefix("cle=")).unwrap_or_default();
    if !gardien.connait(entetes) && !gardien.admet(donnee) {
        return reponse::refus(StatusCode::FORBIDDEN, "ouvrir l’adresse entière que Trame a affichée à son lancement");
    }
    let mut reponse = Redirect::to("/").into_response();
    if let Ok(cookie) = HeaderValue::from_str(&gardien.cookie()) {
        reponse.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    reponse
}

fn ecrit(methode: &Method) -> bool {
    !matches!(*methode, Method::GET | Method::HEAD)
}

fn dit_d_ou(entetes: &HeaderMap) -> bool {
    entetes.contains_key("sec-fetch-site")
}

/// What every answer carries. A page that sets its own policy (a picture of a page) keeps it.
fn protege(entetes: &mut HeaderMap) {
    const REGLES: [(&str, &str); 7] = [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        // not `no-referrer`: a browser would then send its own forms with « Origin: null »
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        (
            "content-security-policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
             connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        ),
    ];
    for (nom, valeur) in REGLES {
        entetes.entry(HeaderName::from_static(nom)).or_insert(HeaderValue::from_static(valeur));
    }
}
