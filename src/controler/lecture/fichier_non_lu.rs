//! `fichier-non-lu`: a table that stands where Trame does not read.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Dossier, RaisonDEcart};

const FICHE: Fiche = Fiche {
    code: "fichier-non-lu",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les tableaux qui ne se trouvent pas dans donnees/ : à côté de rapport.toml, dans un dossier « données » avec un accent, derrière un raccourci.",
    importance: "Trame ne lit que donnees/ : un tableau posé ailleurs n’entre dans aucun chiffre, sans que rien ne le montre.",
    exemple: "aemo-r.csv à côté de rapport.toml, au lieu de donnees/aemo-r.csv.",
    correction: "Déplacer le fichier dans donnees/ (sans accent), ou hors du dossier s’il n’a rien à y faire.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::FichierNonLu { raison } = &anomalie.nature else { return None };
    let (message, aide) = match raison {
        RaisonDEcart::Occupe => (
            "ce fichier est ouvert dans Excel ou dans un autre programme, qui empêche de le lire : rien n’en est compté",
            "fermer le fichier dans l’autre programme",
        ),
        RaisonDEcart::Interdit => (
            "le système refuse l’accès à ce fichier : rien n’en est compté",
            "demander à la personne qui l’a créé, ou à l’informatique, le droit de le lire",
        ),
        RaisonDEcart::MalRange => (
            "ce fichier n’est pas dans donnees/ : il n’est pas lu, ses chiffres ne sont pas comptés",
            "le déplacer dans le dossier donnees (sans accent), ou le retirer du dossier",
        ),
        RaisonDEcart::Lien => (
            "c’est un raccourci vers un autre endroit : Trame ne le suit pas, rien n’en est lu",
            "remplacer le raccourci par le fichier ou le dossier lui-même, ou le retirer",
        ),
        RaisonDEcart::TropGrand(_) => return None,
    };
    // what may come back at any moment is no table that nobody counts: no figure stands without it
    let gravite = match raison {
        RaisonDEcart::Occupe | RaisonDEcart::Interdit => Gravite::Erreur,
        _ => FICHE.gravite,
    };
    Some(Diagnostic { gravite, aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}
