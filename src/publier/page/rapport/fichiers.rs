//! Files to take away, the same as the command line writes; and the report written in `sortie/`.

use super::{Champs, edition};
use crate::composer;
use crate::domaine::edition::Edition;
use crate::domaine::expression::Figures;
use crate::publier::erreur::Error;
use crate::publier::fichiers as disque;
use crate::publier::page::Etat;
use crate::publier::page::atelier::{Vue, en_fond};
use crate::publier::page::reponse::{self, Echec, Reponse};
use crate::publier::tableur::{self, Matiere};
use crate::publier::{json, phrases, refus, sortie};
use crate::{Preparation, Refus, preparer_a_fin};
use axum::extract::{Form, Path, Query, State};
use std::io::{Cursor, Write};
use std::sync::Arc;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PDF: &str = "application/pdf";
const JSON: &str = "application/json";
const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file of a known name; anything else is no path, and is not found.
pub(super) async fn fichier(State(etat): State<Etat>, Path(nom): Path<String>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    if let Some(edition) = nom.strip_suffix(".pdf").and_then(Edition::de_cle) {
        let octets = pdf(&etat, &vue, edition).await?;
        return Ok(reponse::fichier(&sortie::rapport(&vue.preparation, edition), PDF, octets));
    }
    let fait = en_fond(move || {
        let preparation = &vue.preparation;
        Ok(match nom.as_str() {
            "chiffres.xlsx" => un_fichier(preparation, ".xlsx", XLSX, tableur::classeur)?,
            "chiffres.csv.zip" => un_fichier(preparation, ".csv.zip", "application/zip", archive)?,
            "calcul.json" => {
                let calcul = json::indicateurs(preparation.indicateurs(), &preparation.constats);
                Some(("calcul.json".to_owned(), JSON, json::texte(&calcul).into_bytes()))
            }
            "controles.json" => {
                let controles = json::controles(&preparation.constats, preparation.dossier());
                Some(("controles.json".to_owned(), JSON, json::texte(&controles).into_bytes()))
            }
            "phrases.txt" | "phrases.json" => toutes_les_phrases(preparation, nom)?,
            _ => return Ok(Err(Echec::introuvable("ce fichier n’existe pas"))),
        }
        .ok_or_else(sans_chiffres))
    });
    let (nom, genre, octets) = fait.await??;
    Ok(reponse::fichier(&nom, genre, octets))
}

type Fichier = (String, &'static str, Vec<u8>);

fn sans_chiffres() -> Echec {
    Echec::refus("les données comportent des erreurs\u{a0}: les corriger d’abord, la page Contrôles dit où")
}

/// The figures in one file; nothing while an *erreur* stands in the way.
fn un_fichier<E>(
    preparation: &Preparation,
    extension: &str,
    genre: &'static str,
    ecrit: impl Fn(&Matiere<'_>) -> Result<Vec<u8>, E>,
) -> Result<Option<Fichier>, Error>
where
    Error: From<E>,
{
    let Some(matiere) = Matiere::de(preparation) else { return Ok(None) };
    let nom = format!("{}{extension}", sortie::chiffres(matiere.indicateurs.exercice));
    Ok(Some((nom, genre, ecrit(&matiere)?)))
}

/// Every CSV file, in their order and without a date: the same bytes for the same folder.
fn archive(matiere: &Matiere<'_>) -> Result<Vec<u8>, Error> {
    let refuse = |source| Error::Write { path: "chiffres.csv.zip".into(), source };
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (nom, octets) in tableur::csv(matiere)? {
        archive.start_file(nom, options).map_err(|erreur| refuse(erreur.into()))?;
        archive.write_all(&octets).map_err(refuse)?;
    }
    Ok(archive.finish().map_err(|erreur| refuse(erreur.into()))?.into_inner())
}

fn toutes_les_phrases(preparation: &Preparation, nom: String) -> Result<Option<Fichier>, Error> {
    let (Some(indicateurs), Some(controle)) = (preparation.indicateurs(), preparation.controle()) else {
        return Ok(None);
    };
    let figures = Figures { indicateurs, reglages: controle.reglages() };
    Ok(Some(match nom.ends_with(".json") {
        true => (nom, JSON, json::texte(&phrases::json(figures, None)?).into_bytes()),
        false => (nom, "text/plain; charset=utf-8", phrases::texte(figures, None)?.into_bytes()),
    }))
}

/// Names of the CSV files that the figures make, listed once for a state of the folder and off the request; none while an
/// *erreur* stands in the way.
pub(super) async fn noms_des_csv(vue: &Arc<Vue>) -> Result<&[String], Error> {
    let celle = Arc::clone(vue);
    let listes = || {
        en_fond(move || Ok(Matiere::de(&celle.preparation).map(|matiere| tableur::noms(&matiere)).unwrap_or_default()))
    };
    Ok(vue.noms_des_csv.get_or_try_init(listes).await?)
}

/// One table.
pub(super) async fn csv(State(etat): State<Etat>, Path(nom): Path<String>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    let fait = en_fond(move || {
        let Some(matiere) = Matiere::de(&vue.preparation) else { return Ok(Err(sans_chiffres())) };
        let trouvee = tableur::csv(&matiere)?.into_iter().find(|(connu, _)| *connu == nom);
        Ok(trouvee.ok_or_else(|| Echec::introuvable("ce tableau n’existe pas")))
    });
    let (nom, octets) = fait.await??;
    Ok(reponse::fichier(&nom, CSV, octets))
}

async fn pdf(etat: &Etat, vue: &Arc<Vue>, edition: Edition) -> Result<Vec<u8>, Echec> {
    let pages = etat.atelier.pages(vue, edition).await?;
    Ok(en_fond(move || Ok(pages.pdf()?)).await?)
}

/// The board of a month.
pub(super) async fn mensuel(State(etat): State<Etat>, Query(champs): Query<Champs>) -> Reponse {
    let mois = champs.get("mois").cloned().unwrap_or_default();
    let dossier = etat.atelier.dossier().to_owned();
    let fait = etat.atelier.a_son_tour(move || {
        let preparation = preparer_a_fin(disque::depot(&dossier)?, &mois)?;
        Ok::<_, Error>(match preparation.tableau_de_bord() {
            Ok(projets) => Ok((sortie::mensuel(&preparation), composer::en_deux_pages(&projets)?.1.pdf)),
            Err(refuse) => Err(mots(&preparation, refuse)),
        })
    });
    let fait = match fait.await? {
        Err(Error::Month(refuse)) => Err(Error::Month(refuse).to_string()),
        autre => autre?,
    };
    let (nom, octets) = fait.map_err(Echec::refus)?;
    Ok(reponse::fichier(&nom, PDF, octets))
}

fn mots(preparation: &Preparation, refuse: Refus) -> String {
    match (refuse, preparation.mois()) {
        (Refus::MoisInconnu, Some(mois)) => refus::mois_inconnu(preparation, mois).trim_end_matches('.').to_owned(),
        _ => format!("le tableau de bord n’est pas écrit\u{a0}: {refuse}\u{202f}; la page Contrôles dit où"),
    }
}

/// Writes the report where `trame rapport` does.
pub(super) async fn ecrire(State(etat): State<Etat>, Form(champs): Form<Champs>) -> Reponse {
    let edition = edition(&champs)?;
    let vue = etat.atelier.vue().await?;
    let octets = pdf(&etat, &vue, edition).await?;
    let chemin = sortie::chemin(etat.atelier.dossier(), &sortie::rapport(&vue.preparation, edition));
    let ecrit = en_fond(move || {
        // a link would lead out of the folder
        if chemin.parent().is_some_and(disque::is_link) {
            return Ok(Err(Echec::refus("sortie/ est un lien vers un autre dossier\u{a0}: rien n’y est écrit")));
        }
        disque::write(&chemin, &octets).map(Ok)
    });
    ecrit.await??;
    Ok(reponse::vers(&format!("/rapport?edition={}&ecrit=1#telecharger", edition.cle())))
}
