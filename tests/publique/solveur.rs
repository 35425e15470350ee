//! Who reads the public edition and wants a masked count back: sums of unknown whole numbers, and nothing else. It shares
//! no code with the program. Elimination finds what the sums alone give, bounds what the sizes add, and a search two
//! solutions where there are two.

use std::collections::{BTreeMap, BTreeSet};

/// A number that no count reaches.
const GRAND: i64 = 1 << 40;
/// Elimination is done modulo this prime.
const PREMIER: i64 = 2_147_483_647;

/// Unknown counts with their bounds, and sums: Σ coefficient × count = total.
#[derive(Debug, Default, Clone)]
pub(crate) struct Enigme {
    pub(crate) bornes: Vec<(i64, i64)>,
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
    pub(crate) fn inconnue(&mut self, bas: i64) -> usize {
        self.bornes.push((bas, GRAND));
        self.bornes.len() - 1
    }

    pub(crate) fn somme(&mut self, termes: Vec<(usize, i64)>, total: i64) {
        let mut groupes: BTreeMap<usize, i64> = BTreeMap::new();
        termes.into_iter().for_each(|(v, a)| *groupes.entry(v).or_default() += a);
        groupes.retain(|_, a| *a != 0);
        self.sommes.push((groupes.into_iter().collect(), total));
    }

    /// What becomes of these unknowns.
    pub(crate) fn verdicts(&self, cibles: &[usize]) -> BTreeMap<usize, Verdict> {
        let resserree = self.resserree(self.bornes.clone()).expect("what is printed is possible");
        let determinees = self.determinees();
        let mut vues: BTreeMap<usize, BTreeSet<i64>> = BTreeMap::new();
        let mut verdicts = BTreeMap::new();
        for v in cibles {
            let (bas, haut) = resserree[*v];
            if bas == haut || determinees.contains(v) {
                verdicts.insert(*v, Verdict::Retrouvee);
                continue;
            }
            let verdict = self.deux_valeurs(*v, &resserree, &mut vues);
            verdicts.insert(*v, verdict);
        }
        verdicts
    }

    fn deux_valeurs(&self, v: usize, resserree: &[(i64, i64)], vues: &mut BTreeMap<usize, BTreeSet<i64>>) -> Verdict {
        let mut indecise = false;
        while vues.get(&v).is_none_or(|valeurs| valeurs.len() < 2) {
            let connue = vues.get(&v).and_then(|valeurs| valeurs.first().copied());
            let (bas, haut) = resserree[v];
            let parts = match connue {
                None => vec![(bas, haut)],
                Some(n) => vec![(n + 1, haut), (bas, n - 1)],
            };
            let mut trouvee = false;
            for part in parts.into_iter().filter(|(bas, haut)| bas <= haut) {
                let mut bornes = resserree.to_vec();
                bornes[v] = part;
                let mut pas = 4_000;
                match self.solution(bornes, &mut pas) {
                    Some(solution) => {
                        solution.iter().enumerate().for_each(|(v, n)| {
                            vues.entry(v).or_default().insert(*n);
                        });
                        trouvee = true;
                        break;
                    }
                    None => indecise |= pas == 0,
                }
            }
            if !trouvee {
                return if indecise { Verdict::Indecise } else { Verdict::Retrouvee };
            }
        }
        Verdict::Ambigue
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

    /// A solution within these bounds.
    fn solution(&self, bornes: Vec<(i64, i64)>, pas: &mut u32) -> Option<Vec<i64>> {
        if *pas == 0 {
            return None;
        }
        *pas -= 1;
        let bornes = self.resserree(bornes)?;
        let libre = bornes.iter().enumerate().filter(|(_, (bas, haut))| bas < haut).min_by_key(|(_, (b, h))| h - b);
        let Some((v, (bas, haut))) = libre.map(|(v, b)| (v, *b)) else {
            return Some(bornes.into_iter().map(|(bas, _)| bas).collect());
        };
        let milieu = bas + (haut - bas).min(8) / 2;
        for part in [(milieu, milieu), (bas, milieu - 1), (milieu + 1, haut)].into_iter().filter(|(b, h)| b <= h) {
            let mut suite = bornes.clone();
            suite[v] = part;
            if let Some(solution) = self.solution(suite, pas) {
                return Some(solution);
            }
        }
        None
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
    let [a, b, c, d] = [1, 1, 1, 0].map(|bas| enigme.inconnue(bas));
    enigme.somme(vec![(a, 1), (b, 1)], 2);
    enigme.somme(vec![(c, 1), (d, 1)], 4);
    let verdicts = enigme.verdicts(&[a, b, c, d]);
    assert_eq!(verdicts[&a], Verdict::Retrouvee, "1 + 1, by the bounds");
    assert_eq!((verdicts[&b], verdicts[&c], verdicts[&d]), (Verdict::Retrouvee, Verdict::Ambigue, Verdict::Ambigue));
    enigme.somme(vec![(c, 1), (d, -2)], 1);
    assert_eq!(enigme.verdicts(&[c, d])[&c], Verdict::Retrouvee, "3 and 1, by elimination");
}
