//! `guillemet-non-ferme`: a quotation mark opened and never closed.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "guillemet-non-ferme",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les guillemets droits ouverts en tête de cellule et jamais refermés.",
    importance: "Un tel guillemet ferait avaler la suite du fichier en une seule cellule : Trame lit alors la ligne comme s’il n’y était pas.",
    exemple: "Une ligne de note qui commence par \"(*) chiffres provisoires, sans guillemet de fin.",
    correction: "Refermer le guillemet, ou l’effacer.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::GuillemetNonFerme = &anomalie.nature else { return None };
    let message = "un guillemet s’ouvre ici et ne se referme jamais, la ligne est lue comme s’il n’y était pas";
    let aide = "effacer ce guillemet ou le refermer, puis vérifier que cette ligne est bien comptée".to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
