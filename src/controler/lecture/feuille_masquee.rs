//! `feuille-masquee`: a hidden sheet.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "feuille-masquee",
    famille: Famille::Lecture,
    gravite: Gravite::Information,
    regarde: "Les feuilles masquées des classeurs.",
    importance: "Une feuille masquée sert d’ordinaire de brouillon : Trame ne la lit pas.",
    exemple: "Une feuille « Brouillon » masquée à côté du tableau mensuel.",
    correction: "Rien à faire si la feuille ne doit pas compter ; sinon, clic droit sur un onglet > Afficher, puis enregistrer.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    if anomalie.nature != NatureAnomalie::FeuilleMasquee {
        return None;
    }
    let feuille = mots::cite(anomalie.span.sheet.as_deref().unwrap_or_default());
    let message = format!("la feuille {feuille} est masquée : elle n’est pas lue");
    let aide = "si elle doit compter : clic droit sur un onglet > Afficher, puis enregistrer le classeur";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}
