//! `titre-partiel`: a title that says less than the whole of a dispositif.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "titre-partiel",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les titres des tableaux de mouvements, le nom de leur feuille et de leur fichier.",
    importance: "Un tableau des seules filles, ou une prévision, se lit comme tous les autres : ses chiffres passeraient pour ceux du dispositif entier.",
    exemple: "« AEMO-R - Prévisionnel 2021 » au-dessus d’un tableau de présents, d’entrées et de sorties.",
    correction: "Sortir de donnees/ un tableau qui n’est pas celui du dispositif entier ; sinon, changer son titre.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::TitrePartiel { mot } = &anomalie.nature else { return None };
    let mot = mots::cite(mot);
    let message = format!("le titre dit {mot}, et ce tableau est compté comme celui du dispositif entier");
    let aide = "sortir ce tableau de donnees/ s’il ne porte que sur une partie ou sur une prévision ; sinon, changer son titre";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}
