//! `mois-illisible`: a text where a month belongs.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::citable;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;
use crate::domaine::mois::Mois;
use crate::francais::{date_en_chiffres, jours_de_serie};
use chrono::Datelike;

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
    if let NatureAnomalie::MoisContradictoire { titre, nom } = anomalie.nature {
        return contradictoire(anomalie, titre, nom);
    }
    let NatureAnomalie::MoisIllisible { lu } = &anomalie.nature else { return None };
    let citable = citable(dossier, &anomalie.span) && lu.as_deref() != Some("");
    let jours = lu.as_deref().and_then(|lu| jours_vraisemblables(dossier, lu));
    let message = match (lu, &jours) {
        (None, _) => "rien ne dit de quel mois est ce tableau".to_owned(),
        (Some(lu), Some(jours)) if citable => {
            format!("{} est un numéro de jour du tableur : {}", mots::cite(lu), jours.join(" ou "))
        }
        (Some(_), Some(_)) => "ce nombre est un numéro de jour du tableur, pas un mois".to_owned(),
        (Some(lu), None) if citable => format!("{} n’est pas un mois", mots::cite(lu)),
        (Some(_), None) => "ce texte n’est pas un mois".to_owned(),
    };
    let proche = lu.as_deref().and_then(mots::mois_proche);
    let aide = match proche.filter(|_| citable) {
        _ if jours.is_some() => {
            "mettre la colonne des mois au format Date dans le tableur, puis enregistrer de nouveau le fichier"
                .to_owned()
        }
        Some(proche) => format!("écrire « {proche} », si c’est bien lui"),
        None => "écrire le mois comme « mars », « mars 2021 », « 2021-03 » ou « 03/2021 »".to_owned(),
    };
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}

/// A title left from another month, or a sheet misnamed: nobody but the office can tell.
fn contradictoire(anomalie: &Anomalie, titre: u8, nom: u8) -> Option<Diagnostic> {
    let (quoi, du) = match anomalie.span.sheet {
        Some(_) => ("la feuille ou le fichier", "de la feuille ou du fichier"),
        None => ("le fichier", "du fichier"),
    };
    let [titre, nom] = [Mois::new(2000, titre)?.nom(), Mois::new(2000, nom)?.nom()];
    let message = format!("le titre dit {titre}, le nom {du} dit {nom} : ce tableau n’est pas compté");
    let aide = format!("corriger le titre au-dessus du tableau si c’est {nom}, sinon renommer {quoi}");
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}

/// The days that a spreadsheet's day number may mean: those about the exercise, else both.
fn jours_vraisemblables(dossier: &Dossier, lu: &str) -> Option<Vec<String>> {
    let jours = jours_de_serie(lu)?;
    let exercice = dossier.reglages.as_ref().map(|r| r.exercice.annee());
    let proches = jours.iter().filter(|jour| exercice.is_some_and(|annee| (jour.year() - annee).abs() <= 1));
    let proches: Vec<String> = proches.copied().map(date_en_chiffres).collect();
    let tous = || jours.into_iter().map(date_en_chiffres).collect();
    Some(if proches.is_empty() { tous() } else { proches })
}
