//! What the days of a perimetre bring, month by month, whoever declares the price.

use super::contexte::{Contexte, Sujet};
use super::indicateurs::journees_realisees;
use super::tarifs::{Produits, Tarification, comprise};
use crate::domaine::grille::{Grille, Niveau};
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;

const ID: &str = "montant_du";

impl<'a> Contexte<'a> {
    /// Whose tariffs say what is due: a price of the whole service is the price of each of its dispositifs too, its
    /// dotation is that of none of them, unless there is only one.
    pub(super) fn tarification_due(&self) -> Tarification<'a> {
        let Sujet::Dispositif(tableau) = &self.sujet else { return self.tarification() };
        let (niveau, tarifs) = self.reglages().tarifs_de(tableau.dispositif);
        match niveau {
            Niveau::Service if !tarifs.is_empty() && self.est_tout_le_service(tableau) => {
                Tarification::Prix(Niveau::Propre, Grille::par_payeur(&tarifs))
            }
            Niveau::Service if !tarifs.is_empty() && tarifs.iter().any(|t| t.dotation().is_none()) => {
                Tarification::Prix(niveau, Grille::par_payeur(&tarifs))
            }
            Niveau::Service if !tarifs.is_empty() => Tarification::Comprise(niveau),
            _ => self.tarification(),
        }
    }

    /// True for the only dispositif, open in every month known: whatever is due to the service is due to it.
    fn est_tout_le_service(&self, tableau: &Tableau<'_>) -> bool {
        self.reglages().dispositifs.len() == 1 && !self.mois_connus().any(|mois| tableau.ferme(mois))
    }

    /// True for the service, when a dotation is due to it as a whole.
    pub(super) fn dote_en_entier(&self) -> bool {
        let siens = || self.reglages().tarifs_du_code(None);
        matches!(self.sujet, Sujet::Service(_)) && siens().iter().any(|t| t.dotation().is_some())
    }

    /// What a month brings.
    pub(super) fn du_du_mois(&self, mois: Mois) -> Valeur {
        if mois > self.controle.jusqu_a() {
            return Valeur::manquante("mois non commencé");
        }
        match self.tarification_due() {
            Tarification::Aucune(motif) => Valeur::manquante(motif),
            Tarification::Comprise(niveau) => Valeur::manquante(comprise(niveau)),
            Tarification::Prix(niveau, grilles) => {
                self.produits_des_payeurs(niveau, &grilles, (Produits::Realises, Some(mois)))
            }
            Tarification::Parts => {
                let mut termes = self.chaque(|part| !self.comprise_ici(part), |part| part.perimetre.mensuel(ID, mois));
                termes.extend(self.dotations_du_service(Some(mois)));
                Valeur::somme(&termes)
            }
        }
    }

    /// What the period brings: the proceeds, else the sum of the months where only the service has a price.
    pub(super) fn du_de_l_annee(&self) -> Valeur {
        let produits = self.perimetre.annuel("produits_realises");
        if produits.exact().is_some() {
            return produits;
        }
        match (&self.sujet, self.tarification(), self.tarification_due()) {
            (Sujet::Dispositif(_), Tarification::Aucune(_), Tarification::Prix(_, grilles))
                if journees_realisees::somme_des_mois(self) || grilles.iter().all(Grille::toute_en_dotation) =>
            {
                self.cumul(ID)
            }
            (Sujet::Groupe(_), ..) => self.somme_de(
                |part| !self.pas_encore_ouvert(part.tableau) && !self.comprise_ici(part),
                |part| part.perimetre.annuel(ID),
            ),
            _ => produits,
        }
    }
}
