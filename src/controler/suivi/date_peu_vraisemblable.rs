//! `date-peu-vraisemblable`: a date of the follow-up table years after the exercise, most often a mistyped year.

use super::Regard;
use super::regard::{anniversaire, nom};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mesure};
use chrono::{Months, NaiveDate};

const FICHE: Fiche = Fiche {
    code: "date-peu-vraisemblable",
    famille: Famille::Suivi,
    gravite: Gravite::Avertissement,
    regarde: "Les dates du suivi plus de cinq ans après la fin de l’exercice : naissance, décision, notification, début, début sous une autre forme ; fin et échéance aussi, sauf avant les 21 ans du jeune, quand sa naissance est connue. Une naissance après l’entrée est dite par `age-hors-bornes`.",
    importance: "Une année mal tapée (2052 pour 2025) change les présents, les durées ou l’attente sans qu’aucun total ne le montre ; après décembre, elle fait aussi croire l’exercice terminé.",
    exemple: "Mesure M014 : la fin est plus de cinq ans après l’exercice.",
    correction: "Vérifier l’année de la date. Le terme d’une décision est rarement au-delà de deux ans ; une fin qui n’est pas connue se laisse vide.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Mesures(constats) };

/// A table kept since the exercise may hold the years that followed it; no decision is planned further.
const ANS: u32 = 5;
/// Until this age a mesure may be planned to last.
const MAJEUR: i32 = 21;

fn constats<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) {
    let constat = constat(regard, mesure, trouves);
    trouves.extend(constat);
}

fn constat<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) -> Option<Diagnostic> {
    let fin = regard.vue.exercice().decembre().dernier_jour();
    let borne = fin.checked_add_months(Months::new(12 * ANS))?;
    let (ligne, colonne, quoi) = regard.lignes(mesure).find_map(|ligne| {
        let (colonne, quoi) = premiere(regard, mesure, ligne, borne)?;
        Some((ligne, colonne, quoi))
    })?;
    trouves.place(&FICHE, ligne)?;
    let message = format!("{} : {quoi} est plus de cinq ans après l’exercice", nom(ligne));
    let aide = "vérifier l’année de cette date ; une date qui n’est pas encore connue se laisse vide";
    let constat = FICHE.constat(regard.span(ligne, colonne), message);
    Some(Diagnostic { aide: Some(aide.to_owned()), ..constat })
}

/// The first date of a row that lies beyond what can be.
fn premiere<'a>(
    regard: &Regard<'a>,
    mesure: &'a Mesure,
    ligne: &LigneDeSuivi,
    borne: NaiveDate,
) -> Option<(Colonne, &'static str)> {
    let loin = |jour: &Option<NaiveDate>| jour.is_some_and(|jour| jour > borne);
    let passees = [
        (ligne.decision, Colonne::Decision, "la décision"),
        (ligne.notification, Colonne::Notification, "la notification"),
        (ligne.debut, Colonne::Debut, "le début"),
        (ligne.exercee_depuis, Colonne::ExerceeDepuis, "le début sous une autre forme"),
    ];
    let prevues = [(ligne.fin, Colonne::Fin, "la fin"), (ligne.echeance, Colonne::Echeance, "l’échéance")];
    if let Some((_, colonne, quoi)) = passees.into_iter().find(|(jour, _, _)| loin(jour)) {
        return Some((colonne, quoi));
    }
    if let Some((jour, colonne, quoi)) = prevues.into_iter().find(|(jour, _, _)| loin(jour)) {
        let naissance = regard.lignes(mesure).find_map(|l| l.naissance).filter(|ne| ne.jour <= borne);
        let majeur = naissance.and_then(|naissance| anniversaire(naissance, MAJEUR));
        return jour.filter(|jour| majeur.is_none_or(|majeur| *jour > majeur)).map(|_| (colonne, quoi));
    }
    let entree = mesure.debut.or_else(|| regard.lignes(mesure).find_map(|l| l.decision));
    let dite = entree.is_some() && !regard.ancienne(mesure);
    let ne = ligne.naissance.map(|naissance| naissance.jour).filter(|_| !dite);
    loin(&ne).then_some((Colonne::Naissance, "la naissance"))
}
