//! Who reads the public edition and wants a masked count back: sums of unknown whole numbers, and nothing else. It shares
//! no code with the program. Elimination finds what the sums alone give, bounds what the sizes add, and a search two
//! solutions where there are two.

use std::collections::{BTreeMap, BTreeSet};

/// A number that no count reaches.
const GRAND: i64 = 1 << 40;
/// Steps of a search for another solution.
const PAS: usize = 2_000;
/// Orders of search.
const ESSAIS: usize = 20;
/// Elimination is done modulo this prime.
const PREMIER: i64 = 2_147_483_647;

/// Unknown counts with their bounds, and sums: Σ coefficient × count = total.
#[derive(Debug, Default, Clone)]
pub(crate) struct Enigme {
    pub(crate) bornes: Vec<(i64, i64)>,
    /// What each of them is.
    pub(crate) vraie: Vec<i64>,
    pub(crate) sommes: Vec<(Vec<(usize, i64)>, i64)>,
}

/// What was found of an unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It has one value.
    Retrouvee,
    /// Two values were exhibited.
    Ambigue,
    /// Neither was proved.
    Indecise,
}

impl Enigme {
    pub(crate) fn inconnue(&mut self, bas: i64, vraie: i64) -> usize {
        self.bornes.push((bas, GRAND));
        self.vraie.push(vraie);
        self.bornes.len() - 1
    }

    pub(crate) fn somme(&mut self, termes: Vec<(usize, i64)>, total: i64) {
        let mut groupes: BTreeMap<usize, i64> = BTreeMap::new();
        termes.into_iter().for_each(|(v, a)| *groupes.entry(v).or_default() += a);
        groupes.retain(|_, a| *a != 0);
        self.sommes.push((groupes.into_iter().collect(), total));
    }

    /// What becomes of these unknowns. The solver of a test knows one solution, the true one: it looks for another where
    /// each of them has another value, as near as it can.
    pub(crate) fn verdicts(&self, cibles: &[usize]) -> BTreeMap<usize, Verdict> {
        let resserree = self.resserree(self.bornes.clone()).expect("what is printed is possible");
        assert!(self.fausse(&self.vraie).is_none(), "the true counts are what is printed");
        let determinees = self.determinees();
        let mut autres: BTreeSet<usize> = BTreeSet::new();
        let mut verdicts = BTreeMap::new();
        for v in cibles {
            let (bas, haut) = resserree[*v];
            let verdict = match () {
                () if bas == haut || determinees.contains(v) => Verdict::Retrouvee,
                () if autres.contains(v) => Verdict::Ambigue,
                () => self.autre_valeur(*v, &resserree, &mut autres),
            };
            verdicts.insert(*v, verdict);
        }
        verdicts
    }

    /// Looks for a solution where an unknown is more than it is, or less; `autres` are those of which one was seen.
    fn autre_valeur(&self, v: usize, resserree: &[(i64, i64)], autres: &mut BTreeSet<usize>) -> Verdict {
        let (vraie, (bas, haut)) = (self.vraie[v], resserree[v]);
        let mut indecise = false;
        for part in [(vraie + 1, haut), (bas, vraie - 1)].into_iter().filter(|(bas, haut)| bas <= haut) {
            let mut bornes = resserree.to_vec();
            bornes[v] = part;
            // where one order of the counts leads nowhere, another may
            let mut essais = (0..ESSAIS).map(|essai| self.solution(bornes.clone(), essai));
            match essais.find(Result::is_ok) {
                Some(Ok(Some(solution))) => {
                    autres.extend((0..solution.len()).filter(|v| solution[*v] != self.vraie[*v]));
                    return Verdict::Ambigue;
                }
                Some(_) => {}
                None => indecise = true,
            }
        }
        if indecise { Verdict::Indecise } else { Verdict::Retrouvee }
    }

    /// A sum that these counts do not make, and by how much.
    fn fausse(&self, comptes: &[i64]) -> Option<(&[(usize, i64)], i64)> {
        self.sommes.iter().find_map(|(termes, total)| {
            let manque = total - termes.iter().map(|(v, a)| a * comptes[*v]).sum::<i64>();
            (manque != 0).then_some((&termes[..], manque))
        })
    }

    /// Bounds that the sums leave; `None` when they leave nothing.
    fn resserree(&self, mut bornes: Vec<(i64, i64)>) -> Option<Vec<(i64, i64)>> {
        loop {
            let mut change = false;
            for (termes, total) in &self.sommes {
                let bout = |(v, a): &(usize, i64), haut: bool| {
                    let (min, max) = bornes[*v];
                    a * if haut == (*a > 0) { max } else { min }
                };
                let bas: i64 = termes.iter().map(|t| bout(t, false)).sum();
                let haut: i64 = termes.iter().map(|t| bout(t, true)).sum();
                if bas > *total || haut < *total {
                    return None;
                }
                let nouvelles: Vec<(usize, i64, i64)> = termes
                    .iter()
                    .map(|t| {
                        let (min, max) = (total - (haut - bout(t, true)), total - (bas - bout(t, false)));
                        let (v, a) = *t;
                        let (min, max) = if a > 0 { (min, max) } else { (-max, -min) };
                        let a = a.abs();
                        (v, min.div_euclid(a) + i64::from(min.rem_euclid(a) > 0), max.div_euclid(a))
                    })
                    .collect();
                for (v, min, max) in nouvelles {
                    let (bas, haut) = &mut bornes[v];
                    change |= min > *bas || max < *haut;
                    (*bas, *haut) = ((*bas).max(min), (*haut).min(max));
                    if *bas > *haut {
                        return None;
                    }
                }
            }
            if !change {
                return Some(bornes);
            }
        }
    }

    /// A solution within these bounds: the true one, brought within them, then mended sum by sum. `Err` when the steps
    /// ran out.
    fn solution(&self, bornes: Vec<(i64, i64)>, essai: usize) -> Result<Option<Vec<i64>>, ()> {
        let mut pile = vec![bornes];
        for rang in 0..PAS {
            let Some(bornes) = pile.pop() else { return Ok(None) };
            let Some(bornes) = self.resserree(bornes) else { continue };
            let comptes: Vec<i64> =
                self.vraie.iter().zip(&bornes).map(|(n, (bas, haut))| *n.clamp(bas, haut)).collect();
            let Some((termes, manque)) = self.fausse(&comptes) else { return Ok(Some(comptes)) };
            // one count of that sum moves the right way, or none does
            let marge = |(v, a): &(usize, i64)| {
                let (bas, haut) = bornes[*v];
                if (*a > 0) == (manque > 0) { haut - comptes[*v] } else { comptes[*v] - bas }
            };
            let mut mobiles: Vec<_> = termes.iter().filter(|t| marge(t) > 0).collect();
            mobiles.sort_by_key(|(v, _)| bornes[*v].1 - bornes[*v].0);
            let Some(choisi) = mobiles.get(essai * rang % mobiles.len().max(1)) else { continue };
            let ((v, a), (bas, haut), n) = (**choisi, bornes[choisi.0], comptes[choisi.0]);
            let pas = (manque.abs() / a.abs()).clamp(1, marge(choisi));
            let parts = match (a > 0) == (manque > 0) {
                true => [(bas, n), (n + 1, n + pas - 1), (n + pas, haut)],
                false => [(n, haut), (n - pas + 1, n - 1), (bas, n - pas)],
            };
            for part in parts.into_iter().filter(|(bas, haut)| bas <= haut) {
                let mut suite = bornes.clone();
                suite[v] = part;
                pile.push(suite);
            }
        }
        Err(())
    }

    /// The unknowns that the sums alone give, sizes left aside.
    fn determinees(&self) -> BTreeSet<usize> {
        let mut lignes: Vec<BTreeMap<usize, i64>> = Vec::new();
        for (termes, _) in &self.sommes {
            let mut ligne: BTreeMap<usize, i64> = termes.iter().map(|(v, a)| (*v, a.rem_euclid(PREMIER))).collect();
            for pivot in &lignes {
                reduit(&mut ligne, pivot);
            }
            let Some((premier, a)) = ligne.iter().next().map(|(v, a)| (*v, *a)) else { continue };
            let inverse = inverse(a);
            ligne.values_mut().for_each(|b| *b = *b * inverse % PREMIER);
            // the new pivot leaves the other lines
            for autre in &mut lignes {
                reduit_par(autre, &ligne, premier);
            }
            lignes.push(ligne);
        }
        lignes.iter().filter(|l| l.len() == 1).filter_map(|l| l.keys().next().copied()).collect()
    }
}

fn reduit(ligne: &mut BTreeMap<usize, i64>, pivot: &BTreeMap<usize, i64>) {
    // a pivot line holds its pivot with a coefficient of one, and no other pivot
    if let Some(premier) = pivot.iter().find(|(v, a)| **a == 1 && ligne.contains_key(v)).map(|(v, _)| *v)
        && pivot.keys().next() == Some(&premier)
    {
        reduit_par(ligne, pivot, premier);
    }
}

fn reduit_par(ligne: &mut BTreeMap<usize, i64>, pivot: &BTreeMap<usize, i64>, premier: usize) {
    let Some(fois) = ligne.get(&premier).copied() else { return };
    for (v, a) in pivot {
        let reste = (ligne.get(v).copied().unwrap_or(0) - fois * a % PREMIER).rem_euclid(PREMIER);
        if reste == 0 {
            ligne.remove(v);
        } else {
            ligne.insert(*v, reste);
        }
    }
}

fn inverse(a: i64) -> i64 {
    let (mut resultat, mut base, mut puissance) = (1, a, PREMIER - 2);
    while puissance > 0 {
        if puissance % 2 == 1 {
            resultat = resultat * base % PREMIER;
        }
        base = base * base % PREMIER;
        puissance /= 2;
    }
    resultat
}

#[test]
fn le_solveur_retrouve_ce_qui_peut_l_etre() {
    let mut enigme = Enigme::default();
    let [a, b, c, d] = [(1, 1), (1, 1), (1, 3), (0, 1)].map(|(bas, vraie)| enigme.inconnue(bas, vraie));
    enigme.somme(vec![(a, 1), (b, 1)], 2);
    enigme.somme(vec![(c, 1), (d, 1)], 4);
    let verdicts = enigme.verdicts(&[a, b, c, d]);
    assert_eq!(verdicts[&a], Verdict::Retrouvee, "1 + 1, by the bounds");
    assert_eq!((verdicts[&b], verdicts[&c], verdicts[&d]), (Verdict::Retrouvee, Verdict::Ambigue, Verdict::Ambigue));
    enigme.somme(vec![(c, 1), (d, -2)], 1);
    assert_eq!(enigme.verdicts(&[c, d])[&c], Verdict::Retrouvee, "3 and 1, by elimination");
}
