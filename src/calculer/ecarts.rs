//! Billed minus due, where both may be compared.

use super::contexte::{Contexte, Part, Sujet};
use super::facturees::{Lignes, Quoi};
use super::indicateurs::journees_realisees;
use super::tarifs::Tarification;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{SourceJournees, Valeur};
use crate::domaine::mois::Mois;

impl Quoi {
    fn facture(self) -> &'static str {
        match self {
            Self::Journees => "journees_facturees",
            Self::Montant => "montant_facture",
        }
    }

    fn du(self) -> &'static str {
        match self {
            Self::Journees => "journees_facturables",
            Self::Montant => "montant_du",
        }
    }

    fn ecart(self) -> &'static str {
        match self {
            Self::Journees => "ecart_de_facturation_journees",
            Self::Montant => "ecart_de_facturation",
        }
    }
}

/// Why no days are due.
pub(super) const SANS_JOURNEES: &str = "facturé sans journées : dotation globalisée ou forfait";

/// Why an écart is not measured.
const ESTIMEES: &str =
    "journées estimées d’après les mouvements : l’écart ne se mesure que contre des journées connues";

impl Contexte<'_> {
    /// Rows of this dispositif; every row for the service.
    pub(super) fn rang_facture(&self) -> Option<u16> {
        match &self.sujet {
            Sujet::Dispositif(tableau) => self.rang(tableau.dispositif).and_then(|rang| u16::try_from(rang).ok()),
            Sujet::Groupe(_) | Sujet::Service(_) => None,
        }
    }

    /// What was billed in a month, else in the period.
    pub(super) fn facture(&self, quoi: Quoi, mois: Option<Mois>) -> Valeur {
        if mois.is_some_and(|mois| mois > self.controle.jusqu_a()) {
            return Valeur::manquante("mois non commencé");
        }
        let Some(facturees) = &self.recensement.facturees else {
            return Valeur::manquante("aucune table de facturation");
        };
        match (&self.sujet, mois) {
            (Sujet::Groupe(_), mois) => self.somme_de(
                |part| !self.sans_facture_ni_du(part, "journees_facturables", mois),
                |part| de(part, quoi.facture(), mois),
            ),
            _ => facturees.valeur(quoi, Lignes { dispositif: self.rang_facture(), mois, payeur: None }),
        }
    }

    /// Billed minus due in a month, else in the period.
    pub(super) fn ecart_de_facturation(&self, quoi: Quoi, mois: Option<Mois>) -> Valeur {
        let de = |id| match mois {
            Some(mois) => self.perimetre.mensuel(id, mois),
            None => self.perimetre.annuel(id),
        };
        let facture = de(quoi.facture());
        let du = if quoi == Quoi::Journees { self.journees_dues(true, mois) } else { de(quoi.du()) };
        let Some(facturees) = &self.recensement.facturees else { return facture.moins(&du) };
        if quoi == Quoi::Journees && self.sans_journees() {
            return du;
        }
        let en_entier = self.dote_en_entier() && (quoi == Quoi::Montant || self.tout_en_dotation());
        if !self.parts().is_empty() && facturees.par_dispositif() && !en_entier {
            return self.ecart_des_parts(quoi, mois);
        }
        let par_jour = !self.tout_en_dotation();
        let motif = match mois {
            _ if facture.exact().is_none() => None,
            _ if par_jour && self.estimees(mois) => Some(ESTIMEES.to_owned()),
            None => self.mois_a_facturer(quoi),
            Some(_) => None,
        };
        motif.map_or_else(|| facture.moins(&du), Valeur::manquante)
    }

    /// Days are compared only where days are billed.
    fn ecart_des_parts(&self, quoi: Quoi, mois: Option<Mois>) -> Valeur {
        let retenue = |part: &Part<'_>| {
            let sans_journees = quoi == Quoi::Journees && self.paye_sans_journees(part);
            !sans_journees && !self.sans_facture_ni_du(part, quoi.du(), mois)
        };
        self.somme_de(retenue, |part| de(part, quoi.ecart(), mois))
    }

    /// True for a part that is not open yet, or that owes nothing and bills nothing: the sum goes without it.
    fn sans_facture_ni_du(&self, part: &Part<'_>, du: &str, mois: Option<Mois>) -> bool {
        let rien = || de(part, du, mois).exact() == Some(Exact::ZERO);
        self.pas_encore_ouvert(part.tableau) || de(part, "montant_facture", mois).exact().is_none() && rien()
    }

    fn paye_sans_journees(&self, part: &Part<'_>) -> bool {
        self.reglages().paye_sans_journees(part.tableau.dispositif)
    }

    /// True where nobody bills days: dotations and lump sums pay for everything.
    pub(super) fn sans_journees(&self) -> bool {
        match &self.sujet {
            Sujet::Dispositif(tableau) => self.reglages().paye_sans_journees(tableau.dispositif),
            _ => !self.parts().is_empty() && self.parts().iter().all(|part| self.paye_sans_journees(part)),
        }
    }

    /// The days of those that bill them by the day, else the days of those that do not; in a month, else in the period.
    pub(super) fn journees_dues(&self, par_jour: bool, mois: Option<Mois>) -> Valeur {
        let toutes = || match mois {
            Some(mois) => self.perimetre.mensuel(Quoi::Journees.du(), mois),
            None => self.perimetre.annuel(Quoi::Journees.du()),
        };
        let aucune = || if par_jour { Valeur::sans_objet_car(SANS_JOURNEES) } else { Valeur::sans_objet() };
        let concernee = |part: &Part<'_>| self.paye_sans_journees(part) != par_jour;
        let parts = self.parts();
        match parts.iter().filter(|part| concernee(part)).count() {
            0 if !parts.is_empty() || self.sans_journees() == par_jour => aucune(),
            n if n == parts.len() => toutes(),
            _ => self.somme_de(
                |part| concernee(part) && !self.pas_encore_ouvert(part.tableau),
                |part| de(part, Quoi::Journees.du(), mois),
            ),
        }
    }

    fn tout_en_dotation(&self) -> bool {
        match self.tarification_due() {
            Tarification::Prix(_, grilles) => grilles.iter().all(|g| g.toute_en_dotation()),
            _ => false,
        }
    }

    fn estimees(&self, mois: Option<Mois>) -> bool {
        let source = match mois {
            Some(mois) => journees_realisees::source_du_mois(self, mois),
            None => journees_realisees::source_de_l_annee(self),
        };
        source == Some(SourceJournees::Estime)
    }

    /// The months that owe something before the first billed one, or after the last.
    fn mois_a_facturer(&self, quoi: Quoi) -> Option<String> {
        let sans_facture = |mois: &Mois| {
            self.perimetre.mensuel(quoi.facture(), *mois).exact().is_none()
                && self.perimetre.mensuel(quoi.du(), *mois).exact().is_some_and(|du| du != Exact::ZERO)
        };
        let mois: Vec<&str> = self.mois_connus().filter(sans_facture).map(Mois::nom).collect();
        (!mois.is_empty()).then(|| format!("non facturé : {}", mois.join(", ")))
    }
}

/// A figure of a part, in a month, else in the period.
fn de(part: &Part<'_>, id: &str, mois: Option<Mois>) -> Valeur {
    match mois {
        Some(mois) => part.perimetre.mensuel(id, mois),
        None => part.perimetre.annuel(id),
    }
}
