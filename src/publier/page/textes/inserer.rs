//! What may be put in a text: every figure known today with the expression that prints it, and the sentences ready made.

use crate::domaine::designation::nom_de;
use crate::domaine::expression::{Expression, Figures, Filtre, Morceau};
use crate::domaine::indicateur::{Indicateur, Perimetre};
use crate::publier::erreur::Error;
use crate::publier::page::atelier::Vue;
use crate::publier::phrases;
use serde::Serialize;
use serde_json::Value;

/// The figures of a perimetre.
#[derive(Serialize)]
struct Groupe {
    perimetre: String,
    lignes: Vec<Ligne>,
}

/// An expression, and what it prints today.
#[derive(Serialize)]
struct Ligne {
    libelle: String,
    markdown: String,
    valeur: String,
    /// Where its explanation stands.
    adresse: Option<String>,
    reserve: bool,
}

/// What the page shows beside the editor.
#[derive(Serialize, Default)]
pub(super) struct AInserer {
    groupes: Vec<Groupe>,
    /// Sentences made for this section, then those of the others.
    phrases: Vec<Value>,
    autres_phrases: Vec<Value>,
}

/// What a text of that section may take; nothing while rapport.toml cannot be read.
pub(super) fn a_inserer(vue: &Vue, section: &str) -> Result<AInserer, Error> {
    let (Some(indicateurs), Some(controle)) = (vue.preparation.indicateurs(), vue.preparation.controle()) else {
        return Ok(AInserer::default());
    };
    let figures = Figures { indicateurs, reglages: controle.reglages() };
    let mut groupes: Vec<Groupe> = indicateurs.perimetres.iter().map(|p| groupe(figures, p)).collect();
    groupes.push(Groupe { perimetre: "Dates".to_owned(), lignes: dates(figures) });
    groupes.retain(|groupe| !groupe.lignes.is_empty());
    let mut toutes = phrases::json(figures, None)?;
    let toutes = toutes["phrases"].as_array_mut().map(std::mem::take).unwrap_or_default();
    let redigees = toutes.into_iter().filter(|phrase| !phrase["texte"].is_null());
    let (phrases, autres_phrases) = redigees.partition(|phrase| phrase["section"] == section);
    Ok(AInserer { groupes, phrases, autres_phrases })
}

fn groupe(figures: Figures<'_>, perimetre: &Perimetre) -> Groupe {
    let catalogue = figures.indicateurs.catalogue.iter();
    let lignes = catalogue.flat_map(|indicateur| lignes(figures, perimetre, indicateur)).collect();
    Groupe { perimetre: perimetre.nom().to_owned(), lignes }
}

/// The figure in its unit, then each filter that prints it otherwise.
fn lignes(figures: Figures<'_>, perimetre: &Perimetre, indicateur: &Indicateur) -> Vec<Ligne> {
    let nom = format!("{}.{}", nom_de(perimetre), indicateur.id);
    let filtres = Filtre::de(indicateur.unite).iter().map(|filtre| Some(*filtre));
    let mut lignes: Vec<Ligne> = Vec::new();
    for filtre in [None].into_iter().chain(filtres) {
        let Some((valeur, reserve)) = dit(figures, &nom, filtre) else { continue };
        if lignes.iter().all(|ligne| ligne.valeur != valeur) {
            let libelle = indicateur.libelle_pour(perimetre.modalite).to_owned();
            let adresse = Some(format!("/chiffres/{nom}"));
            lignes.push(Ligne { libelle, markdown: markdown(&nom, filtre), valeur, adresse, reserve });
        }
    }
    lignes
}

fn dates(figures: Figures<'_>) -> Vec<Ligne> {
    let noms = [("arrete_au", "Dernier jour connu"), ("attente.date", "Date de la liste d’attente")];
    let ligne = |(nom, libelle): (&str, &str)| {
        let (valeur, reserve) = dit(figures, nom, None)?;
        Some(Ligne { libelle: libelle.to_owned(), markdown: markdown(nom, None), valeur, adresse: None, reserve })
    };
    noms.into_iter().filter_map(ligne).collect()
}

/// What an expression prints, and whether one of its figures bears a réserve.
fn dit(figures: Figures<'_>, nom: &str, filtre: Option<Filtre>) -> Option<(String, bool)> {
    let morceaux = figures.dit(&Expression { nom, filtre }).ok()?;
    let reserve = |morceau: &Morceau| matches!(morceau, Morceau::Chiffre { valeur: Some(valeur), .. } if valeur.reserve.is_some());
    Some((morceaux.iter().map(Morceau::texte).collect(), morceaux.iter().any(reserve)))
}

fn markdown(nom: &str, filtre: Option<Filtre>) -> String {
    let filtre = filtre.map_or(String::new(), |filtre| format!(" | {}", filtre.nom()));
    format!("{{{{ {nom}{filtre} }}}}")
}
