//! What an indicator may read: its perimetre's cells and settings, and the indicators computed before it.

use super::Grandeur;
use crate::diagnostic::Span;
use crate::domaine::capacite::{Places, ensemble};
use crate::domaine::controle::DossierControle;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Perimetre, Valeur};
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::reglages::{Activite, Comptage, Reglages};
use crate::domaine::tableau::Tableau;
use std::collections::{BTreeMap, BTreeSet};

/// Whom the figures are about.
pub(crate) enum Sujet<'a> {
    /// A dispositif has cells.
    Dispositif(&'a Tableau<'a>),
    /// A groupe only adds up.
    Groupe(Vec<&'a Perimetre>),
    /// The service adds up too, but may declare figures of its own.
    Service(Vec<&'a Perimetre>),
}

/// One perimetre being computed.
pub(crate) struct Contexte<'a> {
    pub(crate) controle: &'a DossierControle,
    pub(crate) sujet: Sujet<'a>,
    /// What is known of it so far.
    pub(crate) perimetre: Perimetre,
}

impl<'a> Contexte<'a> {
    pub(crate) fn reglages(&self) -> &'a Reglages {
        self.controle.reglages()
    }

    pub(crate) fn exercice(&self) -> Exercice {
        self.reglages().exercice
    }

    pub(crate) fn complet(&self) -> bool {
        self.controle.jusqu_a() == self.exercice().decembre()
    }

    /// The months known, in order.
    pub(crate) fn mois_connus(&self) -> impl Iterator<Item = Mois> + use<'a> {
        let jusqu_a = self.controle.jusqu_a();
        self.exercice().mois().filter(move |mois| *mois <= jusqu_a)
    }

    /// The dispositifs that this perimetre adds up; empty for a dispositif.
    pub(crate) fn parts(&self) -> &[&'a Perimetre] {
        match &self.sujet {
            Sujet::Dispositif(_) => &[],
            Sujet::Groupe(parts) | Sujet::Service(parts) => parts,
        }
    }

    pub(crate) fn comptage(&self) -> Comptage {
        match &self.sujet {
            Sujet::Dispositif(tableau) => self.reglages().comptage_de(tableau.dispositif),
            _ => self.reglages().comptage.clone(),
        }
    }

    /// The forecast and declared days of its own.
    pub(crate) fn activite(&self) -> Option<&'a Activite> {
        match &self.sujet {
            Sujet::Dispositif(tableau) => Some(&tableau.dispositif.activite),
            Sujet::Groupe(_) => None,
            Sujet::Service(_) => Some(&self.reglages().activite),
        }
    }

    /// The figure of a cell; for a sum, that of every part.
    pub(crate) fn releve(&self, id: &'static str, grandeur: Grandeur, mois: Mois) -> Valeur {
        if mois > self.controle.jusqu_a() {
            return Valeur::manquante("mois non commencé");
        }
        let Sujet::Dispositif(tableau) = &self.sujet else {
            return self.somme_des_parts(|part| part.mensuel(id, mois));
        };
        match (tableau.nombre(grandeur, mois), tableau.cellule(grandeur, mois)) {
            (Some(nombre), Some(releve)) => Valeur::connue(nombre, BTreeSet::from([releve.span.clone()])),
            _ if tableau.ferme(mois) => Valeur::connue(Exact::ZERO, BTreeSet::new()),
            (None, Some(releve)) => Valeur::manquante(format!("non renseigné en {}", releve.span.short())),
            _ => Valeur::manquante("non renseigné"),
        }
    }

    pub(crate) fn somme_des_parts(&self, valeur: impl Fn(&Perimetre) -> Valeur) -> Valeur {
        let valeurs: Vec<Valeur> = self
            .parts()
            .iter()
            .map(|part| {
                let valeur = valeur(part);
                match valeur.nombre {
                    Err(motif) if !motif.starts_with(&part.code) && motif != "mois non commencé" => {
                        Valeur::manquante(format!("{} : {motif}", part.code))
                    }
                    _ => valeur,
                }
            })
            .collect();
        Valeur::somme(&valeurs)
    }

    /// The sum over the months known of an indicator computed just before.
    pub(crate) fn cumul(&self, id: &'static str) -> Valeur {
        let valeurs: Vec<Valeur> = self.mois_connus().map(|mois| self.perimetre.mensuel(id, mois)).collect();
        Valeur::somme(&valeurs)
    }

    /// Its declared places: its own, those of its unités or, for a sum, those of its parts. Empty when unknown.
    pub(crate) fn places(&self) -> Vec<Places<'a>> {
        let reglages = self.reglages();
        match &self.sujet {
            Sujet::Dispositif(tableau) => reglages.places_qui_composent(tableau.dispositif),
            Sujet::Groupe(parts) => {
                let codes: BTreeSet<&str> = parts.iter().map(|p| p.code.as_str()).collect();
                reglages.places_des(reglages.dispositifs.iter().filter(|d| codes.contains(d.code.as_str())))
            }
            Sujet::Service(_) => reglages.places_du_service(),
        }
    }

    /// A quantity of its places, resting on the dated declarations; missing when they are unknown.
    pub(crate) fn selon_les_places(&self, f: impl Fn(&Places<'_>) -> Option<Exact>) -> Valeur {
        let places = self.places();
        let declarations: BTreeSet<Span> =
            places.iter().flat_map(|p| p.capacites).map(|capacite| capacite.span.clone()).collect();
        match ensemble(&places, f) {
            Some(nombre) => Valeur::connue(nombre, declarations),
            None => Valeur::manquante("capacité non renseignée"),
        }
    }

    /// What the exercise before declared.
    pub(crate) fn exercice_precedent(&self) -> BTreeMap<String, Exact> {
        let code = match &self.sujet {
            Sujet::Dispositif(tableau) => Some(tableau.dispositif.code.as_str()),
            Sujet::Groupe(_) => return BTreeMap::new(),
            Sujet::Service(_) => None,
        };
        let historique = self.reglages().exercice_precedent(code);
        historique.map(|h| h.valeurs.iter().map(|(id, v)| (id.clone(), v.value)).collect()).unwrap_or_default()
    }
}
