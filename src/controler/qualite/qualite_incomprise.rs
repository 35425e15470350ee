//! `qualite-incomprise`: a word or a time in the plan d'action or the events that its column does not know.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, MotDeQualite, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "qualite-incomprise",
    famille: Famille::Qualite,
    gravite: Gravite::Avertissement,
    regarde: "Les colonnes « état » et « échéance » du plan d’action, et « gravité » des événements indésirables, au regard des mots connus (`data/parametres/vocabulaire.toml`). Une cellule vide n’est pas concernée.",
    importance: "Une action dont l’état ou l’échéance ne se lit pas n’est jamais signalée en retard ; un événement dont la gravité ne se lit pas n’est compté ni parmi les EI, ni parmi les EIG.",
    exemple: "« Relancée » n’est pas un état connu : l’action est comptée à part, et jamais dite en retard.",
    correction: "Écrire l’un des mots que le message propose, ou déclarer le sien sous [correspondances].",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::QualiteIncomprise { quoi, lu, proche } = &anomalie.nature else { return None };
    let (message, mots_connus) = paroles(*quoi, &if lu.is_empty() { "ce texte".to_owned() } else { mots::cite(lu) });
    let aide = match proche {
        Some(mot) => format!("écrire {}, si c’est bien cela ; sinon {mots_connus}", mots::cite(mot)),
        None => mots_connus.to_owned(),
    };
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}

/// What is wrong, and what would be understood.
fn paroles(quoi: MotDeQualite, dit: &str) -> (String, &'static str) {
    match quoi {
        MotDeQualite::Etat => (
            format!("{dit} n’est pas un état connu : l’action est comptée à part, et jamais dite en retard"),
            "écrire « fait », « en cours » ou « à faire », ou déclarer ce mot sous [correspondances] dans rapport.toml",
        ),
        MotDeQualite::Echeance => (
            format!("{dit} ne dit pas de date : l’action n’est jamais dite en retard"),
            "écrire une année (2026), un mois et son année (mars 2026) ou un jour (15/03/2026) ; « en continu » ou « à définir » si l’action n’a pas de date",
        ),
        MotDeQualite::Gravite => (
            format!("{dit} n’est pas une gravité connue : l’événement n’est compté ni parmi les EI, ni parmi les EIG"),
            "écrire « EI » ou « EIG », ou déclarer ce mot sous [correspondances] dans rapport.toml",
        ),
    }
}
