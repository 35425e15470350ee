//! `nombre-ambigu`: two readings are possible.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "nombre-ambigu",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Les nombres dont le point ou la virgule se lit de deux façons.",
    importance: "13.316 vaut treize mille pour l’un et treize pour l’autre : mille fois plus ou moins.",
    exemple: "13.316 dans une ligne de nombres entiers.",
    correction: "Écrire 13316 ou 13 316, sans point.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::NombreAmbigu { lu, lectures } = &anomalie.nature else { return None };
    let [milliers, decimal] = lectures;
    let message = format!("{} peut se lire {milliers} ou {decimal}", mots::cite(lu));
    let aide = format!("écrire {milliers} sans point ni virgule si c’est bien lui, sinon le nombre entier voulu");
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
