//! A répartition with one count per row: population, critère, modalité, effectif.

use super::{Bloc, Comptes, Mots, Qui, Sujet};
use crate::domaine::anomalie::ManqueDUneRepartition;
use crate::domaine::dossier::{Ligne, Saisie};
use crate::domaine::population::{Critere, EffectifDeclare, Population};
use std::collections::BTreeMap;

/// What a row does not say again.
#[derive(Default)]
struct Report {
    population: Option<Population>,
    critere: Option<Critere>,
}

impl Comptes<'_> {
    pub(super) fn longue(&mut self, bloc: &Bloc<'_>) {
        let Some((modalite, effectif)) = bloc.colonne("modalite").zip(bloc.colonne("effectif")) else { return };
        let connues: Vec<usize> = bloc.colonnes.values().copied().collect();
        self.inconnues(bloc, &connues);
        let mut report = Report { population: self.autour_trouve(bloc, Mots::population_dans), critere: None };
        let mut details: BTreeMap<Sujet, Vec<usize>> = BTreeMap::new();
        for ligne in bloc.corps {
            if ligne.cellule(effectif).is_empty() && ligne.cellule(modalite).is_empty() {
                continue;
            }
            let Some(sujet) = self.sujet(bloc, ligne, &mut report) else { continue };
            self.utilisees += 1;
            if self.axes.entetes.est_total(ligne.cellule(modalite)) {
                self.compris.ajoute(ligne.rang, [modalite]);
                let siens = details.remove(&sujet).unwrap_or_default();
                self.total(bloc, ligne, effectif, siens);
                continue;
            }
            let Some(mot) = self.modalite(bloc, ligne, modalite, sujet.critere) else { continue };
            let unite = self.unite(bloc, ligne, bloc.entete.cellule(effectif));
            let (saisie, span) = self.saisie(bloc, ligne, effectif);
            if saisie == Saisie::Vide {
                continue;
            }
            let Sujet { population, critere, dispositif } = sujet.clone();
            let compte =
                EffectifDeclare { population, critere, modalite: mot, croise: None, dispositif, unite, saisie, span };
            details.entry(sujet).or_default().push(self.compte(compte));
        }
    }

    /// Whom a row counts, by what, for which dispositif; said where it cannot be known.
    fn sujet(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, report: &mut Report) -> Option<Sujet> {
        let colonne = bloc.colonne("critere")?;
        let dit = ligne.cellule(colonne);
        if !dit.is_empty() {
            report.critere = self.mots.critere(dit);
            if report.critere.is_none() {
                self.manque(bloc, ligne, colonne, ManqueDUneRepartition::Critere);
            }
        }
        let critere = report.critere?;
        self.compris.ajoute(ligne.rang, [colonne]);
        if let Some(colonne) = bloc.colonne("population") {
            let dite = ligne.cellule(colonne);
            if !dite.is_empty() {
                report.population = self.mots.population(dite).or_else(|| self.mots.population_dans(dite));
            }
            self.compris.ajoute(ligne.rang, [colonne]);
        }
        let Some(population) = report.population.or_else(|| critere.population()) else {
            let place = bloc.colonne("population").unwrap_or(colonne);
            self.manque(bloc, ligne, place, ManqueDUneRepartition::Population);
            return None;
        };
        match self.qui(bloc, ligne) {
            Qui::Dispositif(dispositif) => Some(Sujet { population, critere, dispositif }),
            Qui::Groupe | Qui::Inconnu => None,
        }
    }
}
