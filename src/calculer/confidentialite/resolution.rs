//! What is masked: the small counts, then as few others as it takes for each masked count to have two possible values,
//! and where that does not do, the detail of whole tables.

use super::echange::{Echange, au_moindre_cout, parmi_les_masquees};
use super::systeme::{Etat, Systeme};
use std::collections::BTreeSet;

/// Decides for every count. Cost: two bounded searches per masked count, and as many rounds as there are tables.
pub(super) fn resout(systeme: &mut Systeme) {
    for v in 0..systeme.variables.len() {
        if systeme.petite(v) {
            systeme.masque(v);
        }
    }
    while let Some(v) = (0..systeme.variables.len()).find(|v| systeme.masquee(*v) && !systeme.variables[*v].ambigue) {
        if let Some(echange) = parmi_les_masquees(systeme, v).or_else(|| au_moindre_cout(systeme, v)) {
            retient(systeme, &echange);
        } else if !retient_le_detail(systeme, v) {
            // nothing more can be withheld: its table is not printed at all, and nobody knows that this count exists
            systeme.variables[v].ambigue = true;
        }
    }
}

/// Masks what the exchange needs masked; every count that it moves has two possible values.
fn retient(systeme: &mut Systeme, echange: &Echange) {
    for v in echange.keys() {
        systeme.masque(*v);
        systeme.variables[*v].ambigue = true;
    }
}

/// Withholds the tables of a count, else those that share a sum with them; false when there are none left.
fn retient_le_detail(systeme: &mut Systeme, v: usize) -> bool {
    let mut touchees: BTreeSet<usize> = BTreeSet::from([v]);
    loop {
        let tables: BTreeSet<usize> = touchees.iter().flat_map(|v| systeme.tables_de(*v).to_vec()).collect();
        let libres: Vec<usize> = tables.into_iter().filter(|t| !systeme.retenues[*t]).collect();
        if !libres.is_empty() {
            libres.into_iter().for_each(|t| retient_la_table(systeme, t));
            return true;
        }
        let sommes = touchees.iter().flat_map(|v| &systeme.sommes_de[*v]);
        let voisines = sommes.flat_map(|s| systeme.sommes[*s].iter().map(|(v, _)| *v));
        let avec_les_voisines: BTreeSet<usize> = voisines.chain([v]).collect();
        if avec_les_voisines.len() <= touchees.len() {
            return false;
        }
        touchees = avec_les_voisines;
    }
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
