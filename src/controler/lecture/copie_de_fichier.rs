//! `copie-de-fichier`: « Copie de … » beside its original.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "copie-de-fichier",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les noms de fichiers qui annoncent une copie ou un conflit de synchronisation, à côté de l’original.",
    importance: "Les mêmes chiffres seraient saisis deux fois, ou une vieille version lue à la place de la bonne.",
    exemple: "« Copie de aemo-r.csv » à côté de « aemo-r.csv ».",
    correction: "Ne garder que le bon des deux fichiers dans donnees/.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::CopieDeFichier { original } = &anomalie.nature else { return None };
    let message = format!("ce fichier semble être une copie de « {original} »");
    let aide = "ne garder dans donnees/ que le bon des deux".to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
