//! `colonne-ignoree`: an unknown column.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::citable;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Anomalie, Dossier, NatureAnomalie};

const FICHE: Fiche = Fiche {
    code: "colonne-ignoree",
    famille: Famille::Lecture,
    gravite: Gravite::Information,
    regarde: "Les colonnes et les lignes dont l’intitulé n’est pas connu.",
    importance: "Elles ne gênent pas, mais un intitulé mal orthographié cacherait des chiffres utiles.",
    exemple: "Une colonne « Observations ».",
    correction: "Rien à faire si la colonne est étrangère au rapport ; sinon corriger son intitulé.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(|anomalie| constat(dossier, anomalie)).collect()
}

fn constat(dossier: &Dossier, anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ColonneIgnoree { entete } = &anomalie.nature else { return None };
    let message = match citable(dossier, &anomalie.span) {
        _ if entete.is_empty() => "cette ligne n’est pas utilisée".to_owned(),
        true => format!("{} n’est pas utilisé", mots::cite(entete)),
        false => "cette colonne n’est pas utilisée".to_owned(),
    };
    let aide = match mots::mois_proche(entete) {
        Some(mois) => format!("écrire « {mois} », si c’est bien lui ; sinon, rien à faire"),
        None => "rien à faire si elle est étrangère au rapport ; sinon, corriger son intitulé".to_owned(),
    };
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
