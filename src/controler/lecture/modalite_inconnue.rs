//! `modalite-inconnue`: a word that comes near one of its column's words without being one.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::{correspondance, mots};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;
use crate::domaine::exact::Exact;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "modalite-inconnue",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Dans les tableaux ligne à ligne, les colonnes à choix (sexe, motif de fin, suite…) au regard du vocabulaire, et les territoires les uns au regard des autres.",
    importance: "Un même motif écrit de deux façons se compte deux fois, chacune pour une partie.",
    exemple: "« mainlevé » au lieu de « mainlevée », dans la colonne motif de fin.",
    correction: "Corriger le mot dans le tableau, ou le déclarer sous [correspondances].",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(|anomalie| constat(dossier, anomalie)).collect()
}

/// The table is row by row: what stands in the cell is not quoted.
fn constat(dossier: &Dossier, anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ModaliteInconnue { critere, proche, autre, nombre } = &anomalie.nature else { return None };
    let combien = match nombre {
        0 | 1 => String::new(),
        n => {
            let n = Exact::from(i128::try_from(*n).unwrap_or(i128::MAX));
            format!(" ({} ainsi)", francais::pluriel(n, "cellule", "cellules"))
        }
    };
    let critere = mots::cite(&critere.replace('_', " "));
    let (message, aide) = match proche {
        Some(mot) => (
            format!("colonne {critere} : ce mot n’est pas connu, il ressemble à {}{combien}", mots::cite(mot)),
            format!(
                "écrire {} dans le tableau, si c’est bien lui ; sinon, mettre le mot du tableau à la place des points et {}",
                mots::cite(mot),
                correspondance::lignes(dossier, correspondance::A_COMPLETER, mot)
            ),
        ),
        None => (
            format!("colonne {critere} : ce nom ressemble à un autre, bien plus fréquent{combien}"),
            format!(
                "écrire le même nom partout, si c’est le même ; sinon, mettre à la place des points ce nom, puis celui sous lequel le compter, et {}",
                correspondance::territoire(dossier)
            ),
        ),
    };
    let lies = autre.iter().map(|place| ((**place).clone(), "l’autre nom est ici".to_owned())).collect();
    Some(Diagnostic { lies, aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
