//! `dispositif-contradictoire`: a table whose surroundings name another dispositif than its title.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "dispositif-contradictoire",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Le dispositif que disent l’en-tête et le titre de chaque tableau, et celui que dit le nom de sa feuille ou de son fichier.",
    importance: "Un tableau copié d’un autre garde souvent son titre : ses chiffres iraient au mauvais dispositif.",
    exemple: "Une feuille « AED-R » dont le tableau commence par « Mesures AEMO-R ».",
    correction: "Corriger l’en-tête ou le titre, ou renommer la feuille ou le fichier.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::DispositifContradictoire { retenu, autre, place } = &anomalie.nature else { return None };
    let (quoi, remede) = match (&place.cell, &place.sheet) {
        (Some(_), _) => ("un autre titre", "corriger l’autre titre"),
        (None, Some(_)) => ("le nom de la feuille", "renommer la feuille"),
        (None, None) => ("le nom du fichier", "renommer le fichier"),
    };
    let message = format!("ce tableau dit {retenu}, {quoi} dit {autre} : ses chiffres sont comptés pour {retenu}");
    let aide =
        format!("si c’est bien {retenu}, {remede} ; sinon, écrire {autre} à la place de {retenu} en tête du tableau");
    let lies =
        place.cell.map(|_| (Span::clone(place), format!("{quoi} dit {}", mots::cite(autre)))).into_iter().collect();
    Some(Diagnostic { lies, aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
