//! `objectif-incompris`: a row or a cell of the tables of objectives that could not be understood.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, ManqueDUnObjectif, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "objectif-incompris",
    famille: Famille::Objectifs,
    gravite: Gravite::Avertissement,
    regarde: "Les tableaux d’objectifs : croix, états, calendrier, valeurs des indicateurs, lignes et totaux du financement qui ne se lisent pas.",
    importance: "Ce qui n’est pas compris n’est ni imprimé ni vérifié : une étape disparaîtrait du bilan.",
    exemple: "« 50 % » n’est ni une croix ni rien : cette année n’est pas retenue pour l’étape.",
    correction: "Écrire ce que le message propose.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ObjectifIncompris { manque } = &anomalie.nature else { return None };
    let (message, aide) = paroles(manque);
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}

/// What was typed, or a word in its place where it may name someone.
fn dit(lu: &str, sinon: &str) -> String {
    if lu.is_empty() { sinon.to_owned() } else { mots::cite(lu) }
}

/// What is wrong, and what to do.
fn paroles(manque: &ManqueDUnObjectif) -> (String, String) {
    match manque {
        ManqueDUnObjectif::Croix { lu } => (
            format!("{} n’est ni une croix ni rien : cette année n’est pas retenue pour l’étape", dit(lu, "ce texte")),
            "écrire X quand l’étape est prévue cette année, sinon laisser la cellule vide ; l’avancement a sa colonne « État »".to_owned(),
        ),
        ManqueDUnObjectif::Etat { lu, proche } => {
            let voisin = proche.as_ref().map(|p| format!("écrire « {p} », si c’est cela")).unwrap_or_else(|| {
                "écrire « réalisée », « en cours », « non commencée », « reportée » ou « abandonnée » ; le reste va dans une colonne « Commentaire »".to_owned()
            });
            (format!("{} n’est pas un état connu : il n’est pas retenu", dit(lu, "ce texte")), voisin)
        }
        ManqueDUnObjectif::EtapeSansAnnee => (
            "aucune année n’est cochée pour cette étape".to_owned(),
            "mettre un X sous chaque année où l’étape est prévue ; rien si cette ligne est un titre".to_owned(),
        ),
        ManqueDUnObjectif::Calendrier { lu } => (
            format!(
                "cette ligne ne dit pas une année, ou en dit plusieurs{} : le calendrier de l’action n’est pas retenu",
                if lu.is_empty() { String::new() } else { format!(" ({})", mots::cite(lu)) }
            ),
            "mettre un seul X sous une année, ou écrire un mois et son année, par exemple « mars 2026 »".to_owned(),
        ),
        ManqueDUnObjectif::CalendrierInverse { debut, fin } => (
            format!("l’action finit ({fin}) avant de commencer ({debut}) : son calendrier n’est pas retenu"),
            "corriger le début ou la fin de l’action".to_owned(),
        ),
        ManqueDUnObjectif::Valeur { lu } => (
            format!("{} n’est ni un nombre, ni oui ou non, ni une date : cette valeur n’est pas retenue", dit(lu, "ce texte")),
            "écrire le nombre seul (son unité va dans une colonne « Unité »), « oui », « non » ou une date".to_owned(),
        ),
        ManqueDUnObjectif::Annee { lu } => (
            format!("{} n’est pas une année", dit(lu, "ce texte")),
            "écrire l’année en quatre chiffres, une ligne par année".to_owned(),
        ),
        ManqueDUnObjectif::SansSujet => (
            "rien ne dit ce que ce montant finance : il n’est pas compté".to_owned(),
            "nommer sur la ligne l’objectif, le financeur ou l’enveloppe, ou écrire « Total »".to_owned(),
        ),
        ManqueDUnObjectif::Total { lu } => (
            format!("{} : rien au-dessus ne porte ce nom, ce total n’est pas vérifié", dit(lu, "ce total")),
            "reprendre le nom d’un financeur, d’une enveloppe ou d’un objectif tel qu’il est écrit au-dessus".to_owned(),
        ),
    }
}
