//! Effects that must add up: those of a sum are the sums of its dispositifs' where these give its own difference exactly,
//! else they are worked out from its own figures.

use super::contexte::{Contexte, Part, Sujet};
use super::indicateurs::journees_previsionnelles;
use crate::domaine::indicateur::Valeur;

/// An effect, and whether the guests have one: without places, they have none of capacity.
pub(super) struct Effet {
    pub(super) id: &'static str,
    pub(super) des_invitees: bool,
}

/// Effects whose sum is a difference, by its id.
pub(super) struct Famille {
    pub(super) effets: &'static [Effet],
    pub(super) difference: &'static str,
}

const SANS_PLACES: &str = "accueil sur les places d’un hôte : aucun effet de capacité";

impl Contexte<'_> {
    /// True for a dispositif on the places of a host.
    pub(crate) fn invitee(&self) -> bool {
        matches!(&self.sujet, Sujet::Dispositif(tableau) if tableau.dispositif.sur_les_places_de.is_some())
    }

    /// True for a guest that plans nothing: all its days come beyond what was planned.
    pub(crate) fn sans_prevision(&self) -> bool {
        let prevoit = |tableau| journees_previsionnelles::le_dispositif_prevoit(self, tableau);
        self.invitee() && matches!(&self.sujet, Sujet::Dispositif(tableau) if !prevoit(tableau))
    }

    /// An effect of a perimetre: its own, or the sum of those of its parts.
    pub(super) fn effet(&self, famille: &Famille, id: &str, propre: impl FnOnce() -> Valeur) -> Valeur {
        let effet = famille.effets.iter().find(|effet| effet.id == id);
        match (effet, &self.sujet) {
            (Some(effet), Sujet::Dispositif(_)) if !effet.des_invitees && self.invitee() => {
                Valeur::sans_objet_car(SANS_PLACES)
            }
            (Some(effet), Sujet::Groupe(_) | Sujet::Service(_)) if self.par_les_parts(famille) => {
                self.somme_des_effets(effet)
            }
            _ => propre(),
        }
    }

    /// True when the effects of the parts add up to the difference of the whole.
    pub(super) fn par_les_parts(&self, famille: &Famille) -> bool {
        let sommes: Vec<Valeur> = famille.effets.iter().map(|effet| self.somme_des_effets(effet)).collect();
        let total = Valeur::somme(&sommes).exact();
        total.is_some() && total == self.perimetre.annuel(famille.difference).exact()
    }

    pub(super) fn somme_des_effets(&self, effet: &Effet) -> Valeur {
        let retenue =
            |part: &Part<'_>| (effet.des_invitees || !part.invitee()) && !self.pas_encore_ouvert(part.tableau);
        self.somme_de(retenue, |part| part.perimetre.annuel(effet.id))
    }
}
