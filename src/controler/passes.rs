//! The checks one after the other: the cells, what was computed from them, then the texts, which change none of the former.

use super::controle::{self, Controle};
use super::trouves::Trouves;
use super::vue::Vue;
use super::{ecrits, justifications, omises};
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::constats::{Constats, Omis};
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{Dossier, Textes};
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::suivi::Derivation;
use std::collections::BTreeSet;

/// What was found without looking at the texts: the same whatever they become.
#[derive(Debug)]
pub struct Etablis {
    constats: Vec<Diagnostic>,
    omis: Vec<Omis>,
}

impl Etablis {
    /// The cells and keys found in incoherence, justified or not.
    pub fn incoherentes(&self) -> BTreeSet<Span> {
        let fausses = self.constats.iter().filter(|constat| constat.gravite == Gravite::Incoherence);
        fausses.map(|constat| constat.span.clone()).collect()
    }
}

/// Checks the cells. Without a readable rapport.toml the folder comes back with what was found in it, its texts included.
pub fn donnees(dossier: Dossier) -> Result<DossierControle, Box<(Dossier, Vec<Diagnostic>)>> {
    let mut constats = Vec::new();
    let derivation =
        dossier.reglages.as_ref().map(|reglages| Derivation::new(&dossier.suivi, reglages)).unwrap_or_default();
    let vue = dossier.reglages.as_ref().map(|reglages| Vue::new(&dossier, reglages, &derivation));
    for controle in super::donnees::CONTROLES {
        constats.extend(controle.sur_les_cellules(&dossier, vue.as_ref()));
    }
    let mut omis = Vec::new();
    match &vue {
        Some(vue) => {
            let (du_suivi, comptes) = controle::sur_le_suivi(super::donnees::CONTROLES, vue);
            constats.extend(du_suivi);
            omis = comptes;
        }
        None => constats.extend(des_textes_seuls(&dossier, &dossier.textes)),
    }
    drop(vue);
    DossierControle::new(dossier, derivation, (Constats::tries(constats), omis))
}

/// Checks what was computed, beside what [`donnees`] found; the texts are not looked at.
pub fn tableaux(controle: &DossierControle, indicateurs: &Indicateurs) -> Etablis {
    let vue = Vue::new(controle.dossier(), controle.reglages(), controle.derivation());
    let mut constats = controle.constats().to_vec();
    let mut omis = omises::omis(controle.dossier());
    omis.extend_from_slice(controle.omis());
    omis.extend(des_figures(super::figures::CONTROLES, (&vue, indicateurs), &mut constats));
    justifications::apply(&mut constats, &vue);
    Etablis { constats, omis }
}

/// Checks the texts, and gives every finding, sorted, those that the service explains marked so.
pub fn ensemble(controle: &DossierControle, indicateurs: &Indicateurs, etablis: &Etablis) -> Constats {
    let (dossier, textes) = (controle.dossier(), controle.textes());
    let vue = Vue::des_textes((dossier, textes), controle.reglages(), controle.derivation());
    let mut des_textes = des_textes_seuls(dossier, textes);
    let mut trouves = Trouves::new(dossier, textes);
    for controle in ecrits::CONTROLES {
        des_textes.extend(controle.sur_les_cellules(dossier, Some(&vue)));
        controle.sur_les_rangees(&vue, &mut trouves);
    }
    let (suivis, mut omis) = controle::finis(trouves, dossier);
    des_textes.extend(suivis);
    omis.extend(des_figures(ecrits::CONTROLES, (&vue, indicateurs), &mut des_textes));
    justifications::apply(&mut des_textes, &vue);
    let mut constats = etablis.constats.clone();
    constats.append(&mut des_textes);
    for controle in super::figures::CONTROLES {
        let trouves = controle.sur_les_constats(&vue, &constats);
        constats.extend(trouves);
    }
    let mut constats = Constats::from(constats);
    constats.compte(etablis.omis.iter().cloned().chain(omis));
    constats
}

/// Checks what was computed, then the texts: every finding.
pub fn figures(controle: &DossierControle, indicateurs: &Indicateurs) -> Constats {
    ensemble(controle, indicateurs, &tableaux(controle, indicateurs))
}

/// Adds what a registry finds beside the figures; gives what it only counts.
fn des_figures(
    controles: &[Controle],
    (vue, indicateurs): (&Vue<'_>, &Indicateurs),
    constats: &mut Vec<Diagnostic>,
) -> Vec<Omis> {
    let mut comptes = Vec::new();
    for controle in controles {
        constats.extend(controle.sur_les_figures(vue, indicateurs));
        let (des_rangees, omis) = controle.sur_les_factures(vue, indicateurs);
        constats.extend(des_rangees);
        comptes.extend(omis);
    }
    comptes
}

/// What can be said of the texts without settings nor figures.
fn des_textes_seuls(dossier: &Dossier, textes: &Textes) -> Vec<Diagnostic> {
    let seuls = ecrits::CONTROLES.iter().flat_map(|controle| controle.sur_les_textes(dossier, textes));
    let mut constats: Vec<Diagnostic> = seuls.collect();
    if !textes.anomalies.is_empty() {
        let lus = Dossier { anomalies: textes.anomalies.clone(), ..Dossier::default() };
        let lecture = super::donnees::CONTROLES.iter().flat_map(|controle| controle.sur_les_cellules(&lus, None));
        constats.extend(lecture);
    }
    constats
}
