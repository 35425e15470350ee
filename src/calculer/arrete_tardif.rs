//! The price that a late arrêté should have fixed, so that the year be worth its mean price: derived from the variables
//! of CASF R.314-35, whose own formula is reproduced in no copy read.

use super::contexte::{Contexte, Sujet};
use super::grille::prix;
use super::indicateurs::journees_realisees;
use super::tarifs::Tarification;
use crate::domaine::exact::Exact;
use crate::domaine::grille::{ArreteTardif, Niveau};
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::domaine::suivi::QuiPaie;
use crate::francais::date_en_lettres;
use chrono::{Datelike, NaiveDate};

/// What the price is worked out from.
struct Variables {
    /// TB.
    moyen: Valeur,
    /// TA(n−1).
    avant: Valeur,
    /// The day when the new price takes effect.
    effet: NaiveDate,
}

impl Contexte<'_> {
    /// (days of the year × TB − Y × TA(n−1)) ÷ (days of the year − Y).
    pub(super) fn prix_par_prevision(&self) -> Valeur {
        let Variables { moyen, avant, effet } = match self.variables() {
            Ok(variables) => variables,
            Err(motif) => return Valeur::manquante(motif),
        };
        let annee = self.exercice();
        let jours = Valeur::convenue(annee.jours().into(), format!("jours de l’année {annee}"));
        let y = Valeur::convenue(
            effet.ordinal0().into(),
            format!("jours du 1er janvier à la veille du {}", date_en_lettres(effet)),
        );
        jours.fois(&moyen).moins(&y.fois(&avant)).sur(&jours.moins(&y), "aucun jour après la date d’effet")
    }

    /// (Z × TB − J1 × TA(n−1)) ÷ (Z − J1).
    pub(super) fn prix_par_journees(&self) -> Valeur {
        let Variables { moyen, avant, effet } = match self.variables() {
            Ok(variables) => variables,
            Err(motif) => return Valeur::manquante(motif),
        };
        let prevues = self.perimetre.annuel("journees_previsionnelles_annee");
        let faites = self.journees_avant(effet).dite(format!("journées réalisées avant le {}", date_en_lettres(effet)));
        let reste = prevues.moins(&faites);
        if reste.exact().is_some_and(|reste| reste <= Exact::ZERO) {
            return Valeur::manquante(format!(
                "les journées réalisées avant le {} atteignent déjà la prévision de l’année",
                date_en_lettres(effet)
            ));
        }
        prevues.fois(&moyen).moins(&faites.fois(&avant)).sur(&reste, "")
    }

    fn variables(&self) -> Result<Variables, String> {
        let grilles = match self.tarification() {
            Tarification::Prix(Niveau::Propre, grilles) => grilles,
            Tarification::Prix(Niveau::Hote(hote), _) => return Err(format!("le tarif est celui de {hote}")),
            Tarification::Prix(Niveau::Service, _) => return Err("le tarif est celui du service".to_owned()),
            Tarification::Parts => return Err("un calcul par dispositif".to_owned()),
            Tarification::Comprise(_) => return Err("le tarif est une dotation globalisée".to_owned()),
            Tarification::Aucune(motif) => return Err(motif),
        };
        let [grille] = &grilles[..] else { return Err("plusieurs payeurs : un calcul pour chacun".to_owned()) };
        let ArreteTardif { moyen, avant, effet, .. } = grille.arrete_tardif(self.exercice())?;
        let avant = match avant {
            Some((tarif, montant)) => prix(tarif, montant),
            None => self.prix_de_l_annee_precedente()?,
        };
        Ok(Variables { moyen: prix(moyen.0, moyen.1), avant, effet })
    }

    /// The price that the exercise before declared.
    fn prix_de_l_annee_precedente(&self) -> Result<Valeur, String> {
        let code = match &self.sujet {
            Sujet::Dispositif(tableau) => Some(tableau.dispositif.code.as_str()),
            Sujet::Groupe(_) | Sujet::Service(_) => None,
        };
        let annee = self.exercice().annee() - 1;
        let prix = self.reglages().exercice_precedent(code).and_then(|h| h.valeurs.get("prix_de_journee"));
        prix.map(|prix| Valeur::lue(prix.value, &prix.span).dite_en_euros(format!("prix de journée de {annee}"))).ok_or_else(
            || format!("le prix de {annee} n’est pas donné : ni tarif de nature « reconduction » en vigueur au 1er janvier, ni [[historique]]"),
        )
    }

    /// Billable days from 1 January to the eve of a day of the exercise.
    fn journees_avant(&self, effet: NaiveDate) -> Valeur {
        if !journees_realisees::somme_des_mois(self) {
            return Valeur::manquante(
                "journées connues pour l’année seulement : celles d’avant la date d’effet ne le sont pas",
            );
        }
        let entiers = self.exercice().mois().filter(|mois| mois.dernier_jour() < effet);
        let mut termes: Vec<Valeur> =
            entiers.map(|mois| self.perimetre.mensuel("journees_facturables", mois)).collect();
        if let Some(mois) = Mois::du(effet).filter(|mois| mois.premier_jour() < effet) {
            let veille = effet.pred_opt().unwrap_or(effet);
            let motif = format!("le prix change en cours de {} : les journées d’avant sont inconnues", mois.nom());
            termes.push(self.facturables_entre(QuiPaie::Tous, (mois.premier_jour(), veille), &motif));
        }
        Valeur::somme(&termes)
    }
}
