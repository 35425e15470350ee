//! `rapport-absent`: no rapport.toml, nothing can be said of the tables.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "rapport-absent",
    famille: Famille::Reglages,
    gravite: Gravite::Erreur,
    regarde: "La présence du fichier rapport.toml à la racine du dossier.",
    importance: "Il dit l’exercice, le service, ses dispositifs et sa capacité : sans lui, aucun tableau ne peut être interprété.",
    exemple: "Le dossier contient donnees/aemo-r.csv, mais pas de rapport.toml.",
    correction: "Créer un autre dossier avec « trame nouveau AUTRE-DOSSIER --exercice 2026 » (l’année du rapport), puis copier ici son rapport.toml et le compléter ; celui de l’an dernier convient aussi, une fois l’exercice et les chiffres mis à jour.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::RapportAbsent = &anomalie.nature else { return None };
    let message = "il n’y a pas de fichier rapport.toml dans ce dossier";
    let aide = "créer un autre dossier avec « trame nouveau AUTRE-DOSSIER --exercice 2026 » (l’année du rapport), copier ici son rapport.toml et le compléter, ou reprendre celui de l’an dernier en mettant à jour l’exercice et les chiffres".to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
