//! `charge-negative`: a charge, or a produit of the tarification, below zero.

use super::qui;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::budget::{Budget, Colonne, Groupe, LigneDeBudget, Sens, compte_souvent_negatif, sujet};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::francais;
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "charge-negative",
    famille: Famille::Budget,
    gravite: Gravite::Avertissement,
    regarde: "Les charges négatives (un groupe, un compte de classe 6) et les produits de la tarification négatifs. Une incohérence quand toutes les charges d’une colonne le sont : le signe moins y dit sans doute « dépense ». Les variations de stocks et les rabais obtenus ou accordés (603, 609, 619, 629, 709) sont laissés.",
    importance: "Une charge négative augmente le résultat. Une reprise ou un avoir le permet, mais c’est le plus souvent un signe de trop.",
    exemple: "Service, groupe III des charges, réalisé : −65 120,40 €.",
    correction: "Retirer le signe moins ou les parenthèses ; s’il s’agit d’une reprise ou d’un avoir, ne rien changer et le dire dans les justifications du rapport.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

/// A row with an amount, and where.
type Dite<'a> = (&'a LigneDeBudget, Exact, &'a Span);

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let budget = &vue.dossier.budget;
    let mut constats = Vec::new();
    for colonne in Colonne::TOUTES {
        let mut tableaux: BTreeMap<_, Vec<Dite<'_>>> = BTreeMap::new();
        for dite in charges(budget, colonne) {
            let (ligne, _, span) = dite;
            tableaux.entry((&ligne.dispositif, &span.file, &span.sheet)).or_default().push(dite);
        }
        for charges in tableaux.values() {
            match charges.iter().all(|(_, n, _)| *n < Exact::ZERO) && charges.len() > 1 {
                true => constats.extend(toutes(charges, colonne)),
                false => constats.extend(charges.iter().filter_map(|dite| seule(*dite, colonne))),
            }
        }
        let produits = lignes(budget, colonne).filter(|(ligne, _, _)| est_de_la_tarification(ligne));
        constats.extend(produits.filter_map(|dite| seule(dite, colonne)));
    }
    constats
}

/// The rows with their amounts, those that are nought left out.
fn lignes(budget: &Budget, colonne: Colonne) -> impl Iterator<Item = Dite<'_>> {
    let dite = move |ligne: &'_ LigneDeBudget| ligne.montants.nombre(colonne).filter(|n| *n != Exact::ZERO);
    budget.lignes.iter().filter_map(move |ligne| Some((ligne, dite(ligne)?, &ligne.montants.cellule(colonne)?.1)))
}

fn charges(budget: &Budget, colonne: Colonne) -> impl Iterator<Item = Dite<'_>> {
    lignes(budget, colonne).filter(|(ligne, _, _)| ligne.sens == Sens::Charges)
}

/// Group I of the produits, or an account 73 of a table without groups.
fn est_de_la_tarification(ligne: &LigneDeBudget) -> bool {
    let compte = || ligne.compte.as_deref().is_some_and(|compte| compte.starts_with("73"));
    ligne.sens == Sens::Produits && ligne.groupe.map_or_else(compte, |groupe| groupe == Groupe::I)
}

fn seule((ligne, n, span): Dite<'_>, colonne: Colonne) -> Option<Diagnostic> {
    if n > Exact::ZERO || ligne.compte.as_deref().is_some_and(compte_souvent_negatif) {
        return None;
    }
    let compte = ligne.compte.as_ref().map(|compte| format!(", compte {compte}")).unwrap_or_default();
    let message = format!(
        "{}, {}{compte}, {} : {}, un montant négatif est inhabituel ici",
        qui(ligne.dispositif.as_deref()),
        sujet(ligne.sens, ligne.groupe),
        colonne.libelle(),
        francais::euros(n)
    );
    let aide =
        "vérifier le signe : écrire le montant sans « - » ni parenthèses ; rien si c’est une reprise ou un avoir";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(span.clone(), message) })
}

/// A table that writes what goes out with a minus: its result would add the charges to the produits.
fn toutes(charges: &[Dite<'_>], colonne: Colonne) -> Option<Diagnostic> {
    let (ligne, _, span) = charges.first()?;
    let somme: Exact = charges.iter().map(|(_, n, _)| *n).sum();
    let message = format!(
        "{}, charges, {} : tous les montants sont négatifs ({} au total) ; le résultat, qui les retranche des produits, est donc faux",
        qui(ligne.dispositif.as_deref()),
        colonne.libelle(),
        francais::euros(somme)
    );
    let (_, _, dernier) = charges.last()?;
    let lies = vec![((*dernier).clone(), "jusqu’ici".to_owned())];
    let aide = "écrire les charges sans « - » ni parenthèses : Trame les retranche elle-même".to_owned();
    let constat = FICHE.constat((*span).clone(), message);
    Some(Diagnostic { lies, aide: Some(aide), gravite: Gravite::Incoherence, ..constat })
}
