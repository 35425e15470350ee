//! Tables whose columns and rows are coordinates: dispositifs, years, months, what is counted. A crossing that says whom,
//! what and when is a figure like any other.

use super::axes::{Coordonnees, Part, Qui, Quoi};
use super::contexte_du_bloc::Defauts;
use super::croix::Croix;
use super::parts::PartsLaissees;
use super::sous_total::{self, SousTotal};
use super::totaux_en_croix::Figures;
use super::{Bloc, Lecteur, TOTAUX};
use crate::diagnostic::Span;
use crate::domaine::anomalie::{NatureAnomalie, RaisonInutile};
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::{Annuel, Grandeur, Ligne};
use crate::domaine::mois::Mois;
use crate::francais::Lecture;
use std::collections::{BTreeMap, BTreeSet};

/// A figure read, for the totals that add it up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Indice {
    Releve(usize),
    Annuel(usize),
}

/// What was read so far.
#[derive(Default)]
struct Lues {
    /// The first column of figures.
    premiere: usize,
    /// Columns that gave figures.
    colonnes: BTreeSet<usize>,
    /// Figures of each column, for its totals.
    pour_totaux: Figures,
    /// Labels of annual figures that are of no use, and the first of them.
    inutiles: BTreeMap<RaisonInutile, (Vec<String>, Span)>,
    /// Parts of what is counted that were left.
    parts: PartsLaissees,
    /// Months of another year that were said.
    hors_exercice: BTreeSet<Span>,
}

impl Lecteur<'_> {
    /// Reads the block: how many rows gave figures, and how far they go.
    pub(super) fn en_croix(&mut self, bloc: &Bloc<'_>, croix: &Croix) -> (usize, usize) {
        let lignes = self.libelles(bloc, croix);
        if !self.compte_quelque_chose(bloc, croix, &lignes) {
            return (0, 0);
        }
        let repere = self.signalees.repere();
        let Some(defauts) = self.defauts(bloc, croix, &lignes) else {
            let dites = self.signalees.repere() > repere;
            return (if dites { lignes.len() } else { 0 }, 0);
        };
        let mut lues = Lues { premiere: croix.premiere, ..Lues::default() };
        let (mut utilisees, mut derniere) = (0, 0);
        for (i, (ligne, libelle)) in bloc.corps.iter().zip(&lignes).enumerate() {
            if libelle.situe() {
                self.dit_le_nom_inconnu(ligne, libelle, croix, &defauts, &mut lues);
                self.une_ligne_croisee(bloc, croix, &defauts, (ligne, libelle), &mut lues);
                utilisees += 1;
                derniere = i + 1;
                self.compris.ajoute(ligne.rang, 0..croix.premiere);
                self.compris.ajoute(ligne.rang, croix.colonnes.iter().map(|(c, _)| *c));
            } else {
                lues.pour_totaux.laisse(defauts.qui_en_lignes && self.est_quelqu_un(ligne, croix));
            }
        }
        if !defauts.qui_en_lignes {
            derniere += bloc.corps[derniere..].iter().take_while(|l| croix.est_chiffree(l)).count();
        }
        self.dit_ce_qui_reste(bloc, croix, &defauts, &lignes[..derniere], lues);
        (utilisees, derniere)
    }

    /// Records a name that no dispositif bears beside what a row counts; its figures are nobody's.
    fn dit_le_nom_inconnu(
        &mut self,
        ligne: &Ligne,
        libelle: &Coordonnees,
        croix: &Croix,
        defauts: &Defauts,
        lues: &mut Lues,
    ) {
        let nommee = !libelle.mots.is_empty() && libelle.qui.is_none() && libelle.quoi.is_some();
        if !nommee || !defauts.qui_en_lignes {
            return;
        }
        lues.pour_totaux.laisse(self.est_quelqu_un(ligne, croix));
        if ligne.remplies().next().is_some_and(|(_, c)| !self.axes.lire(c).situe()) {
            self.ligne_inconnue(ligne, croix.premiere, true);
        }
    }

    /// What each row's labels say, nothing for a row without figures (a title, a note); a blank label before another is
    /// the one above.
    fn libelles(&self, bloc: &Bloc<'_>, croix: &Croix) -> Vec<Coordonnees> {
        let mut au_dessus = Ligne::default();
        let libelle = |ligne: &Ligne| {
            if croix.colonnes.iter().all(|(i, _)| ligne.cellule(*i).is_empty()) {
                return Coordonnees::default();
            }
            let place = ligne.remplies().next().map_or(0, |(i, _)| i);
            let premiere = au_dessus.remplies().next().map_or(usize::MAX, |(i, _)| i);
            if premiere < place && place < croix.premiere {
                let mut complete = ligne.clone();
                complete.cellules[premiere] = au_dessus.cellule(premiere).clone();
                return self.libelle_croise(croix, &complete);
            }
            au_dessus = Ligne { cellules: ligne.cellules.iter().take(croix.premiere).cloned().collect(), ..*ligne };
            self.libelle_croise(croix, ligne)
        };
        bloc.corps.iter().map(libelle).collect()
    }

    /// What a row's labels say, « Sous-total » being one of them.
    fn libelle_croise(&self, croix: &Croix, ligne: &Ligne) -> Coordonnees {
        let partiel = |c: &Cellule| sous_total::lu(c) == Some(SousTotal::SansPeriode);
        let Some(place) = ligne.cellules.iter().take(croix.premiere).position(partiel) else {
            return croix.libelle(self.axes, ligne);
        };
        let mut autres = ligne.clone();
        autres.cellules[place] = Cellule::VIDE;
        let mut dit = croix.libelle(self.axes, &autres);
        (dit.total, dit.partiel) = (true, true);
        dit
    }

    /// Reads a row.
    fn une_ligne_croisee(
        &mut self,
        bloc: &Bloc<'_>,
        croix: &Croix,
        defauts: &Defauts,
        (ligne, libelle): (&Ligne, &Coordonnees),
        lues: &mut Lues,
    ) {
        self.deborde(ligne, bloc.plus_large());
        let mut de_la_ligne: Vec<(Coordonnees, Indice)> = Vec::new();
        let (mut totaux, mut parts) = (Vec::new(), Vec::new());
        for (colonne, dit) in &croix.colonnes {
            let Some(ou) =
                self.axes.croise(dit, libelle).map(|ou| defauts.complete(self.axes.precise(ou, defauts.quoi)))
            else {
                continue;
            };
            if !ou.mots.is_empty() || matches!(ou.qui, Some(Qui::Groupe | Qui::Inconnu)) {
                continue;
            }
            let span = self.span(ligne, *colonne, bloc.entete_de(*colonne));
            if let Some(Part::Partie(partie)) = ou.part {
                if !ligne.cellule(*colonne).is_empty() {
                    lues.colonnes.insert(*colonne);
                    parts.push((*colonne, partie, ou));
                }
            } else if ou.total {
                totaux.push((*colonne, ou, span));
            } else if let Some(indice) = self.un_croisement(bloc, (ligne, *colonne), &ou, span, lues) {
                lues.colonnes.insert(*colonne);
                lues.pour_totaux.ajoute(*colonne, &ou, indice);
                de_la_ligne.push((ou, indice));
            }
        }
        self.laisse_les_parts(bloc, (ligne, croix), &parts, &de_la_ligne, &mut lues.parts);
        lues.colonnes.extend(totaux.iter().map(|(colonne, _, _)| *colonne));
        if libelle.total {
            return self.ligne_de_totaux(ligne, totaux, defauts.incomplet, &mut lues.pour_totaux);
        }
        for (rang, (colonne, ou, span)) in totaux.into_iter().enumerate() {
            if rang == TOTAUX {
                return self.total_non_verifie(span);
            }
            let details = de_la_ligne.iter().filter(|(c, _)| ou.totalise(c));
            let details: Vec<(Quoi, Indice)> = details.filter_map(|(c, i)| Some((c.quoi?, *i))).collect();
            if ou.qui.is_some() || !defauts.incomplet {
                self.total_croise(&ou, ligne, colonne, &details, span);
            }
        }
    }

    /// Reads the figure of a crossing; `None` when it is not one of this exercise's, nor of the years before.
    fn un_croisement(
        &mut self,
        bloc: &Bloc<'_>,
        (ligne, colonne): (&Ligne, usize),
        ou: &Coordonnees,
        span: Span,
        lues: &mut Lues,
    ) -> Option<Indice> {
        let code = match &ou.qui {
            Some(Qui::Code(code)) => Some(code.clone()),
            _ => None,
        };
        let cellule = ligne.cellule(colonne);
        match (ou.quoi?, ou.mois) {
            (Quoi::Notion(notion), None) => {
                self.notion(ou, notion.historique, cellule, code, span.clone());
                lues.inutile(notion.raison, bloc.libelle_de(ligne, lues.premiere, colonne), span);
                lues.colonnes.insert(colonne);
                None
            }
            (Quoi::Notion(notion), Some(_)) => {
                lues.inutile(notion.raison, bloc.libelle_de(ligne, lues.premiere, colonne), span);
                None
            }
            (Quoi::Grandeur(grandeur), Some(lu)) => {
                if lu.annee.is_none() && ou.annee.is_some_and(|annee| annee != self.axes.exercice) {
                    return None;
                }
                let mois = Mois::new(lu.annee.or(ou.annee).unwrap_or(self.annee), lu.numero)?;
                if mois.annee() != self.axes.exercice {
                    let place = bloc.place_du_mois(self, ligne, colonne);
                    if lues.hors_exercice.insert(place.clone()) {
                        self.signale(NatureAnomalie::MoisHorsExercice { mois }, place);
                    }
                    lues.colonnes.insert(colonne);
                    return None;
                }
                let code = code?;
                if Grandeur::MOUVEMENTS.contains(&grandeur) {
                    self.suspens.exige(&code, self.span(bloc.entete, colonne, bloc.entete_de(colonne)));
                }
                self.releve(&code, grandeur, mois, cellule, span);
                Some(Indice::Releve(self.dossier.releves.len() - 1))
            }
            (Quoi::Grandeur(grandeur), None) => self.annuel(bloc, (ligne, colonne), ou, (grandeur, code), span, lues),
        }
    }

    /// A figure of a whole year.
    fn annuel(
        &mut self,
        bloc: &Bloc<'_>,
        (ligne, colonne): (&Ligne, usize),
        ou: &Coordonnees,
        (grandeur, dispositif): (Grandeur, Option<String>),
        span: Span,
        lues: &mut Lues,
    ) -> Option<Indice> {
        let annee = ou.annee.unwrap_or(self.axes.exercice);
        let prise = matches!(grandeur, Grandeur::JourneesRealisees | Grandeur::JourneesPrevisionnelles);
        if annee > self.axes.exercice {
            return None;
        }
        if annee == self.axes.exercice && !prise {
            let raison = match grandeur {
                Grandeur::Capacite => RaisonInutile::SansDate,
                _ => RaisonInutile::SansMois,
            };
            lues.inutile(raison, bloc.libelle_de(ligne, lues.premiere, colonne), span);
            lues.colonnes.insert(colonne);
            return None;
        }
        let saisie = self.saisie(grandeur, ligne.cellule(colonne), &span);
        self.dossier.annuels.push(Annuel { dispositif, grandeur, annee, saisie, span });
        Some(Indice::Annuel(self.dossier.annuels.len() - 1))
    }

    /// What a notion says of an earlier exercise; one that cannot be read says nothing.
    fn notion(
        &mut self,
        ou: &Coordonnees,
        historique: Option<&'static str>,
        cellule: &Cellule,
        dispositif: Option<String>,
        span: Span,
    ) {
        let (Some(cle), Some(annee)) = (historique, ou.annee.filter(|a| *a < self.axes.exercice)) else { return };
        if let Lecture::Nombre(nombre) = cellule.lecture(false) {
            self.suspens.historique(annee, dispositif, cle, nombre, span);
        }
    }

    /// Columns and rows of figures that gave none; annual figures of no use.
    fn dit_ce_qui_reste(
        &mut self,
        bloc: &Bloc<'_>,
        croix: &Croix,
        defauts: &Defauts,
        lignes: &[Coordonnees],
        lues: Lues,
    ) {
        let corps = &bloc.corps[..lignes.len()];
        let chiffres = |i: usize| corps.iter().any(|l| matches!(l.cellule(i).lecture(false), Lecture::Nombre(_)));
        let inconnue = |i: usize| croix.colonnes.iter().any(|(j, c)| *j == i && c.qui == Some(Qui::Inconnu));
        let notion = |i: usize| croix.colonnes.iter().any(|(j, c)| *j == i && matches!(c.quoi, Some(Quoi::Notion(_))));
        let largeur = bloc.plus_large().cellules.len();
        for i in (croix.premiere..largeur).filter(|i| !lues.colonnes.contains(i) && !inconnue(*i) && chiffres(*i)) {
            let entete = bloc.entete_de(i).to_owned();
            let ligne = bloc.entetes.iter().rev().find(|l| !l.cellule(i).is_empty()).unwrap_or(bloc.entete);
            let span = self.span(ligne, i, &entete);
            if notion(i) {
                self.signale(
                    NatureAnomalie::ChiffresInutilises { libelles: vec![entete], raison: RaisonInutile::Recalcule },
                    span,
                );
            } else {
                self.signale(NatureAnomalie::ColonneIgnoree { entete, proche: None }, span);
            }
        }
        self.dit_les_parts(lues.parts);
        for (raison, (libelles, span)) in lues.inutiles {
            self.signale(NatureAnomalie::ChiffresInutilises { libelles, raison }, span);
        }
        for (ligne, libelle) in corps.iter().zip(lignes) {
            let figures =
                croix.colonnes.iter().any(|(i, _)| matches!(ligne.cellule(*i).lecture(false), Lecture::Nombre(_)));
            if figures && !libelle.situe() {
                self.ligne_inconnue(ligne, croix.premiere, defauts.qui_en_lignes);
            } else if figures && self.precise_autre_chose(libelle, croix, defauts) {
                self.precision_inconnue(ligne, croix.premiere);
            }
        }
    }

    /// True for a row whose labels name what it counts with a word that no column explains.
    fn precise_autre_chose(&self, libelle: &Coordonnees, croix: &Croix, defauts: &Defauts) -> bool {
        let explique = |(_, dit): &(usize, Coordonnees)| {
            let ou = self.axes.croise(dit, libelle).map(|ou| self.axes.precise(ou, defauts.quoi));
            ou.is_some_and(|ou| ou.mots.is_empty())
        };
        let compte = matches!(libelle.quoi, Some(Quoi::Grandeur(_))) && !libelle.mots.is_empty();
        compte && !defauts.qui_en_lignes && !croix.colonnes.iter().any(explique)
    }
}

impl Lues {
    fn inutile(&mut self, raison: RaisonInutile, libelle: String, span: Span) {
        let (libelles, _) = self.inutiles.entry(raison).or_insert_with(|| (Vec::new(), span));
        if !libelles.contains(&libelle) {
            libelles.push(libelle);
        }
    }
}

impl Coordonnees {
    /// True when a total of these coordinates adds up a figure of those.
    fn totalise(&self, autre: &Self) -> bool {
        let un = |a: bool, egal: bool| !a || egal;
        un(self.qui.is_some(), self.qui == autre.qui)
            && un(self.mois.is_some(), self.mois == autre.mois)
            && self.annee == autre.annee
            && un(self.quoi.is_some(), self.quoi == autre.quoi)
    }
}
