//! What goes on and is known by counts, or row by row beside the follow-up table: the waiting list at a date, absences of
//! jeunes that last over New Year, the plan d'action still open, the functions of the staff.

use super::plan::{Plan, cellules, csv};
use crate::diagnostic::Span;
use crate::domaine::dossier::{AttenteDeclaree, Dossier, Saisie};
use crate::domaine::mois::Exercice;
use crate::domaine::personnel::Effectif;
use crate::domaine::qualite::{Action, Etat};
use crate::domaine::registres::AbsenceDeJeune;
use crate::francais::{cle, date_en_chiffres, decimal_saisi};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The list that stands when the year ends, under its own date: next year begins with it. Then the rows of the last day of
/// next year, to be filled. Counts only: where rows tell who waits for a dispositif, `suivi` carries them, and `par_lignes`
/// is true of its code, and of the whole service.
pub(super) fn ajoute_l_attente(
    plan: &mut Plan,
    dossier: &Dossier,
    (dernier_jour, apres): (NaiveDate, Exercice),
    par_lignes: impl Fn(Option<&str>) -> bool,
) {
    let comptees = |a: &&AttenteDeclaree| a.date <= dernier_jour && !par_lignes(a.dispositif.as_deref());
    let passees = || dossier.attentes.iter().filter(comptees);
    let Some(date) = passees().map(|a| a.date).max() else { return };
    let derniere: Vec<&AttenteDeclaree> = passees().filter(|a| a.date == date).collect();
    let qui = |a: &AttenteDeclaree| a.dispositif.clone().unwrap_or_else(|| "Total".to_owned());
    let connue = |a: &&AttenteDeclaree| {
        let familles = a.familles.as_ref().map_or(String::new(), nombre);
        vec![date_en_chiffres(a.date), qui(a), nombre(&a.mesures), familles]
    };
    let fin = date_en_chiffres(apres.decembre().dernier_jour());
    let a_remplir = |a: &&AttenteDeclaree| vec![fin.clone(), qui(a), String::new(), String::new()];
    let lignes = derniere.iter().map(connue).chain(derniere.iter().map(a_remplir));
    let entetes = cellules(["Date", "Dispositif", "Mesures", "Familles"]);
    plan.ajoute_un_tableau("attente", csv(std::iter::once(entetes).chain(lignes)));
}

fn nombre((saisie, _): &(Saisie, Span)) -> String {
    saisie.nombre().map_or(String::new(), decimal_saisi)
}

/// Those who are away on the last day: their days of January are next year's.
pub(super) fn ajoute_les_absences(plan: &mut Plan, dossier: &Dossier, dernier_jour: NaiveDate) {
    let absences = dossier.registres.absences.iter();
    let durent = absences.filter(|a| a.debut <= dernier_jour && a.fin.is_none_or(|fin| fin > dernier_jour));
    let ligne = |a: &AbsenceDeJeune| {
        let fin = a.fin.map_or(String::new(), date_en_chiffres);
        vec![a.jeune.to_string(), date_en_chiffres(a.debut), fin, a.motif.to_string()]
    };
    let lignes: Vec<Vec<String>> = durent.map(ligne).collect();
    if !lignes.is_empty() {
        let entetes = cellules(["id", "début", "fin", "motif"]);
        plan.ajoute_un_tableau("absences", csv(std::iter::once(entetes).chain(lignes)));
    }
}

/// The actions that are not done.
pub(super) fn ajoute_le_plan_d_action(plan: &mut Plan, actions: &[Action]) {
    let ligne = |a: &Action| {
        let etat = if a.etat == Etat::Autre(String::new()) { "" } else { a.etat.libelle() };
        vec![a.numero.clone(), a.action.clone(), a.echeance.clone(), etat.to_owned()]
    };
    let lignes: Vec<Vec<String>> = actions.iter().filter(|a| a.etat != Etat::Fait).map(ligne).collect();
    if !lignes.is_empty() {
        let entetes = cellules(["N°", "Action", "Échéance", "État"]);
        plan.ajoute_un_tableau("plan-d-action", csv(std::iter::once(entetes).chain(lignes)));
    }
}

/// The functions held when the year ends, in a table of counts at a date: those of the last day of the new year are to be
/// filled, since those of the day before it begins would be printed as its own.
pub(super) fn ajoute_le_personnel(plan: &mut Plan, effectifs: &[&Effectif], apres: Exercice) {
    let mut vues = BTreeSet::new();
    let fonctions = effectifs.iter().map(|e| &e.fonction).filter(|fonction| vues.insert(cle(fonction)));
    let fin = date_en_chiffres(apres.decembre().dernier_jour());
    let lignes: Vec<_> = fonctions.map(|nom| cellules([nom.as_str(), "", "", fin.as_str()])).collect();
    if !lignes.is_empty() {
        let entetes = cellules(["Fonction", "Personnes", "ETP", "Date"]);
        plan.ajoute_un_tableau("personnel", csv(std::iter::once(entetes).chain(lignes)));
    }
}
