//! `fichier-non-reconnu`: a table whose headers say nothing.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Anomalie, Dossier, NatureAnomalie};

const FICHE: Fiche = Fiche {
    code: "fichier-non-reconnu",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les en-têtes de chaque fichier de donnees/ (jamais son nom).",
    importance: "Un tableau non reconnu n’entre dans aucun chiffre du rapport.",
    exemple: "Un fichier dont la première ligne ne porte ni mois, ni « entrées », ni « sorties ».",
    correction: "Compléter la ligne d’en-têtes, ou retirer de donnees/ un fichier qui n’a rien à y faire.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::FichierNonReconnu { ressemble, manque } = &anomalie.nature else { return None };
    let suite = match ressemble {
        Some(genre) if !manque.is_empty() => {
            format!(" ; il ressemble à « {genre} », mais il y manque {}", mots::liste(manque))
        }
        Some(genre) => format!(" ; il ressemble à « {genre} »"),
        None => String::new(),
    };
    let message = format!("ce fichier n’est pas reconnu à ses en-têtes, ses chiffres ne sont pas comptés{suite}");
    let aide = "pour un tableau mensuel : le nom du dispositif puis les mois sur la première ligne, et dessous PRESENTS début du mois, ENTREES, SORTIES, PRESENTS fin du mois ; sinon, retirer le fichier de donnees/".to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
