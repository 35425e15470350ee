//! `dispositif-inconnu`: a name that no dispositif bears.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::citable;
use crate::controler::{correspondance, mots};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

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
    if let NatureAnomalie::PlusieursDispositifs { lu, codes } = &anomalie.nature {
        return Some(plusieurs(dossier, anomalie, lu, codes));
    }
    let NatureAnomalie::DispositifInconnu { lu, proche, codes } = &anomalie.nature else { return None };
    let lu = lu.as_deref().map(|lu| if citable(dossier, &anomalie.span) { lu } else { correspondance::A_COMPLETER });
    let message = match lu {
        Some(correspondance::A_COMPLETER) => "ce nom n’est pas celui d’un dispositif de rapport.toml".to_owned(),
        Some(lu) => format!("{} n’est pas un dispositif de rapport.toml", mots::cite(lu)),
        None => "rien ne dit de quel dispositif est ce tableau".to_owned(),
    };
    let autres = |sauf: &str| codes.iter().filter(|code| *code != sauf).cloned().collect::<Vec<_>>().join(", ");
    let nomme = |lu: &str| if lu == correspondance::A_COMPLETER { "ce nom".to_owned() } else { mots::cite(lu) };
    let aide = match (lu, proche.as_deref().or(codes.first().map(String::as_str).filter(|_| codes.len() == 1))) {
        (None, _) => format!(
            "écrire en tête du tableau l’un des codes de rapport.toml ({}), ou y déclarer le dispositif",
            codes.join(", ")
        ),
        (Some(lu), Some(code)) => {
            let autres = Some(autres(code)).filter(|a| !a.is_empty());
            let autres = autres.map(|a| format!(" (les autres codes sont : {a})")).unwrap_or_default();
            format!("si {} désigne {code}{autres}, {}", nomme(lu), correspondance::lignes(dossier, lu, code))
        }
        (Some(lu), None) => format!(
            "si {} désigne un dispositif de rapport.toml, mettre son code ({}) à la place des points et {}",
            nomme(lu),
            codes.join(", "),
            correspondance::lignes(dossier, lu, correspondance::A_COMPLETER)
        ),
    };
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}

/// One name for several dispositifs: no correspondence would share out its figures.
fn plusieurs(dossier: &Dossier, anomalie: &Anomalie, lu: &str, codes: &[String]) -> Diagnostic {
    let nom = if citable(dossier, &anomalie.span) { mots::cite(lu) } else { "ce nom".to_owned() };
    let message = format!("{nom} désigne plusieurs dispositifs, rien ne dit à qui est chaque chiffre");
    let aide = format!(
        "faire un tableau pour chaque dispositif, avec son code en tête ({}), ou donner au tableau une colonne « Dispositif »",
        codes.join(", ")
    );
    Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) }
}
