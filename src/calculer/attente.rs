//! The waiting list of a perimetre: counted from rows, else declared at a date; a service may have dispositifs of both.

use super::capacites;
use super::contexte::{Contexte, Part, Sujet};
use super::recensement::{Compte, jours_entre};
use super::statistique::Statistique;
use crate::diagnostic::Span;
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{AttenteDeclaree, Saisie};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::reglages::Dispositif;
use crate::francais::date_en_lettres;
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
    declarees(controle).map(|a| a.date).max()
}

/// The counts of the exercise, up to the last day known.
fn declarees(controle: &DossierControle) -> impl Iterator<Item = &AttenteDeclaree> {
    let (annee, au) = (controle.reglages().exercice.annee(), controle.jusqu_a().dernier_jour());
    controle.dossier().attentes.iter().filter(move |a| a.date.year() == annee && a.date <= au)
}

const SANS_LISTE: &str = "aucune liste d’attente";
const DEUX_FOIS: &str = "une famille peut attendre dans deux dispositifs";
const SANS_DECISION: &str = "les dates de décision ne sont pas connues";

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

    /// The dispositifs of the perimetre that counts alone tell of, where rows tell of others: no row there is no figure.
    pub(crate) fn attendus_par_comptes(&self) -> Vec<&'a Dispositif> {
        let mut dispositifs = if self.attente_par_lignes() { self.dispositifs() } else { Vec::new() };
        dispositifs.retain(|dispositif| self.par_comptes(dispositif));
        dispositifs
    }

    fn par_comptes(&self, dispositif: &Dispositif) -> bool {
        let derivation = self.controle.derivation();
        let nomme = |rang| derivation.parcours.attentes.iter().any(|a| a.dispositif.map(usize::from) == Some(rang));
        let declare = || self.declarees_de(dispositif).next().is_some();
        self.rang(dispositif).is_some_and(|rang| declare() && !derivation.couvre(rang) && !nomme(rang))
    }

    fn declarees_de<'b>(&self, dispositif: &'b Dispositif) -> impl Iterator<Item = &'b AttenteDeclaree>
    where
        'a: 'b,
    {
        declarees(self.controle).filter(|a| a.dispositif.as_ref() == Some(&dispositif.code))
    }

    /// Why a dispositif that was declared has no count on the day of the list.
    fn declare_plus_tot(&self, dispositif: &Dispositif) -> Option<String> {
        let derniere = self.declarees_de(dispositif).map(|a| a.date).max();
        let date = date_en_lettres(derniere.filter(|date| *date < self.attente_au())?);
        Some(format!("la liste d’attente de {} n’est connue qu’au {date}", dispositif.code))
    }

    /// What is declared of the perimetre on that day: its own row, else those of its dispositifs; or why they do not
    /// make it up.
    fn listes_declarees(&self) -> Result<Vec<&'a AttenteDeclaree>, String> {
        let jour = self.attente_au();
        let du_jour = self.controle.dossier().attentes.iter().filter(|a| a.date == jour);
        let propres: Vec<&AttenteDeclaree> = du_jour.filter(|a| a.dispositif.is_none()).collect();
        if matches!(self.sujet, Sujet::Service(_)) && !propres.is_empty() {
            return Ok(propres);
        }
        self.declarees_au(jour, &self.dispositifs())
    }

    fn declarees_au(&self, jour: NaiveDate, dispositifs: &[&Dispositif]) -> Result<Vec<&'a AttenteDeclaree>, String> {
        if let Some(motif) = dispositifs.iter().find_map(|d| self.declare_plus_tot(d)) {
            return Err(motif);
        }
        let sien = |code: &String| dispositifs.iter().any(|d| d.code == *code);
        let du_jour = self.controle.dossier().attentes.iter().filter(|a| a.date == jour);
        let listes: Vec<_> = du_jour.filter(|a| a.dispositif.as_ref().is_some_and(sien)).collect();
        if listes.is_empty() { Err(SANS_LISTE.to_owned()) } else { Ok(listes) }
    }

    pub(crate) fn attente_mesures(&self) -> Valeur {
        match (&self.sujet, &self.attendus_par_comptes()[..]) {
            (_, []) if self.attente_par_lignes() => self.compte_des_lignes(&self.attendus()),
            (Sujet::Groupe(_) | Sujet::Service(_), [_, ..]) => self.lignes_et_comptes(),
            _ => somme(self.listes_declarees()),
        }
    }

    fn compte_des_lignes(&self, rangs: &[usize]) -> Valeur {
        let nombre: u32 = self.comptes(rangs).map(|compte| compte.attente.mesures).sum();
        self.compte_du_suivi(Exact::from(nombre))
    }

    /// The sum of its dispositifs, each known in its own way, and of the rows that do not say which.
    fn lignes_et_comptes(&self) -> Valeur {
        let mut valeurs: Vec<Valeur> = self.parts().iter().map(|part| self.attente_de(part)).collect();
        let inconnu = self.reglages().dispositifs.len();
        let sans_dispositif = self.compte_des_lignes(&[inconnu]);
        if self.attendus().contains(&inconnu) && sans_dispositif.exact() != Some(Exact::ZERO) {
            valeurs.push(sans_dispositif.dite("mesures qui ne disent pas leur dispositif"));
        }
        Valeur::somme(&valeurs)
    }

    /// Who waits for a dispositif, were it not open yet.
    fn attente_de(&self, part: &Part<'a>) -> Valeur {
        let dispositif = part.tableau.dispositif;
        if !self.pas_encore_ouvert(part.tableau) {
            return part.perimetre.annuel("attente_mesures");
        }
        let valeur = match self.rang(dispositif).filter(|_| !self.par_comptes(dispositif)) {
            Some(rang) => self.compte_des_lignes(&[rang]),
            None => somme(self.declarees_au(self.attente_au(), &[dispositif])),
        };
        valeur.dite(format!("mesures en attente pour {}", dispositif.code))
    }

    /// Families of several dispositifs are never added: the same one may wait in two.
    pub(crate) fn attente_familles(&self) -> Valeur {
        match (&self.sujet, &self.attendus_par_comptes()[..]) {
            (_, []) if self.attente_par_lignes() => {
                let familles = &self.recensement.familles_en_attente;
                self.distincts(familles, &self.attendus(), "de quelle famille il s’agit")
            }
            (Sujet::Groupe(_) | Sujet::Service(_), [_, ..]) => Valeur::manquante(DEUX_FOIS),
            _ => match self.listes_declarees().as_deref() {
                Ok([seule]) => {
                    seule.familles.as_ref().map_or_else(|| Valeur::manquante("familles non comptées"), saisie)
                }
                Ok(_) => Valeur::manquante(DEUX_FOIS),
                Err(motif) => Valeur::manquante(motif),
            },
        }
    }

    /// Delays of those that began, or time waited by those that still wait: two lists, never one.
    pub(crate) fn attente_en_jours(
        &self,
        jours: impl Fn(&'a Compte) -> &'a [i64],
        statistique: Statistique,
        si_vide: &str,
    ) -> Valeur {
        match (&self.sujet, &self.attendus_par_comptes()[..]) {
            (_, []) if self.attente_par_lignes() => self.statistique(&self.attendus(), jours, statistique, si_vide),
            (Sujet::Groupe(_) | Sujet::Service(_), [dispositif, ..]) => {
                Valeur::manquante(format!("{} : {SANS_DECISION}", dispositif.code))
            }
            _ => Valeur::manquante(SANS_DECISION),
        }
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

fn somme(listes: Result<Vec<&AttenteDeclaree>, String>) -> Valeur {
    match listes {
        Ok(listes) => Valeur::somme(&listes.into_iter().map(|a| saisie(&a.mesures)).collect::<Vec<_>>()),
        Err(motif) => Valeur::manquante(motif),
    }
}

fn saisie((saisie, span): &(Saisie, Span)) -> Valeur {
    match saisie.nombre() {
        Some(nombre) => Valeur::lue(nombre, span),
        None => Valeur::manquante(format!("non renseigné en {}", span.short())),
    }
}
