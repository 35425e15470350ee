//! `mois-hors-exercice`: a month of another year.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "mois-hors-exercice",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "L’année des mois, quand elle est écrite.",
    importance: "Un mois d’une autre année n’est pas compté ; l’en-tête vient souvent de la copie du fichier de l’an dernier.",
    exemple: "« janv. 2020 » dans le dossier de l’exercice 2021.",
    correction: "Corriger l’année de l’en-tête, ou retirer ces mois du fichier.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(|anomalie| constat(dossier, anomalie)).collect()
}

fn constat(dossier: &Dossier, anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::MoisHorsExercice { mois } = &anomalie.nature else { return None };
    let exercice = dossier.reglages.as_ref().map_or_else(String::new, |r| format!(" {}", r.exercice));
    let message = format!("{} {} est hors de l’exercice{exercice}, ce mois n’est pas compté", mois.nom(), mois.annee());
    let aide = "corriger l’année si elle vient d’une copie du fichier de l’an dernier ; sinon, rien à faire".to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
