//! Shapes b and c: months in rows, or one file per month with a row per dispositif.

use super::croix::{APERCU, Croix};
use super::ruptures::Tete;
use super::sous_total;
use super::totaux_en_lignes::Lues;
use super::{Bloc, Lecteur, discretion};
use crate::diagnostic::Span;
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::{Grandeur, Ligne};
use crate::domaine::mois::Mois;
use crate::francais::{MoisLu, cle};
use crate::lire::entetes::is_year;

/// Where the columns of the block are.
pub(super) struct Colonnes {
    pub(super) annee: Option<usize>,
    pub(super) mois: Option<usize>,
    pub(super) dispositif: Option<usize>,
    pub(super) grandeurs: Vec<(usize, Grandeur)>,
}

/// What holds for every row that does not say otherwise.
pub(super) struct ParDefaut {
    pub(super) mois: Option<Mois>,
    pub(super) dispositif: Option<String>,
}

impl Lecteur<'_> {
    /// Reads the block: how many rows gave figures, and how far they go.
    pub(super) fn en_lignes(&mut self, bloc: &Bloc<'_>) -> (usize, usize) {
        if let Some(croix) = self.sans_mois(bloc) {
            return self.en_croix(bloc, &croix);
        }
        let colonnes = self.colonnes_nommees(bloc);
        let grandeurs: Vec<Grandeur> = colonnes.grandeurs.iter().map(|(_, g)| *g).collect();
        let premier = bloc.entete.cellules.iter().position(|c| !c.is_empty()).unwrap_or(0);
        let entete = self.span(bloc.entete, premier, &bloc.entete.cellules[premier]);
        self.exige(&grandeurs, &entete);
        let ruptures = self.ruptures_en_lignes(bloc, &colonnes);
        let avant = ruptures.first().map_or(bloc.corps.len(), |(rang, _)| *rang);
        let chiffree = |l: &Ligne| colonnes.grandeurs.iter().any(|(i, _)| !l.cellule(*i).is_empty());
        let attribuees = avant < bloc.corps.len() && !bloc.corps[..avant].iter().any(chiffree);
        let Some(mut defaut) = self.par_defaut(bloc, &colonnes, &entete, attribuees) else {
            return (bloc.corps.len(), 0);
        };
        let mut lues = Lues::depuis(self.dossier.releves.len());
        let (mut utilisees, mut derniere) = (0, 0);
        let mut ruptures = ruptures.into_iter().peekable();
        for (i, ligne) in bloc.corps.iter().enumerate() {
            if let Some((_, tete)) = ruptures.next_if(|(rang, _)| *rang == i) {
                self.suite.oublie();
                self.rompt(ligne, tete, &colonnes, &mut defaut, &mut lues);
            } else if self.une_ligne(ligne, bloc.entete, &colonnes, &defaut, &mut lues) {
                if self.est_montree(ligne, &colonnes) {
                    self.compris.ajoute(ligne.rang, colonnes.grandeurs.iter().map(|(i, _)| *i));
                    self.compris.ajoute(ligne.rang, [colonnes.mois, colonnes.dispositif].into_iter().flatten());
                }
                utilisees += 1;
                derniere = i + 1;
            }
        }
        (utilisees, derniere)
    }

    /// The rows that say whom those below are about. Where a column says it too, only a known name does.
    fn ruptures_en_lignes(&self, bloc: &Bloc<'_>, colonnes: &Colonnes) -> Vec<(usize, Tete)> {
        let avant = colonnes.grandeurs.iter().map(|(i, _)| *i).min().unwrap_or(0);
        let seul = colonnes.mois.filter(|_| colonnes.dispositif.is_none());
        self.ruptures(bloc, avant, |_, l| l.cellule(seul?).mois().map(|lu| (lu.annee, lu.numero)))
    }

    fn rompt(&mut self, ligne: &Ligne, tete: Tete, colonnes: &Colonnes, defaut: &mut ParDefaut, lues: &mut Lues) {
        lues.rompt(self.dossier.releves.len(), &tete);
        if matches!(tete, Tete::Groupe | Tete::Inconnu) {
            self.dit_la_rupture(ligne, &tete);
        } else {
            self.compris.ajoute(ligne.rang, ligne.remplies().map(|(i, _)| i));
        }
        let code = if let Tete::Code(code) = tete { Some(code) } else { None };
        match colonnes.dispositif {
            Some(_) => lues.dernier_dispositif = code,
            None => defaut.dispositif = code,
        }
    }

    /// The same table read as the figures of a year, when it counts no movement, no month can be told, and it says that it
    /// is annual.
    fn sans_mois(&self, bloc: &Bloc<'_>) -> Option<Croix> {
        let entetes = || bloc.entete.remplies().map(|(_, c)| c);
        let mouvement = |c: &Cellule| self.entetes.grandeur(c).is_some_and(|g| Grandeur::MOUVEMENTS.contains(&g));
        let mois = entetes().any(|c| self.entetes.est_mois(c)) || self.mois_du_bloc(bloc).is_some();
        let en_mois = bloc.corps.iter().take(APERCU).any(|l| l.cellules.iter().any(|c| c.mois().is_some()));
        if mois || en_mois || entetes().any(mouvement) {
            return None;
        }
        let mut lignes = vec![bloc.entete.clone()];
        lignes.extend(bloc.corps.iter().take(APERCU).cloned());
        Croix::trouve(self.axes, &lignes, 1).filter(|c| c.hauteur == 1)
    }

    /// A row that is neither a note nor about something else.
    fn est_montree(&self, ligne: &Ligne, colonnes: &Colonnes) -> bool {
        let cles = [colonnes.mois, colonnes.dispositif];
        let sans_objet = |i: usize| self.entetes.est_ignore(ligne.cellule(i)) || self.noms.est_groupe(ligne.cellule(i));
        let total = |i: usize| self.entetes.est_total(ligne.cellule(i)) || sous_total::lu(ligne.cellule(i)).is_some();
        cles.into_iter().flatten().all(|i| total(i) || !sans_objet(i))
    }

    fn colonnes_nommees(&mut self, bloc: &Bloc<'_>) -> Colonnes {
        let cellules = &bloc.entete.cellules;
        let colonne = |exacte: &str, accepte: &dyn Fn(&str) -> bool| {
            let exacte = cellules.iter().position(|c| cle(c) == cle(exacte));
            exacte.or_else(|| cellules.iter().position(|c| !c.is_empty() && accepte(c)))
        };
        let (mois, dispositif) = (
            colonne("mois", &|c| self.entetes.est_mois(c)),
            colonne("dispositif", &|c| self.entetes.est_dispositif(c)),
        );
        let sans_titre = self.colonne_sans_titre(bloc);
        let en_mois = sans_titre.filter(|i| bloc.corps.iter().take(APERCU).any(|l| l.cellule(*i).mois().is_some()));
        let mut colonnes = Colonnes {
            annee: bloc.entete.remplies().find(|(_, c)| self.entetes.est_annee(c)).map(|(i, _)| i),
            mois: mois.or(en_mois),
            dispositif: dispositif.or(sans_titre.filter(|_| en_mois.is_none())),
            grandeurs: Vec::new(),
        };
        for (i, texte) in bloc.entete.remplies() {
            if let Some(grandeur) = self.entetes.grandeur(texte) {
                colonnes.grandeurs.push((i, grandeur));
            } else if [colonnes.annee, colonnes.mois, colonnes.dispositif].contains(&Some(i)) {
            } else if !self.entetes.est_nominatif(texte) {
                let proche = self.axes.presque_une_grandeur(texte).map(str::to_owned);
                self.colonne_inconnue(bloc.entete, i, proche);
            }
        }
        let sans_nom = |i: &usize| {
            bloc.entete.cellule(*i).is_empty() && Some(*i) != colonnes.mois && Some(*i) != colonnes.dispositif
        };
        for i in (0..bloc.entete.cellules.len()).filter(sans_nom).filter(|i| bloc.a_des_chiffres(*i)) {
            self.colonne_inconnue(bloc.entete, i, None);
        }
        colonnes
    }

    /// The column of months or of dispositifs under a blank header, behind no other.
    fn colonne_sans_titre(&self, bloc: &Bloc<'_>) -> Option<usize> {
        let apercu = &bloc.corps[..bloc.corps.len().min(APERCU)];
        let place = apercu.iter().filter_map(|l| l.remplies().next().map(|(i, _)| i)).min()?;
        let nomme = |l: &Ligne| l.cellule(place).mois().is_some() || self.noms.code(l.cellule(place)).is_some();
        (bloc.entete.cellule(place).is_empty() && apercu.iter().any(nomme)).then_some(place)
    }

    /// The month and the dispositif of the block where no column gives them, nor, for the dispositif, the rows
    /// themselves (`attribuees`); `None` when they are not to be found.
    fn par_defaut(
        &mut self,
        bloc: &Bloc<'_>,
        colonnes: &Colonnes,
        entete: &Span,
        attribuees: bool,
    ) -> Option<ParDefaut> {
        let dispositif = match colonnes.dispositif {
            Some(_) => None,
            None if attribuees => None,
            None => Some(self.dispositif("", bloc)?),
        };
        let (titre, nom) = self.mois_autour(bloc);
        let mois = match (colonnes.mois, titre.or(nom)) {
            (Some(_), _) => None,
            (None, Some(lu)) if nom.is_some_and(|nom| nom.numero != lu.numero) => {
                let nom = nom.map_or(0, |nom| nom.numero);
                self.signale(NatureAnomalie::MoisContradictoire { titre: lu.numero, nom }, entete.clone());
                return None;
            }
            (None, Some(lu)) => Some(self.mois(lu, entete)?),
            (None, None) => {
                self.signale(NatureAnomalie::MoisIllisible { lu: None }, entete.clone());
                return None;
            }
        };
        Some(ParDefaut { mois, dispositif })
    }

    /// Reads a row; false when it is a note or blank.
    fn une_ligne(
        &mut self,
        ligne: &Ligne,
        entete: &Ligne,
        colonnes: &Colonnes,
        defaut: &ParDefaut,
        lues: &mut Lues,
    ) -> bool {
        let cellule = |i: usize| ligne.cellule(i);
        if colonnes.grandeurs.iter().all(|(i, _)| cellule(*i).is_empty()) {
            return false;
        }
        let cles = [colonnes.mois, colonnes.dispositif];
        let premiere = ligne.cellule(0);
        let libelles = || cles.into_iter().flatten().map(cellule).chain([premiere]);
        if let Some(partiel) = libelles().find_map(|c| sous_total::lu(c)) {
            self.ligne_de_sous_total(ligne, entete, colonnes, defaut, &partiel, lues);
            self.apres_un_total(ligne, lues);
            return true;
        }
        if libelles().any(|c| self.entetes.est_total(c)) {
            self.ligne_de_total(ligne, entete, colonnes, defaut, lues);
            self.apres_un_total(ligne, lues);
            return true;
        }
        let sans_objet = |i: usize| self.entetes.est_ignore(cellule(i)) || self.noms.est_groupe(cellule(i));
        if cles.into_iter().flatten().any(sans_objet) {
            let premier = colonnes.mois.or(colonnes.dispositif).unwrap_or(0);
            let nature = NatureAnomalie::LigneIgnoree { libelle: String::new(), proche: None };
            self.signale(nature, self.span(ligne, premier, ""));
            return true;
        }
        self.deborde(ligne, entete);
        let (fusionne_mois, fusionne_dispositif) =
            (lues.mois_fusionne(ligne, colonnes), lues.dispositif_fusionne(ligne, colonnes));
        let mois = fusionne_mois.or_else(|| self.mois_de(ligne, entete, colonnes, defaut));
        let dispositif = fusionne_dispositif.or_else(|| self.dispositif_de(ligne, entete, colonnes, defaut));
        (lues.dernier_mois, lues.dernier_dispositif) = (mois, dispositif.clone());
        if let (Some(mois), true) = (mois, lues.du_service) {
            self.ligne_du_service(ligne, entete, colonnes, mois);
        } else if let (Some(mois), Some(dispositif)) = (mois, dispositif) {
            for (i, grandeur) in &colonnes.grandeurs {
                let span = self.span(ligne, *i, &entete.cellules[*i]);
                self.releve(&dispositif, *grandeur, mois, cellule(*i), span);
            }
        }
        true
    }

    fn mois_de(&mut self, ligne: &Ligne, entete: &Ligne, colonnes: &Colonnes, defaut: &ParDefaut) -> Option<Mois> {
        let Some(i) = colonnes.mois else { return defaut.mois };
        let span = self.span(ligne, i, &entete.cellules[i]);
        match ligne.cellule(i).mois() {
            Some(lu) => {
                let annee = colonnes.annee.map(|i| ligne.cellule(i)).filter(|c| is_year(c));
                let annee = lu.annee.or_else(|| annee.and_then(|c| c.parse().ok()));
                self.mois(MoisLu { annee, ..lu }, &span)
            }
            None => {
                let lu = Some(ligne.cellule(i).texte()).filter(|texte| !texte.is_empty());
                let cache = lu.is_some_and(|texte| !discretion::ressemble_a_un_mois(texte));
                if cache {
                    self.compris.cache(&span);
                }
                let lu = lu.map(|texte| if cache { String::new() } else { texte.to_owned() });
                self.signale(NatureAnomalie::MoisIllisible { lu }, span);
                None
            }
        }
    }

    fn dispositif_de(
        &mut self,
        ligne: &Ligne,
        entete: &Ligne,
        colonnes: &Colonnes,
        defaut: &ParDefaut,
    ) -> Option<String> {
        let Some(i) = colonnes.dispositif else { return defaut.dispositif.clone() };
        let texte = ligne.cellule(i).texte();
        if let Some(code) = self.noms.code(texte) {
            return Some(code.to_owned());
        }
        let span = self.span(ligne, i, &entete.cellules[i]);
        let proche = self.noms.proche(texte);
        let lu = Some(texte.to_owned()).filter(|t| !t.is_empty());
        self.signale(NatureAnomalie::DispositifInconnu { lu, proche, codes: self.noms.codes() }, span);
        None
    }
}
