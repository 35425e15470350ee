//! `budget-par-compte`: charges or produits given by account, without groups, or beside groups that they contradict.

use super::{origine, qui};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::budget::{Budget, Colonne, CompteAdministratif, Sens};
use crate::domaine::controle::{Famille, Fiche};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "budget-par-compte",
    famille: Famille::Budget,
    gravite: Gravite::Information,
    regarde: "Les tableaux de budget par compte (60, 61… 70, 73…), sans groupe. Une incohérence quand un autre tableau donne les groupes du même côté et que les deux totaux diffèrent.",
    importance: "Trame ne répartit pas les comptes entre les groupes : elle additionne les comptes de charges et ceux de produits, et donne le résultat ; les six groupes restent sans montant.",
    exemple: "Service : les charges et les produits sont donnés par compte.",
    correction: "Ajouter une colonne « groupe » avec I, II ou III sur la ligne de chaque compte, si le rapport doit donner les groupes.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let budget = &vue.dossier.budget;
    let comptes = CompteAdministratif::tous(budget);
    let differents = comptes.iter().flat_map(|compte| {
        let couples = Sens::TOUS.into_iter().flat_map(|sens| Colonne::TOUTES.map(|colonne| (sens, colonne)));
        couples.filter_map(|(sens, colonne)| difference(budget, compte, sens, colonne)).collect::<Vec<_>>()
    });
    comptes.iter().filter_map(|compte| par_compte(budget, compte)).chain(differents).collect()
}

fn premiere<'a>(budget: &'a Budget, compte: &CompteAdministratif, sens: Sens) -> Option<&'a Span> {
    let sienne = |ligne: &&crate::domaine::budget::LigneDeBudget| {
        ligne.groupe.is_none() && ligne.sens == sens && ligne.dispositif == compte.dispositif
    };
    budget.lignes.iter().find(sienne).map(|ligne| &ligne.span)
}

/// One finding for both sides.
fn par_compte(budget: &Budget, compte: &CompteAdministratif) -> Option<Diagnostic> {
    let cotes: Vec<Sens> = Sens::TOUS.into_iter().filter(|sens| compte.par_compte(*sens)).collect();
    let place = cotes.iter().find_map(|sens| premiere(budget, compte, *sens))?;
    let donnes = if cotes == [Sens::Produits] { "donnés" } else { "données" };
    let donnes = if cotes.len() > 1 { "donnés" } else { donnes };
    let noms: Vec<String> = cotes.iter().map(|sens| format!("les {}", sens.libelle())).collect();
    let message = format!(
        "{} : {} sont {donnes} par compte : Trame ne répartit pas les comptes entre les groupes, elle n’en fait que le total",
        qui(compte.dispositif.as_deref()),
        mots::liste(&noms)
    );
    let aide = "rien si les groupes ne servent pas ; sinon ajouter une colonne « groupe » avec I, II ou III sur la ligne de chaque compte".to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(place.clone(), message) })
}

/// Accounts beside groups: the groups count, and both should amount to the same.
fn difference(budget: &Budget, compte: &CompteAdministratif, sens: Sens, colonne: Colonne) -> Option<Diagnostic> {
    let comptes = compte.comptes(sens, colonne).filter(|_| !compte.par_compte(sens))?;
    let groupes = compte.total(sens, colonne);
    let (lus, comptees) = (comptes.nombre?, groupes.nombre?);
    if lus == comptees {
        return None;
    }
    let message = format!(
        "{}, {}, {} : les comptes donnent {}, les groupes {} (écart {}) ; ce sont les groupes qui comptent",
        qui(compte.dispositif.as_deref()),
        sens.libelle(),
        colonne.libelle(),
        francais::euros(lus),
        francais::euros(comptees),
        francais::ecart_en_euros(lus - comptees)
    );
    let place = comptes.cellules.first().or_else(|| premiere(budget, compte, sens))?.clone();
    let lies = origine(&groupes, "les groupes").into_iter().collect();
    let aide = "corriger le compte ou le groupe qui est faux, ou retirer l’un des deux tableaux".to_owned();
    let constat = FICHE.constat(place, message);
    Some(Diagnostic { lies, aide: Some(aide), gravite: Gravite::Incoherence, ..constat })
}
