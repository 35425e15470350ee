//! The additions that the totals of a financing state, and what the false ones prove together: the one cell whose
//! correction makes all of them right, when there is exactly one.

use super::financement::{Colonne, Financement, Montants};
use crate::diagnostic::Span;
use crate::domaine::dossier::Saisie;
use crate::domaine::exact::Exact;
use std::collections::{BTreeMap, BTreeSet};

/// A cell of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cellule {
    /// Of a line.
    Ligne(usize, Colonne),
    /// Of a total.
    Total(usize, Colonne),
}

/// A total, and the cells that it adds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Egalite {
    /// The total.
    pub total: Cellule,
    /// What it adds up.
    pub details: Vec<Cellule>,
    /// What the total says.
    pub dit: Exact,
    /// What its cells give.
    pub somme: Exact,
}

/// False additions that one error explains, or one that none does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ecart {
    /// The additions, at least one.
    pub egalites: Vec<Egalite>,
    /// The only cell whose correction makes them all right and no other false, with its right amount.
    pub coupable: Option<(Cellule, Exact)>,
}

/// A cell that stands in false additions only, all asking for the same correction.
struct Explication {
    cellule: Cellule,
    juste: Exact,
    /// The additions, in order.
    egalites: Vec<usize>,
}

impl Egalite {
    /// True when it holds.
    pub fn juste(&self) -> bool {
        self.dit == self.somme
    }

    fn cellules(&self) -> impl Iterator<Item = Cellule> {
        std::iter::once(self.total).chain(self.details.iter().copied())
    }

    /// What must be added to a cell so that it holds.
    fn correction(&self, cellule: Cellule) -> Exact {
        if cellule == self.total { self.somme - self.dit } else { self.dit - self.somme }
    }
}

impl Financement {
    fn montants(&self, cellule: Cellule) -> Option<(&Montants, Colonne)> {
        match cellule {
            Cellule::Ligne(rang, colonne) => Some((&self.lignes.get(rang)?.montants, colonne)),
            Cellule::Total(rang, colonne) => Some((&self.totaux.get(rang)?.montants, colonne)),
        }
    }

    /// Its amount.
    pub fn montant(&self, cellule: Cellule) -> Option<Exact> {
        self.montants(cellule).and_then(|(montants, colonne)| montants.nombre(colonne))
    }

    /// Its place.
    pub fn place(&self, cellule: Cellule) -> Option<&Span> {
        self.montants(cellule).and_then(|(montants, colonne)| montants.cellule(colonne)).map(|(_, span)| span)
    }

    /// Every addition that a total states and whose cells are all known.
    pub fn egalites(&self) -> Vec<Egalite> {
        let masques: BTreeSet<u8> = self.totaux.iter().map(|t| masque(&t.sujet.cles())).collect();
        let mut par_sujet: BTreeMap<(u8, [Option<String>; 5]), Vec<usize>> = BTreeMap::new();
        for (rang, ligne) in self.lignes.iter().enumerate() {
            let cles = ligne.sujet.cles();
            for masque in &masques {
                par_sujet.entry((*masque, reduit(&cles, *masque))).or_default().push(rang);
            }
        }
        let mut egalites = Vec::new();
        for (rang, total) in self.totaux.iter().enumerate().filter(|(_, t)| !t.plafond) {
            let cles = total.sujet.cles();
            for colonne in Colonne::TOUTES {
                let Some(dit) = total.montants.nombre(colonne) else { continue };
                let mut details = self.sous_totaux(rang, colonne);
                if let Some(siennes) = &total.lignes {
                    details = siennes.clone().map(|i| Cellule::Ligne(i, colonne)).collect();
                } else if details.is_empty() {
                    let lignes = par_sujet.get(&(masque(&cles), cles.clone())).into_iter().flatten();
                    details = lignes.map(|i| Cellule::Ligne(*i, colonne)).collect();
                }
                let Some((details, somme)) = self.connus(details) else { continue };
                egalites.push(Egalite { total: Cellule::Total(rang, colonne), details, dit, somme });
            }
        }
        egalites
    }

    /// For a total of everything, or of one financeur: the totals of envelopes above it in its table.
    fn sous_totaux(&self, rang: usize, colonne: Colonne) -> Vec<Cellule> {
        let total = &self.totaux[rang];
        let sujet = &total.sujet;
        if total.lignes.is_some()
            || sujet.objectif.is_some()
            || sujet.action.is_some()
            || sujet.ligne.is_some()
            || sujet.enveloppe.is_some()
        {
            return Vec::new();
        }
        let financeur = sujet.cles()[3].clone();
        let au_dessus = self.totaux[..rang].iter().enumerate().rev().take_while(|(_, t)| t.table == total.table);
        let d_enveloppe = au_dessus.filter(|(_, t)| {
            let cles = t.sujet.cles();
            !t.plafond && cles[4].is_some() && cles[3] == financeur && cles[..3].iter().all(Option::is_none)
        });
        d_enveloppe.map(|(i, _)| Cellule::Total(i, colonne)).collect()
    }

    /// The cells that are filled, and their sum; `None` when one is unknown, or none is filled.
    fn connus(&self, cellules: Vec<Cellule>) -> Option<(Vec<Cellule>, Exact)> {
        let mut remplies = Vec::new();
        let mut somme = Exact::ZERO;
        for cellule in cellules {
            let (montants, colonne) = self.montants(cellule)?;
            match montants.cellule(colonne) {
                Some((Saisie::Nombre(n), _)) => {
                    somme = somme + *n;
                    remplies.push(cellule);
                }
                Some((Saisie::Manquant | Saisie::Illisible, _)) => return None,
                Some((Saisie::Vide, _)) | None => {}
            }
        }
        (!remplies.is_empty()).then_some((remplies, somme))
    }

    /// False additions, those that one cell explains together. One error is likelier than several: a cell that explains
    /// more of them is preferred to those that explain a part of these, never to one that explains others. An addition
    /// that shares a cell with another false one is never explained alone.
    pub fn ecarts(&self) -> Vec<Ecart> {
        let egalites = self.egalites();
        let explications = self.explications(&egalites);
        let mut des_fausses: BTreeMap<Cellule, usize> = BTreeMap::new();
        for cellule in egalites.iter().filter(|e| !e.juste()).flat_map(Egalite::cellules) {
            *des_fausses.entry(cellule).or_default() += 1;
        }
        let isolee = |e: &Explication| egalites[e.egalites[0]].cellules().all(|c| des_fausses.get(&c) == Some(&1));
        let mut de_l_egalite: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (rang, explication) in explications.iter().enumerate() {
            for egalite in &explication.egalites {
                de_l_egalite.entry(*egalite).or_default().push(rang);
            }
        }
        let retenue: BTreeMap<usize, usize> = de_l_egalite
            .iter()
            .filter_map(|(egalite, rangs)| Some((*egalite, la_plus_large(&explications, rangs)?)))
            .collect();
        let mut ecarts = Vec::new();
        for (rang, egalite) in egalites.iter().enumerate().filter(|(_, e)| !e.juste()) {
            let sienne = retenue.get(&rang).map(|r| (*r, &explications[*r]));
            let sienne = sienne.filter(|(_, e)| e.egalites.len() > 1 || isolee(e));
            let entiere = sienne.filter(|(r, e)| e.egalites.iter().all(|autre| retenue.get(autre) == Some(r)));
            match entiere {
                Some((_, e)) if e.egalites.first() == Some(&rang) => ecarts.push(Ecart {
                    egalites: e.egalites.iter().map(|i| egalites[*i].clone()).collect(),
                    coupable: Some((e.cellule, e.juste)),
                }),
                Some(_) => {}
                None => ecarts.push(Ecart { egalites: vec![egalite.clone()], coupable: None }),
            }
        }
        ecarts
    }

    /// Every cell whose correction makes right all the additions where it stands, and leaves an amount that can be.
    fn explications(&self, egalites: &[Egalite]) -> Vec<Explication> {
        let mut de_la_cellule: BTreeMap<Cellule, Vec<usize>> = BTreeMap::new();
        for (rang, egalite) in egalites.iter().enumerate() {
            for cellule in egalite.cellules() {
                de_la_cellule.entry(cellule).or_default().push(rang);
            }
        }
        let explique = |(cellule, rangs): (Cellule, Vec<usize>)| {
            let correction = egalites[*rangs.first()?].correction(cellule);
            let toutes = rangs.iter().all(|i| !egalites[*i].juste() && egalites[*i].correction(cellule) == correction);
            let juste = self.montant(cellule)? + correction;
            (toutes && juste >= Exact::ZERO).then_some(Explication { cellule, juste, egalites: rangs })
        };
        de_la_cellule.into_iter().filter_map(explique).collect()
    }
}

/// The explanation of an addition that takes in all the others, when there is one.
fn la_plus_large(explications: &[Explication], rangs: &[usize]) -> Option<usize> {
    let large = rangs.iter().copied().max_by_key(|r| explications[*r].egalites.len())?;
    let siennes = &explications[large].egalites;
    let dedans = |r: &usize| {
        let autres = &explications[*r].egalites;
        autres.len() < siennes.len() && autres.iter().all(|e| siennes.binary_search(e).is_ok())
    };
    rangs.iter().filter(|r| **r != large).all(dedans).then_some(large)
}

/// Which words a total names, one bit each.
fn masque(cles: &[Option<String>; 5]) -> u8 {
    cles.iter().enumerate().filter(|(_, mot)| mot.is_some()).fold(0, |masque, (i, _)| masque | 1 << i)
}

/// The words of a line that a mask keeps.
fn reduit(cles: &[Option<String>; 5], masque: u8) -> [Option<String>; 5] {
    let mut reduit = cles.clone();
    for (i, mot) in reduit.iter_mut().enumerate() {
        if masque & (1 << i) == 0 {
            *mot = None;
        }
    }
    reduit
}
