//! `repartition-incomprise`: a count of a population that does not say all that it takes to count it.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, ManqueDUneRepartition, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "repartition-incomprise",
    famille: Famille::Attente,
    gravite: Gravite::Avertissement,
    regarde: "Les répartitions et les listes d’attente par date : de qui elles comptent, selon quel critère, à quelle date.",
    importance: "Un effectif dont on ne sait pas de qui il compte n’entre dans aucune section du rapport.",
    exemple: "Un tableau « Âge | F | G » sans dire s’il compte les admissions, les mesures suivies ou les sorties.",
    correction: "Ajouter la colonne qui manque, ou le dire dans le titre du tableau, le nom de la feuille ou celui du fichier.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::RepartitionIncomprise { manque } = &anomalie.nature else { return None };
    let (message, aide) = match manque {
        ManqueDUneRepartition::Population => (
            "rien ne dit de qui cet effectif compte : il n’est pas retenu".to_owned(),
            "ajouter une colonne « population » (admissions, suivis, sorties, présents ou attente), ou le dire dans le titre du tableau ou le nom du fichier",
        ),
        ManqueDUneRepartition::Critere => (
            "rien ne dit selon quel critère cet effectif est compté : il n’est pas retenu".to_owned(),
            "ajouter une colonne « critère » (sexe, âge, territoire, prescripteur, motif de fin, suite…), ou le dire dans l’en-tête ou le titre du tableau",
        ),
        ManqueDUneRepartition::Modalite => (
            "cet effectif n’a pas d’intitulé : il n’est pas retenu".to_owned(),
            "écrire l’intitulé de la ligne, « non renseigné » quand l’information manque",
        ),
        ManqueDUneRepartition::Exercice { annee } => (
            format!("ce tableau est de {annee} : il n’est pas retenu"),
            "rien si c’est voulu ; sinon corriger l’année dans le titre, le nom de la feuille ou celui du fichier",
        ),
        ManqueDUneRepartition::Date => (
            "rien ne dit à quelle date cette attente est comptée : elle n’est pas retenue".to_owned(),
            "écrire la date dans la première colonne, par exemple 31/12/2021",
        ),
    };
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}
