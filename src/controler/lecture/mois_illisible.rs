//! `mois-illisible`: a text where a month belongs.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::citable;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Anomalie, Dossier, NatureAnomalie};

const FICHE: Fiche = Fiche {
    code: "mois-illisible",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Les en-têtes et les cellules qui doivent porter un mois.",
    importance: "Une colonne sans mois ne peut être comptée nulle part.",
    exemple: "« Mras » au lieu de « Mars », en tête d’une colonne de chiffres.",
    correction: "Écrire le mois en toutes lettres ou en abrégé, avec ou sans l’année : mars, mars 2021, 2021-03, 03/2021.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(|anomalie| constat(dossier, anomalie)).collect()
}

fn constat(dossier: &Dossier, anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::MoisIllisible { lu } = &anomalie.nature else { return None };
    let message = match lu {
        Some(lu) if citable(dossier, &anomalie.span) => format!("{} n’est pas un mois", mots::cite(lu)),
        Some(_) => "ce texte n’est pas un mois".to_owned(),
        None => "rien ne dit de quel mois est ce tableau".to_owned(),
    };
    let proche = lu.as_deref().and_then(mots::mois_proche);
    let aide = match proche.filter(|_| citable(dossier, &anomalie.span)) {
        Some(proche) => format!("écrire « {proche} », si c’est bien lui"),
        None => "écrire le mois comme « mars », « mars 2021 », « 2021-03 » ou « 03/2021 »".to_owned(),
    };
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
