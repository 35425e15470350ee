//! `valeur-illisible`: not what belongs in the cell.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::citable;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, CauseDeDate, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;
use crate::francais::Cause;

const FICHE: Fiche = Fiche {
    code: "valeur-illisible",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Chaque cellule d’un tableau reconnu.",
    importance: "Une valeur devinée fausserait le rapport ; une valeur ignorée aussi.",
    exemple: "« 9/20 » : deux valeurs dans une cellule ; « 06-oct » : le tableur a pris 6-10 pour une date.",
    correction: "Écrire dans la cellule ce qui est attendu, ou la marque NC si le chiffre n’est pas connu.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(|anomalie| constat(dossier, anomalie)).collect()
}

fn constat(dossier: &Dossier, anomalie: &Anomalie) -> Option<Diagnostic> {
    if let NatureAnomalie::DateIllisible { cause } = &anomalie.nature {
        return Some(date(*cause, anomalie));
    }
    let NatureAnomalie::ValeurIllisible { lu, attendu, cause } = &anomalie.nature else { return None };
    let citable = citable(dossier, &anomalie.span);
    let citable = citable && !lu.is_empty();
    let sujet = if citable { mots::cite(lu) } else { "la cellule".to_owned() };
    let message = match faute(cause, citable) {
        Some(faute) if *cause == Cause::HorsEnTete => format!("{sujet} {faute}, rien ne dit ce que c’est"),
        Some(faute) => format!("{sujet} {faute} : il faut ici {attendu}"),
        None => format!("{sujet} ne se lit pas : il faut ici {attendu}"),
    };
    let aide = remede(cause, attendu, citable);
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}

/// A date of a row-by-row table: never quoted.
fn date(cause: CauseDeDate, anomalie: &Anomalie) -> Diagnostic {
    let (faute, remede) = match cause {
        CauseDeDate::Texte => ("un texte au lieu d’une date", JOUR),
        CauseDeDate::Nombre => (
            "un nombre au lieu d’une date",
            "mettre la cellule au format Date dans le tableur, vérifier le jour qui s’affiche, puis enregistrer de nouveau le fichier",
        ),
        CauseDeDate::AnneeSeule => (
            "une année de naissance seule ne permet pas de calculer un âge (dit une fois pour toute la colonne)",
            "écrire au moins le mois et l’année (03/2008)",
        ),
        CauseDeDate::MoisSeul => ("un mois au lieu d’une date", JOUR),
        CauseDeDate::MoisAvantLeJour => (
            "le mois est écrit avant le jour, ou il n’existe pas",
            "écrire le jour d’abord, comme 15/03/2021 ; si tout le fichier est ainsi, changer le format des dates à l’export",
        ),
        CauseDeDate::Inexistante => ("ce jour n’existe pas dans le calendrier", JOUR),
        CauseDeDate::AutreSiecle => ("l’année de cette date est d’un autre siècle", JOUR),
    };
    let gravite = if cause == CauseDeDate::AnneeSeule { Gravite::Avertissement } else { FICHE.gravite };
    Diagnostic { aide: Some(remede.to_owned()), gravite, ..FICHE.constat(anomalie.span.clone(), faute) }
}

const JOUR: &str = "écrire une date comme 15/03/2021, ou laisser la cellule vide si elle n’est pas connue";

/// What is wrong with the text, behind its quotation.
fn faute(cause: &Cause, citable: bool) -> Option<String> {
    let faute = match cause {
        Cause::Inconnue => return None,
        Cause::PlusieursValeurs => "contient plusieurs valeurs, ou autre chose que des chiffres",
        Cause::SigneAutrement => "est un nombre négatif écrit sans « − » devant",
        Cause::Date(avant) if citable => {
            return Some(format!("est une date, le tableur a sans doute transformé {} en date", avant.join(" ou ")));
        }
        Cause::Date(_) => "est une date",
        Cause::Scientifique => "est en notation scientifique, le tableur a perdu des chiffres",
        Cause::Decimales => "n’est pas entier",
        Cause::Negatif => "est un nombre négatif",
        Cause::Approximation => "n’est pas un nombre exact",
        Cause::LettrePourChiffre(_) => "contient une lettre à la place d’un chiffre",
        Cause::AppelDeNote => "porte un appel de note ou une remarque",
        Cause::Coche => "coche une case au lieu de compter",
        Cause::Neant => "peut dire zéro, ou que rien n’est connu",
        Cause::MotsAutour => "mêle un nombre et des mots",
        Cause::AutreUnite => "est un taux ou un montant",
        Cause::TropGrand => "est trop grand, c’est peut-être un identifiant",
        Cause::FormuleSansValeur => "est une formule dont le fichier ne contient pas le résultat",
        Cause::HorsEnTete => "est au-delà de la dernière colonne de l’en-tête",
        Cause::HorsEchelle => "est hors de son échelle",
    };
    Some(faute.to_owned())
}

fn remede(cause: &Cause, attendu: &str, citable: bool) -> String {
    let ou_nc = "ou « NC » si le chiffre n’est pas connu";
    match cause {
        Cause::PlusieursValeurs => {
            "garder un seul nombre dans la cellule, sans lettre ni signe au milieu ; s’il y en a deux, mettre l’autre dans une autre ligne".to_owned()
        }
        Cause::Date(_) => format!(
            "mettre la cellule au format Nombre, puis y écrire {attendu} ; une tranche comme 6-10 se tape dans une cellule au format Texte"
        ),
        Cause::Scientifique => {
            "mettre la cellule au format Nombre et y retaper le nombre en entier, avec tous ses chiffres".to_owned()
        }
        Cause::Decimales => format!("écrire {attendu} ; une moyenne ou un taux va dans une autre ligne"),
        Cause::Negatif => {
            format!("écrire {attendu} ; pour corriger un mois passé, changer le chiffre de ce mois-là")
        }
        Cause::SigneAutrement => "écrire le nombre sans parenthèses, précédé de « - »".to_owned(),
        Cause::Approximation => format!("écrire le nombre exact, seul dans la cellule, {ou_nc}"),
        Cause::LettrePourChiffre(chiffres) if citable => format!("retaper {chiffres} en chiffres, si c’est bien lui"),
        Cause::LettrePourChiffre(_) => "retaper le nombre en chiffres".to_owned(),
        Cause::AppelDeNote => {
            "laisser le nombre seul dans la cellule, mettre l’appel de note dans l’intitulé de la ligne".to_owned()
        }
        Cause::Neant => "écrire 0 s’il n’y en a aucun, « NC » si le chiffre n’est pas connu".to_owned(),
        Cause::AutreUnite => "écrire ici le nombre compté ; un taux ou un montant va dans une autre ligne".to_owned(),
        Cause::TropGrand => format!("vérifier la colonne, puis écrire {attendu}, {ou_nc}"),
        Cause::FormuleSansValeur => {
            "ouvrir le fichier dans le tableur, attendre que les chiffres s’affichent, l’enregistrer, puis le déposer de nouveau".to_owned()
        }
        Cause::HorsEnTete => {
            "donner un en-tête à cette colonne ou vider la cellule ; si une virgule décimale a coupé un nombre en deux, enregistrer le fichier avec le point-virgule pour séparateur".to_owned()
        }
        Cause::HorsEchelle => format!("vérifier la cotation, puis écrire {attendu}, ou « NC » si le critère n’est pas concerné"),
        Cause::Inconnue | Cause::Coche | Cause::MotsAutour => {
            format!("écrire dans la cellule {attendu}, sans autre texte, {ou_nc}")
        }
    }
}
