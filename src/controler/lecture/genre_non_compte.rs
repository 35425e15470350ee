//! `genre-non-compte`: a table of a known kind, which Trame does not count yet.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "genre-non-compte",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les tableaux reconnus à leurs en-têtes que Trame ne compte pas encore : places par établissement et autres.",
    importance: "Le tableau est bien le bon, mais aucun de ses chiffres n’entre dans le rapport : il ne faut pas les y attendre.",
    exemple: "Un tableau des places par établissement déposé à côté des tableaux mensuels.",
    correction: "Rien : le tableau peut rester dans donnees/.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::GenreNonCompte { genre } = &anomalie.nature else { return None };
    let message = format!("{} : ce tableau est reconnu, Trame ne le compte pas encore", mots::cite(genre));
    let aide = "rien à faire : il peut rester dans donnees/ ; les chiffres du rapport viennent des autres tableaux et de rapport.toml";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}
