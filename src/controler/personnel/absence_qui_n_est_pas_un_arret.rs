//! `absence-qui-n-est-pas-un-arret`: a leave or a training counted among « arrêts de travail ».

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::personnel::{AbsenceDuPersonnel, Lue};
use crate::francais::pluriel;
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "absence-qui-n-est-pas-un-arret",
    famille: Famille::Personnel,
    gravite: Gravite::Avertissement,
    regarde: "Les absences du personnel que le titre du tableau, un en-tête, le nom du fichier ou la colonne « nature » dit des arrêts de travail, et dont le motif n’en est pas un : congé parental, maternité, paternité, formation ou congés.",
    importance: "Additionner un congé et des arrêts pour maladie gonfle l’absentéisme que le financeur lira.",
    exemple: "« 362 jours d’arrêt de travail, 5 personnes », dont 122 jours de congé parental : les arrêts font 240 jours, pour 4 personnes.",
    correction: "Intituler le tableau « Absences », ou sortir cette ligne du total des arrêts.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let mut tableaux: BTreeMap<usize, Vec<&AbsenceDuPersonnel>> = BTreeMap::new();
    for absence in vue.dossier.personnel.absences.iter().filter(|a| a.dit_arret) {
        tableaux.entry(absence.tableau).or_default().push(absence);
    }
    tableaux.values().filter_map(|absences| constat(absences)).collect()
}

/// One finding per table, at its first leave; the others beside it.
fn constat(absences: &[&AbsenceDuPersonnel]) -> Option<Diagnostic> {
    let (conges, arrets): (Vec<_>, Vec<_>) = absences.iter().copied().partition(|a| a.arret == Some(false));
    let (premier, autres) = conges.split_first()?;
    let message = match (jours(absences), jours(&arrets)) {
        (Some(total), Some(sans)) => format!(
            "{} en arrêts de travail, dont {} : sans ces absences, qui ne sont pas des arrêts, il reste {}",
            dit(total, personnes(absences)),
            detail(&conges),
            dit(sans, personnes(&arrets))
        ),
        _ => format!("comptés en arrêts de travail : {}, qui ne sont pas des arrêts", detail(&conges)),
    };
    let lies = autres.iter().map(|a| (a.jours.1.clone(), format!("de même : {}", a.motif))).collect();
    let aide = "intituler le tableau « Absences » plutôt que « Arrêts », ou sortir cette ligne du total des arrêts";
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(premier.jours.1.clone(), message) })
}

/// « 122 jours de congé parental », one by one.
fn detail(conges: &[&AbsenceDuPersonnel]) -> String {
    let dit = |a: &&AbsenceDuPersonnel| match a.jours.0.nombre() {
        Some(n) => format!("{} {}", pluriel(n, "jour", "jours"), mots::de(&a.motif)),
        None => a.motif.clone(),
    };
    mots::liste(&conges.iter().map(dit).collect::<Vec<_>>())
}

/// « 240 jours pour 4 personnes ».
fn dit(jours: Exact, personnes: Option<Exact>) -> String {
    let jours = pluriel(jours, "jour", "jours");
    personnes.map_or_else(|| jours.clone(), |n| format!("{jours} pour {}", pluriel(n, "personne", "personnes")))
}

fn jours(absences: &[&AbsenceDuPersonnel]) -> Option<Exact> {
    absences.iter().try_fold(Exact::ZERO, |somme, a| Some(somme + a.jours.0.nombre()?))
}

fn personnes(absences: &[&AbsenceDuPersonnel]) -> Option<Exact> {
    let nombre = |lue: &Option<Lue>| lue.as_ref()?.0.nombre();
    absences.iter().try_fold(Exact::ZERO, |somme, a| Some(somme + nombre(&a.personnes)?))
}
