//! Counts per dispositif of every table of populations, and their sums over a perimetre.

use super::axes::Axe;
use super::cas::Cas;
use super::tranches::Tranches;
use crate::calculer::contexte::{Contexte, Sujet};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::population::{Critere, NON_RENSEIGNE, Population, Ventilation};
use crate::domaine::reglages::{Reglages, UniteDeCompte};
use crate::domaine::suivi::{Colonne, Suivi};
use crate::francais::date_en_lettres;

use Population::{Admissions, Attente, Presents, Sorties, Suivis};

/// A criterion alone or crossed with another, and the populations that it is printed for.
const CROISEMENTS: [(Critere, Option<Critere>, &[Population]); 16] = [
    (Critere::Sexe, None, &[Admissions, Suivis, Sorties, Presents, Attente]),
    (Critere::Age, Some(Critere::Sexe), &[Admissions, Suivis, Sorties, Presents, Attente]),
    (Critere::Territoire, Some(Critere::Dispositif), &[Admissions, Suivis, Sorties, Presents, Attente]),
    (Critere::Prescripteur, None, &[Admissions, Suivis, Presents, Attente]),
    (Critere::Cadre, None, &[Admissions, Suivis, Sorties, Presents]),
    (Critere::Public, None, &[Admissions, Suivis, Presents]),
    (Critere::SituationParentale, None, &[Admissions, Suivis, Presents]),
    (Critere::Residence, None, &[Admissions, Suivis, Presents]),
    (Critere::Unite, None, &[Suivis, Presents]),
    (Critere::Referent, None, &[Presents]),
    (Critere::MotifFin, Some(Critere::Suite), &[Sorties]),
    (Critere::MotifFin, None, &[Sorties]),
    (Critere::Suite, None, &[Sorties]),
    (Critere::Duree, None, &[Sorties]),
    (Critere::Anciennete, None, &[Presents]),
    (Critere::Delai, None, &[Admissions, Attente]),
];

/// Columns of words.
const MOTS: [(Critere, Colonne); 10] = [
    (Critere::Sexe, Colonne::Sexe),
    (Critere::Territoire, Colonne::Territoire),
    (Critere::Prescripteur, Colonne::Prescripteur),
    (Critere::Public, Colonne::Public),
    (Critere::SituationParentale, Colonne::SituationParentale),
    (Critere::Residence, Colonne::Residence),
    (Critere::Unite, Colonne::Unite),
    (Critere::Referent, Colonne::Referent),
    (Critere::MotifFin, Colonne::MotifFin),
    (Critere::Suite, Colonne::Suite),
];

/// One table being counted.
struct Table {
    population: Population,
    ligne: usize,
    /// Index of the axis of the columns; none for a column alone, or for one column per dispositif.
    colonne: Option<usize>,
    par_dispositif: bool,
    /// Per dispositif, one after the other the columns of each line; empty where there is no mesure.
    comptes: Vec<Vec<u64>>,
    /// Lines and columns to print, in order.
    lignes: Vec<usize>,
    colonnes: Vec<usize>,
}

/// Counts of some mesures: per table, then as in it.
pub(super) type Comptes = Vec<Vec<Vec<u64>>>;

/// Every table, and what falls where.
pub(super) struct Tables {
    axes: Vec<Axe>,
    tables: Vec<Table>,
}

impl Tables {
    pub(super) fn new(suivi: &Suivi, reglages: &Reglages) -> Self {
        let mut axes: Vec<Axe> = MOTS.iter().filter_map(|(c, colonne)| Axe::mots(*c, *colonne, suivi)).collect();
        axes.extend(Axe::ages(suivi, reglages));
        axes.push(Axe::cadre(suivi, reglages));
        axes.push(Axe::tranches(Critere::Duree, Tranches::du_fichier("durees")));
        axes.push(Axe::tranches(Critere::Anciennete, Tranches::du_fichier("durees")));
        axes.push(Axe::tranches(Critere::Delai, Tranches::du_fichier("delais")));
        let axe = |critere| axes.iter().position(|a: &Axe| a.critere == critere);
        let mut tables = Vec::new();
        for (critere, par, populations) in CROISEMENTS {
            let Some(ligne) = axe(critere) else { continue };
            let colonne = par.and_then(axe);
            if critere == Critere::MotifFin && par.is_some() && colonne.is_none() {
                continue; // the motif alone comes next
            }
            tables.extend(populations.iter().map(|population| Table {
                population: *population,
                ligne,
                colonne,
                par_dispositif: par == Some(Critere::Dispositif),
                comptes: vec![Vec::new(); reglages.dispositifs.len() + 1],
                lignes: Vec::new(),
                colonnes: Vec::new(),
            }));
        }
        Self { axes, tables }
    }

    fn largeur(&self, table: &Table) -> usize {
        table.colonne.map_or(1, |axe| self.axes[axe].modalites.len())
    }

    /// Nothing counted yet, for [`Tables::compte`].
    pub(super) fn comptes(&self) -> Comptes {
        self.tables.iter().map(|table| vec![Vec::new(); table.comptes.len()]).collect()
    }

    /// Counts a mesure in every table of its population.
    pub(super) fn compte(&self, cas: &Cas<'_>, comptes: &mut Comptes) {
        let mut rangs: [Option<usize>; 32] = [None; 32];
        let axes = &self.axes;
        let mut rang = |axe: usize| *rangs[axe].get_or_insert_with(|| axes[axe].rang(cas));
        for (table, comptes) in self.tables.iter().zip(comptes).filter(|(t, _)| t.population == cas.population) {
            let largeur = self.largeur(table);
            let comptes = &mut comptes[cas.dispositif];
            if comptes.is_empty() {
                comptes.resize(largeur * axes[table.ligne].modalites.len(), 0);
            }
            let colonne = table.colonne.map_or(0, &mut rang);
            comptes[rang(table.ligne) * largeur + colonne] += 1;
        }
    }

    /// Adds what was counted of some mesures.
    pub(super) fn ajoute(&mut self, comptes: Comptes) {
        for (table, comptes) in self.tables.iter_mut().zip(comptes) {
            for (total, siens) in table.comptes.iter_mut().zip(comptes) {
                total.resize(total.len().max(siens.len()), 0);
                total.iter_mut().zip(siens).for_each(|(total, n)| *total += n);
            }
        }
    }

    /// Words in the order of their frequency, those of no mesure left out; bands and sexes as they are.
    pub(super) fn range(&mut self) {
        for n in 0..self.tables.len() {
            let table = &self.tables[n];
            let (axe, largeur) = (&self.axes[table.ligne], self.largeur(table));
            let total = |retenu: &dyn Fn(usize) -> bool| -> u64 {
                let comptes = table.comptes.iter().flat_map(|c| c.iter().enumerate());
                comptes.filter(|(place, _)| retenu(*place)).map(|(_, n)| n).sum()
            };
            let mut par_ligne = vec![0; axe.modalites.len()];
            for (place, n) in table.comptes.iter().flat_map(|c| c.iter().enumerate()) {
                par_ligne[place / largeur] += n;
            }
            let lignes = ordre(axe, &par_ligne, true);
            let colonnes = table.colonne.map_or_else(
                || vec![0],
                |colonne| {
                    let axe = &self.axes[colonne];
                    let par_colonne: Vec<u64> =
                        (0..largeur).map(|colonne| total(&|place| place % largeur == colonne)).collect();
                    ordre(axe, &par_colonne, axe.critere == Critere::Sexe)
                },
            );
            let table = &mut self.tables[n];
            (table.lignes, table.colonnes) = (lignes, colonnes);
        }
    }

    /// The tables of a population over several dispositifs.
    pub(super) fn ventilations(&self, c: &Contexte<'_>, population: Population, rangs: &[usize]) -> Vec<Ventilation> {
        let siennes = self.tables.iter().filter(|t| t.population == population);
        siennes.map(|table| self.ventilation(c, table, rangs)).collect()
    }

    fn ventilation(&self, c: &Contexte<'_>, table: &Table, rangs: &[usize]) -> Ventilation {
        let (axe, largeur) = (&self.axes[table.ligne], self.largeur(table));
        let en_colonnes = table.par_dispositif && !matches!(c.sujet, Sujet::Dispositif(_));
        let nombre = |dispositifs: &[usize], ligne: usize, colonne: usize| {
            let place = ligne * largeur + colonne;
            let du_dispositif = |rang: &usize| table.comptes.get(*rang).and_then(|comptes| comptes.get(place));
            let somme: u64 = dispositifs.iter().filter_map(du_dispositif).sum();
            c.compte_du_suivi(Exact::from(i128::from(somme)))
        };
        let effectifs = |ligne: &usize| -> Vec<Valeur> {
            if en_colonnes {
                return rangs.iter().map(|rang| nombre(&[*rang], *ligne, 0)).collect();
            }
            table.colonnes.iter().map(|colonne| nombre(rangs, *ligne, *colonne)).collect()
        };
        let code = |rang: &usize| {
            c.reglages().dispositifs.get(*rang).map_or_else(|| NON_RENSEIGNE.to_owned(), |d| d.code.clone())
        };
        let (par, colonnes) = match table.colonne {
            _ if en_colonnes => (Some(Critere::Dispositif), rangs.iter().map(code).collect()),
            Some(colonne) => {
                let axe = &self.axes[colonne];
                (Some(axe.critere), table.colonnes.iter().map(|m| axe.modalites[*m].clone()).collect())
            }
            None => (None, vec![String::new()]),
        };
        Ventilation {
            population: table.population,
            critere: axe.critere,
            par,
            unite: UniteDeCompte::Mesure,
            reference: reference(c, table.population, axe.critere),
            lignes: table.lignes.iter().map(|m| axe.modalites[*m].clone()).collect(),
            colonnes,
            effectifs: table.lignes.iter().map(effectifs).collect(),
            marges: None,
        }
    }
}

/// « non renseigné » stays the last line even when nobody is there; as a column it goes, but beside the sexes.
fn ordre(axe: &Axe, comptes: &[u64], inconnu_toujours: bool) -> Vec<usize> {
    let inconnu = axe.modalites.len() - 1;
    let derniere_bande =
        |m: usize| axe.critere == Critere::Age && m + 1 == inconnu && axe.modalites[m].starts_with("21 ");
    let garde = |m: &usize| comptes[*m] > 0 || (axe.fixes && !derniere_bande(*m));
    let mut retenues: Vec<usize> = (0..inconnu).filter(garde).collect();
    if !axe.fixes {
        retenues.sort_by_key(|m| std::cmp::Reverse(comptes[*m]));
    }
    retenues.extend((inconnu_toujours || comptes[inconnu] > 0).then_some(inconnu));
    retenues
}

/// When what is counted was measured.
fn reference(c: &Contexte<'_>, population: Population, critere: Critere) -> String {
    match (critere, population) {
        (Critere::Duree, _) | (Critere::Delai, Population::Admissions) => String::new(),
        (Critere::Age, Population::Admissions) => "à l’entrée".to_owned(),
        (Critere::Age, Population::Sorties) => "à la sortie".to_owned(),
        (Critere::Age | Critere::Anciennete, _) | (_, Population::Presents | Population::Attente) => {
            format!("au {}", date_en_lettres(c.recensement.periode.1))
        }
        _ => String::new(),
    }
}
