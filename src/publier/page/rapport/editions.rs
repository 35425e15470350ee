//! The three editions: whom each is for, and what still keeps it from being made.

use crate::Preparation;
use crate::Refus;
use crate::diagnostic::Diagnostic;
use crate::domaine::edition::Edition;
use crate::publier::compris::compte;
use crate::publier::page::rapport::lieu;
use crate::publier::refus;
use serde::Serialize;

/// Most findings shown beside the preview.
const POINTS: usize = 20;

/// An edition as the page offers it.
#[derive(Serialize)]
pub(super) struct Choix {
    cle: &'static str,
    nom: &'static str,
    pour: &'static str,
    choisie: bool,
    permise: bool,
    /// What is said of it in a few words.
    etat: String,
}

/// A finding still to be corrected or explained.
#[derive(Serialize)]
pub(super) struct Point {
    gravite: &'static str,
    libelle: &'static str,
    message: String,
    lieu: String,
    justifier: Option<String>,
}

/// What it is called on the page.
pub(super) fn nom(edition: Edition) -> &'static str {
    match edition {
        Edition::Travail => "Document de travail",
        Edition::Autorite => "Édition pour l’autorité",
        Edition::Publique => "Édition publique",
    }
}

fn pour(edition: Edition) -> &'static str {
    match edition {
        Edition::Travail => "Pour l’équipe\u{a0}: il dit ce qui reste à vérifier.",
        Edition::Autorite => "Pour l’autorité de tarification\u{a0}: les chiffres exacts, rien d’inexpliqué.",
        Edition::Publique => "Pour le public\u{a0}: les petits nombres sont masqués.",
    }
}

/// All of them, the chosen one marked.
pub(super) fn choix(preparation: &Preparation, choisie: Edition) -> Vec<Choix> {
    let un = |edition: Edition| {
        let permise = preparation.permet(edition);
        let etat = permise.err().map_or_else(|| prete(preparation), |refus| format!("Pas encore\u{a0}: {refus}."));
        let (nom, pour) = (nom(edition), pour(edition));
        Choix { cle: edition.cle(), nom, pour, choisie: edition == choisie, permise: permise.is_ok(), etat }
    };
    Edition::TOUTES.into_iter().map(|(edition, _)| un(edition)).collect()
}

fn prete(preparation: &Preparation) -> String {
    match preparation.constats.a_verifier() {
        0 => "Peut être écrite.".to_owned(),
        n => format!("Peut être écrite, avec {}.", compte(n, "point à vérifier", "points à vérifier")),
    }
}

/// Why an edition is refused and what to do, in sentences.
pub(super) fn raisons(preparation: &Preparation, refuse: Refus) -> Vec<String> {
    let verifier = |n| compte(n, "point reste à vérifier", "points restent à vérifier");
    match refuse {
        Refus::EnCours => refus::en_cours(preparation),
        Refus::Erreurs => vec![
            "Des cellules ou des réglages n’ont pas pu être lus\u{a0}: aucun rapport n’est composé avant leur correction."
                .to_owned(),
        ],
        Refus::Incoherences => vec![format!(
            "{}\u{a0}: corriger chaque cellule ou, si la correction est impossible, expliquer pourquoi\u{202f}; l’explication est imprimée dans le rapport.",
            verifier(preparation.constats.a_verifier())
        )],
        Refus::MoisInconnu => vec![format!("{refuse}.")],
    }
}

/// The first findings that are neither corrected nor explained, and how many others there are.
pub(super) fn a_verifier(preparation: &Preparation) -> (Vec<Point>, usize) {
    let constats = &preparation.constats;
    let points: Vec<Point> = constats.listes.iter().filter(|c| c.a_verifier()).take(POINTS).map(point).collect();
    let autres = constats.a_verifier().saturating_sub(points.len());
    (points, autres)
}

/// A finding in words.
pub(super) fn point(constat: &Diagnostic) -> Point {
    Point {
        gravite: constat.gravite.cle(),
        libelle: constat.gravite.libelle(),
        message: constat.message.clone(),
        lieu: constat.span.en_entier(),
        justifier: lieu::adresse_pour_justifier(constat),
    }
}
