//! `colonne-nominative`: a column that names people is not loaded.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "colonne-nominative",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les intitulés qui annoncent des données nominatives : nom, prénom, adresse, téléphone, NIR, courriel.",
    importance: "Le rapport n’en a jamais besoin. La colonne n’est pas lue, mais le fichier circule avec elle.",
    exemple: "Une colonne « Prénom » dans le tableau de suivi.",
    correction: "Supprimer la colonne du fichier déposé.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ColonneNominative { entete } = &anomalie.nature else { return None };
    let message = match entete.as_str() {
        "" => "l’intitulé de cette colonne ressemble à un nom de personne, elle n’est pas lue".to_owned(),
        entete => format!("la colonne {} annonce des données nominatives, elle n’est pas lue", mots::cite(entete)),
    };
    let aide = "supprimer cette colonne du fichier déposé : le rapport n’a jamais besoin de noms".to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
