//! `reglage-illisible`: a value of the wrong kind.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "reglage-illisible",
    famille: Famille::Reglages,
    gravite: Gravite::Erreur,
    regarde: "La valeur de chaque réglage.",
    importance: "Une valeur que l’on devinerait fausserait le rapport sans qu’on le voie.",
    exemple: "places = \"trente\" au lieu de places = 30.",
    correction: "Remplacer la valeur par ce qui est attendu.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ReglageIllisible { cle, lu, attendu } = &anomalie.nature else { return None };
    let message =
        format!("réglage « {cle} » : {} ne convient pas, il faut {attendu}", mots::cite(lu.trim_matches('"')));
    let aide = format!("remplacer cette valeur par {attendu}");
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
