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
    exemple: "Action n° 1.2 : l’action finit en 2025, mais une étape est prévue hors de ce calendrier : « Caractérisation des critères de vulnérabilité » en 2026.",
    correction: "Prolonger l’action dans son calendrier, sinon ôter la croix ; rien si l’étape prolonge l’action à dessein.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    vue.dossier.objectifs.actions.iter().filter_map(constat).collect()
}

/// One finding per action: its calendar is the one thing to correct, or each of its steps outside.
fn constat(action: &Action) -> Option<Diagnostic> {
    let dehors = |etape: &Etape| -> Vec<(i32, Span)> {
        etape.annees.iter().filter(|(annee, _)| action.admet(*annee) == Some(false)).cloned().collect()
    };
    let etapes: Vec<(&Etape, Vec<(i32, Span)>)> =
        action.etapes.iter().map(|e| (e, dehors(e))).filter(|(_, annees)| !annees.is_empty()).collect();
    let (premiere, annees) = etapes.first()?;
    let passe = |borne: &Option<Borne>, tot: bool| {
        let borne = borne.clone()?;
        let avant = |annee: i32| if tot { annee < borne.annee } else { annee > borne.annee };
        etapes.iter().flat_map(|(_, annees)| annees).any(|(annee, _)| avant(*annee)).then_some(borne)
    };
    let (debut, fin) = (passe(&action.debut, true), passe(&action.fin, false));
    let mut raisons = Vec::new();
    raisons.extend(debut.iter().map(|b| format!("ne commence qu’en {}", b.annee)));
    raisons.extend(fin.iter().map(|b| format!("finit en {}", b.annee)));
    let combien = match etapes.len() {
        1 => "une étape est prévue".to_owned(),
        n => format!("{n} étapes sont prévues"),
    };
    let message = format!(
        "{} : l’action {}, mais {combien} hors de ce calendrier : {}",
        action.titre.court(),
        mots::liste(&raisons),
        en_mots((premiere, annees))
    );
    let bornes = [("début", &debut), ("fin", &fin)].into_iter().filter_map(|(mot, b)| Some((mot, b.as_ref()?)));
    let mut lies: Vec<(Span, String)> =
        bornes.map(|(mot, b)| (b.span.clone(), format!("{mot} de l’action : {}", b.annee))).collect();
    lies.extend(etapes.iter().skip(1).map(|(e, a)| (a[0].1.clone(), format!("de même {}", en_mots((e, a))))));
    let aide = "corriger le calendrier de l’action, sinon ôter les croix de ces années".to_owned();
    Some(Diagnostic { lies, aide: Some(aide), ..FICHE.constat(annees[0].1.clone(), message) })
}

/// « Évaluation de l’action » en 2027 et 2028.
fn en_mots((etape, annees): (&Etape, &[(i32, Span)])) -> String {
    let annees: Vec<String> = annees.iter().map(|(annee, _)| annee.to_string()).collect();
    format!("« {} » en {}", etape.libelle, mots::liste(&annees))
}
