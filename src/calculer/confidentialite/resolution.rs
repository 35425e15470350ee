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
    let mut depart = 0;
    while let Some(v) = (depart..systeme.variables.len()).find(|v| a_proteger(systeme, *v)) {
        depart = v;
        if let Some(echange) = cherche(systeme, v, &mut effort) {
            retient(systeme, &echange);
        } else if !retient_le_detail(systeme, v) {
            // nothing more can be withheld: its table is not printed at all, and nobody knows that this count exists
            systeme.variables[v].ambigue = true;
        } else {
            // what is withheld may be before it
            depart = 0;
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
    let retenues = a_retenir(systeme, v);
    retenues.iter().for_each(|table| retient_la_table(systeme, *table));
    !retenues.is_empty()
}

fn a_retenir(systeme: &Systeme, v: usize) -> BTreeSet<usize> {
    let croisees: BTreeSet<usize> = systeme.croisements.iter().copied().flatten().collect();
    let de = |voulue: fn(&Systeme, usize) -> bool| {
        cercles(systeme, v).map(move |tables| tables.into_iter().filter(|t| voulue(systeme, *t)).collect())
    };
    let proches = de(Systeme::retenable).take(PROCHES);
    let proches = proches.map(|tables: BTreeSet<usize>| tables.intersection(&croisees).copied().collect());
    // figures that every edition prints go last, and only for what a reader sees masked
    let fixes = de(Systeme::est_fixe).filter(|_| !systeme.retenue(v));
    let mut choix = proches.chain(de(Systeme::retenable)).chain(fixes);
    choix.find(|tables: &BTreeSet<usize>| !tables.is_empty()).unwrap_or_default()
}

/// How far a crossing goes before the nearest table does.
const PROCHES: usize = 3;

/// The tables in which a count stands, then those of the counts that share a sum with it, and so on: each circle is made
/// when it is asked for.
fn cercles(systeme: &Systeme, v: usize) -> impl Iterator<Item = BTreeSet<usize>> {
    let (mut bord, mut vus) = (vec![v], vec![false; systeme.variables.len()]);
    let mut sommes_vues = vec![false; systeme.sommes.len()];
    vus[v] = true;
    std::iter::from_fn(move || {
        if bord.is_empty() {
            return None;
        }
        let tables = bord.iter().flat_map(|v| systeme.tables_de(*v).iter().copied()).collect();
        let mut voisines = Vec::new();
        for (somme, _) in bord.iter().flat_map(|v| &systeme.sommes_de[*v]) {
            if !std::mem::replace(&mut sommes_vues[*somme], true) {
                let nouvelles = systeme.sommes[*somme].iter().map(|(v, _)| *v);
                voisines.extend(nouvelles.filter(|v| !std::mem::replace(&mut vus[*v], true)));
            }
        }
        bord = voisines;
        Some(tables)
    })
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
