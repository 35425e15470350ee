//! Every figure that has a name, of one perimetre or of all, that holds the words asked for.

use super::{Question, coupe, lien, sans_reglages};
use crate::domaine::chiffres::Chiffre;
use crate::domaine::designation::{Designation, nom_de};
use crate::domaine::indicateur::{Indicateurs, Perimetre};
use crate::domaine::mois::Mois;
use crate::francais::{cle, typographie};
use crate::publier::explication;
use crate::publier::page::adresses::encode;
use crate::publier::page::atelier::en_fond;
use crate::publier::page::reponse::{Reponse, page};
use crate::publier::page::{Etat, gabarits};
use axum::extract::{Query, State};
use serde::Serialize;

const TITRE: &str = "Tous les chiffres";

/// A figure on one row.
#[derive(Serialize)]
struct Ligne {
    nom: String,
    lien: String,
    libelle: String,
    perimetre: String,
    /// As printed, or why it is not known.
    valeur: String,
    connu: bool,
    reserve: bool,
}

/// A choice of the form.
#[derive(Serialize)]
struct Choix {
    nom: String,
    libelle: String,
    choisi: bool,
}

/// Everything the page shows.
struct Liste {
    lignes: Vec<Ligne>,
    choix: Vec<Choix>,
    /// What was asked for and is no perimetre of this folder.
    inconnu: Option<String>,
}

pub(super) async fn liste(State(etat): State<Etat>, Query(question): Query<Question>) -> Reponse {
    let vue = etat.atelier.vue().await?;
    if vue.preparation.indicateurs().is_none() {
        return sans_reglages(&etat, &vue, TITRE, "chiffres");
    }
    let (coupe, au) = coupe(&etat, &vue, &question).await?;
    let de = |cle: &str| question.get(cle).cloned();
    let (mots, perimetre) = (de("mots").unwrap_or_default(), de("perimetre").unwrap_or_else(|| "service".to_owned()));
    let (cherches, choisi) = (mots.clone(), perimetre);
    let liste = en_fond(move || {
        let indicateurs = coupe.preparation().indicateurs();
        Ok(indicateurs.map(|indicateurs| fait(indicateurs, &choisi, &cherches, au)))
    });
    let Some(Liste { lignes, choix, inconnu }) = liste.await? else {
        return sans_reglages(&etat, &vue, TITRE, "chiffres");
    };
    let mut contexte = gabarits::contexte(&etat, &vue, TITRE, "chiffres");
    contexte.insert("lignes", &lignes);
    contexte.insert("choix", &choix);
    contexte.insert("inconnu", &inconnu);
    contexte.insert("partout", &format!("/chiffres?perimetre=&mots={}", encode(&mots)));
    contexte.insert("mots", &mots);
    contexte.insert("au", &au.map(|mois| (mois.to_string(), mois.nom())));
    page("chiffres.html", &contexte)
}

fn fait(indicateurs: &Indicateurs, choisi: &str, mots: &str, au: Option<Mois>) -> Liste {
    let tous = choisi.is_empty();
    let trouve = indicateurs.perimetre(choisi).ok().map(|p| p.code.clone());
    let cherches: Vec<String> = cle(mots).split_whitespace().map(str::to_owned).collect();
    let retenu = |chiffre: &Chiffre<'_>| {
        let texte = cle(&format!("{} {} {}", chiffre.libelle, chiffre.nom(), chiffre.fiche.definition));
        (tous || trouve.as_ref() == Some(&chiffre.perimetre.code)) && cherches.iter().all(|mot| texte.contains(mot))
    };
    let nommes = indicateurs.perimetres.iter().flat_map(|perimetre| {
        let de = move |indicateur| Chiffre::from(Designation { perimetre, indicateur, mois: None });
        indicateurs.catalogue.iter().map(de)
    });
    let autres = indicateurs.autres_chiffres().into_iter().filter(|c| c.mois.is_none());
    let lignes = nommes.chain(autres).filter(retenu).map(|chiffre| ligne(&chiffre, au)).collect();
    let de = |p: &Perimetre| {
        let choisi = trouve.as_ref() == Some(&p.code);
        let libelle = if p.nom() == p.libelle { p.libelle.clone() } else { format!("{}, {}", p.nom(), p.libelle) };
        Choix { nom: nom_de(p), libelle, choisi }
    };
    let choix = indicateurs.perimetres.iter().rev().map(de).collect();
    let inconnu = (!tous && trouve.is_none()).then(|| choisi.to_owned());
    Liste { lignes, choix, inconnu }
}

fn ligne(chiffre: &Chiffre<'_>, au: Option<Mois>) -> Ligne {
    let nom = chiffre.nom();
    let nombre = explication::nombre(chiffre);
    Ligne {
        lien: lien(&nom, au),
        libelle: typographie(&chiffre.libelle),
        perimetre: chiffre.perimetre.nom().to_owned(),
        connu: nombre.is_ok(),
        reserve: nombre.is_ok() && chiffre.valeur.reserve.is_some(),
        valeur: typographie(&nombre.unwrap_or_else(|raison| raison)),
        nom,
    }
}
