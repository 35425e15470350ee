//! `colonne-manquante`: a row or column that a monthly table needs.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "colonne-manquante",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "La présence des lignes (ou colonnes) sans lesquelles un tableau mensuel ne se vérifie pas.",
    importance: "Sans les quatre mouvements, aucun bilan ne peut être fait et les journées ne peuvent pas être bornées.",
    exemple: "Un tableau avec PRESENTS début du mois, ENTREES et SORTIES, mais sans PRESENTS fin du mois.",
    correction: "Ajouter la ligne ou la colonne manquante, sous l’un des noms reconnus.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ColonneManquante { libelle } = &anomalie.nature else { return None };
    let message = format!("il manque « {libelle} » dans ce tableau");
    let aide = format!("ajouter « {libelle} » au tableau, ou corriger son intitulé s’il y est sous un autre nom");
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
