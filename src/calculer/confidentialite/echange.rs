//! Exchanges: one more here, one less there, and every printed sum stays what it is. A masked count that takes part in an
//! exchange has two possible values at least, both of them within everybody's bounds: that is the proof that it cannot be
//! recomputed, by any solver.

use super::systeme::{Etat, Systeme};

/// Counts that an exchange may move at most.
const LONGUEUR: usize = 40;
/// Steps of a search among what is masked already.
const PAS: u32 = 400;
/// Steps that remain to find a cheaper exchange than the last one found.
const PAS_DE_PLUS: u32 = 150;
/// Steps of a search for what else to mask.
const PAS_AU_DELA: u32 = 1_500;

/// Counts that all the searches of a report may look at: what is not proved by then is withheld.
pub(super) const EFFORT: u64 = 60_000_000;

/// What each count gains.
pub(super) type Echange = Vec<(usize, i64)>;

/// An exchange that moves a count among those that are masked or never printed.
pub(super) fn parmi_les_masquees(systeme: &Systeme, v: usize, effort: &mut u64) -> Option<Echange> {
    departs(systeme, v).find_map(|gain| Recherche::new(systeme, false, PAS, effort).depuis(v, gain)).map(|(_, e)| e)
}

/// The exchange that moves a count and needs the fewest and smallest counts to be masked besides.
pub(super) fn au_moindre_cout(systeme: &Systeme, v: usize, effort: &mut u64) -> Option<Echange> {
    let essais =
        departs(systeme, v).filter_map(|gain| Recherche::new(systeme, true, PAS_AU_DELA, effort).depuis(v, gain));
    essais.min_by_key(|(cout, _)| *cout).map(|(_, echange)| echange)
}

/// One more, one less; by two as well where a coefficient is not one.
fn departs(systeme: &Systeme, v: usize) -> impl Iterator<Item = i64> {
    let ponderee = systeme.ponderee(v);
    [1_i64, -1, 2, -2].into_iter().filter(move |gain| ponderee || gain.abs() == 1)
}

struct Recherche<'s> {
    systeme: &'s Systeme,
    /// True when printed counts may be masked.
    au_dela: bool,
    pas: u32,
    /// Counts that may still be looked at.
    effort: &'s mut u64,
    /// What each count gains, in the order of the moves.
    echange: Echange,
    /// True for the counts that have moved.
    deplacees: Vec<bool>,
    /// What each touched sum is out by, in the order of the sums.
    desequilibres: Vec<(usize, i64)>,
    cout: i64,
    meilleur: Option<(i64, Echange)>,
}

impl<'s> Recherche<'s> {
    fn new(systeme: &'s Systeme, au_dela: bool, pas: u32, effort: &'s mut u64) -> Self {
        let (echange, desequilibres, deplacees) = (Echange::new(), Vec::new(), vec![false; systeme.variables.len()]);
        Self { systeme, au_dela, pas, effort, echange, deplacees, desequilibres, cout: 0, meilleur: None }
    }

    fn depuis(mut self, v: usize, gain: i64) -> Option<(i64, Echange)> {
        if self.permis(v, gain) {
            self.bouge(v, gain);
            self.explore();
        }
        self.meilleur
    }

    fn fini(&self) -> bool {
        self.pas == 0 || *self.effort == 0 || (self.meilleur.is_some() && !self.au_dela)
    }

    fn explore(&mut self) {
        if self.fini() || self.meilleur.as_ref().is_some_and(|(cout, _)| self.cout >= *cout) {
            return;
        }
        self.pas -= 1;
        let vues: usize = self.desequilibres.iter().map(|(somme, _)| self.systeme.sommes[*somme].len()).sum();
        *self.effort = self.effort.saturating_sub(u64::try_from(vues).unwrap_or(u64::MAX).max(1));
        let Some((reste, candidates)) = self.plus_serree() else {
            self.meilleur = Some((self.cout, self.echange.clone()));
            self.pas = self.pas.min(PAS_DE_PLUS);
            return;
        };
        if self.echange.len() >= LONGUEUR {
            return;
        }
        for (v, coefficient) in candidates {
            let gains: Vec<i64> = self.gains(v, coefficient, reste).collect();
            for gain in gains {
                self.bouge(v, gain);
                self.explore();
                self.revient();
                if self.fini() {
                    return;
                }
            }
        }
    }

    /// The sum out of balance that leaves the least choice, with the counts that may bring it back, cheapest first.
    fn plus_serree(&self) -> Option<(i64, Vec<(usize, i64)>)> {
        let mut meilleure: Option<(i64, Vec<(usize, i64)>)> = None;
        for (somme, reste) in &self.desequilibres {
            let plafond = meilleure.as_ref().map_or(usize::MAX, |(_, connues)| connues.len());
            let libres = self.systeme.sommes[*somme].iter().filter(|(v, a)| self.libre(*v, *a, *reste));
            let libres: Vec<(usize, i64)> = libres.take(plafond).copied().collect();
            if libres.len() < plafond {
                let forcee = libres.len() < 2;
                meilleure = Some((*reste, libres));
                if forcee {
                    break;
                }
            }
        }
        let (reste, mut candidates) = meilleure?;
        candidates.sort_by_key(|(v, _)| (self.prix(*v), *v));
        Some((reste, candidates))
    }

    /// True when a count may bring a sum back.
    fn libre(&self, v: usize, coefficient: i64, reste: i64) -> bool {
        if self.systeme.variables[v].etat == Etat::Connue || self.deplacees[v] {
            return false;
        }
        let juste = reste % coefficient == 0 && self.permis(v, -reste / coefficient);
        juste || (self.systeme.ponderee(v) && self.gains(v, coefficient, reste).next().is_some())
    }

    /// What would bring a sum back at once; where a coefficient is not one, also a step on the way.
    fn gains(&self, v: usize, coefficient: i64, reste: i64) -> impl Iterator<Item = i64> + use<'_, 's> {
        let juste = (reste % coefficient == 0).then_some(-reste / coefficient);
        let par_etapes = self.systeme.ponderee(v);
        let pas = [1, -1, 2, -2].into_iter().filter(move |gain| par_etapes && Some(*gain) != juste);
        juste.into_iter().chain(pas).filter(move |gain| self.permis(v, *gain))
    }

    /// True when the count may move, and would stay within its bounds.
    fn permis(&self, v: usize, gain: i64) -> bool {
        let variable = &self.systeme.variables[v];
        let mobile = match variable.etat {
            Etat::Masquee | Etat::Cachee => true,
            Etat::Publiee => self.au_dela && variable.valeur > 0,
            Etat::Connue => false,
        };
        let (bas, haut) = self.systeme.bornes(v);
        mobile && (bas..=haut).contains(&(variable.valeur + gain))
    }

    /// What it costs to move a count: the smallest printed counts are masked first.
    fn prix(&self, v: usize) -> i64 {
        let variable = &self.systeme.variables[v];
        if variable.etat == Etat::Publiee { 1_000 + variable.poids + 10 * variable.valeur } else { 1 }
    }

    /// Moves a count that has not moved.
    fn bouge(&mut self, v: usize, gain: i64) {
        self.cout += self.prix(v);
        self.echange.push((v, gain));
        self.deplacees[v] = true;
        self.desequilibre(v, gain);
    }

    /// Brings the last count back.
    fn revient(&mut self) {
        if let Some((v, gain)) = self.echange.pop() {
            self.cout -= self.prix(v);
            self.deplacees[v] = false;
            self.desequilibre(v, -gain);
        }
    }

    fn desequilibre(&mut self, v: usize, gain: i64) {
        for (somme, coefficient) in &self.systeme.sommes_de[v] {
            let ecart = coefficient * gain;
            match self.desequilibres.binary_search_by_key(somme, |(s, _)| *s) {
                Ok(place) if self.desequilibres[place].1 + ecart == 0 => {
                    self.desequilibres.remove(place);
                }
                Ok(place) => self.desequilibres[place].1 += ecart,
                Err(place) => self.desequilibres.insert(place, (*somme, ecart)),
            }
        }
    }
}
