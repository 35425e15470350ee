//! `fichier-non-reconnu`: a table whose headers say nothing.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Dossier, Table};

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
    let non_reconnu = |a: &&Anomalie| matches!(a.nature, NatureAnomalie::FichierNonReconnu { .. });
    let inexpliques = dossier.anomalies.iter().filter(non_reconnu).filter(|anomalie| !explique(dossier, anomalie));
    inexpliques.filter_map(constat).collect()
}

/// True when another finding already says why the file gives no figure.
fn explique(dossier: &Dossier, anomalie: &Anomalie) -> bool {
    use NatureAnomalie::{
        ColonneManquante, DispositifInconnu, MoisContradictoire, MoisIllisible, PlusieursDispositifs,
    };
    let cause = |n: &NatureAnomalie| {
        matches!(
            n,
            ColonneManquante { .. }
                | DispositifInconnu { .. }
                | PlusieursDispositifs { .. }
                | MoisContradictoire { .. }
                | MoisIllisible { .. }
        )
    };
    dossier.anomalies.iter().any(|autre| autre.span.file == anomalie.span.file && cause(&autre.nature))
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::FichierNonReconnu { ressemble, manque } = &anomalie.nature else { return None };
    if ressemble.as_deref() == Some(Table::PAR_JOUR) {
        return Some(par_jour(anomalie));
    }
    let suite = suite(ressemble.as_deref(), manque);
    let message = format!("ce fichier n’est pas reconnu à ses en-têtes, ses chiffres ne sont pas comptés{suite}");
    let aide = match ressemble.as_deref() {
        Some(genre) if genre != Table::MENSUEL => {
            "si c’en est un, donner ces intitulés à ses colonnes, ou déclarer les siens sous [correspondances] dans rapport.toml ; sinon, retirer le fichier de donnees/"
        }
        _ => MENSUEL,
    };
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}

/// A column for each day.
fn par_jour(anomalie: &Anomalie) -> Diagnostic {
    let message = "ce tableau est par jour (une colonne pour chaque jour du mois), ses chiffres ne sont pas comptés";
    let aide = "déposer à sa place un tableau par mois : le nom du dispositif puis les mois sur la première ligne, et dessous PRESENTS début du mois, ENTREES, SORTIES, PRESENTS fin du mois et, s’il y en a, JOURNEES ; ou le suivi des mesures, une ligne par décision ; sinon, retirer le fichier de donnees/";
    Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message.to_owned()) }
}

/// How a monthly table is recognised.
const MENSUEL: &str = "pour un tableau mensuel : le nom du dispositif puis les mois sur la première ligne, et dessous PRESENTS début du mois, ENTREES, SORTIES, PRESENTS fin du mois ; sinon, retirer le fichier de donnees/";

/// What it most resembles, and what it lacks for that.
fn suite(proche: Option<&str>, manque: &[String]) -> String {
    let Some(genre) = proche else { return String::new() };
    if manque.is_empty() {
        return format!(" ; il ressemble à « {genre} »");
    }
    let manque: Vec<_> = manque.iter().map(|entete| mots::cite(entete)).collect();
    format!(" ; il ressemble à « {genre} », mais il y manque {}", mots::liste(&manque))
}
