//! `groupe-absent`: a group that no table of budget gives.

use super::{premiere_ligne, qui};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::budget::{Budget, Colonne, CompteAdministratif, Groupe, Sens};
use crate::domaine::controle::{Famille, Fiche};

const FICHE: Fiche = Fiche {
    code: "groupe-absent",
    famille: Famille::Budget,
    gravite: Gravite::Avertissement,
    regarde: "Que les charges et les produits ont chacun leurs trois groupes, même à zéro. Un total de charges ou de produits égal à la somme des autres groupes suffit à dire que le groupe absent est nul.",
    importance: "Sans ce groupe, ni le total de son côté ni le résultat de l’exercice ne se calculent : un groupe absent n’est pas un groupe à zéro.",
    exemple: "Service : le groupe III des produits n’est dans aucun tableau.",
    correction: "Ajouter la ligne du groupe, avec 0 s’il est vide.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let budget = &vue.dossier.budget;
    let siens = |compte: &CompteAdministratif| {
        let propre = budget.lignes.iter().any(|ligne| ligne.dispositif == compte.dispositif);
        Sens::TOUS
            .into_iter()
            .filter(|sens| propre && !compte.par_compte(*sens))
            .filter_map(|sens| constat(budget, compte, sens))
            .collect::<Vec<_>>()
    };
    CompteAdministratif::tous(budget).iter().flat_map(siens).collect()
}

fn constat(budget: &Budget, compte: &CompteAdministratif, sens: Sens) -> Option<Diagnostic> {
    let nul = |groupe| Colonne::TOUTES.iter().any(|c| compte.groupe(sens, groupe, *c).nombre.is_some());
    let absents: Vec<Groupe> = Groupe::TOUS.into_iter().filter(|g| !compte.a(sens, *g) && !nul(*g)).collect();
    let dispositif = compte.dispositif.as_deref();
    let du_sens = |ligne: &&crate::domaine::budget::LigneDeBudget| {
        ligne.sens == sens && ligne.dispositif.as_deref() == dispositif
    };
    let sienne = budget.lignes.iter().find(du_sens).map(|ligne| &ligne.span);
    let place = sienne.or_else(|| premiere_ligne(budget, dispositif))?;
    let numeros: Vec<&str> = absents.iter().map(|groupe| groupe.numero()).collect();
    let (sujet, aide) = match numeros[..] {
        [] => return None,
        [_, _, _] => (
            format!("aucun groupe de {} n’est dans les tableaux", sens.libelle()),
            format!("ajouter le tableau des {}, groupes I à III", sens.libelle()),
        ),
        [seul] => (
            format!("le groupe {seul} des {} n’est dans aucun tableau", sens.libelle()),
            "ajouter la ligne de ce groupe, avec 0 s’il est vide".to_owned(),
        ),
        _ => (
            format!("les groupes {} des {} ne sont dans aucun tableau", mots::liste(&numeros), sens.libelle()),
            "ajouter les lignes de ces groupes, avec 0 s’ils sont vides".to_owned(),
        ),
    };
    let message = format!("{} : {sujet}, le résultat ne peut pas être calculé", qui(dispositif));
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(place.clone(), message) })
}
