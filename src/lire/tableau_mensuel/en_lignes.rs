//! Shapes b and c: months in rows, or one file per month with a row per dispositif.

use super::croix::{APERCU, Croix};
use super::sous_total::{self, SousTotal};
use super::{Bloc, Lecteur, TOTAUX, discretion};
use crate::diagnostic::Span;
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::{Grandeur, Ligne, Releve};
use crate::domaine::mois::Mois;
use crate::francais::{MoisLu, cle};
use crate::lire::entetes::is_year;
use std::collections::BTreeMap;

/// Where the columns of the block are.
struct Colonnes {
    annee: Option<usize>,
    mois: Option<usize>,
    dispositif: Option<usize>,
    grandeurs: Vec<(usize, Grandeur)>,
}

/// What holds for every row that does not say otherwise.
struct ParDefaut {
    mois: Option<Mois>,
    dispositif: Option<String>,
}

/// What was read of the block, as its totals and its blank cells need it.
#[derive(Default)]
struct Lues {
    /// Index of the first relevé that no total has asked for yet.
    suivante: usize,
    /// Relevés of each grandeur, of any month or of one, of any dispositif or of one.
    par_cle: BTreeMap<Cle, Vec<usize>>,
    /// How many totals of each were read.
    totaux: BTreeMap<Cle, usize>,
    /// The month and the dispositif of the last row that said them: a merged cell holds for the rows below.
    dernier_mois: Option<Mois>,
    dernier_dispositif: Option<String>,
}

/// A grandeur, a month, a dispositif.
type Cle = (Grandeur, Option<Mois>, Option<String>);

impl Lues {
    /// The month above, where a blank cell stands beside a dispositif.
    fn mois_fusionne(&self, ligne: &Ligne, colonnes: &Colonnes) -> Option<Mois> {
        let (mois, dispositif) = (ligne.cellule(colonnes.mois?), ligne.cellule(colonnes.dispositif?));
        self.dernier_mois.filter(|_| mois.is_empty() && !dispositif.is_empty())
    }

    /// The dispositif above, where a blank cell stands beside a month.
    fn dispositif_fusionne(&self, ligne: &Ligne, colonnes: &Colonnes) -> Option<String> {
        let (mois, dispositif) = (ligne.cellule(colonnes.mois?), ligne.cellule(colonnes.dispositif?));
        self.dernier_dispositif.clone().filter(|_| dispositif.is_empty() && mois.mois().is_some())
    }

    /// The relevés that a total adds up; none once it has been asked for too often.
    fn details(&mut self, releves: &[Releve], cle: &Cle) -> Vec<usize> {
        for (i, r) in releves.iter().enumerate().skip(self.suivante) {
            for (mois, dispositif) in [(false, false), (true, false), (false, true), (true, true)] {
                let cle = (r.grandeur, mois.then_some(r.mois), dispositif.then(|| r.dispositif.clone()));
                self.par_cle.entry(cle).or_default().push(i);
            }
        }
        self.suivante = releves.len();
        let deja = self.totaux.entry(cle.clone()).or_default();
        *deja += 1;
        if *deja > TOTAUX { Vec::new() } else { self.par_cle.get(cle).cloned().unwrap_or_default() }
    }
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
        let Some(defaut) = self.par_defaut(bloc, &colonnes, &entete) else { return (bloc.corps.len(), 0) };
        let mut lues = Lues { suivante: self.dossier.releves.len(), ..Lues::default() };
        let (mut utilisees, mut derniere) = (0, 0);
        for (i, ligne) in bloc.corps.iter().enumerate() {
            if self.une_ligne(ligne, bloc.entete, &colonnes, &defaut, &mut lues) {
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

    /// The month and the dispositif of the block where no column gives them; `None` when they are not to be found.
    fn par_defaut(&mut self, bloc: &Bloc<'_>, colonnes: &Colonnes, entete: &Span) -> Option<ParDefaut> {
        let dispositif = match colonnes.dispositif {
            Some(_) => None,
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
            self.ligne_de_sous_total(ligne, entete, colonnes, &partiel, lues);
            return true;
        }
        if libelles().any(|c| self.entetes.est_total(c)) {
            self.ligne_de_total(ligne, entete, colonnes, defaut, lues);
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
        if let (Some(mois), Some(dispositif)) = (mois, dispositif) {
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

    /// A row that totals some months of the flows; one that does not say which is left out.
    fn ligne_de_sous_total(
        &mut self,
        ligne: &Ligne,
        entete: &Ligne,
        colonnes: &Colonnes,
        partiel: &SousTotal,
        lues: &mut Lues,
    ) {
        let SousTotal::Mois(mois) = partiel else {
            let nature = NatureAnomalie::LigneIgnoree { libelle: String::new(), proche: None };
            let place = ligne.remplies().next().map_or(0, |(i, _)| i);
            return self.signale(nature, self.span(ligne, place, ""));
        };
        let nom = colonnes.dispositif.map(|i| ligne.cellule(i));
        let dispositif = nom.and_then(|nom| self.noms.code(nom)).map(str::to_owned);
        for (i, grandeur) in colonnes.grandeurs.iter().filter(|(_, grandeur)| grandeur.est_un_flux()) {
            let du_mois = |numero| {
                let mois = Mois::new(self.annee, numero);
                lues.details(&self.dossier.releves, &(*grandeur, mois, dispositif.clone()))
            };
            let details: Vec<Vec<usize>> = mois.clone().map(du_mois).collect();
            if details.iter().all(|mois| !mois.is_empty()) {
                let span = self.span(ligne, *i, &entete.cellules[*i]);
                self.total(*grandeur, ligne.cellule(*i), details.concat(), span);
            }
        }
    }

    /// A row of totals: over the months of its dispositif for flows, or over the dispositifs of its month.
    fn ligne_de_total(
        &mut self,
        ligne: &Ligne,
        entete: &Ligne,
        colonnes: &Colonnes,
        defaut: &ParDefaut,
        lues: &mut Lues,
    ) {
        let nom = colonnes.dispositif.map(|i| ligne.cellule(i));
        let dispositif = nom.and_then(|nom| self.noms.code(nom)).map(str::to_owned);
        let lu = colonnes.mois.and_then(|i| ligne.cellule(i).mois());
        let mois = lu.and_then(|lu| lu.dans(self.annee)).or(defaut.mois).or(lues.mois_fusionne(ligne, colonnes));
        for (i, grandeur) in &colonnes.grandeurs {
            if mois.is_none() && !grandeur.est_un_flux() {
                continue;
            }
            let details = lues.details(&self.dossier.releves, &(*grandeur, mois, dispositif.clone()));
            self.total(*grandeur, ligne.cellule(*i), details, self.span(ligne, *i, &entete.cellules[*i]));
        }
    }
}
