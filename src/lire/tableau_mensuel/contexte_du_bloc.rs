//! What stands around a block and holds for all of it: corner, titles, name of the sheet, name of the file.

use super::axes::{Coordonnees, Qui, Quoi};
use super::croix::Croix;
use super::{Bloc, Lecteur};
use crate::diagnostic::Span;
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::{Grandeur, Releve};
use crate::francais::MoisLu;
use std::collections::BTreeSet;

/// What completes the coordinates of a crossing.
pub(super) struct Defauts {
    qui: Option<Qui>,
    /// What titles say is counted.
    pub(super) quoi: Option<Quoi>,
    mois: Option<MoisLu>,
    annee: Option<i32>,
    exercice: i32,
    qui_en_axe: bool,
    quoi_en_axe: bool,
    mois_en_axe: bool,
    /// Rows are dispositifs.
    pub(super) qui_en_lignes: bool,
    /// A dispositif of the table is unknown: a sum over dispositifs says nothing.
    pub(super) incomplet: bool,
}

impl Defauts {
    /// The coordinates with what holds for the whole block. A figure that its axis does not attribute is nobody's, and
    /// the year beside its months is their total.
    pub(super) fn complete(&self, mut ou: Coordonnees) -> Coordonnees {
        if !self.qui_en_axe {
            ou.qui = ou.qui.or_else(|| self.qui.clone());
        } else if ou.qui.is_none() && !ou.total {
            ou.qui = Some(Qui::Groupe);
        }
        if !self.quoi_en_axe {
            ou.quoi = ou.quoi.or(self.quoi);
        }
        if self.mois_en_axe && ou.mois.is_none() && ou.annee == Some(self.exercice) {
            ou.total = true;
            ou.annee = None;
        } else if !self.mois_en_axe {
            ou.mois = ou.mois.or(self.mois);
        }
        if ou.mois.is_none() && !self.mois_en_axe {
            ou.annee = ou.annee.or(self.annee);
        }
        ou
    }

    /// True when an axis or a title counts days: what is taken from an annual table.
    fn compte_des_journees(&self, croix: &Croix, lignes: &[Coordonnees]) -> bool {
        let journees = |quoi: Option<Quoi>| {
            matches!(quoi, Some(Quoi::Grandeur(Grandeur::JourneesRealisees | Grandeur::JourneesPrevisionnelles)))
        };
        let mut axes = croix.colonnes.iter().map(|(_, c)| c).chain(lignes);
        journees(self.quoi) || axes.any(|c| journees(c.quoi))
    }
}

impl Lecteur<'_> {
    /// What holds for the block; `None` when it does not say whom or when, which is then recorded, unless the table is one
    /// of years of which Trame would take nothing.
    pub(super) fn defauts(&mut self, bloc: &Bloc<'_>, croix: &Croix, lignes: &[Coordonnees]) -> Option<Defauts> {
        let sur = |axe: fn(&Coordonnees) -> bool| (croix.colonnes.iter().any(|(_, c)| axe(c)), lignes.iter().any(axe));
        let (qui, quoi, mois) = (sur(|c| c.qui.is_some()), sur(|c| c.quoi.is_some()), sur(|c| c.mois.is_some()));
        let autour = self.autour(bloc).into_iter().map(|c| self.axes.titre(&c));
        let autour: Vec<Coordonnees> = std::iter::once(croix.coin.clone()).chain(autour).collect();
        let annees: BTreeSet<i32> = autour.iter().filter_map(|c| c.annee).collect();
        let defauts = Defauts {
            qui: None,
            quoi: autour.iter().find_map(|c| c.quoi),
            mois: autour.iter().find_map(|c| c.mois),
            annee: annees.first().copied().filter(|_| annees.len() == 1),
            exercice: self.axes.exercice,
            qui_en_axe: qui.0 || qui.1,
            quoi_en_axe: quoi.0 || quoi.1,
            mois_en_axe: mois.0 || mois.1,
            qui_en_lignes: qui.1 && lignes.iter().any(|l| matches!(l.qui, Some(Qui::Code(_)))),
            incomplet: croix.colonnes.iter().any(|(_, c)| c.qui == Some(Qui::Inconnu)),
        };
        self.dit_les_inconnus(bloc, croix);
        let mensuel = defauts.mois_en_axe || defauts.mois.is_some();
        if !mensuel && !self.est_annuel(bloc, croix, lignes) {
            let place = bloc.entete.remplies().next().map_or(0, |(i, _)| i);
            let span = self.span(bloc.entete, place, bloc.entete.cellule(place));
            self.signale(NatureAnomalie::MoisIllisible { lu: None }, span);
            return None;
        }
        let du_service =
            || bloc.titres.iter().flat_map(|l| &l.cellules).any(|c| !c.is_empty() && self.noms.est_ensemble(c));
        if defauts.qui_en_axe || (!mensuel && du_service()) {
            return Some(defauts);
        }
        let repere = self.signalees.repere();
        let Some(code) = self.dispositif(&self.nom_au_coin(bloc, croix), bloc) else {
            if !mensuel && !defauts.compte_des_journees(croix, lignes) {
                self.signalees.oublie_depuis(repere);
            }
            return None;
        };
        let qui = Some(Qui::Code(code));
        Some(Defauts { qui, ..defauts })
    }

    /// True when an axis, the corner, a title or a name says what is counted: without it, the table is about something
    /// else.
    pub(super) fn compte_quelque_chose(&self, bloc: &Bloc<'_>, croix: &Croix, lignes: &[Coordonnees]) -> bool {
        let mut axes = croix.colonnes.iter().map(|(_, c)| c).chain(lignes).chain([&croix.coin]);
        axes.any(|c| c.quoi.is_some()) || self.autour(bloc).iter().any(|c| self.axes.titre(c).quoi.is_some())
    }

    /// Records a title, or a name of sheet or file, that says that the movements read since `debut` are only a part.
    pub(super) fn dit_une_partie(&mut self, bloc: &Bloc<'_>, debut: usize) {
        let mouvement = |r: &Releve| Grandeur::MOUVEMENTS.contains(&r.grandeur);
        if !self.dossier.releves[debut..].iter().any(mouvement) {
            return;
        }
        let note = |texte: &str| texte.starts_with(['(', '*']) || texte.to_lowercase().starts_with("source");
        let titres = bloc.titres.iter().chain(bloc.entetes.iter().take(1));
        let cellules = titres.flat_map(|ligne| ligne.remplies().take(1).map(move |(i, c)| (ligne, i, c)));
        let dite = cellules
            .filter(|(_, _, c)| !note(c))
            .find_map(|(ligne, i, c)| Some((self.entetes.mot_partiel(c)?.to_owned(), self.span(ligne, i, ""))));
        let du_nom = || {
            let mut mots = self.lieu.noms().filter_map(|nom| Some(self.entetes.mot_partiel(&nom)?.to_owned()));
            Some((mots.next()?, Span::sheet(self.lieu.fichier, self.lieu.feuille)))
        };
        if let Some((mot, span)) = dite.or_else(du_nom) {
            self.signale(NatureAnomalie::TitrePartiel { mot }, span);
        }
    }

    /// Titles, from the nearest, then the names of the sheet and of the file.
    fn autour(&self, bloc: &Bloc<'_>) -> Vec<Cellule> {
        let titres = bloc.titres.iter().rev().flat_map(|l| l.cellules.iter().filter(|c| !c.is_empty()).cloned());
        titres.chain(self.lieu.noms().map(Cellule::from)).collect()
    }

    /// True when something says that a table without months is that of a year: a year, « annuel », or figures that only
    /// a year has.
    fn est_annuel(&self, bloc: &Bloc<'_>, croix: &Croix, lignes: &[Coordonnees]) -> bool {
        let axes = croix.colonnes.iter().map(|(_, c)| c).chain(lignes);
        let dit = |c: &Cellule| self.axes.entetes.dit_annuel(c) || self.axes.titre(c).annee.is_some();
        let mut axes = axes.map(|c| c.annee.is_some() || matches!(c.quoi, Some(Quoi::Notion(_))));
        croix.coin.annee.is_some() || axes.any(|oui| oui) || self.autour(bloc).iter().any(dit)
    }

    /// The name that stands at the corner, where a dispositif may be meant.
    fn nom_au_coin(&self, bloc: &Bloc<'_>, croix: &Croix) -> String {
        let cellules = bloc.entetes.iter().flat_map(|l| l.cellules.iter().take(croix.premiere));
        let nom = |c: &&Cellule| {
            let titre = self.axes.titre(c);
            let nomme = titre.quoi.is_none() && titre.mois.is_none() && self.axes.lire(c).annee.is_none();
            !c.is_empty() && !self.axes.entetes.est_mois(c) && !self.axes.entetes.est_dispositif(c) && nomme
        };
        cellules.filter(nom).map(|c| c.texte().to_owned()).next().unwrap_or_default()
    }

    /// Records each name of a column that no dispositif bears, once.
    fn dit_les_inconnus(&mut self, bloc: &Bloc<'_>, croix: &Croix) {
        let mut dits = BTreeSet::new();
        for (colonne, _) in croix.colonnes.iter().filter(|(_, c)| c.qui == Some(Qui::Inconnu)) {
            let place = bloc.entetes.iter().find_map(|ligne| {
                let avant = ligne.remplies().take_while(|(i, _)| i <= colonne);
                let (i, cellule) = avant.last().filter(|(i, _)| *i >= croix.premiere)?;
                (!self.axes.lire(cellule).situe()).then_some((ligne, i, cellule))
            });
            let Some((ligne, i, cellule)) = place else { continue };
            let span = self.span(ligne, i, cellule);
            if dits.insert(span.clone()) {
                self.signale(self.inconnu(cellule), span);
            }
        }
    }
}
