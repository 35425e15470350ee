//! `action-inconnue`: an indicator that names an action that no sheet bears, or that several do.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::objectifs::{IndicateurDAction, Objectifs, Renvoi};
use crate::francais::proche;
use std::collections::BTreeSet;

const FICHE: Fiche = Fiche {
    code: "action-inconnue",
    famille: Famille::Objectifs,
    gravite: Gravite::Avertissement,
    regarde: "L’action que chaque indicateur nomme, cherchée par son numéro ou son titre parmi les fiches actions du dossier.",
    importance: "Un indicateur sans action s’imprime à part : le lecteur ne sait plus ce qu’il mesure.",
    exemple: "Cet indicateur est de l’action « 1.9 », qu’aucune fiche ne porte.",
    correction: "Corriger le numéro, ou ajouter une colonne « objectif » quand plusieurs objectifs numérotent leurs actions à partir de 1.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let objectifs = &vue.dossier.objectifs;
    let mut dits = BTreeSet::new();
    let premiers = objectifs.indicateurs.iter().filter(|i| i.action.as_ref().is_some_and(|(_, s)| dits.insert(s)));
    premiers.filter_map(|indicateur| constat(objectifs, indicateur)).collect()
}

fn constat(objectifs: &Objectifs, indicateur: &IndicateurDAction) -> Option<Diagnostic> {
    let (dite, span) = indicateur.action.as_ref()?;
    let (message, aide) = match objectifs.action_de(indicateur) {
        Renvoi::Inconnu => {
            let titres = objectifs.actions.iter().map(|a| a.titre.intitule.as_str());
            let voisin = proche(dite, titres.filter(|t| !t.is_empty()));
            let connus: Vec<String> = objectifs.actions.iter().map(|a| a.titre.court()).collect();
            let aide = match voisin {
                Some(titre) => format!("écrire {}, si c’est cette action", mots::cite(titre)),
                None => format!("écrire le numéro d’une fiche du dossier : {}", mots::liste(&connus)),
            };
            (format!("cet indicateur est de l’action {}, qu’aucune fiche ne porte", mots::cite(dite)), aide)
        }
        Renvoi::Ambigu => (
            format!("cet indicateur est de l’action {}, que plusieurs fiches portent", mots::cite(dite)),
            "ajouter une colonne « objectif » avec le numéro de l’objectif, ou écrire le titre de l’action".to_owned(),
        ),
        Renvoi::Aucun | Renvoi::Action(_) => return None,
    };
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(span.clone(), message) })
}
