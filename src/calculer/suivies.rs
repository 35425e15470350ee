//! What an indicator may ask of the follow-up table for its perimetre, or the reason why it cannot tell.

use super::contexte::{Contexte, Sujet};
use super::recensement::{Compte, Distincts};
use super::statistique::Statistique;
use crate::domaine::comptees::Parmi;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::valeur::Denombrement;
use std::sync::Arc;

impl<'a> Contexte<'a> {
    /// The dispositifs of the perimetre, when the follow-up table covers them all; those that are not open yet are left
    /// out.
    pub(crate) fn couverts(&self, motif: &str) -> Result<Vec<usize>, String> {
        let derivation = self.controle.derivation();
        let mut rangs = self.rangs();
        if !matches!(self.sujet, Sujet::Dispositif(_)) {
            let ouvert = |part: &&super::contexte::Part<'_>| !self.pas_encore_ouvert(part.tableau);
            rangs = self.parts().iter().filter(ouvert).filter_map(|p| self.rang(p.tableau.dispositif)).collect();
        }
        match rangs.iter().find(|rang| !derivation.couvre(**rang)) {
            None if rangs.is_empty() => Err(motif.to_owned()),
            None => Ok(rangs),
            Some(_) if matches!(self.sujet, Sujet::Dispositif(_)) => Err(motif.to_owned()),
            Some(rang) => Err(format!("{} : {motif}", self.reglages().dispositifs[*rang].code)),
        }
    }

    /// The count of each dispositif of the perimetre.
    pub(crate) fn comptes(&self, rangs: &[usize]) -> impl Iterator<Item = &'a Compte> + use<'a> {
        let comptes: Vec<&Compte> = rangs.iter().filter_map(|rang| self.recensement.comptes.get(*rang)).collect();
        comptes.into_iter()
    }

    /// A number that the follow-up table gives.
    pub(crate) fn compte_du_suivi(&self, nombre: Exact) -> Valeur {
        Valeur::comptee(nombre, self.recensement.denombrement(None))
    }

    /// The same, over rows that its name does not tell.
    pub(crate) fn compte_du_suivi_parmi(&self, nombre: Exact, parmi: Parmi) -> Valeur {
        let denombrement = Denombrement { parmi: Some(Arc::new(parmi)), ..self.recensement.denombrement(None) };
        Valeur::comptee(nombre, denombrement)
    }

    /// Distinct persons or families of the perimetre.
    pub(crate) fn distincts(&self, distincts: &Distincts, rangs: &[usize], quoi: &str) -> Valeur {
        match distincts.dans(rangs) {
            Ok(nombre) => self.compte_du_suivi(Exact::from(nombre)),
            Err(1) => Valeur::manquante(format!("une mesure ne dit pas {quoi}")),
            Err(anonymes) => Valeur::manquante(format!("{anonymes} mesures ne disent pas {quoi}")),
        }
    }

    /// What is said of the days of every dispositif of the perimetre together.
    pub(crate) fn statistique(
        &self,
        rangs: &[usize],
        jours: impl Fn(&'a Compte) -> &'a [i64],
        statistique: Statistique,
        si_vide: &str,
    ) -> Valeur {
        let mut tous: Vec<i64> = self.comptes(rangs).flat_map(jours).copied().collect();
        // runs already in order: the stable sort merges them
        tous.sort();
        match statistique.de(&tous) {
            Some(nombre) => {
                let lignes = u64::try_from(tous.len()).ok();
                Valeur::comptee(nombre, self.recensement.denombrement(lignes))
            }
            None => Valeur::manquante(si_vide),
        }
    }
}
