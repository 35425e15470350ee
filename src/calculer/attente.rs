//! The waiting list of a perimetre: counted from rows, else declared at a date.

use super::capacites;
use super::contexte::{Contexte, Sujet};
use super::recensement::{Compte, jours_entre};
use super::statistique::Statistique;
use crate::diagnostic::Span;
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{AttenteDeclaree, Saisie};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use chrono::{Datelike, NaiveDate};

/// The day that the waiting list tells of; `None` when there is none.
pub(super) fn date(controle: &DossierControle) -> Option<NaiveDate> {
    match controle.derivation().parcours.attentes[..] {
        [] => date_declaree(controle),
        _ => Some(controle.jusqu_a().dernier_jour()),
    }
}

/// The last day known for which counts are declared.
fn date_declaree(controle: &DossierControle) -> Option<NaiveDate> {
    let (annee, au) = (controle.reglages().exercice.annee(), controle.jusqu_a().dernier_jour());
    let dates = controle.dossier().attentes.iter().map(|a| a.date);
    dates.filter(|date| date.year() == annee && *date <= au).max()
}

const SANS_LISTE: &str = "aucune liste d’attente";

impl<'a> Contexte<'a> {
    /// The dispositifs that a row may wait for; for the service also the rows that do not say which.
    pub(crate) fn attendus(&self) -> Vec<usize> {
        let mut rangs = self.rangs();
        if matches!(self.sujet, Sujet::Service(_)) {
            rangs.push(self.reglages().dispositifs.len());
        }
        rangs
    }

    /// True when rows tell of the decisions: nobody waiting is then a figure.
    pub(crate) fn attente_par_lignes(&self) -> bool {
        !self.controle.derivation().parcours.attentes.is_empty()
    }

    /// The day that the waiting list tells of, else the last day known.
    pub(crate) fn attente_au(&self) -> NaiveDate {
        date(self.controle).unwrap_or(self.recensement.periode.1)
    }

    /// What is declared of the perimetre on that day: its own row, else those of its dispositifs.
    fn listes_declarees(&self) -> Vec<&'a AttenteDeclaree> {
        let date = date_declaree(self.controle);
        let du_jour = self.controle.dossier().attentes.iter().filter(|a| Some(a.date) == date);
        let propres: Vec<&AttenteDeclaree> = du_jour.clone().filter(|a| a.dispositif.is_none()).collect();
        if matches!(self.sujet, Sujet::Service(_)) && !propres.is_empty() {
            return propres;
        }
        let codes: Vec<&String> = self.dispositifs().iter().map(|d| &d.code).collect();
        du_jour.filter(|a| a.dispositif.as_ref().is_some_and(|code| codes.contains(&code))).collect()
    }

    pub(crate) fn attente_mesures(&self) -> Valeur {
        if self.attente_par_lignes() {
            let nombre: u32 = self.comptes(&self.attendus()).map(|compte| compte.attente.mesures).sum();
            return self.compte_du_suivi(Exact::from(nombre));
        }
        let declarees: Vec<Valeur> = self.listes_declarees().into_iter().map(|a| saisie(&a.mesures)).collect();
        if declarees.is_empty() { Valeur::manquante(SANS_LISTE) } else { Valeur::somme(&declarees) }
    }

    /// Families of several dispositifs are never added: the same one may wait in two.
    pub(crate) fn attente_familles(&self) -> Valeur {
        if self.attente_par_lignes() {
            let familles = &self.recensement.familles_en_attente;
            return self.distincts(familles, &self.attendus(), "de quelle famille il s’agit");
        }
        match self.listes_declarees()[..] {
            [] => Valeur::manquante(SANS_LISTE),
            [seule] => seule.familles.as_ref().map_or_else(|| Valeur::manquante("familles non comptées"), saisie),
            _ => Valeur::manquante("une famille peut attendre dans deux dispositifs"),
        }
    }

    /// Delays of those that began, or time waited by those that still wait: two lists, never one.
    pub(crate) fn attente_en_jours(
        &self,
        jours: impl Fn(&'a Compte) -> &'a [i64],
        statistique: Statistique,
        si_vide: &str,
    ) -> Valeur {
        if !self.attente_par_lignes() {
            return Valeur::manquante("les dates de décision ne sont pas connues");
        }
        self.statistique(&self.attendus(), jours, statistique, si_vide)
    }

    /// Places of the perimetre on a day, and where they are said.
    pub(crate) fn places_au(&self, jour: NaiveDate) -> Valeur {
        let reglages = self.reglages();
        let places = match &self.sujet {
            Sujet::Dispositif(tableau) => reglages.places_qui_composent(tableau.dispositif),
            Sujet::Service(_) => reglages.places_du_service(),
            Sujet::Groupe(_) => reglages.places_des(self.dispositifs().into_iter()),
        };
        match crate::domaine::capacite::ensemble(&places, |p| p.au(jour).map(Exact::from)) {
            Some(nombre) => Valeur::deduite(
                nombre,
                "places en vigueur à cette date",
                capacites::declarations(&places, (jour, jour)),
            ),
            None => Valeur::manquante("capacité non renseignée"),
        }
    }

    /// Days of the period, as months of a mean length: 12 for a whole year.
    pub(crate) fn mois_de_la_periode(&self) -> Exact {
        let (du, au) = self.recensement.periode;
        let jours = Exact::from(i128::from(jours_entre(du, au) + 1)) * Exact::from(12_u32);
        jours.divise_par(Exact::from(self.exercice().jours())).unwrap_or(Exact::ZERO)
    }
}

fn saisie((saisie, span): &(Saisie, Span)) -> Valeur {
    match saisie.nombre() {
        Some(nombre) => Valeur::lue(nombre, span),
        None => Valeur::manquante(format!("non renseigné en {}", span.short())),
    }
}
