//! Totals where columns and rows both are coordinates: over a row, over a column, or over what stands since the one above.

use super::axes::{Coordonnees, Qui, Quoi};
use super::croix::Croix;
use super::en_croix::Indice;
use super::{Lecteur, TOTAUX};
use crate::diagnostic::Span;
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::dossier::{Details, Dossier, Grandeur, Ligne, Saisie, Total};
use crate::francais::Lecture;
use std::collections::BTreeMap;

/// The figures of the columns that a row of totals may add up.
#[derive(Default)]
pub(super) struct Figures {
    /// Those of each column, by what they count.
    toutes: BTreeMap<(usize, Grandeur), Vec<Indice>>,
    /// How many of them a total has added up already.
    prises: BTreeMap<(usize, Grandeur), usize>,
    /// Some totals were of the rows since the one above.
    partiels: bool,
    /// Rows of totals that added up a whole column.
    entiers: usize,
    /// Figures of a dispositif that nobody knows were left out.
    incompletes: bool,
}

impl Figures {
    pub(super) fn ajoute(&mut self, colonne: usize, ou: &Coordonnees, indice: Indice) {
        if let Some(Quoi::Grandeur(grandeur)) = ou.quoi {
            self.toutes.entry((colonne, grandeur)).or_default().push(indice);
        }
    }

    /// A row was not read; it is that of a dispositif.
    pub(super) fn laisse(&mut self, dispositif: bool) {
        self.incompletes = self.incompletes || dispositif;
    }

    /// What a total of this column counts, when only one thing is counted there since the one above.
    fn seule_grandeur(&self, colonne: usize) -> Option<Grandeur> {
        let siennes = self.toutes.range((colonne, Grandeur::TOUTES[0].0)..).take_while(|((c, _), _)| *c == colonne);
        let mut nouvelles = siennes.filter(|(cle, toutes)| self.prises.get(cle).is_none_or(|n| *n < toutes.len()));
        let ((_, grandeur), _) = nouvelles.next()?;
        nouvelles.next().is_none().then_some(*grandeur)
    }

    /// The figures that a total adds up: those since the one above, or the whole column where partial totals, or the
    /// only ones, stand above.
    fn details(&mut self, dossier: &Dossier, colonne: usize, grandeur: Grandeur, ou: &Coordonnees) -> Vec<Indice> {
        let Some(toutes) = self.toutes.get(&(colonne, grandeur)) else { return Vec::new() };
        let prises = self.prises.entry((colonne, grandeur)).or_default();
        let entier = !ou.partiel && (self.partiels || *prises == toutes.len());
        let debut = if entier { 0 } else { *prises };
        if entier && self.entiers > TOTAUX {
            return Vec::new();
        }
        *prises = toutes.len();
        toutes[debut..].iter().copied().filter(|i| ou.compte(dossier, *i)).collect()
    }
}

impl Coordonnees {
    /// True when a total of these coordinates adds up that figure, of the same column.
    fn compte(&self, dossier: &Dossier, indice: Indice) -> bool {
        let qui = |code: Option<&str>| match &self.qui {
            None => true,
            Some(Qui::Code(voulu)) => code == Some(voulu),
            Some(_) => false,
        };
        match indice {
            Indice::Releve(i) => dossier
                .releves
                .get(i)
                .is_some_and(|r| qui(Some(&r.dispositif)) && self.mois.is_none_or(|m| m.numero == r.mois.numero())),
            Indice::Annuel(i) => dossier
                .annuels
                .get(i)
                .is_some_and(|a| qui(a.dispositif.as_deref()) && self.annee.is_none_or(|annee| annee == a.annee)),
        }
    }
}

impl Lecteur<'_> {
    /// A row of totals: each column adds up its own, and the column of totals what the others add up. One that adds up
    /// nothing known is said.
    pub(super) fn ligne_de_totaux(
        &mut self,
        ligne: &Ligne,
        totaux: Vec<(usize, Coordonnees, Span)>,
        incomplet: bool,
        figures: &mut Figures,
    ) {
        figures.partiels = figures.partiels || totaux.iter().any(|(_, ou, _)| ou.partiel);
        figures.entiers += 1;
        let mut de_la_ligne: Vec<(Quoi, Indice)> = Vec::new();
        let (mut compris, mut chiffres) = (false, false);
        for (colonne, ou, span) in totaux {
            let quoi = match ou.quoi {
                Some(Quoi::Notion(_)) => continue,
                Some(Quoi::Grandeur(grandeur)) => Some(grandeur),
                None => figures.seule_grandeur(colonne),
            };
            chiffres = chiffres || matches!(ligne.cellule(colonne).lecture(false), Lecture::Nombre(_));
            let details = quoi.map(|quoi| (quoi, figures.details(self.dossier, colonne, quoi, &ou)));
            let details: Vec<(Quoi, Indice)> = match details {
                None if ou.mois.is_some() => Vec::new(),
                Some((quoi, siens)) if ou.mois.is_some() || !siens.is_empty() => {
                    siens.into_iter().map(|i| (Quoi::Grandeur(quoi), i)).collect()
                }
                _ => de_la_ligne.iter().filter(|(_, i)| ou.compte(self.dossier, *i)).copied().collect(),
            };
            compris = compris || !details.is_empty();
            if ou.qui.is_some() || !(incomplet || figures.incompletes) {
                self.total_croise(&ou, ligne, colonne, &details, span);
            }
            if ou.mois.is_some() {
                de_la_ligne.extend(details);
            }
        }
        if chiffres && !compris {
            let nature = NatureAnomalie::LigneIgnoree { libelle: String::new(), proche: None };
            let place = ligne.remplies().next().map_or(0, |(i, _)| i);
            match figures.entiers > TOTAUX {
                true => self.total_non_verifie(self.span(ligne, place, "")),
                false => self.signale(nature, self.span(ligne, place, "")),
            }
        }
    }

    /// True when the row bears figures under a name that may be a dispositif's.
    pub(super) fn est_quelqu_un(&self, ligne: &Ligne, croix: &Croix) -> bool {
        let nom = ligne.remplies().next().filter(|(i, c)| *i < croix.premiere && !self.entetes.est_ignore(c));
        let chiffre = |i: usize| matches!(ligne.cellule(i).lecture(false), Lecture::Nombre(_));
        nom.is_some() && croix.colonnes.iter().any(|(i, _)| chiffre(*i))
    }

    /// A total, over what was read of its row or of its column.
    pub(super) fn total_croise(
        &mut self,
        ou: &Coordonnees,
        ligne: &Ligne,
        colonne: usize,
        details: &[(Quoi, Indice)],
        span: Span,
    ) {
        let Some(Quoi::Grandeur(grandeur)) = ou.quoi.or_else(|| details.first().map(|(quoi, _)| *quoi)) else { return };
        if details.iter().any(|(quoi, _)| *quoi != Quoi::Grandeur(grandeur)) {
            return;
        }
        let mois: Vec<usize> =
            details.iter().filter_map(|(_, i)| if let Indice::Releve(i) = i { Some(*i) } else { None }).collect();
        let annees: Vec<usize> =
            details.iter().filter_map(|(_, i)| if let Indice::Annuel(i) = i { Some(*i) } else { None }).collect();
        let details = if annees.is_empty() { Details::Mois(mois) } else { Details::Annees(annees) };
        if details.is_empty() {
            return;
        }
        if let Saisie::Nombre(nombre) = self.saisie(grandeur, ligne.cellule(colonne), &span) {
            self.dossier.totaux.push(Total { grandeur, nombre, details, span });
        }
    }
}
