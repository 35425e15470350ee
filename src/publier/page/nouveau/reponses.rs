//! What the answers ask for, or everything that is wrong with them.

use super::super::chemins;
use super::formulaire::Formulaire;
use crate::domaine::mois::Exercice;
use crate::domaine::reglages::{Cadre, Modalite};
use crate::francais::{cle, typographie};
use crate::publier::fichiers;
use crate::publier::nouveau::{Demande, Dispositif, Modele};
use axum::http::StatusCode;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Longest code and label.
const CODE: usize = 100;
const LIBELLE: usize = 300;

/// What is to be done in the folder.
pub(super) enum Travail {
    /// A folder from nothing.
    Commencer(Demande),
    /// The year that follows that of another folder.
    Suivre(PathBuf, Option<i32>),
}

/// What prevents the folder from being written: a field's id and a phrase each, in the order of the page.
#[derive(Debug, Clone, Default)]
pub(super) struct Problemes {
    pub(super) liste: Vec<(String, String)>,
    /// True when the folder is already someone's.
    pub(super) conflit: bool,
}

impl Problemes {
    pub(super) fn dit(&mut self, champ: impl Into<String>, phrase: impl AsRef<str>) {
        self.liste.push((champ.into(), typographie(phrase.as_ref())));
    }

    pub(super) fn etat(&self) -> StatusCode {
        if self.conflit { StatusCode::CONFLICT } else { StatusCode::BAD_REQUEST }
    }

    /// What is said of a field.
    pub(super) fn de(&self, champ: &str) -> Option<&str> {
        self.liste.iter().find(|(autre, _)| autre == champ).map(|(_, phrase)| phrase.as_str())
    }
}

/// Where to write, and what; `choisi` is the folder that the page has opened.
pub(super) fn lues(formulaire: &Formulaire, choisi: Option<&Path>) -> Result<(PathBuf, Travail), Problemes> {
    let mut problemes = Problemes::default();
    let dossier = lieu(formulaire, choisi, &mut problemes);
    let saisie = formulaire.champ("exercice");
    let annee = annee(saisie, &mut problemes);
    let travail = if formulaire.champ("depuis").is_empty() {
        if saisie.is_empty() {
            problemes.dit("exercice", "dire l’année de l’exercice, par exemple 2026");
        }
        Some(Travail::Commencer(demande(formulaire, annee.unwrap_or_default(), &mut problemes)))
    } else {
        precedent(formulaire.champ("depuis"), &mut problemes).map(|avant| Travail::Suivre(avant, annee))
    };
    match (dossier, travail) {
        (Some(dossier), Some(travail)) if problemes.liste.is_empty() => Ok((dossier, travail)),
        _ => Err(problemes),
    }
}

fn lieu(formulaire: &Formulaire, choisi: Option<&Path>, problemes: &mut Problemes) -> Option<PathBuf> {
    let dossier = match choisi {
        Some(choisi) => choisi.to_owned(),
        None if formulaire.champ("dossier").is_empty() => {
            let exemple = chemins::un_exemple();
            problemes.dit("dossier", format!("dire où créer le dossier : son chemin entier, par exemple {exemple}"));
            return None;
        }
        None => match chemins::lu(formulaire.champ("dossier")) {
            Ok(dossier) => dossier,
            Err(phrase) => {
                problemes.dit("dossier", phrase);
                return None;
            }
        },
    };
    if fichiers::is_empty(&dossier) {
        return Some(dossier);
    }
    problemes.conflit = true;
    let suite = match choisi {
        Some(_) => "fermer Trame, la lancer seule et préparer un dossier neuf",
        None => "donner un autre nom",
    };
    let ou = dossier.display();
    problemes.dit("dossier", format!("« {ou} » existe déjà et n’est pas vide : rien n’y a été écrit ; {suite}"));
    None
}

/// Nothing where nothing is typed.
fn annee(saisie: &str, problemes: &mut Problemes) -> Option<i32> {
    if saisie.is_empty() {
        return None;
    }
    let annee = saisie.parse::<i32>().ok();
    let possible = annee.filter(|annee| Exercice::new(*annee).is_some());
    match (annee, possible) {
        (_, Some(annee)) => return Some(annee),
        (Some(_), None) => problemes.dit("exercice", format!("l’année {saisie} n’est pas un exercice possible")),
        (None, None) => {
            problemes.dit(
                "exercice",
                format!("« {saisie} » n’est pas une année : l’écrire en quatre chiffres, par exemple 2026"),
            );
        }
    }
    None
}

/// Last year's folder: it is there, and holds settings. Whether they are understood is told when it is read.
fn precedent(saisi: &str, problemes: &mut Problemes) -> Option<PathBuf> {
    let lu = chemins::lu(saisi).map(|chemin| match chemin.ends_with(fichiers::RAPPORT) {
        // the file itself is often what people point to
        true => chemin.parent().map(Path::to_owned).unwrap_or_default(),
        false => chemin,
    });
    let refus = match lu {
        Ok(dossier) if fichiers::est_un_dossier_de_service(&dossier) => return Some(dossier),
        Ok(dossier) if dossier.is_dir() => {
            format!(
                "il n’y a pas de fichier rapport.toml dans « {} » : ce n’est pas un dossier de Trame",
                dossier.display()
            )
        }
        Ok(dossier) => format!("« {} » n’est pas un dossier de cet ordinateur", dossier.display()),
        Err(phrase) => phrase,
    };
    problemes.dit("depuis", refus);
    None
}

/// The dispositifs that the checks would refuse, each beside its code.
pub(super) fn refusees(formulaire: &Formulaire, fautes: &[(usize, String)]) -> Problemes {
    let mut problemes = Problemes::default();
    // the dispositifs asked for are the lines that have a code
    let codes = (1..=formulaire.lignes).map(|ligne| (ligne, format!("code-{ligne}")));
    let codes: Vec<_> = codes.filter(|(_, champ)| !formulaire.champ(champ).is_empty()).collect();
    for (rang, message) in fautes {
        let Some((ligne, champ)) = codes.get(*rang) else { continue };
        let code = formulaire.champ(champ);
        let phrase = format!(
            "le code « {code} » du dispositif {ligne} ne convient pas, les contrôles refuseraient le dossier : {message} ; choisir un autre code"
        );
        problemes.dit(champ, phrase);
    }
    problemes
}

/// The word chosen; nothing for what says nothing. Only a forged form says another one.
fn choix(
    formulaire: &Formulaire,
    champ: &str,
    mots: &[&'static str],
    problemes: &mut Problemes,
) -> Option<&'static str> {
    let dit = formulaire.champ(champ);
    let choisi = mots.iter().find(|mot| **mot == dit).copied();
    if choisi.is_none() && !dit.is_empty() {
        problemes.dit(champ, format!("« {dit} » n’est pas un des choix proposés : {}", mots.join(", ")));
    }
    choisi
}

/// What was answered; the dispositifs of the model where none is given.
fn demande(formulaire: &Formulaire, exercice: i32, problemes: &mut Problemes) -> Demande {
    let heberge = choix(formulaire, "genre", &["milieu-ouvert", "hebergement"], problemes) == Some("hebergement");
    let dernier_jour = choix(formulaire, "dernier_jour", &["non-compte", "compte"], problemes) == Some("compte");
    let modele = Demande::du_modele(if heberge { Modele::Hebergement } else { Modele::MilieuOuvert }, exercice);
    let ou = |texte: &str, defaut: String| if texte.is_empty() { defaut } else { texte.to_owned() };
    for nom in ["association", "service"] {
        sur_une_ligne(formulaire.champ(nom), nom, problemes);
    }
    let mut codes = BTreeMap::new();
    let mut dispositifs = Vec::new();
    for rang in 1..=formulaire.lignes {
        let avant = problemes.liste.len();
        let Some(dispositif) = dispositif(formulaire, rang, heberge, problemes) else { continue };
        if let Some(premier) = codes.insert(cle(&dispositif.code), rang) {
            codes.insert(cle(&dispositif.code), premier);
            let phrase = format!("le dispositif {rang} porte le même code que le dispositif {premier} : en changer un");
            problemes.liste.insert(avant, (format!("code-{rang}"), typographie(&phrase)));
        }
        dispositifs.push(dispositif);
    }
    Demande {
        exercice,
        association: ou(formulaire.champ("association"), modele.association),
        service: ou(formulaire.champ("service"), modele.service),
        dernier_jour,
        dispositifs: if dispositifs.is_empty() { modele.dispositifs } else { dispositifs },
    }
}

/// A name stands on one line: only a forged form sends several, or what nobody sees.
fn sur_une_ligne(texte: &str, champ: &str, problemes: &mut Problemes) {
    if texte.contains(char::is_control) {
        problemes.dit(champ, "ce champ tient sur une seule ligne, sans signe invisible : le saisir de nouveau");
    }
}

/// A line; nothing for one that says nothing, or that has no code.
fn dispositif(formulaire: &Formulaire, rang: usize, heberge: bool, problemes: &mut Problemes) -> Option<Dispositif> {
    let champ = |nom: &str| formulaire.champ(&format!("{nom}-{rang}"));
    let (code, libelle, places) = (champ("code"), champ("libelle"), champ("places"));
    let cadre = choix(formulaire, &format!("cadre-{rang}"), &Cadre::TOUS.map(|(_, cle, _)| cle), problemes);
    let modalites = Modalite::TOUTES.map(|(_, cle, _)| cle);
    let modalite = choix(formulaire, &format!("modalite-{rang}"), &modalites, problemes);
    if code.is_empty() {
        if [libelle, places, champ("modalite")].iter().any(|texte| !texte.is_empty()) {
            problemes.dit(
                format!("code-{rang}"),
                format!("le dispositif {rang} n’a pas de code : en donner un, ou vider sa ligne"),
            );
        }
        return None;
    }
    for (nom, texte, plus) in [("code", code, CODE), ("libelle", libelle, LIBELLE)] {
        sur_une_ligne(texte, &format!("{nom}-{rang}"), problemes);
        if texte.chars().count() > plus {
            let quoi = if nom == "code" { "code" } else { "libellé" };
            problemes.dit(
                format!("{nom}-{rang}"),
                format!("le {quoi} du dispositif {rang} dépasse {plus} signes : le raccourcir"),
            );
        }
    }
    let nombre: String = places.chars().filter(|c| !c.is_whitespace()).collect();
    let nombre = (!nombre.is_empty()).then(|| nombre.parse::<u32>().ok());
    if nombre == Some(None) {
        problemes.dit(
            format!("places-{rang}"),
            format!("les places du dispositif {rang} sont un nombre entier : « {places} » n’en est pas un"),
        );
    }
    let defaut = if heberge { "hebergement" } else { "milieu-ouvert" };
    Some(Dispositif {
        code: code.to_owned(),
        libelle: if libelle.is_empty() { code } else { libelle }.to_owned(),
        cadre: cadre.unwrap_or("mixte"),
        modalite: modalite.unwrap_or(defaut),
        places: nombre.flatten(),
    })
}
