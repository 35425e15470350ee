//! `resultat-different`: a declared result against produits − charges.

use super::{origine, qui, resultat};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::budget::{Colonne, CompteAdministratif, ResultatDeclare, ResultatDit, Sens};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "resultat-different",
    famille: Famille::Budget,
    gravite: Gravite::Incoherence,
    regarde: "Le résultat réalisé que le tableau porte lui-même, comparé à la différence entre produits et charges réalisés, avec ou sans la reprise d’un résultat antérieur.",
    importance: "Le rapport doit expliquer ce résultat avec des chiffres (CASF, R.314-50) : il faut qu’il soit le bon, au centime.",
    exemple: "Service : le tableau indique un excédent de 2 000,00 €, produits moins charges donnent un excédent de 1 200,00 €.",
    correction: "Corriger le résultat (ou sa formule), sinon le montant d’un groupe qui est faux.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let comptes = CompteAdministratif::tous(&vue.dossier.budget);
    let realises = vue.dossier.budget.resultats.iter().filter(|r| r.colonne == Colonne::Realise);
    let du_compte = |declare: &ResultatDeclare| {
        let compte = comptes.iter().find(|compte| compte.dispositif == declare.dispositif)?;
        constat(compte, declare)
    };
    realises.filter_map(du_compte).collect()
}

/// The declared figure as a result, positive for an excédent.
fn signe(declare: &ResultatDeclare, attendu: Exact) -> Exact {
    let n = declare.nombre;
    match declare.dit {
        ResultatDit::Signe | ResultatDit::ApresReprise => n,
        ResultatDit::Excedent => n.absolu(),
        ResultatDit::Deficit => -n.absolu(),
        ResultatDit::ExcedentOuDeficit if n.absolu() == attendu.absolu() => attendu,
        ResultatDit::ExcedentOuDeficit => n,
    }
}

fn constat(compte: &CompteAdministratif, declare: &ResultatDeclare) -> Option<Diagnostic> {
    let (calcule, reprise) = (compte.resultat(Colonne::Realise).nombre?, compte.reprise(Colonne::Realise).nombre);
    let solde = reprise.map(|reprise| calcule + reprise);
    let attendu = if declare.dit == ResultatDit::ApresReprise { solde? } else { calcule };
    let possibles = [Some(calcule).filter(|_| declare.dit != ResultatDit::ApresReprise), solde];
    let sans_objet = declare.nombre == Exact::ZERO
        && match declare.dit {
            ResultatDit::Excedent => attendu <= Exact::ZERO,
            ResultatDit::Deficit => attendu >= Exact::ZERO,
            _ => false,
        };
    let egal = possibles.into_iter().flatten().any(|possible| signe(declare, possible) == possible);
    if egal || sans_objet {
        return None;
    }
    let dit = signe(declare, attendu);
    let avec = if declare.dit == ResultatDit::ApresReprise { " et reprise" } else { "" };
    let message = format!(
        "{} : le tableau indique {}, produits moins charges{avec} donnent {} (écart {})",
        qui(declare.dispositif.as_deref()),
        resultat(dit),
        resultat(attendu),
        francais::ecart_en_euros(dit - attendu)
    );
    let totaux = Sens::TOUS.map(|sens| {
        let somme = compte.total(sens, Colonne::Realise);
        origine(&somme, &format!("{} réalisé{}", sens.libelle(), if sens == Sens::Charges { "es" } else { "s" }))
    });
    let mut lies: Vec<_> = totaux.into_iter().flatten().collect();
    let repris = compte.reprise(Colonne::Realise);
    lies.extend(origine(&repris, "résultat antérieur repris").filter(|_| declare.dit == ResultatDit::ApresReprise));
    let a_l_envers = dit == -attendu && declare.dit == ResultatDit::Signe;
    let aide = if a_l_envers {
        format!("écrire {} : un déficit se note avec le signe moins", francais::euros(attendu))
    } else {
        "corriger le résultat ou sa formule, sinon le montant du groupe qui est faux".to_owned()
    };
    Some(Diagnostic { lies, aide: Some(aide), ..FICHE.constat(declare.span.clone(), message) })
}
