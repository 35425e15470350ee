//! `groupe-sans-montant`: a group without its authorised or its realised amount.

use super::{premiere_ligne, qui};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::budget::{Budget, Colonne, CompteAdministratif, Groupe, Sens, Somme, sujet};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Saisie;

const FICHE: Fiche = Fiche {
    code: "groupe-sans-montant",
    famille: Famille::Budget,
    gravite: Gravite::Avertissement,
    regarde: "Que chaque groupe a un budget autorisé et un réalisé. Une colonne qui manque tout entière est dite une fois.",
    importance: "L’écart d’un groupe sans l’un des deux montants ne se calcule pas, ni le total de son côté.",
    exemple: "Service, groupe III des charges : le budget autorisé manque.",
    correction: "Compléter la cellule, avec 0 si le montant est nul ; ou ajouter la colonne.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let budget = &vue.dossier.budget;
    let du_compte = |compte: &CompteAdministratif| {
        let propre = budget.lignes.iter().any(|ligne| ligne.dispositif == compte.dispositif);
        let colonnes = Colonne::TOUTES.into_iter().filter(|_| propre);
        colonnes.flat_map(|colonne| de_la_colonne(budget, compte, colonne)).collect::<Vec<_>>()
    };
    CompteAdministratif::tous(budget).iter().flat_map(du_compte).collect()
}

fn de_la_colonne(budget: &Budget, compte: &CompteAdministratif, colonne: Colonne) -> Vec<Diagnostic> {
    let dispositif = compte.dispositif.as_deref();
    let siennes = || budget.lignes.iter().filter(|ligne| ligne.dispositif.as_deref() == dispositif);
    let lue = siennes().any(|l| l.montants.cellule(colonne).is_some_and(|(saisie, _)| *saisie != Saisie::Vide));
    let connue =
        Sens::TOUS.iter().flat_map(|sens| sommes(compte, *sens, colonne)).any(|(_, somme)| somme.nombre.is_some());
    if let (false, false, Some(place)) = (lue, connue, premiere_ligne(budget, dispositif)) {
        let message = format!("{} : aucun {} dans les tableaux de budget", qui(dispositif), colonne.libelle());
        let aide = match colonne {
            Colonne::Autorise => "ajouter une colonne « Budget autorisé » (après la dernière décision modificative)",
            Colonne::Realise => "ajouter une colonne « Réalisé »",
        };
        return vec![Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(place.clone(), message) }];
    }
    let mut constats = Vec::new();
    for sens in Sens::TOUS {
        for (groupe, somme) in sommes(compte, sens, colonne) {
            if somme.nombre.is_some() || illisible(budget, &somme.manquantes) {
                continue;
            }
            let ligne = siennes().find(|l| (l.sens, l.groupe) == (sens, groupe)).map(|l| &l.span);
            let Some(place) = somme.manquantes.first().or(ligne) else { continue };
            let message = format!("{}, {} : le {} manque", qui(dispositif), sujet(sens, groupe), colonne.libelle());
            let aide = "compléter la cellule, avec 0 si le montant est nul".to_owned();
            constats.push(Diagnostic { aide: Some(aide), ..FICHE.constat(place.clone(), message) });
        }
    }
    constats
}

/// What each group that tables give amounts to, or the accounts of a side without groups.
fn sommes(compte: &CompteAdministratif, sens: Sens, colonne: Colonne) -> Vec<(Option<Groupe>, Somme)> {
    if compte.par_compte(sens) {
        return compte.comptes(sens, colonne).map(|somme| (None, somme)).into_iter().collect();
    }
    let donnes = Groupe::TOUS.into_iter().filter(|groupe| compte.a(sens, *groupe));
    donnes.map(|groupe| (Some(groupe), compte.groupe(sens, groupe, colonne))).collect()
}

/// True when another finding already says why an amount is not known.
fn illisible(budget: &Budget, manquantes: &[Span]) -> bool {
    let cellules = budget.lignes.iter().flat_map(|l| Colonne::TOUTES.map(|c| l.montants.cellule(c))).flatten();
    let illisibles = cellules.filter(|(saisie, _)| *saisie == Saisie::Illisible).map(|(_, span)| span);
    illisibles.into_iter().any(|span| manquantes.contains(span))
}
