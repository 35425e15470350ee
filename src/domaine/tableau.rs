//! The monthly tables as one index: which cell holds what, for which dispositif and month.

use super::capacite::{Places, jours_d_ouverture};
use super::dossier::{Dossier, Grandeur, Releve, Saisie, Table};
use super::exact::Exact;
use super::journees::{Bornes, Mouvements};
use super::mois::{Exercice, Mois};
use super::reglages::{Comptage, Dispositif, JoursOuverture, Reglages};
use super::suivi::Derivation;
use chrono::{Datelike, NaiveDate};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The monthly table of one dispositif.
#[derive(Debug)]
pub struct Tableau<'a> {
    /// Whose table.
    pub dispositif: &'a Dispositif,
    exercice: Exercice,
    places: Vec<Places<'a>>,
    cellules: BTreeMap<(Grandeur, usize), &'a Releve>,
}

impl<'a> Tableau<'a> {
    /// The cell of a month; when it was typed twice, the first that holds a number.
    pub fn cellule(&self, grandeur: Grandeur, mois: Mois) -> Option<&'a Releve> {
        (mois.annee() == self.exercice.annee()).then(|| self.cellules.get(&(grandeur, mois.rang())).copied()).flatten()
    }

    /// The figure of a month. An empty movement is zero when the month's balance confirms it; nothing else is repaired.
    pub fn nombre(&self, grandeur: Grandeur, mois: Mois) -> Option<Exact> {
        let releve = self.cellule(grandeur, mois)?;
        if releve.saisie == Saisie::Vide && self.vide_confirme(grandeur, mois) {
            return Some(Exact::ZERO);
        }
        releve.saisie.nombre()
    }

    /// True when a cell of entries or exits is empty and début + entrées − sorties = fin holds without it.
    pub fn vide_confirme(&self, grandeur: Grandeur, mois: Mois) -> bool {
        if !matches!(grandeur, Grandeur::Entrees | Grandeur::Sorties) {
            return false;
        }
        let lue = |g| self.cellule(g, mois).map(|r| &r.saisie);
        let mouvement = |g| match lue(g)? {
            Saisie::Vide => Some(Exact::ZERO),
            autre => autre.nombre(),
        };
        let stock = |g| lue(g)?.nombre();
        let solde = || {
            let arrivees = stock(Grandeur::PresentsDebut)? + mouvement(Grandeur::Entrees)?;
            Some(arrivees - mouvement(Grandeur::Sorties)? == stock(Grandeur::PresentsFin)?)
        };
        lue(grandeur) == Some(&Saisie::Vide) && solde().unwrap_or(false)
    }

    /// True when the month says something: a stock, or a movement or days that are not zero.
    pub fn est_rempli(&self, mois: Mois) -> bool {
        Grandeur::TOUTES.iter().any(|(grandeur, _, _)| {
            let nombre = self.cellule(*grandeur, mois).and_then(|r| r.saisie.nombre());
            match grandeur {
                Grandeur::PresentsDebut | Grandeur::PresentsFin => nombre.is_some(),
                Grandeur::Capacite | Grandeur::JourneesPrevisionnelles => false,
                _ => nombre.is_some_and(|n| n != Exact::ZERO),
            }
        })
    }

    /// What the movements of a month say about its days; the reason when they cannot tell.
    pub fn bornes(&self, mois: Mois, comptage: &Comptage) -> Result<Bornes, String> {
        let [debut, entrees, sorties, fin] = Grandeur::MOUVEMENTS.map(|g| self.nombre_ou_zero(g, mois));
        let (Some(debut), Some(entrees), Some(sorties), Some(fin)) = (debut, entrees, sorties, fin) else {
            return Err(format!("mouvements de {} incomplets", mois.nom()));
        };
        let jours = self.jours_entiers(mois, comptage)?;
        let fermetures = jours != Exact::from(mois.jours());
        Ok(Bornes::du_mois(Mouvements { debut, entrees, sorties, fin, jours, fermetures }, comptage))
    }

    /// (début + fin) ÷ 2 × opening days; the reason when they cannot tell.
    pub fn milieu(&self, mois: Mois, comptage: &Comptage) -> Result<Exact, String> {
        let [debut, fin] = [Grandeur::PresentsDebut, Grandeur::PresentsFin].map(|g| self.nombre_ou_zero(g, mois));
        let (Some(debut), Some(fin)) = (debut, fin) else {
            return Err(format!("présents de {} incomplets", mois.nom()));
        };
        Ok((debut + fin) * Exact::decimal(5, 1) * self.jours_entiers(mois, comptage)?)
    }

    /// The figure of a month, zero while the dispositif is closed.
    fn nombre_ou_zero(&self, grandeur: Grandeur, mois: Mois) -> Option<Exact> {
        self.nombre(grandeur, mois).or_else(|| self.ferme(mois).then_some(Exact::ZERO))
    }

    /// Opening days of a month, when it is known which they are.
    fn jours_entiers(&self, mois: Mois, comptage: &Comptage) -> Result<Exact, String> {
        match comptage.jours_ouverture {
            JoursOuverture::Nombre(n) => {
                Err(format!("{n} jours d’ouverture sans dire lesquels : les journées doivent être déclarées"))
            }
            _ => Ok(jours_d_ouverture(&comptage.jours_ouverture, self.exercice, mois)),
        }
    }

    /// True when no month says anything.
    pub fn est_vide(&self) -> bool {
        !self.exercice.mois().any(|mois| self.est_rempli(mois))
    }

    /// True when nothing is expected of a month, and it says nothing: every day of it is before the dispositif opens, or
    /// has no place. A month that holds a figure is open, whatever rapport.toml says of its places.
    pub fn ferme(&self, mois: Mois) -> bool {
        let fermee = |jour| self.avant_l_ouverture(jour) || self.sans_place(jour);
        mois.tous_les_jours().all(fermee) && !self.a_des_chiffres(mois)
    }

    /// True before the dispositif's first own capacity, of whatever nature, when the month says nothing either: it is
    /// not open yet.
    pub fn pas_encore_ouvert(&self, mois: Mois) -> bool {
        self.avant_la_premiere_capacite(mois) && !self.a_des_chiffres(mois)
    }

    /// True when the whole month lies before the dispositif's first own capacity.
    pub fn avant_la_premiere_capacite(&self, mois: Mois) -> bool {
        self.avant_l_ouverture(mois.dernier_jour())
    }

    fn avant_l_ouverture(&self, jour: NaiveDate) -> bool {
        self.dispositif.ouverture().is_some_and(|ouverture| jour < ouverture)
    }

    /// True when its capacity of reference, or that of every one of its unités, is declared to be zero.
    fn sans_place(&self, jour: NaiveDate) -> bool {
        !self.places.is_empty() && self.places.iter().all(|places| places.au(jour) == Some(0))
    }

    /// True when a stock, a movement, days or absences of the month are something else than zero.
    fn a_des_chiffres(&self, mois: Mois) -> bool {
        let compte = |grandeur| !matches!(grandeur, Grandeur::Capacite | Grandeur::JourneesPrevisionnelles);
        let nombre = |grandeur| self.cellule(grandeur, mois).and_then(|r| r.saisie.nombre());
        Grandeur::TOUTES.iter().any(|(g, _, _)| compte(*g) && nombre(*g).is_some_and(|n| n != Exact::ZERO))
    }
}

impl Dossier {
    /// One table per dispositif, in the order of rapport.toml, as typed.
    pub fn tableaux<'a>(&'a self, reglages: &'a Reglages) -> Vec<Tableau<'a>> {
        assemble(self.releves.iter(), reglages)
    }

    /// The same, the figures that the follow-up table gives in the place of the typed ones.
    pub fn tableaux_retenus<'a>(&'a self, reglages: &'a Reglages, derivation: &'a Derivation) -> Vec<Tableau<'a>> {
        let rang = rangs(reglages);
        let remplace = |r: &&Releve| {
            rang.get(r.dispositif.as_str()).is_some_and(|dispositif| derivation.remplace(*dispositif, r.grandeur))
        };
        let saisis = self.releves.iter().filter(|r| !remplace(r));
        assemble(derivation.releves.iter().chain(saisis), reglages)
    }

    /// The last month known, whole: `arrete_au = 2021-07-15` bounds to June. With a follow-up table `arrete_au` decides
    /// alone, else the last month that any table fills or that holds a date of a row. Then come the months when
    /// everything is closed. Where no table fills months, the whole exercise.
    pub fn jusqu_a(&self, reglages: &Reglages, derivation: &Derivation) -> Mois {
        let exercice = reglages.exercice;
        let arret = reglages.arrete_au.filter(|jour| jour.year() == exercice.annee());
        let entier = |mois: &Mois| arret.is_none_or(|jour| mois.dernier_jour() <= jour);
        let borne = exercice.mois().rev().find(entier).unwrap_or(exercice.janvier());
        let du_suivi = derivation.dernier_jour.map(|jour| match jour.year().cmp(&exercice.annee()) {
            Ordering::Less => exercice.janvier(),
            Ordering::Equal => Mois::du(jour).unwrap_or(exercice.janvier()),
            Ordering::Greater => exercice.decembre(),
        });
        if du_suivi.is_some() && arret.is_some() {
            return borne;
        }
        let tableaux = self.tableaux(reglages);
        if tableaux.iter().all(Tableau::est_vide) && du_suivi.is_none() {
            return self.sans_mois_rempli(reglages, borne);
        }
        let rempli = |mois: &Mois| *mois <= borne && tableaux.iter().any(|t| t.est_rempli(*mois));
        let dernier = exercice.mois().rev().find(rempli).max(du_suivi).unwrap_or(exercice.janvier());
        let apres = exercice.mois().filter(|mois| *mois > dernier && *mois <= borne);
        let ferme = |mois: &Mois| tableaux.iter().all(|t| t.ferme(*mois));
        apres.take_while(ferme).last().unwrap_or(dernier)
    }

    /// The same where no month holds a figure: all of the year whose days are declared, else up to the last month billed,
    /// else January when a table that should fill months is there and is empty, or is not understood.
    fn sans_mois_rempli(&self, reglages: &Reglages, borne: Mois) -> Mois {
        let (dispositifs, janvier) = (&reglages.dispositifs, reglages.exercice.janvier());
        if reglages.activite.realisees.is_some() || dispositifs.iter().all(|d| d.activite.realisees.is_some()) {
            return borne;
        }
        let factures = self.facturation.lignes.iter().map(|ligne| ligne.mois);
        if let Some(facture) = factures.filter(|mois| (janvier..=borne).contains(mois)).max() {
            return facture;
        }
        let mensuelle = |table: &Table| {
            table.genre.is_none_or(|g| [Table::MENSUEL, Table::PAR_JOUR, Table::SUIVI, Table::FACTURATION].contains(&g))
        };
        if self.tables.iter().any(mensuelle) { janvier } else { borne }
    }
}

fn rangs(reglages: &Reglages) -> BTreeMap<&str, usize> {
    reglages.dispositifs.iter().enumerate().map(|(i, d)| (d.code.as_str(), i)).collect()
}

fn assemble<'a>(releves: impl Iterator<Item = &'a Releve>, reglages: &'a Reglages) -> Vec<Tableau<'a>> {
    let exercice = reglages.exercice;
    let tableau = |dispositif: &'a Dispositif| {
        let places = reglages.places_qui_composent(dispositif);
        Tableau { dispositif, exercice, places, cellules: BTreeMap::new() }
    };
    let mut tableaux: Vec<_> = reglages.dispositifs.iter().map(tableau).collect();
    let rang = rangs(reglages);
    for releve in releves.filter(|r| r.mois.annee() == exercice.annee()) {
        if let Some(&i) = rang.get(releve.dispositif.as_str()) {
            let retenu = tableaux[i].cellules.entry((releve.grandeur, releve.mois.rang())).or_insert(releve);
            if retenu.saisie.nombre().is_none() && releve.saisie.nombre().is_some() {
                *retenu = releve;
            }
        }
    }
    tableaux
}
