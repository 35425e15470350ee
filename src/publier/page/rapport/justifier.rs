//! The explanation of a finding that cannot be corrected, written beside it: a `[[justification]]` at the end of
//! rapport.toml, which the report prints and which lapses when the cell changes.

use super::{Champs, editions, lieu};
use crate::controler;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::reglages::Justification;
use crate::publier::page::adresses;
use crate::publier::page::atelier::{Vue, en_fond};
use crate::publier::page::reponse::{self, Echec, Reponse, page};
use crate::publier::page::{Etat, gabarits};
use crate::publier::rapport_toml::{RapportToml, Refus};
use crate::publier::rendu;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use toml_edit::{Datetime, Table, Value};

/// Characters of an explanation, as rapport.toml takes them.
const PLUS_LONG: usize = 4_000;
/// Characters of what its cell holds; beyond, the explanation is not tied to it, and a check says so.
const PLUS_LONGUE_VALEUR: usize = 300;

/// What somebody wrote, and what is wrong with it.
#[derive(Default)]
struct Saisie {
    motif: String,
    date: String,
    reproche: Option<String>,
}

/// The finding with its form.
pub(super) async fn demande(State(etat): State<Etat>, Query(champs): Query<Champs>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    formulaire(&etat, &vue, cherche(&vue, &champs)?, &Saisie::default()).await
}

/// Writes the explanation, or gives the form back with what was typed.
pub(super) async fn ecrit(State(etat): State<Etat>, Form(champs): Form<Champs>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let constat = cherche(&vue, &champs)?;
    if !justifiable(constat) {
        return Err(Echec::refus("ce point ne s’explique pas\u{a0}: il se corrige"));
    }
    let champ = |nom: &str| champs.get(nom).cloned().unwrap_or_default();
    let mut saisie = Saisie { motif: nettoie(&champ("motif")), date: champ("date"), reproche: None };
    let table = match table(&vue, constat, &saisie) {
        Ok(table) => table,
        Err(reproche) => {
            saisie.reproche = Some(reproche.to_owned());
            return rend_la_saisie(StatusCode::BAD_REQUEST, &etat, &vue, constat, &saisie).await;
        }
    };
    let (dossier, vu) = (etat.atelier.dossier().to_owned(), champ("empreinte"));
    let ajout = move || {
        let mut rapport = RapportToml::ouvre(&dossier)?;
        rapport.ajoute(&["justification"], table)?;
        rapport.ecrit(&vu)
    };
    match en_fond(move || Ok(ajout())).await? {
        Ok(()) => Ok(reponse::vers(&lieu::adresse(constat))),
        Err(Refus::Change) => {
            saisie.reproche = Some(
                "rapport.toml a changé depuis que cette page a été affichée\u{a0}: rien n’y a été écrit. Relire le point ci-dessous, puis enregistrer à nouveau"
                    .to_owned(),
            );
            rend_la_saisie(StatusCode::CONFLICT, &etat, &vue, constat, &saisie).await
        }
        Err(autre) => Err(autre.into()),
    }
}

async fn rend_la_saisie(
    etat_http: StatusCode,
    etat: &Etat,
    vue: &Vue,
    constat: &Diagnostic,
    saisie: &Saisie,
) -> Reponse {
    let page = formulaire(etat, vue, constat, saisie).await?;
    Ok((etat_http, page).into_response())
}

/// The finding that an address names, among those of the moment.
fn cherche<'a>(vue: &'a Vue, champs: &Champs) -> Result<&'a Diagnostic, Echec> {
    let champ = |nom: &str| champs.get(nom).map_or("", String::as_str);
    let trouve = lieu::trouve(&vue.preparation.constats, champ("code"), champ("lieu"), champ("point"));
    trouve.ok_or_else(|| {
        Echec::introuvable("ce point n’existe pas ou n’existe plus\u{a0}: la page Contrôles donne ceux du moment")
    })
}

fn justifiable(constat: &Diagnostic) -> bool {
    constat.s_explique() && constat.justification.is_none()
}

async fn formulaire(etat: &Etat, vue: &Vue, constat: &Diagnostic, saisie: &Saisie) -> Reponse {
    let dossier = etat.atelier.dossier().to_owned();
    let empreinte = en_fond(move || Ok(RapportToml::ouvre(&dossier).map(|rapport| rapport.empreinte()))).await??;
    let mut contexte = gabarits::contexte(etat, vue, "Expliquer un point", "rapport");
    contexte.insert("point", &editions::point(constat));
    contexte.insert("code", constat.code);
    contexte.insert("lieu", &adresses::lieu(&constat.span));
    contexte.insert("point_sceau", &lieu::sceau(constat));
    contexte.insert("remede", &constat.remede().map(|aide| rendu::remede_en_phrase(aide).0));
    let lies: Vec<String> =
        constat.lies.iter().map(|(span, mots)| format!("{}\u{a0}: {mots}", span.en_entier())).collect();
    contexte.insert("lies", &lies);
    contexte.insert("explication", &constat.justification);
    contexte.insert("justifiable", &justifiable(constat));
    contexte.insert("erreur", &(constat.gravite == Gravite::Erreur));
    contexte.insert("cellule", &constat.span.cell.map(|cellule| cellule.to_string()));
    contexte.insert("aussi", &aussi(vue, constat));
    contexte.insert("plus_long", &PLUS_LONG);
    contexte.insert("empreinte", &empreinte);
    contexte.insert("motif", &saisie.motif);
    contexte.insert("date", &saisie.date);
    contexte.insert("reproche", &saisie.reproche);
    page("justifier.html", &contexte)
}

/// The findings of the same code at the same place, as an explanation names it; itself among them.
fn voisins<'a>(vue: &'a Vue, constat: &Diagnostic) -> impl Iterator<Item = &'a Diagnostic> {
    let (code, span) = (constat.code, constat.span.clone());
    let memes = move |autre: &&Diagnostic| {
        let ici = &autre.span;
        autre.code == code && (&ici.file, &ici.sheet, ici.cell) == (&span.file, &span.sheet, span.cell)
    };
    vue.preparation.constats.listes.iter().filter(memes)
}

/// The words that an explanation needs to name this finding only; none where it is alone at its place.
fn mots(vue: &Vue, constat: &Diagnostic) -> Option<String> {
    (voisins(vue, constat).count() > 1).then(|| Justification::debut(&constat.message))
}

/// How many other findings an explanation would cover all the same: those that say the same.
fn aussi(vue: &Vue, constat: &Diagnostic) -> usize {
    let debut = Justification::debut(&constat.message);
    voisins(vue, constat).filter(|autre| Justification::debut(&autre.message) == debut).count().saturating_sub(1)
}

/// One paragraph, without what a file could not show.
fn nettoie(motif: &str) -> String {
    let lettres = motif.chars().map(|c| if c.is_control() { ' ' } else { c });
    lettres.collect::<String>().trim().to_owned()
}

/// The keys of a `[[justification]]`, in their order in the documentation; or what is wrong with what was typed.
fn table(vue: &Vue, constat: &Diagnostic, saisie: &Saisie) -> Result<Table, &'static str> {
    if saisie.motif.is_empty() {
        return Err("L’explication est vide : dire pourquoi la cellule ne peut pas être corrigée");
    }
    if saisie.motif.chars().count() > PLUS_LONG {
        return Err("L’explication est trop longue : elle est imprimée dans le rapport, quelques phrases suffisent");
    }
    let span = &constat.span;
    let valeur = controler::valeur_expliquee(vue.preparation.dossier(), constat);
    let valeur = valeur.filter(|valeur| valeur.chars().count() <= PLUS_LONGUE_VALEUR);
    let textes = [
        ("code", Some(constat.code.to_owned())),
        ("fichier", Some(span.file.clone())),
        ("feuille", span.sheet.clone()),
        ("cellule", span.cell.map(|cellule| cellule.to_string())),
        ("constat", mots(vue, constat)),
        ("valeur", valeur.map(str::to_owned)),
        ("motif", Some(saisie.motif.clone())),
    ];
    let mut table = Table::new();
    for (cle, texte) in textes {
        table.extend(texte.map(|texte| (cle, Value::from(texte))));
    }
    table.extend(date(&saisie.date)?.map(|date| ("date", Value::from(date))));
    Ok(table)
}

/// A day as browsers give it, or nothing.
fn date(texte: &str) -> Result<Option<Datetime>, &'static str> {
    if texte.is_empty() {
        return Ok(None);
    }
    let jour = NaiveDate::parse_from_str(texte, "%Y-%m-%d").map_err(|_| ()).map(|jour| jour.to_string());
    let date = jour.and_then(|jour| jour.parse().map_err(|_| ()));
    date.map(Some).map_err(|()| "La date n’est pas un jour : écrire par exemple 2022-04-12")
}
