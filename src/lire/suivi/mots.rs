//! The spellings of a column of words as they come, each known by its number: what they mean is asked once of each.

use ecow::EcoString;
use hashbrown::HashMap;

/// Beyond so many spellings a column is no column of words.
pub(super) const PLAFOND: usize = 65_534;

/// How many prints are told apart.
const RECENTES: usize = 64;

/// A spelling.
#[derive(Debug, Clone)]
pub(super) struct Graphie {
    pub(super) texte: EcoString,
    /// The first row that holds it, among those read with it.
    pub(super) premiere: u32,
    /// How many rows hold it.
    pub(super) nombre: u32,
}

/// The spellings of one column; number 0 is nothing typed.
#[derive(Debug, Clone)]
pub(super) struct Graphies {
    /// Number n at index n − 1, in reading order.
    pub(super) toutes: Vec<Graphie>,
    numeros: HashMap<EcoString, u16>,
    /// The spelling last met of each print.
    recentes: [u16; RECENTES],
    /// True beyond [`PLAFOND`].
    pub(super) debordent: bool,
}

impl Default for Graphies {
    fn default() -> Self {
        Self { toutes: Vec::new(), numeros: HashMap::new(), recentes: [0; RECENTES], debordent: false }
    }
}

impl Graphies {
    /// The number of a spelling, counted once more. Most rows hold one of a few: they are not searched.
    pub(super) fn numero(&mut self, texte: &str, ligne: u32) -> u16 {
        let (Some(premier), Some(dernier)) = (texte.as_bytes().first(), texte.as_bytes().last()) else { return 0 };
        let empreinte = (texte.len() * 7 + usize::from(*premier) * 3 + usize::from(*dernier)) % RECENTES;
        self.compte(self.recentes[empreinte], texte, ligne, empreinte)
    }

    fn compte(&mut self, recente: u16, texte: &str, ligne: u32, empreinte: usize) -> u16 {
        if let Some(graphie) = self.toutes.get_mut(usize::from(recente).wrapping_sub(1))
            && graphie.texte == texte
        {
            graphie.nombre += 1;
            return recente;
        }
        let numero = self.cherche(texte, ligne);
        if let Some(graphie) = self.toutes.get_mut(usize::from(numero).wrapping_sub(1)) {
            graphie.nombre += 1;
        }
        self.recentes[empreinte] = numero;
        numero
    }

    /// The number of a spelling, zero beyond the ceiling.
    fn cherche(&mut self, texte: &str, ligne: u32) -> u16 {
        if let Some(numero) = self.numeros.get(texte) {
            return *numero;
        }
        let suivant = u16::try_from(self.toutes.len() + 1).ok().filter(|n| usize::from(*n) <= PLAFOND);
        let Some(numero) = suivant else {
            self.debordent = true;
            return 0;
        };
        let texte = EcoString::from(texte);
        self.numeros.insert(texte.clone(), numero);
        self.toutes.push(Graphie { texte, premiere: ligne, nombre: 0 });
        numero
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_keeps_its_number() {
        let mut graphies = Graphies::default();
        let lus: Vec<u16> = ["Blois", "", "Blois", "Contres", "Blois"].iter().map(|t| graphies.numero(t, 7)).collect();
        assert_eq!(lus, [1, 0, 1, 2, 1]);
        let comptes: Vec<u32> = graphies.toutes.iter().map(|g| g.nombre).collect();
        assert_eq!((comptes, graphies.debordent), (vec![3, 1], false));
        for rang in 0..PLAFOND {
            graphies.numero(&rang.to_string(), 0);
        }
        assert_eq!((graphies.numero("Blois", 0), graphies.numero("ailleurs", 0), graphies.debordent), (1, 0, true));
    }
}
