//! The tables of populations as counts of the system: cells, margins, totals; what is the same count in two tables is one.

use super::systeme::{Cle, Etat, Systeme};
use crate::domaine::indicateur::{Indicateurs, Perimetre, Valeur};
use crate::domaine::population::{Critere, Population, Ventilation};
use crate::domaine::reglages::UniteDeCompte;

/// The counts of one table, as it stands; none where a figure is missing.
pub(super) struct Comptes {
    /// The place of its lines among the tables of the system, and that of its crossing.
    pub(super) detail: usize,
    pub(super) croisement: Option<usize>,
    pub(super) cases: Vec<Vec<Option<usize>>>,
    pub(super) lignes: Vec<Option<usize>>,
    pub(super) colonnes: Vec<Option<usize>>,
    pub(super) total: Option<usize>,
}

/// « suivis/mesures ».
pub(super) fn domaine(population: Population, unite: UniteDeCompte) -> String {
    format!("{}/{}", population.cle(), unite.pluriel())
}

/// The key of a count.
pub(super) fn cle(domaine: &str, places: &[(Critere, &str)]) -> Cle {
    let mut places: Vec<_> = places.iter().map(|(c, m)| (c.cle().to_owned(), (*m).to_owned())).collect();
    places.sort();
    (domaine.to_owned(), places)
}

/// The number of a count: whole and not negative, else nothing.
pub(super) fn entier(valeur: &Valeur) -> Option<i64> {
    i64::try_from(valeur.exact()?.entier()?).ok().filter(|n| (0..1_000_000_000).contains(n))
}

/// The movement that fixes the number of a population.
pub(super) fn mouvement(population: Population) -> &'static str {
    match population {
        Population::Admissions => "entrees",
        Population::Suivis => "file_active_mesures",
        Population::Sorties => "sorties",
        Population::Presents => "presents_fin",
        Population::Attente => "attente_mesures",
    }
}

/// What the movements say: known, but for the waiting list.
pub(super) fn mouvements(systeme: &mut Systeme, indicateurs: &Indicateurs) {
    for (population, _, _) in Population::TOUTES {
        let etat = if population == Population::Attente { Etat::Publiee } else { Etat::Connue };
        let domaine = domaine(population, UniteDeCompte::Mesure);
        let valeur = |p: &Perimetre| entier(&p.annuel(mouvement(population)));
        if let Some(n) = indicateurs.service().and_then(valeur) {
            systeme.variable(cle(&domaine, &[]), n, etat);
        }
        for p in indicateurs.dispositifs() {
            if let Some(n) = valeur(p) {
                systeme.variable(cle(&domaine, &[(Critere::Dispositif, &p.code)]), n, etat);
            }
        }
    }
}

/// Adds a table.
pub(super) fn ajoute(systeme: &mut Systeme, v: &Ventilation) -> Comptes {
    let domaine = domaine(v.population, v.unite);
    let compte = |systeme: &mut Systeme, places: &[(Critere, &str)], valeur: &Valeur| {
        entier(valeur).map(|n| systeme.variable(cle(&domaine, places), n, Etat::Publiee))
    };
    let cases: Vec<Vec<Option<usize>>> = v
        .lignes
        .iter()
        .zip(&v.effectifs)
        .map(|(ligne, effectifs)| {
            let case = |(colonne, n): (&String, &Valeur)| match v.par {
                Some(par) => compte(systeme, &[(v.critere, ligne), (par, colonne)], n),
                None => compte(systeme, &[(v.critere, ligne)], n),
            };
            v.colonnes.iter().zip(effectifs).map(case).collect()
        })
        .collect();
    let ligne = |(rang, nom): (usize, &String)| compte(systeme, &[(v.critere, nom)], &v.ligne(rang));
    let lignes: Vec<Option<usize>> = v.lignes.iter().enumerate().map(ligne).collect();
    let colonne = |(rang, nom): (usize, &String)| compte(systeme, &[(v.par?, nom)], &v.colonne(rang));
    let colonnes: Vec<Option<usize>> = v.colonnes.iter().enumerate().map(colonne).collect();
    let total = compte(systeme, &[], &v.total());
    // the margins of its columns are printed with its cells, and nowhere else
    let des_cases = || cases.iter().flatten().chain(&colonnes).flatten().copied().collect();
    let croisement = v.par.map(|_| systeme.table(des_cases(), None));
    let detail = systeme.table(lignes.iter().flatten().copied().collect(), croisement);
    let comptes = Comptes { detail, croisement, cases, lignes, colonnes, total };
    sommes(systeme, v, &comptes);
    comptes
}

/// Its margins and its total are sums.
fn sommes(systeme: &mut Systeme, v: &Ventilation, comptes: &Comptes) {
    let mut somme = |total: Option<usize>, parties: Option<Vec<usize>>| {
        if let (Some(total), Some(parties)) = (total, parties) {
            systeme.total(total, parties);
        }
    };
    if v.par.is_some() {
        for (ligne, cases) in comptes.lignes.iter().zip(&comptes.cases) {
            somme(*ligne, cases.iter().copied().collect());
        }
        for (rang, colonne) in comptes.colonnes.iter().enumerate() {
            somme(*colonne, comptes.cases.iter().map(|cases| cases.get(rang).copied().flatten()).collect());
        }
        somme(comptes.total, comptes.colonnes.iter().copied().collect());
    }
    somme(comptes.total, comptes.lignes.iter().copied().collect());
}
