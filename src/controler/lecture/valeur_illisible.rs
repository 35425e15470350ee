//! `valeur-illisible`: not what belongs in the cell.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::citable;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Anomalie, Dossier, NatureAnomalie};

const FICHE: Fiche = Fiche {
    code: "valeur-illisible",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Chaque cellule d’un tableau reconnu.",
    importance: "Une valeur devinée fausserait le rapport ; une valeur ignorée aussi.",
    exemple: "« douze » à la place de 12.",
    correction: "Écrire dans la cellule ce qui est attendu, ou la marque NC si le chiffre n’est pas connu.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(|anomalie| constat(dossier, anomalie)).collect()
}

fn constat(dossier: &Dossier, anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ValeurIllisible { lu, attendu } = &anomalie.nature else { return None };
    let message = match citable(dossier, &anomalie.span) {
        true => format!("{} ne se lit pas : il faut ici {attendu}", mots::cite(lu)),
        false => format!("la cellule ne se lit pas : il faut ici {attendu}"),
    };
    let aide = format!("écrire dans la cellule {attendu}, sans autre texte, ou « NC » si le chiffre n’est pas connu");
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
