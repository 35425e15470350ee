//! Identifiers numbered in reading order: what follows compares numbers, never texts.

use super::LigneDeSuivi;
use ecow::EcoString;
use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::cmp::Ordering;
use std::hash::BuildHasher;

/// The number of the identifier that each row gives in a column.
#[derive(Debug, Clone, Default)]
pub struct Numeros {
    /// One per row; zero where it gives none.
    pub par_ligne: Vec<u32>,
    /// How many different identifiers: their numbers are 1 to this one.
    pub nombre: u32,
}

impl Numeros {
    /// The number of a row, zero where it gives no identifier.
    pub fn de(&self, ligne: u32) -> u32 {
        self.par_ligne[ligne as usize]
    }

    /// Cost: linear. Identifiers that only go up need not be searched.
    pub(super) fn new(lignes: &[LigneDeSuivi], lit: fn(&LigneDeSuivi) -> &EcoString) -> Self {
        let mut numeros = Self { par_ligne: Vec::with_capacity(lignes.len()), nombre: 0 };
        let mut dernier = "";
        for ligne in lignes {
            let id = lit(ligne).as_str();
            let numero = match id.cmp(dernier) {
                _ if id.is_empty() => 0,
                Ordering::Equal => numeros.nombre,
                Ordering::Greater => {
                    dernier = id;
                    numeros.nombre += 1;
                    numeros.nombre
                }
                Ordering::Less => {
                    numeros.cherche(lignes, lit);
                    return numeros;
                }
            };
            numeros.par_ligne.push(numero);
        }
        numeros
    }

    /// The same from the first row, each identifier searched among those met.
    fn cherche(&mut self, lignes: &[LigneDeSuivi], lit: fn(&LigneDeSuivi) -> &EcoString) {
        self.par_ligne.clear();
        self.nombre = 0;
        let hasher = DefaultHashBuilder::default();
        let hash = |id: &str| hasher.hash_one(id);
        // the hash, whose lower half is kept, and the first row
        let mut connus: HashTable<(u32, u32)> = HashTable::with_capacity(lignes.len());
        for (rang, ligne) in (0_u32..).zip(lignes) {
            let id = lit(ligne).as_str();
            if id.is_empty() {
                self.par_ligne.push(0);
                continue;
            }
            let complet = hash(id);
            let court = half(complet);
            let meme = |(autre, premiere): &(u32, u32)| *autre == court && lit(&lignes[*premiere as usize]) == id;
            let numero = match connus.entry(complet, meme, |(_, premiere)| hash(lit(&lignes[*premiere as usize]))) {
                Entry::Occupied(entree) => self.par_ligne[entree.get().1 as usize],
                Entry::Vacant(place) => {
                    place.insert((court, rang));
                    self.nombre += 1;
                    self.nombre
                }
            };
            self.par_ligne.push(numero);
        }
    }
}

fn half(hash: u64) -> u32 {
    let [a, b, c, d, ..] = hash.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numeros(ids: &[&str]) -> (Vec<u32>, u32) {
        let ligne = |id: &&str| LigneDeSuivi { id: (*id).into(), ..LigneDeSuivi::vide(0, 1, 0) };
        let lignes: Vec<LigneDeSuivi> = ids.iter().map(ligne).collect();
        let Numeros { par_ligne, nombre } = Numeros::new(&lignes, |l| &l.id);
        (par_ligne, nombre)
    }

    #[test]
    fn numbers_follow_the_reading_order() {
        assert_eq!(numeros(&["a", "a", "", "b", "c"]), (vec![1, 1, 0, 2, 3], 3));
        assert_eq!(numeros(&["b", "", "c", "a", "c", "b", "d"]), (vec![1, 0, 2, 3, 2, 1, 4], 4));
        assert_eq!(numeros(&["", ""]), (vec![0, 0], 0));
        assert_eq!(numeros(&[]), (vec![], 0));
    }
}
