//! `etape-hors-calendrier`: a step marked in a year outside the calendar of its action.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::objectifs::{Action, Borne, Etape};

const FICHE: Fiche = Fiche {
    code: "etape-hors-calendrier",
    famille: Famille::Objectifs,
    gravite: Gravite::Avertissement,
    regarde: "Les croix des étapes d’une action, comparées au début et à la fin que sa fiche annonce. Une action sans calendrier n’est pas regardée.",
    importance: "Un lecteur du contrat voit une action finie qui continue : le calendrier ou l’étape est à corriger, et l’autorité le demandera au bilan.",
    exemple: "« Évaluation de l’action » est prévue en 2027 et 2028, mais l’action finit en 2026.",
    correction: "Prolonger l’action dans son calendrier, sinon ôter la croix ; rien si l’étape prolonge l’action à dessein.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let actions = vue.dossier.objectifs.actions.iter();
    actions.flat_map(|action| action.etapes.iter().filter_map(|etape| constat(action, etape))).collect()
}

/// One finding per step, at its first cell outside.
fn constat(action: &Action, etape: &Etape) -> Option<Diagnostic> {
    let dehors: Vec<&(i32, Span)> = etape.annees.iter().filter(|(a, _)| action.admet(*a) == Some(false)).collect();
    let (_, premiere) = dehors.first()?;
    let annees: Vec<String> = dehors.iter().map(|(annee, _)| annee.to_string()).collect();
    let depasse = |borne: &Option<Borne>, tot: bool| {
        let borne = borne.clone()?;
        let avant = |a: i32| if tot { a < borne.annee } else { a > borne.annee };
        dehors.iter().any(|(a, _)| avant(*a)).then_some(borne)
    };
    let (debut, fin) = (depasse(&action.debut, true), depasse(&action.fin, false));
    let mut raisons = Vec::new();
    raisons.extend(debut.iter().map(|b| format!("l’action ne commence qu’en {}", b.annee)));
    raisons.extend(fin.iter().map(|b| format!("l’action finit en {}", b.annee)));
    let message = format!(
        "{}, étape {} : prévue en {}, mais {}",
        action.titre.court(),
        mots::cite(&etape.libelle),
        mots::liste(&annees),
        mots::liste(&raisons)
    );
    let lies = debut.iter().map(|b| (b.span.clone(), format!("début de l’action : {}", b.annee)));
    let lies = lies.chain(fin.iter().map(|b| (b.span.clone(), format!("fin de l’action : {}", b.annee)))).collect();
    let aide = "prolonger l’action dans son calendrier, sinon ôter la croix de cette année".to_owned();
    Some(Diagnostic { lies, aide: Some(aide), ..FICHE.constat(premiere.clone(), message) })
}
