//! What is masked: the small counts, then as few others as it takes for each masked count to have two possible values,
//! and where that does not do, the detail of whole tables.

use super::echange::{EFFORT, Echange, au_moindre_cout, parmi_les_masquees};
use super::systeme::{Etat, Systeme};
use std::collections::BTreeSet;

/// Decides for every count. Cost: [`EFFORT`], two bounded searches per masked count at most, and as many rounds as there
/// are tables.
pub(super) fn resout(systeme: &mut Systeme) {
    for v in 0..systeme.variables.len() {
        if systeme.petite(v) {
            systeme.masque(v);
        }
    }
    let croisees: BTreeSet<usize> = systeme.croisements.iter().copied().flatten().collect();
    for table in croisees {
        if trop_fine(systeme, table) {
            retient_la_table(systeme, table);
        }
    }
    let mut effort = EFFORT;
    while let Some(v) = (0..systeme.variables.len()).find(|v| a_proteger(systeme, *v)) {
        if let Some(echange) = cherche(systeme, v, &mut effort) {
            retient(systeme, &echange);
        } else if !retient_le_detail(systeme, v) {
            // nothing more can be withheld: its table is not printed at all, and nobody knows that this count exists
            systeme.variables[v].ambigue = true;
        }
    }
}

/// A masked count that nothing protects yet. What a withheld detail holds needs no proof but for its small counts: nobody
/// knows which of the others are there, nor that they are masked.
fn a_proteger(systeme: &Systeme, v: usize) -> bool {
    let protegee = systeme.variables[v].ambigue;
    systeme.masquee(v) && !protegee && (systeme.petite(v) || !systeme.retenue(v))
}

fn cherche(systeme: &Systeme, v: usize, effort: &mut u64) -> Option<Echange> {
    parmi_les_masquees(systeme, v, effort).or_else(|| au_moindre_cout(systeme, v, effort))
}

/// A crossing of more cells than this is not published when most of what it counts is small: there would be nothing left to
/// read, after a long search.
const GRANDE: usize = 60;

fn trop_fine(systeme: &Systeme, table: usize) -> bool {
    let cases = &systeme.tables[table];
    let petites = cases.iter().filter(|v| systeme.petite(**v)).count();
    let nulles = cases.iter().filter(|v| systeme.variables[**v].valeur == 0).count();
    cases.len() > GRANDE && petites * 2 > cases.len() - nulles
}

/// Masks what the exchange needs masked; every count that it moves has two possible values.
fn retient(systeme: &mut Systeme, echange: &Echange) {
    for (v, _) in echange {
        systeme.masque(*v);
        systeme.variables[*v].ambigue = true;
    }
}

/// Withholds the crossings that a count stands in or is tied to, else the tables, nearest first; false when there are none
/// left.
fn retient_le_detail(systeme: &mut Systeme, v: usize) -> bool {
    let cercles = cercles_de(systeme, v, Systeme::retenable);
    let croisees: BTreeSet<usize> = systeme.croisements.iter().copied().flatten().collect();
    let proches = cercles.iter().take(PROCHES).map(|tables| tables.intersection(&croisees).copied().collect());
    // figures that every edition prints go last, and only for what a reader sees masked
    let fixes = || cercles_de(systeme, v, Systeme::est_fixe).into_iter().filter(|_| !systeme.retenue(v));
    let choix = proches.chain(cercles.iter().cloned()).chain(std::iter::once_with(fixes).flatten());
    let choix = choix.into_iter().find(|tables: &BTreeSet<usize>| !tables.is_empty());
    let retenues = choix.unwrap_or_default();
    retenues.iter().for_each(|table| retient_la_table(systeme, *table));
    !retenues.is_empty()
}

/// How far a crossing goes before the nearest table does.
const PROCHES: usize = 3;

/// The tables `voulue` in which a count stands, then those of the counts that share a sum with it, and so on.
fn cercles_de(systeme: &Systeme, v: usize, voulue: fn(&Systeme, usize) -> bool) -> Vec<BTreeSet<usize>> {
    let (mut cercles, mut vus, mut bord) = (Vec::new(), BTreeSet::from([v]), BTreeSet::from([v]));
    while !bord.is_empty() {
        let tables = bord.iter().flat_map(|v| systeme.tables_de(*v).to_vec());
        cercles.push(tables.filter(|t| voulue(systeme, *t)).collect());
        let sommes: BTreeSet<usize> = bord.iter().flat_map(|v| systeme.sommes_de[*v].iter().map(|(s, _)| *s)).collect();
        let voisines = sommes.iter().flat_map(|s| systeme.sommes[*s].iter().map(|(v, _)| *v));
        bord = voisines.filter(|v| !vus.contains(v)).collect();
        vus.extend(&bord);
    }
    cercles
}

fn retient_la_table(systeme: &mut Systeme, table: usize) {
    if let Some(croisement) = systeme.croisements[table] {
        retient_la_table(systeme, croisement);
    }
    systeme.retenues[table] = true;
    for v in systeme.tables[table].clone() {
        if systeme.retenue(v) && systeme.variables[v].etat == Etat::Publiee {
            systeme.variables[v].etat = Etat::Masquee;
        }
    }
}
