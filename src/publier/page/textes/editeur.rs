//! `/textes/{section}`: the editor, its findings, its preview, and saving without ever losing what was typed.

use super::apercu::{Apercu, tire};
use super::ecriture::{self, Issue, PLUS_LONG};
use super::inserer::a_inserer;
use super::plan::{Rubrique, trouve};
use crate::diagnostic::Diagnostic;
use crate::domaine::constats::Constats;
use crate::domaine::dossier::Source;
use crate::publier::page::atelier::{Vue, en_fond};
use crate::publier::page::reponse::{Echec, Reponse, dessin, page, vers};
use crate::publier::page::{Etat, gabarits};
use axum::extract::{Form, FromRequest, Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tera::Context;

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Saisie {
    texte: String,
    /// The version of the file that was loaded.
    #[serde(default)]
    empreinte: String,
}

#[derive(Deserialize)]
pub(super) struct Suite {
    enregistre: Option<u8>,
}

/// What the editor shows of a text.
#[derive(Default)]
struct Montre {
    texte: String,
    empreinte: String,
    remarques: Vec<Remarque>,
    /// How many there are, listed or not.
    nombre: usize,
    apercu: Option<Apercu>,
    enregistre: bool,
    /// The text of the disk, which is not the one that was loaded.
    conflit: Option<String>,
    /// Why nothing was saved.
    refus: Option<String>,
}

/// A finding, for the page.
#[derive(Serialize)]
pub(super) struct Remarque {
    gravite: &'static str,
    libelle: &'static str,
    lieu: String,
    ligne: u32,
    message: String,
    aide: Option<String>,
    code: &'static str,
}

pub(super) async fn montre(
    State(etat): State<Etat>,
    Path(section): Path<String>,
    Query(suite): Query<Suite>,
) -> Reponse {
    let (vue, rubrique) = cherche(&etat, &section).await?;
    let (texte, empreinte) = rubrique.texte(&vue);
    let (remarques, nombre) = remarques(&rubrique, &vue.preparation.constats);
    let enregistre = suite.enregistre.is_some();
    rend(&etat, &vue, &rubrique, Montre { texte, empreinte, remarques, nombre, enregistre, ..Montre::default() })
}

/// Saves, unless the file changed meanwhile: then both versions are shown, and nothing is written.
pub(super) async fn garde(State(etat): State<Etat>, Path(section): Path<String>, demande: Request) -> Reponse {
    let saisie = saisie(&etat, demande).await?;
    let vue = etat.atelier.vue().await?;
    let rubrique = trouve(&vue, &section).unwrap_or_else(|| Rubrique::disparue(&section));
    let refus = match rubrique.place.refus() {
        None if ecriture::normalise(&saisie.texte).len() > PLUS_LONG => {
            Some(format!("Ce texte dépasse {}\u{a0}Mio\u{a0}: le partager entre plusieurs sections.", PLUS_LONG >> 20))
        }
        refus => refus,
    };
    if let Some(refus) = refus {
        return rend_le_refus(&etat, &vue, &rubrique, saisie, (StatusCode::UNPROCESSABLE_ENTITY, refus));
    }
    let (dossier, chemin) = (etat.atelier.dossier().to_owned(), rubrique.place.chemin().to_owned());
    let Saisie { texte, empreinte } = saisie;
    let ecrit = en_fond(move || {
        let issue = ecriture::enregistre(&dossier, &chemin, &texte, &empreinte);
        Ok((issue, Saisie { texte, empreinte }))
    });
    let (issue, saisie) = ecrit.await?;
    match issue {
        Ok(Issue::Ecrit) => Ok(vers(&format!("{}?enregistre=1", rubrique.adresse()))),
        Ok(Issue::Conflit) => conflit(&etat, &section, saisie).await,
        Ok(Issue::Lien) => {
            let refus = "textes/ ou ce fichier est un lien\u{a0}: Trame n’écrit pas hors du dossier.".to_owned();
            rend_le_refus(&etat, &vue, &rubrique, saisie, (StatusCode::UNPROCESSABLE_ENTITY, refus))
        }
        Err(erreur) => {
            let refus = (StatusCode::INTERNAL_SERVER_ERROR, format!("Rien n’a été enregistré\u{a0}: {erreur}."));
            rend_le_refus(&etat, &vue, &rubrique, saisie, refus)
        }
    }
}

/// Both versions. What was typed stays in the editor, ready to replace the one of the disk by those who saw it.
async fn conflit(etat: &Etat, section: &str, saisie: Saisie) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let rubrique = trouve(&vue, section).unwrap_or_else(|| Rubrique::disparue(section));
    let (du_disque, empreinte) = rubrique.texte(&vue);
    let montre = Montre { texte: saisie.texte, empreinte, conflit: Some(du_disque), ..Montre::default() };
    let page = rend(etat, &vue, &rubrique, montre)?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

fn rend_le_refus(
    etat: &Etat,
    vue: &Vue,
    rubrique: &Rubrique,
    saisie: Saisie,
    (statut, refus): (StatusCode, String),
) -> Reponse {
    let Saisie { texte, empreinte } = saisie;
    let page = rend(etat, vue, rubrique, Montre { texte, empreinte, refus: Some(refus), ..Montre::default() })?;
    Ok((statut, page).into_response())
}

/// The findings of a text that is being written; the whole page with its preview for those without JavaScript. Nothing
/// is saved.
pub(super) async fn verifie(State(etat): State<Etat>, Path(section): Path<String>, demande: Request) -> Reponse {
    let seul = !est_un_formulaire(&demande);
    let saisie = saisie(&etat, demande).await?;
    let (vue, rubrique) = cherche(&etat, &section).await?;
    let essai = essai(&vue, &rubrique, &saisie.texte);
    let (celle, source) = (Arc::clone(&vue), essai.clone());
    let lue = en_fond(move || Ok(source.map(|source| celle.preparation.avec_textes(vec![source], &[]).constats)));
    let lues = lue.await?;
    let (remarques, nombre) = remarques(&rubrique, lues.as_ref().unwrap_or(&vue.preparation.constats));
    if seul {
        let mut contexte = Context::new();
        contexte.insert("remarques", &remarques);
        contexte.insert("nombre", &nombre);
        return page("texte_remarques.html", &contexte);
    }
    let numero = etat.atelier.apercus.demande(&section);
    let apercu = tire(&etat, &vue, &rubrique, essai, numero).await;
    let Saisie { texte, empreinte } = saisie;
    rend(&etat, &vue, &rubrique, Montre { texte, empreinte, remarques, nombre, apercu, ..Montre::default() })
}

/// The pages of the section with the text as it is being written; no content when a later text was sent meanwhile.
pub(super) async fn apercoit(State(etat): State<Etat>, Path(section): Path<String>, demande: Request) -> Reponse {
    let saisie = saisie(&etat, demande).await?;
    let (vue, rubrique) = cherche(&etat, &section).await?;
    let numero = etat.atelier.apercus.demande(&section);
    let essai = essai(&vue, &rubrique, &saisie.texte);
    let Some(apercu) = tire(&etat, &vue, &rubrique, essai, numero).await else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let mut contexte = Context::new();
    contexte.insert("apercu", &apercu);
    page("texte_apercu.html", &contexte)
}

/// One of those pages, as a picture.
pub(super) async fn feuille(
    State(etat): State<Etat>,
    Path((section, numero, rang)): Path<(String, u64, usize)>,
) -> Reponse {
    let apercus = Arc::clone(&etat.atelier.apercus);
    let svg = en_fond(move || Ok(apercus.svg(&section, numero, rang))).await?;
    svg.map(dessin).ok_or_else(|| Echec::introuvable("cet aperçu n’est plus gardé\u{202f}: le demander à nouveau"))
}

async fn cherche(etat: &Etat, section: &str) -> Result<(Arc<Vue>, Rubrique), Echec> {
    let vue = etat.atelier.vue().await?;
    match trouve(&vue, section) {
        Some(rubrique) => Ok((vue, rubrique)),
        None => Err(Echec::introuvable("cette section n’est pas une de celles du rapport")),
    }
}

/// A form, or the text alone.
async fn saisie(etat: &Etat, demande: Request) -> Result<Saisie, Echec> {
    let illisible = || {
        Echec::refus(
            "ce texte est trop long ou ne se lit pas\u{202f}: rien n’a été enregistré, revenir en arrière rend la saisie",
        )
    };
    if est_un_formulaire(&demande) {
        let Form(saisie) = Form::<Saisie>::from_request(demande, etat).await.map_err(|_| illisible())?;
        return Ok(saisie);
    }
    let texte = String::from_request(demande, etat).await.map_err(|_| illisible())?;
    Ok(Saisie { texte, empreinte: String::new() })
}

fn est_un_formulaire(demande: &Request) -> bool {
    let genre = demande.headers().get(header::CONTENT_TYPE).and_then(|genre| genre.to_str().ok());
    genre.is_some_and(|genre| genre.starts_with("application/x-www-form-urlencoded"))
}

/// The file of the section as saving would write it; nothing where the page writes none.
fn essai(vue: &Vue, rubrique: &Rubrique, texte: &str) -> Option<Source> {
    let chemin = rubrique.place.chemin();
    let ancien = vue.source(chemin).map(|source| &source.octets[..]);
    let octets = || ecriture::octets(texte, ancien);
    rubrique.place.refus().is_none().then(|| Source { chemin: chemin.to_owned(), octets: octets() })
}

pub(super) fn remarques(rubrique: &Rubrique, constats: &Constats) -> (Vec<Remarque>, usize) {
    let remarque = |constat: &Diagnostic| Remarque {
        gravite: constat.gravite.cle(),
        libelle: constat.gravite.libelle(),
        lieu: if constat.span.line > 0 { constat.span.ligne() } else { "le texte entier".to_owned() },
        ligne: constat.span.line,
        message: constat.message.clone(),
        aide: constat.aide.clone(),
        code: constat.code,
    };
    (rubrique.constats(&constats.listes).map(remarque).collect(), rubrique.nombre(constats))
}

fn rend(etat: &Etat, vue: &Vue, rubrique: &Rubrique, montre: Montre) -> Reponse {
    let mut contexte = gabarits::contexte(etat, vue, &rubrique.titre, "textes");
    let autres = rubrique.fichiers.iter().filter(|fichier| *fichier != rubrique.place.chemin());
    contexte.insert("adresse", &rubrique.adresse());
    contexte.insert("fiche", &rubrique.est_une_fiche());
    contexte.insert("fichier", rubrique.place.chemin());
    contexte.insert("autres", &autres.collect::<Vec<_>>());
    contexte.insert("lecture_seule", &rubrique.place.refus());
    contexte.insert("texte", &montre.texte);
    contexte.insert("empreinte", &montre.empreinte);
    contexte.insert("remarques", &montre.remarques);
    contexte.insert("nombre", &montre.nombre);
    contexte.insert("apercu", &montre.apercu);
    contexte.insert("enregistre", &montre.enregistre);
    contexte.insert("conflit", &montre.conflit);
    contexte.insert("refus", &montre.refus);
    // what was typed and is not saved: the page warns before it is left
    contexte.insert("non_enregistre", &(montre.conflit.is_some() || montre.refus.is_some() || montre.apercu.is_some()));
    contexte.insert("a_inserer", &a_inserer(vue, &rubrique.id)?);
    page("texte.html", &contexte)
}
