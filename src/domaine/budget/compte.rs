//! The compte administratif: sums by group and side, with the cells that they rest on. A missing amount is never zero.

use super::{Budget, Colonne, Groupe, LigneDeBudget, Portee, Sens, TotalDeBudget};
use crate::diagnostic::Span;
use crate::domaine::dossier::Saisie;
use crate::domaine::exact::Exact;
use std::collections::{BTreeMap, BTreeSet};

/// An exact sum, and what it rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Somme {
    /// Euros; `None` when an amount is missing.
    pub nombre: Option<Exact>,
    /// The rows: indices in [`Budget::lignes`].
    pub lignes: Vec<usize>,
    /// The cells whose amounts it adds up.
    pub cellules: Vec<Span>,
    /// The cells without an amount that keep it from being known.
    pub manquantes: Vec<Span>,
    /// The groups that no table gives, which keep it from being known.
    pub absents: Vec<(Sens, Groupe)>,
}

impl Somme {
    const NULLE: Self = Self {
        nombre: Some(Exact::ZERO),
        lignes: Vec::new(),
        cellules: Vec::new(),
        manquantes: Vec::new(),
        absents: Vec::new(),
    };

    fn plus(mut self, autre: Self) -> Self {
        self.nombre = self.nombre.zip(autre.nombre).map(|(a, b)| a + b);
        self.lignes.extend(autre.lignes);
        self.cellules.extend(autre.cellules);
        self.manquantes.extend(autre.manquantes);
        self.absents.extend(autre.absents);
        self
    }

    fn opposee(self) -> Self {
        Self { nombre: self.nombre.map(|n| -n), ..self }
    }
}

/// Each time that the tables give a group: one whole row, or the accounts of one table, as indices in
/// [`Budget::lignes`]. Several mentions of one group should give the same figures.
pub type Mentions<'a> = BTreeMap<(Option<&'a str>, Sens, Option<Groupe>), Vec<Vec<usize>>>;

/// The mentions of every group of every dispositif, in reading order.
pub fn mentions(budget: &Budget) -> Mentions<'_> {
    let mut mentions: Mentions<'_> = BTreeMap::new();
    let mut details = BTreeMap::new();
    for (rang, ligne) in budget.lignes.iter().enumerate() {
        let cle = (ligne.dispositif.as_deref(), ligne.sens, ligne.groupe);
        let siennes = mentions.entry(cle).or_default();
        if !ligne.detail {
            siennes.push(vec![rang]);
            continue;
        }
        let place = *details.entry((cle, &ligne.span.file, &ligne.span.sheet)).or_insert_with(|| {
            siennes.push(Vec::new());
            siennes.len() - 1
        });
        siennes[place].push(rang);
    }
    mentions
}

impl Budget {
    /// What a mention of a group amounts to; where rows lack their amounts, what the same table states for the account
    /// that they detail, or for the group. `None` for the number and no missing cell where the table has no such column.
    pub fn somme(&self, mention: &[usize], colonne: Colonne) -> Somme {
        let somme = self.somme_des_lignes(mention, colonne, &[]);
        if somme.nombre.is_some() {
            return somme;
        }
        let somme = self.somme_des_lignes(mention, colonne, &self.comptes_totalises(mention, colonne));
        let premiere = mention.first().and_then(|i| self.lignes.get(*i)).filter(|_| somme.nombre.is_none());
        match premiere.and_then(|ligne| self.total_du_groupe(ligne, colonne)) {
            Some((nombre, span)) => {
                Somme { nombre: Some(nombre), cellules: vec![span.clone()], manquantes: Vec::new(), ..somme }
            }
            None => somme,
        }
    }

    /// Rows added up for the check of a total: a blank one counts for nothing, an account's own amount stands for rows
    /// that lack theirs, unless `seules`. `None` when an amount is unknown, or when the table has no such column.
    pub fn addition(&self, rangs: &[usize], colonne: Colonne, seules: bool) -> Option<Exact> {
        let totaux = if seules { Vec::new() } else { self.comptes_totalises(rangs, colonne) };
        let couvertes: BTreeSet<usize> = totaux.iter().flat_map(|total| total.details.iter().copied()).collect();
        let depart = totaux.iter().map(|total| total.nombre).sum();
        let mut autres = rangs.iter().filter(|i| !couvertes.contains(i));
        autres.try_fold(depart, |somme: Exact, i| match self.lignes.get(*i)?.montants.cellule(colonne)? {
            (Saisie::Nombre(n), _) => Some(somme + *n),
            (Saisie::Vide, _) => Some(somme),
            (Saisie::Manquant | Saisie::Illisible, _) => None,
        })
    }

    /// The rows added up, but for those that one of `totaux` stands for.
    fn somme_des_lignes(&self, mention: &[usize], colonne: Colonne, totaux: &[&TotalDeBudget]) -> Somme {
        let mut somme = Somme { lignes: mention.to_vec(), ..Somme::NULLE };
        somme.nombre = Some(totaux.iter().map(|total| total.nombre).sum());
        somme.cellules = totaux.iter().map(|total| total.span.clone()).collect();
        let couvertes: BTreeSet<usize> = totaux.iter().flat_map(|total| total.details.iter().copied()).collect();
        for ligne in mention.iter().filter(|i| !couvertes.contains(i)).filter_map(|i| self.lignes.get(*i)) {
            let nombre = ligne.montants.nombre(colonne);
            somme.nombre = somme.nombre.zip(nombre).map(|(a, b)| a + b);
            match ligne.montants.cellule(colonne) {
                Some((_, span)) if nombre.is_some() => somme.cellules.push(span.clone()),
                Some((_, span)) => somme.manquantes.push(span.clone()),
                None => {}
            }
        }
        somme
    }

    /// The accounts whose own amount stands for rows of a mention that do not all have theirs, the widest ones.
    fn comptes_totalises(&self, mention: &[usize], colonne: Colonne) -> Vec<&TotalDeBudget> {
        let sans = |i: &usize| self.lignes.get(*i).is_some_and(|l| l.montants.nombre(colonne).is_none());
        let manquantes: BTreeSet<usize> = mention.iter().copied().filter(sans).collect();
        let utile = |t: &&TotalDeBudget| {
            matches!(t.portee, Portee::Compte(..))
                && t.colonne == colonne
                && t.details.iter().any(|i| manquantes.contains(i))
        };
        let mut totaux: Vec<&TotalDeBudget> = self.totaux.iter().filter(utile).collect();
        totaux.sort_by_key(|t| std::cmp::Reverse(t.details.len()));
        let mut couvertes = BTreeSet::new();
        totaux.retain(|t| {
            let libre = t.details.iter().all(|i| !couvertes.contains(i));
            couvertes.extend(t.details.iter().copied().filter(|_| libre));
            libre
        });
        totaux
    }

    fn total_du_groupe(&self, ligne: &LigneDeBudget, colonne: Colonne) -> Option<(Exact, &Span)> {
        let portee = ligne.groupe.map_or(Portee::Sens(ligne.sens), |groupe| Portee::Groupe(ligne.sens, groupe));
        let du_groupe = self.totaux.iter().filter(|t| t.portee == portee && t.colonne == colonne);
        let mut ici = du_groupe.filter(|t| t.span.file == ligne.span.file && t.span.sheet == ligne.span.sheet);
        ici.find(|t| t.dispositif == ligne.dispositif).map(|t| (t.nombre, &t.span))
    }
}

/// The account of a dispositif, or of the whole service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompteAdministratif {
    /// Code of the dispositif; `None` for the whole service.
    pub dispositif: Option<String>,
    groupes: BTreeMap<(Sens, Option<Groupe>), BTreeMap<Colonne, Somme>>,
    reprises: BTreeMap<Colonne, Somme>,
    /// Sides whose own typed total is the sum of the groups given: those that are absent are nothing.
    confirmes: BTreeSet<(Sens, Colonne)>,
}

impl CompteAdministratif {
    /// The account of the whole service, then those of the dispositifs that have their own rows.
    pub fn tous(budget: &Budget) -> Vec<Self> {
        let mentions = mentions(budget);
        let codes: BTreeSet<&str> = mentions.keys().filter_map(|(code, _, _)| *code).collect();
        let siens: Vec<Self> = codes.iter().map(|code| Self::tire(budget, &mentions, Some(code))).collect();
        let propre = mentions.keys().any(|(code, _, _)| code.is_none());
        let service = match siens.is_empty() || propre {
            true => Some(Self::tire(budget, &mentions, None)).filter(|_| propre),
            false => Some(Self::additionne(budget, &siens)),
        };
        service.into_iter().chain(siens).collect()
    }

    fn tire(budget: &Budget, mentions: &Mentions<'_>, code: Option<&str>) -> Self {
        let siennes = mentions.iter().filter(|((dispositif, _, _), _)| *dispositif == code);
        let groupes = siennes.map(|((_, sens, groupe), siennes)| {
            let sommes = Colonne::TOUTES.map(|colonne| (colonne, premiere(budget, siennes, colonne)));
            ((*sens, *groupe), BTreeMap::from(sommes))
        });
        let mut compte = Self {
            dispositif: code.map(str::to_owned),
            groupes: groupes.collect(),
            reprises: Colonne::TOUTES.map(|colonne| (colonne, reprises(budget, code, colonne))).into(),
            confirmes: BTreeSet::new(),
        };
        let du_sens = |total: &&TotalDeBudget| total.dispositif.as_deref() == code;
        for total in budget.totaux.iter().filter(du_sens) {
            if let Portee::Sens(sens) = total.portee {
                let confirme = compte.presents(sens, total.colonne).nombre == Some(total.nombre);
                let confirme = confirme && !compte.par_compte(sens);
                compte.confirmes.extend(Some((sens, total.colonne)).filter(|_| confirme));
            }
        }
        compte
    }

    /// The service as the sum of its dispositifs, where no row is about the service itself.
    fn additionne(budget: &Budget, siens: &[Self]) -> Self {
        let mut somme = Self {
            dispositif: None,
            groupes: BTreeMap::new(),
            reprises: Colonne::TOUTES.map(|colonne| (colonne, Somme::NULLE)).into(),
            confirmes: BTreeSet::new(),
        };
        let cles: BTreeSet<(Sens, Option<Groupe>)> = siens.iter().flat_map(|c| c.groupes.keys().copied()).collect();
        for (sens, groupe) in cles {
            let de = |colonne| siens.iter().map(|c| c.part(sens, groupe, colonne)).fold(Somme::NULLE, Somme::plus);
            somme.groupes.insert((sens, groupe), Colonne::TOUTES.map(|colonne| (colonne, de(colonne))).into());
        }
        for colonne in Colonne::TOUTES {
            let reprise = siens.iter().map(|c| c.reprise(colonne)).fold(reprises(budget, None, colonne), Somme::plus);
            somme.reprises.insert(colonne, reprise);
        }
        somme
    }

    /// True when a table gives this group.
    pub fn a(&self, sens: Sens, groupe: Groupe) -> bool {
        self.groupes.contains_key(&(sens, Some(groupe)))
    }

    /// True when the tables give this side by account only.
    pub fn par_compte(&self, sens: Sens) -> bool {
        self.groupes.contains_key(&(sens, None)) && !Groupe::TOUS.into_iter().any(|groupe| self.a(sens, groupe))
    }

    /// What a group amounts to. One that its own side shows to be nothing, by a typed total, is zero.
    pub fn groupe(&self, sens: Sens, groupe: Groupe, colonne: Colonne) -> Somme {
        self.part(sens, Some(groupe), colonne)
    }

    /// What the accounts that no group holds amount to; `None` where there are none.
    pub fn comptes(&self, sens: Sens, colonne: Colonne) -> Option<Somme> {
        self.groupes.get(&(sens, None)).and_then(|sommes| sommes.get(&colonne)).cloned()
    }

    fn part(&self, sens: Sens, groupe: Option<Groupe>, colonne: Colonne) -> Somme {
        match self.groupes.get(&(sens, groupe)).and_then(|sommes| sommes.get(&colonne)) {
            Some(somme) => somme.clone(),
            None if self.confirmes.contains(&(sens, colonne)) => Somme::NULLE,
            None => Somme { absents: groupe.map(|groupe| (sens, groupe)).into_iter().collect(), ..Somme::default() },
        }
    }

    /// The groups of a side that tables give, added up.
    fn presents(&self, sens: Sens, colonne: Colonne) -> Somme {
        let siens = Groupe::TOUS.into_iter().filter(|groupe| self.a(sens, *groupe));
        siens.map(|groupe| self.groupe(sens, groupe, colonne)).fold(Somme::NULLE, Somme::plus)
    }

    /// The three groups of a side added up, or its accounts where there are no groups.
    pub fn total(&self, sens: Sens, colonne: Colonne) -> Somme {
        if let Some(comptes) = self.comptes(sens, colonne).filter(|_| self.par_compte(sens)) {
            return comptes;
        }
        Groupe::TOUS.map(|groupe| self.groupe(sens, groupe, colonne)).into_iter().fold(Somme::NULLE, Somme::plus)
    }

    /// Produits − charges: positive for an excédent.
    pub fn resultat(&self, colonne: Colonne) -> Somme {
        self.total(Sens::Produits, colonne).plus(self.total(Sens::Charges, colonne).opposee())
    }

    /// Results of earlier years carried over: positive for an excédent. Zero where no table carries any.
    pub fn reprise(&self, colonne: Colonne) -> Somme {
        self.reprises.get(&colonne).cloned().unwrap_or_default()
    }

    /// Produits − charges, with the results carried over.
    pub fn solde(&self, colonne: Colonne) -> Somme {
        self.resultat(colonne).plus(self.reprise(colonne))
    }

    /// Réalisé − budget autorisé of a group; `None` when one is missing.
    pub fn ecart(&self, sens: Sens, groupe: Groupe) -> Option<Exact> {
        let de = |colonne| self.groupe(sens, groupe, colonne).nombre;
        Some(de(Colonne::Realise)? - de(Colonne::Autorise)?)
    }
}

/// The first mention that gives an amount; else what the mentions lack.
fn premiere(budget: &Budget, mentions: &[Vec<usize>], colonne: Colonne) -> Somme {
    let sommes: Vec<Somme> = mentions.iter().map(|mention| budget.somme(mention, colonne)).collect();
    let connue = sommes.iter().find(|somme| somme.nombre.is_some()).cloned();
    connue.unwrap_or_else(|| Somme { nombre: None, ..sommes.into_iter().fold(Somme::NULLE, Somme::plus) })
}

fn reprises(budget: &Budget, code: Option<&str>, colonne: Colonne) -> Somme {
    let siennes = budget.reprises.iter().filter(|r| r.dispositif.as_deref() == code);
    let lues = siennes.filter_map(|r| Some((r.signee(colonne), r.montants.cellule(colonne)?)));
    lues.fold(Somme::NULLE, |mut somme, (nombre, (saisie, span))| {
        match nombre {
            Some(n) => {
                somme.nombre = somme.nombre.map(|total| total + n);
                somme.cellules.push(span.clone());
            }
            None if *saisie == Saisie::Vide => {}
            None => {
                somme.nombre = None;
                somme.manquantes.push(span.clone());
            }
        }
        somme
    })
}
