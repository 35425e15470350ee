//! What the rows of a sheet make together: a group with accounts below it is their total, and totals get their detail.

use super::detail::Comptes;
use super::mots::{TotalLu, compte_de};
use crate::diagnostic::Span;
use crate::domaine::budget::{
    Budget, Colonne, Groupe, LigneDeBudget, Montants, NatureDeResultat, Portee, Reprise, ResultatDeclare, ResultatDit,
    Sens, TotalDeBudget,
};
use crate::domaine::exact::Exact;
use std::collections::{BTreeMap, BTreeSet};

/// Totals of one sheet that are checked, of each sort: each is compared with all its rows.
pub(super) const TOTAUX: usize = 256;

/// A group of a dispositif.
type Cle = (Option<String>, Sens, Option<Groupe>);

/// The rows of a sheet, in order.
#[derive(Default)]
pub(super) struct Assemblage {
    lignes: Vec<LigneDeBudget>,
    totaux: Vec<Total>,
    /// It was said that some totals are not checked.
    tus: bool,
    resultats: Vec<ResultatDeclare>,
    reprises: Vec<Reprise>,
    /// What totals below may include besides: the side, the column, the amount, and how many rows stand above.
    autres: Vec<(Sens, Colonne, Exact)>,
    /// Rows that do not count, for want of a group.
    tues: Vec<bool>,
    /// The sides of the rows since the last total of a side.
    cotes: BTreeSet<Sens>,
}

/// A row of totals.
struct Total {
    lu: TotalLu,
    /// The group whose accounts stand right above.
    courant: Option<(Sens, Groupe)>,
    dispositif: Option<String>,
    montants: Montants,
    /// How many rows, and other amounts, stand above.
    lignes: usize,
    autres: usize,
}

impl Assemblage {
    pub(super) fn ligne(&mut self, ligne: LigneDeBudget) {
        self.cotes.insert(ligne.sens);
        self.lignes.push(ligne);
    }

    /// A group without amounts: it counts only when no account follows.
    pub(super) fn chapeau(
        &mut self,
        (sens, groupe): (Sens, Groupe),
        qui: Option<&str>,
        montants: Montants,
        span: Span,
    ) {
        let (groupe, dispositif, compte, libelle) = (Some(groupe), qui.map(str::to_owned), None, None);
        self.lignes.push(LigneDeBudget { sens, groupe, dispositif, compte, libelle, detail: false, montants, span });
    }

    /// The one side of the rows since the last total of a side: what a plain « Total » below accounts adds up.
    pub(super) fn cote(&mut self) -> Option<Sens> {
        let cotes = std::mem::take(&mut self.cotes);
        cotes.first().copied().filter(|_| cotes.len() == 1)
    }

    /// Keeps a row of totals, up to [`TOTAUX`]; true for the first one beyond.
    pub(super) fn total(
        &mut self,
        lu: TotalLu,
        courant: Option<(Sens, Groupe)>,
        qui: Option<&str>,
        montants: Montants,
    ) -> bool {
        if self.totaux.len() >= TOTAUX {
            return !std::mem::replace(&mut self.tus, true);
        }
        let (lignes, autres) = (self.lignes.len(), self.autres.len());
        self.totaux.push(Total { lu, courant, dispositif: qui.map(str::to_owned), montants, lignes, autres });
        false
    }

    pub(super) fn resultat(&mut self, dit: ResultatDit, qui: Option<&str>, montants: Montants) {
        for colonne in Colonne::TOUTES {
            let Some((nombre, (_, span))) = montants.nombre(colonne).zip(montants.cellule(colonne)) else { continue };
            let cote = match dit {
                ResultatDit::Excedent => Some(Sens::Charges),
                ResultatDit::Deficit => Some(Sens::Produits),
                _ => None,
            };
            self.autres.extend(cote.map(|sens| (sens, colonne, nombre.absolu())));
            let (dispositif, span) = (qui.map(str::to_owned), span.clone());
            self.resultats.push(ResultatDeclare { dit, dispositif, colonne, nombre, span });
        }
    }

    pub(super) fn reprise(&mut self, reprise: Reprise) {
        let cote = match reprise.nature {
            NatureDeResultat::Excedent => Sens::Produits,
            NatureDeResultat::Deficit => Sens::Charges,
        };
        for colonne in Colonne::TOUTES {
            let montant = reprise.montants.nombre(colonne);
            self.autres.extend(montant.map(|n| (cote, colonne, n.absolu())));
        }
        self.reprises.push(reprise);
    }

    /// Takes out the accounts that no group holds while others of their side are in groups: where they begin.
    pub(super) fn sans_groupe(&mut self) -> Vec<Span> {
        let groupee = |ligne: &&LigneDeBudget| ligne.groupe.is_some();
        let cotes: BTreeSet<(Option<String>, Sens)> =
            self.lignes.iter().filter(groupee).map(|l| (l.dispositif.clone(), l.sens)).collect();
        let hors = |l: &LigneDeBudget| l.groupe.is_none() && cotes.contains(&(l.dispositif.clone(), l.sens));
        self.tues = self.lignes.iter().map(hors).collect();
        self.lignes.iter().filter(|l| hors(l)).map(|l| l.span.clone()).collect()
    }

    /// Hands over what counts, and what is only checked.
    pub(super) fn remet(mut self, budget: &mut Budget) {
        let depart = budget.lignes.len();
        let mut sortes: BTreeMap<Cle, Vec<usize>> = BTreeMap::new();
        for (rang, ligne) in self.lignes.iter().enumerate().filter(|(rang, _)| !self.tues[*rang]) {
            sortes.entry(cle(ligne)).or_default().push(rang);
        }
        let mut sommets = self.tues.clone();
        for rangs in sortes.values() {
            self.distingue(rangs, &mut sommets);
        }
        let comptes: BTreeMap<&Cle, Comptes<'_>> =
            sortes.iter().map(|(cle, rangs)| (cle, Comptes::new(&self.lignes, rangs))).collect();
        comptes.values().flat_map(Comptes::detailles).for_each(|rang| sommets[rang] = true);
        let mut places = Vec::with_capacity(self.lignes.len());
        let mut gardees = 0;
        for sommet in &sommets {
            places.push(depart + gardees);
            gardees += usize::from(!sommet);
        }
        places.push(depart + gardees);
        let coiffe = |rang: &usize| sommets[*rang] && !self.tues[*rang];
        for rang in (0..self.lignes.len()).filter(coiffe).take(TOTAUX) {
            let ligne = &self.lignes[rang];
            let gardee = |i: usize| !sommets[i];
            let (portee, details) = match (ligne.detail, ligne.groupe) {
                (false, Some(groupe)) => {
                    let details = sortes[&cle(ligne)].iter().copied().filter(|i| gardee(*i)).collect();
                    (Portee::Groupe(ligne.sens, groupe), details)
                }
                _ => (Portee::Compte(ligne.sens, numero(ligne)), comptes[&cle(ligne)].sous(&self.lignes, rang, gardee)),
            };
            let details: Vec<usize> = details.into_iter().map(|i| places[i]).collect();
            budget.totaux.extend(totaux(portee, (&ligne.dispositif, &ligne.montants), details, |_| Vec::new()));
        }
        drop(comptes);
        let gardee = |(ligne, sommet): (LigneDeBudget, bool)| (!sommet).then_some(ligne);
        budget.lignes.extend(self.lignes.into_iter().zip(sommets).filter_map(gardee));
        for total in &self.totaux {
            let (avant, apres) = (places[total.lignes], budget.lignes.len());
            let autres = &self.autres[..total.autres];
            let siens = total.pose(&budget.lignes, (depart, avant, apres), autres);
            budget.totaux.extend(siens);
        }
        budget.resultats.extend(self.resultats);
        budget.reprises.extend(self.reprises);
    }

    /// Among the rows of one group: whole ones above accounts are their totals; several whole ones, each with a label
    /// of its own, are its parts.
    fn distingue(&mut self, rangs: &[usize], sommets: &mut [bool]) {
        let entiers = || rangs.iter().copied().filter(|i| !self.lignes[*i].detail);
        if entiers().count() < rangs.len() {
            entiers().for_each(|i| sommets[i] = true);
            return;
        }
        let libelles: Vec<&String> = entiers().filter_map(|i| self.lignes[i].libelle.as_ref()).collect();
        let distincts = libelles.iter().collect::<BTreeSet<_>>().len() == libelles.len();
        if rangs.len() > 1 && libelles.len() == rangs.len() && distincts {
            rangs.iter().for_each(|i| self.lignes[*i].detail = true);
        }
    }
}

impl Total {
    /// The totals that it states, with the rows that each adds up: those above, else those below.
    fn pose(
        &self,
        lignes: &[LigneDeBudget],
        (debut, avant, apres): (usize, usize, usize),
        autres: &[(Sens, Colonne, Exact)],
    ) -> Vec<TotalDeBudget> {
        let du_tableau = |i: &usize| self.dispositif.is_none() || lignes[*i].dispositif == self.dispositif;
        let propre = |i: &usize| lignes[*i].dispositif.is_none();
        let ou = |dans: &dyn Fn(&LigneDeBudget) -> bool| {
            let parmi = |rangs: std::ops::Range<usize>| {
                let siens: Vec<usize> = rangs.filter(|i| dans(&lignes[*i])).filter(du_tableau).collect();
                let du_service: Vec<usize> = siens.iter().copied().filter(propre).collect();
                if self.dispositif.is_none() && !du_service.is_empty() { du_service } else { siens }
            };
            let au_dessus = parmi(debut..avant);
            if au_dessus.is_empty() { parmi(avant..apres) } else { au_dessus }
        };
        let du_groupe = |sens, groupe| ou(&|l: &LigneDeBudget| (l.sens, l.groupe) == (sens, groupe));
        let (portee, details) = match self.lu {
            TotalLu::Groupe(groupe, Some(sens)) => (Portee::Groupe(sens, groupe), du_groupe(sens, Some(groupe))),
            TotalLu::Sens(Some(sens)) => self.du_sens(lignes, sens, ou(&|l: &LigneDeBudget| l.sens == sens)),
            TotalLu::General(Some(sens)) => (Portee::General(sens), ou(&|l: &LigneDeBudget| l.sens == sens)),
            _ => return Vec::new(),
        };
        let cote = match portee {
            Portee::Groupe(..) | Portee::Compte(..) => None,
            Portee::Sens(sens) | Portee::General(sens) => Some(sens),
        };
        let les_autres = |colonne| {
            let siens = autres.iter().filter(|(sens, c, _)| Some(*sens) == cote && *c == colonne);
            siens.map(|(_, _, n)| *n).collect()
        };
        totaux(portee, (&self.dispositif, &self.montants), details, les_autres)
    }

    /// A plain « Total » below the accounts of one group is that group's when it is their sum.
    fn du_sens(&self, lignes: &[LigneDeBudget], sens: Sens, details: Vec<usize>) -> (Portee, Vec<usize>) {
        let Some((_, groupe)) = self.courant.filter(|(cote, _)| *cote == sens) else {
            return (Portee::Sens(sens), details);
        };
        let siens: Vec<usize> = details.iter().copied().filter(|i| lignes[*i].groupe == Some(groupe)).collect();
        let somme =
            |colonne| siens.iter().map(|i| lignes[*i].montants.nombre(colonne).unwrap_or_default()).sum::<Exact>();
        let egale = Colonne::TOUTES.iter().all(|c| self.montants.nombre(*c).is_none_or(|n| n == somme(*c)));
        let accounts = siens.iter().all(|i| lignes[*i].detail) && siens.len() < details.len();
        if egale && accounts { (Portee::Groupe(sens, groupe), siens) } else { (Portee::Sens(sens), details) }
    }
}

/// The number of the account of a row.
fn numero(ligne: &LigneDeBudget) -> u32 {
    ligne.compte.as_deref().and_then(compte_de).and_then(|numero| numero.parse().ok()).unwrap_or_default()
}

fn cle(ligne: &LigneDeBudget) -> Cle {
    (ligne.dispositif.clone(), ligne.sens, ligne.groupe)
}

/// One total per column that has a figure.
fn totaux(
    portee: Portee,
    (dispositif, montants): (&Option<String>, &Montants),
    details: Vec<usize>,
    autres: impl Fn(Colonne) -> Vec<Exact>,
) -> Vec<TotalDeBudget> {
    let total = |colonne| {
        let (nombre, (_, span)) = montants.nombre(colonne).zip(montants.cellule(colonne))?;
        let (dispositif, details, span) = (dispositif.clone(), details.clone(), span.clone());
        Some(TotalDeBudget { portee, dispositif, colonne, nombre, details, autres: autres(colonne), span })
    };
    Colonne::TOUTES.into_iter().filter_map(total).collect()
}
