//! `fichier-trop-grand`: a file beyond the limits.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "fichier-trop-grand",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "La taille de chaque fichier, avant de le lire.",
    importance: "Un fichier démesuré bloquerait l’ordinateur ; c’est presque toujours un mauvais fichier.",
    exemple: "Une exportation complète du logiciel à la place du tableau mensuel.",
    correction: "Déposer le bon fichier, ou relever la limite sous [limites] dans rapport.toml.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::FichierTropGrand { limite } = &anomalie.nature else { return None };
    let message = format!("ce fichier dépasse la limite de lecture ({limite})");
    let aide = match anomalie.span.file.as_str() {
        "rapport.toml" => "remettre le bon fichier : un rapport.toml tient en quelques pages",
        texte if texte.starts_with("textes/") => {
            "vérifier que c’est le bon fichier ; si oui, le partager entre plusieurs sections, ou alléger ses images"
        }
        _ => "vérifier que c’est le bon fichier ; si oui, relever la limite sous [limites] dans rapport.toml",
    };
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}
