//! Ventilations from the counts that an office declares (§ 4.9), where no follow-up table tells: the same sections and
//! charts.

use crate::calculer::contexte::{Contexte, Sujet};
use crate::domaine::dossier::Saisie;
use crate::domaine::indicateur::Valeur;
use crate::domaine::population::{Critere, EffectifDeclare, NON_RENSEIGNE, Population, Ventilation};
use crate::domaine::reglages::UniteDeCompte;
use std::collections::{BTreeMap, BTreeSet};

/// What makes one ventilation.
type Cle = (Population, Critere, Option<Critere>, &'static str);

/// The declared ventilations of a population, of a dispositif or of the whole service: its own counts, else those of its
/// dispositifs when every one has some; a groupe declares none.
pub(super) fn ventilations(c: &Contexte<'_>, population: Population) -> Vec<Ventilation> {
    let code = match &c.sujet {
        Sujet::Dispositif(tableau) => Some(tableau.dispositif.code.as_str()),
        Sujet::Groupe(_) => return Vec::new(),
        Sujet::Service(_) => None,
    };
    let controle = c.controle;
    let mut ensembles: BTreeMap<Cle, Vec<&EffectifDeclare>> = BTreeMap::new();
    for effectif in controle.dossier().repartitions.iter().filter(|e| e.population == population) {
        let croise = effectif.croise.as_ref().map(|(critere, _)| *critere);
        let cle = (effectif.population, effectif.critere, croise, effectif.unite.pluriel());
        ensembles.entry(cle).or_default().push(effectif);
    }
    let codes: Vec<&str> = controle.reglages().dispositifs.iter().map(|d| d.code.as_str()).collect();
    let ventile = |((population, critere, par, _), effectifs): (Cle, Vec<&EffectifDeclare>)| {
        // the same population along the same criterion in two tables would be counted twice
        let retenus = d_une_seule_table(retenus(effectifs, code, &codes));
        let unite = retenus.first()?.unite;
        Some(ventilation((population, critere, par, unite), &retenus))
    };
    ensembles.into_iter().filter_map(ventile).collect()
}

fn retenus<'a>(effectifs: Vec<&'a EffectifDeclare>, code: Option<&str>, codes: &[&str]) -> Vec<&'a EffectifDeclare> {
    let propres: Vec<_> = effectifs.iter().copied().filter(|e| e.dispositif.as_deref() == code).collect();
    let dit = |code: &&str| effectifs.iter().any(|e| e.dispositif.as_deref() == Some(code));
    let par_parts = code.is_none() && propres.is_empty() && codes.iter().all(dit);
    if par_parts { effectifs } else { propres }
}

/// Those of the first table only, when several give the same modalité of the same dispositif.
fn d_une_seule_table(effectifs: Vec<&EffectifDeclare>) -> Vec<&EffectifDeclare> {
    let Some(premier) = effectifs.first().map(|e| (&e.span.file, &e.span.sheet)) else { return effectifs };
    let de_la_premiere = |e: &&EffectifDeclare| (&e.span.file, &e.span.sheet) == premier;
    let cle = |e: &EffectifDeclare| (e.modalite.clone(), e.croise.clone(), e.dispositif.clone());
    let siennes: BTreeSet<_> = effectifs.iter().filter(|e| de_la_premiere(e)).map(|e| cle(e)).collect();
    let doublee = effectifs.iter().any(|e| !de_la_premiere(e) && siennes.contains(&cle(e)));
    if doublee { effectifs.into_iter().filter(de_la_premiere).collect() } else { effectifs }
}

fn ventilation(
    (population, critere, par, unite): (Population, Critere, Option<Critere>, UniteDeCompte),
    effectifs: &[&EffectifDeclare],
) -> Ventilation {
    let (mut lignes, mut colonnes) = (Ordre::default(), Ordre::default());
    let mut cases: BTreeMap<(usize, usize), Vec<Valeur>> = BTreeMap::new();
    for effectif in effectifs {
        let colonne = effectif.croise.as_ref().map_or("", |(_, mot)| mot.as_str());
        let place = (lignes.rang(&effectif.modalite), colonnes.rang(colonne));
        cases.entry(place).or_default().push(valeur(effectif));
    }
    let case = |ligne, colonne| {
        let vide = || Valeur::manquante("non renseigné");
        cases.get(&(ligne, colonne)).map_or_else(vide, Valeur::somme)
    };
    let rangs = lignes.en_ordre();
    let effectifs = rangs.iter().map(|l| (0..colonnes.mots.len()).map(|c| case(*l, c)).collect()).collect();
    Ventilation {
        population,
        critere,
        par,
        unite,
        reference: String::new(),
        lignes: rangs.iter().map(|rang| lignes.mots[*rang].clone()).collect(),
        colonnes: colonnes.mots,
        effectifs,
        marges: None,
    }
}

fn valeur(effectif: &EffectifDeclare) -> Valeur {
    match &effectif.saisie {
        Saisie::Nombre(n) => Valeur::lue(*n, &effectif.span),
        _ => Valeur::manquante(format!("non renseigné en {}", effectif.span.short())),
    }
}

/// Words in the order in which the table gives them, each once.
#[derive(Default)]
struct Ordre {
    mots: Vec<String>,
    rangs: BTreeMap<String, usize>,
}

impl Ordre {
    fn rang(&mut self, mot: &str) -> usize {
        *self.rangs.entry(mot.to_owned()).or_insert_with(|| {
            self.mots.push(mot.to_owned());
            self.mots.len() - 1
        })
    }

    /// Every rank, that of « non renseigné » last.
    fn en_ordre(&self) -> Vec<usize> {
        let mut rangs: Vec<usize> = (0..self.mots.len()).collect();
        rangs.sort_by_key(|rang| self.mots[*rang] == NON_RENSEIGNE);
        rangs
    }
}
