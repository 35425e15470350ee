//! The checks: what the cells say against each other, in the words of the field. It never repairs, and knows only
//! the base (`diagnostic`, `domaine`, `francais`, `fontes`). One check is one file, one fixture folder, one entry of
//! docs/controles.md.

mod attente;
mod budget;
mod catalogue;
mod controle;
mod correspondance;
mod detail;
mod donnees;
mod figures;
mod journees;
mod justifications;
mod lecture;
mod mots;
mod mouvements;
mod objectifs;
mod omises;
mod personnel;
mod prose;
mod qualite;
mod reglages;
mod suivi;
mod tarif;
mod textes;
mod trouves;
mod vue;

#[cfg(test)]
mod essais;
#[cfg(test)]
mod tests;

pub use catalogue::{Article, Chapitre, catalogue, catalogue_markdown, chapitres};

use crate::diagnostic::Diagnostic;
use crate::domaine::constats::Constats;
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::Dossier;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::suivi::Derivation;
use vue::Vue;

/// Checks the cells. Without a readable rapport.toml the folder comes back with what was found in it.
pub fn donnees(dossier: Dossier) -> Result<DossierControle, Box<(Dossier, Vec<Diagnostic>)>> {
    let mut constats = Vec::new();
    let derivation =
        dossier.reglages.as_ref().map(|reglages| Derivation::new(&dossier.suivi, reglages)).unwrap_or_default();
    let vue = dossier.reglages.as_ref().map(|reglages| Vue::new(&dossier, reglages, &derivation));
    for controle in donnees::CONTROLES {
        constats.extend(controle.sur_les_cellules(&dossier, vue.as_ref()));
    }
    let mut omis = Vec::new();
    if let Some(vue) = &vue {
        let (du_suivi, comptes) = controle::sur_le_suivi(donnees::CONTROLES, vue);
        constats.extend(du_suivi);
        omis = comptes;
    }
    drop(vue);
    let controle = DossierControle::new(dossier, derivation, Constats::tries(constats))?;
    Ok(controle.avec_omis(omis))
}

/// What an explanation of a finding says that its cell holds, so that it lapses when the cell changes; nothing where the
/// content may not be quoted.
pub fn valeur_expliquee<'a>(dossier: &'a Dossier, constat: &Diagnostic) -> Option<&'a str> {
    vue::texte_saisi(dossier, &constat.span)
}

/// Checks what was computed, and returns every finding of both registries, those that the service explains marked so.
pub fn figures(controle: &DossierControle, indicateurs: &Indicateurs) -> Constats {
    let vue = Vue::new(controle.dossier(), controle.reglages(), controle.derivation());
    let mut constats = controle.constats().to_vec();
    let mut omis_des_factures = Vec::new();
    for controle in figures::CONTROLES {
        constats.extend(controle.sur_les_figures(&vue, indicateurs));
        let (des_factures, omis) = controle.sur_les_factures(&vue, indicateurs);
        constats.extend(des_factures);
        omis_des_factures.extend(omis);
    }
    justifications::apply(&mut constats, &vue);
    for controle in figures::CONTROLES {
        let trouves = controle.sur_les_constats(&vue, &constats);
        constats.extend(trouves);
    }
    let mut constats = Constats::from(constats);
    constats.compte(omises::omis(controle.dossier()));
    constats.compte(controle.omis().to_vec());
    constats.compte(omis_des_factures);
    constats
}
