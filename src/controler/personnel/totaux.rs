//! Totals typed in tables of staff against their rows: findings of `total-different-du-detail`.

use crate::controler::detail;
use crate::controler::vue::Vue;
use crate::diagnostic::Diagnostic;
use crate::domaine::controle::Fiche;
use crate::domaine::dossier::Saisie;
use crate::domaine::exact::Exact;
use crate::domaine::personnel::TotalDuPersonnel;
use crate::francais;

/// Every total that its rows do not give; one of an unknown cell is left alone.
pub(in crate::controler) fn constats(vue: &Vue<'_>, fiche: &Fiche) -> Vec<Diagnostic> {
    vue.dossier.personnel.totaux.iter().filter_map(|total| constat(total, fiche)).collect()
}

fn constat(total: &TotalDuPersonnel, fiche: &Fiche) -> Option<Diagnostic> {
    let nombre = |saisie: &Saisie| if *saisie == Saisie::Vide { Some(Exact::ZERO) } else { saisie.nombre() };
    let somme = total.details.iter().try_fold(Exact::ZERO, |somme, (saisie, _)| Some(somme + nombre(saisie)?))?;
    if somme == total.nombre {
        return None;
    }
    let message =
        format!("personnel, {} : {}", total.quoi, detail::contredit(total.nombre, somme, francais::nombre_court));
    let lies = detail::bornes(total.details.iter().map(|(_, span)| span));
    let aide = Some(detail::CELLULE_FAUSSE.to_owned());
    Some(Diagnostic { lies, aide, ..fiche.constat(total.span.clone(), message) })
}
