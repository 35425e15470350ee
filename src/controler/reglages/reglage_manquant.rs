//! `reglage-manquant`: a required key is absent.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "reglage-manquant",
    famille: Famille::Reglages,
    gravite: Gravite::Erreur,
    regarde: "Les clés sans lesquelles rien ne se calcule : exercice, association.nom, service.nom, au moins un dispositif (code, libelle, cadre, modalite), et pour une capacité ou un tarif leur date et leur valeur.",
    importance: "Sans elles, le rapport ne sait ni de qui ni de quelle année il parle.",
    exemple: "Aucun nom sous le titre [service].",
    correction: "Ajouter la clé manquante sous le titre indiqué.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ReglageManquant { cle } = &anomalie.nature else { return None };
    let message = format!("il manque le réglage « {cle} »");
    let ou = match cle.rsplit_once('.') {
        Some((titre, cle)) => format!("« {cle} » sous le titre « {titre} » de rapport.toml"),
        None => format!("« {cle} » en tête de rapport.toml"),
    };
    let aide = format!("ajouter {ou} ; « trame nouveau AUTRE-DOSSIER » écrit un modèle complet à copier");
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
