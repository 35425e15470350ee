//! `dispositif-inconnu`: a name that no dispositif bears.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::citable;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Anomalie, Dossier, NatureAnomalie};

const FICHE: Fiche = Fiche {
    code: "dispositif-inconnu",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Le dispositif de chaque tableau : sa colonne, son titre, sinon le nom de la feuille ou du fichier.",
    importance: "Un tableau que l’on ne peut attribuer à aucun dispositif n’entre dans aucun chiffre.",
    exemple: "« Mesures AEMOR » alors que rapport.toml déclare AEMO-R.",
    correction: "Écrire le code de rapport.toml, ou déclarer le nom utilisé sous anciens_noms ou [correspondances].",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(|anomalie| constat(dossier, anomalie)).collect()
}

fn constat(dossier: &Dossier, anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::DispositifInconnu { lu, proche, codes } = &anomalie.nature else { return None };
    let message = match lu {
        Some(lu) if citable(dossier, &anomalie.span) => {
            format!("{} n’est pas un dispositif de rapport.toml", mots::cite(lu))
        }
        Some(_) => "ce nom n’est pas celui d’un dispositif de rapport.toml".to_owned(),
        None => "rien ne dit de quel dispositif est ce tableau".to_owned(),
    };
    let aide = match proche {
        Some(proche) => format!(
            "écrire « {proche} », si c’est bien lui, ou déclarer ce nom sous [correspondances] dans rapport.toml"
        ),
        None => format!(
            "écrire en tête du tableau l’un des codes de rapport.toml ({}), ou y déclarer le dispositif",
            codes.join(", ")
        ),
    };
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
