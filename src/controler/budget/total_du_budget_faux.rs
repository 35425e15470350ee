//! `total-du-budget-faux`: a typed total of a budget against the rows that it adds up.

use super::qui;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::detail;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::budget::{Budget, Groupe, LigneDeBudget, Portee, Sens, TotalDeBudget};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::francais;
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "total-du-budget-faux",
    famille: Famille::Budget,
    gravite: Gravite::Incoherence,
    regarde: "Les totaux que les tableaux de budget portent eux-mêmes : d’un compte détaillé, d’un groupe, des charges, des produits, et le total général, avec ou sans la reprise et le résultat placés au-dessus.",
    importance: "Le rapport refait les additions au centime ; un total faux fait un résultat faux.",
    exemple: "Charges, réalisé : le total indique 812 000,00 €, le détail donne 811 000,00 € (écart +1 000,00 €).",
    correction: "Corriger le total (ou sa formule), sinon la ligne qui est fausse.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let budget = &vue.dossier.budget;
    budget.totaux.iter().filter_map(|total| constat(budget, total)).collect()
}

fn constat(budget: &Budget, total: &TotalDeBudget) -> Option<Diagnostic> {
    let somme = somme(budget, total)?;
    let autres: Exact = total.autres.iter().copied().sum();
    if total.nombre == somme || total.nombre == somme + autres {
        return None;
    }
    let message = format!(
        "{}, {}, {} : {}",
        qui(total.dispositif.as_deref()),
        sujet(total.portee),
        total.colonne.libelle(),
        detail::contredit(total.nombre, somme, francais::euros)
    );
    let cellule = |i: &usize| budget.lignes.get(*i)?.montants.cellule(total.colonne).map(|(_, span)| span);
    let lies = detail::bornes(total.details.iter().filter_map(cellule));
    let aide = Some(detail::MONTANT_FAUX.to_owned());
    Some(Diagnostic { lies, aide, ..FICHE.constat(total.span.clone(), message) })
}

fn sujet(portee: Portee) -> String {
    match portee {
        Portee::Groupe(sens, groupe) => groupe.de(sens),
        Portee::Sens(sens) => sens.libelle().to_owned(),
        Portee::Compte(sens, compte) => format!("compte {compte} des {}", sens.libelle()),
        Portee::General(sens) => format!("total général des {}", sens.libelle()),
    }
}

/// A group of a dispositif, or its accounts without groups.
type Part<'a> = (Option<&'a str>, Sens, Option<Groupe>);

/// What the rows of a total amount to; a blank one counts for nothing there. `None` when an amount is unknown, or when
/// there is nothing to add up.
fn somme(budget: &Budget, total: &TotalDeBudget) -> Option<Exact> {
    let mut groupes: BTreeMap<Part<'_>, Vec<usize>> = BTreeMap::new();
    for rang in &total.details {
        let ligne: &LigneDeBudget = budget.lignes.get(*rang)?;
        groupes.entry((ligne.dispositif.as_deref(), ligne.sens, ligne.groupe)).or_default().push(*rang);
    }
    if groupes.is_empty() {
        return None;
    }
    // rows without their amounts: the total of their group may stand for them, never the one that is checked
    let du_groupe = |groupe: Option<Groupe>, rangs: &Vec<usize>| {
        let connue = budget.somme(rangs, total.colonne).nombre;
        let autre = groupe.is_some() && !est_un_detail(total);
        connue.filter(|_| autre).or_else(|| des_lignes(budget, total, rangs))
    };
    groupes.iter().try_fold(Exact::ZERO, |somme, ((_, _, groupe), rangs)| Some(somme + du_groupe(*groupe, rangs)?))
}

/// True for the total of a group or of an account.
fn est_un_detail(total: &TotalDeBudget) -> bool {
    matches!(total.portee, Portee::Groupe(..) | Portee::Compte(..))
}

/// The rows themselves, whatever total they have.
fn des_lignes(budget: &Budget, total: &TotalDeBudget, rangs: &[usize]) -> Option<Exact> {
    let remplie = |i: &&usize| budget.lignes.get(**i).is_some_and(|l| l.montants.nombre(total.colonne).is_some());
    let mut lues = rangs.iter().filter(remplie).peekable();
    if est_un_detail(total) && lues.peek().is_none() {
        return None;
    }
    budget.addition(rangs, total.colonne, matches!(total.portee, Portee::Compte(..)))
}
