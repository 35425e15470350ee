//! Populations as the office declares them, each count with its cell.

use crate::calculer::contexte::{Contexte, Sujet};
use crate::domaine::indicateur::Valeur;
use crate::domaine::population::{Critere, EffectifDeclare, NON_RENSEIGNE, Population, Ventilation};
use std::collections::{BTreeMap, BTreeSet};

/// What stands for one table: a criterion and what it is crossed with.
type Cle = (Critere, Option<Critere>);

/// The declared tables of a population, of the dispositif itself or of the service; a groupe declares none.
pub(super) fn ventilations(c: &Contexte<'_>, population: Population) -> Vec<Ventilation> {
    let code = match &c.sujet {
        Sujet::Dispositif(tableau) => Some(&tableau.dispositif.code),
        Sujet::Groupe(_) => return Vec::new(),
        Sujet::Service(_) => None,
    };
    let mut tables: BTreeMap<Cle, Vec<&EffectifDeclare>> = BTreeMap::new();
    let declares = c.controle.dossier().repartitions.iter();
    for effectif in declares.filter(|e| e.population == population && e.dispositif.as_ref() == code) {
        let cle = (effectif.critere, effectif.croise.as_ref().map(|(critere, _)| *critere));
        tables.entry(cle).or_default().push(effectif);
    }
    tables.into_iter().filter_map(|(cle, effectifs)| ventilation(population, cle, &effectifs)).collect()
}

fn ventilation(population: Population, (critere, par): Cle, declares: &[&EffectifDeclare]) -> Option<Ventilation> {
    let colonne_de = |e: &EffectifDeclare| e.croise.as_ref().map(|(_, modalite)| modalite.clone()).unwrap_or_default();
    let (lignes, colonnes) = (en_ordre(declares, |e| e.modalite.clone()), en_ordre(declares, colonne_de));
    let absente = || Valeur::manquante("non renseigné");
    let mut effectifs = vec![vec![absente(); colonnes.len()]; lignes.len()];
    let rang = |liste: &[String]| -> BTreeMap<String, usize> {
        liste.iter().enumerate().map(|(rang, nom)| (nom.clone(), rang)).collect()
    };
    let (rang_de_ligne, rang_de_colonne) = (rang(&lignes), rang(&colonnes));
    for effectif in declares {
        let ligne = rang_de_ligne.get(&effectif.modalite)?;
        let case = &mut effectifs[*ligne][*rang_de_colonne.get(&colonne_de(effectif))?];
        let valeur = match effectif.saisie.nombre() {
            Some(nombre) => Valeur::connue(nombre, BTreeSet::from([effectif.span.clone()])),
            None => Valeur::manquante(format!("non renseigné en {}", effectif.span.short())),
        };
        // one modalité on several rows (two spellings) adds up
        *case = match case.nombre {
            Ok(_) => Valeur::somme([&*case, &valeur]),
            Err(_) => valeur,
        };
    }
    let unite = declares.first()?.unite;
    let reference = String::new();
    Some(Ventilation { population, critere, par, unite, reference, lignes, colonnes, effectifs })
}

/// Names in the order of the table, « non renseigné » last.
fn en_ordre(declares: &[&EffectifDeclare], nom: impl Fn(&EffectifDeclare) -> String) -> Vec<String> {
    let mut vus = BTreeSet::new();
    let mut noms: Vec<String> = declares.iter().map(|e| nom(e)).filter(|n| vus.insert(n.clone())).collect();
    noms.sort_by_key(|nom| nom == NON_RENSEIGNE);
    noms
}
