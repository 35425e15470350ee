//! What the movements of a month say about its days: bounds, midpoint and spread (domaine.md §1.4).

use super::exact::Exact;
use super::reglages::Comptage;

/// Movements of one month, and its days.
#[derive(Debug, Clone, Copy)]
pub struct Mouvements {
    /// Présents on the first day.
    pub debut: Exact,
    /// Entries.
    pub entrees: Exact,
    /// Exits.
    pub sorties: Exact,
    /// Présents after the last day, as stated.
    pub fin: Exact,
    /// Opening days of the month, whole.
    pub jours: Exact,
    /// True when some calendar days are closed: an entry or exit day may then be one of them.
    pub fermetures: bool,
}

/// The days that movements allow. The midpoint uses the stated end, the bounds only début, entries and exits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bornes {
    /// Fewest days possible.
    pub min: Exact,
    /// Most days possible.
    pub max: Exact,
    /// (début + fin) ÷ 2 × days.
    pub milieu: Exact,
    /// Variance when movements are spread evenly in the month.
    pub variance: Exact,
}

impl Bornes {
    /// Bounds of one month under a counting policy.
    pub fn du_mois(m: Mouvements, comptage: &Comptage) -> Self {
        let un = Exact::from(1_u32);
        let compte = |compte: bool| if compte { un } else { Exact::ZERO };
        let (entree, sortie) = (compte(comptage.jour_d_entree), compte(comptage.jour_de_sortie));
        let presents_tout_le_mois = (m.debut - m.sorties) * m.jours;
        let (au_moins, au_plus) = if m.fermetures {
            (Exact::ZERO, (m.entrees + m.sorties) * m.jours)
        } else {
            let reste = m.jours - un;
            (m.entrees * entree + m.sorties * sortie, m.entrees * (reste + entree) + m.sorties * (reste + sortie))
        };
        let demi = Exact::decimal(5, 1);
        let douzieme = Exact::fraction(1, 12).unwrap_or(Exact::ZERO);
        Self {
            min: (presents_tout_le_mois + au_moins).max(Exact::ZERO),
            max: (presents_tout_le_mois + au_plus).max(Exact::ZERO),
            milieu: (m.debut + m.fin) * demi * m.jours,
            variance: ((m.entrees + m.sorties) * (m.jours * m.jours - un) * douzieme).max(Exact::ZERO),
        }
    }

    /// Bounds of two periods or two dispositifs together.
    pub fn plus(self, autre: Self) -> Self {
        Self {
            min: self.min + autre.min,
            max: self.max + autre.max,
            milieu: self.milieu + autre.milieu,
            variance: self.variance + autre.variance,
        }
    }

    /// Every figure from `journees` to `journees + absences` lies further than three standard deviations from the
    /// midpoint.
    pub fn peu_vraisemblable(&self, journees: Exact, absences: Exact) -> bool {
        let au_plus_pres = self.milieu.max(journees).min(journees + absences);
        let ecart = au_plus_pres - self.milieu;
        ecart * ecart > Exact::from(9_u32) * self.variance
    }

    /// Every figure from `journees` to `journees + absences` lies outside what the movements allow.
    pub fn impossible(&self, journees: Exact, absences: Exact) -> bool {
        journees + absences < self.min || journees > self.max
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domaine::mois::Exercice;

    /// domaine.md §8.1: the published table, as typed; §8.2 and issue: bounds 5 604–6 662, midpoint 5 622,5.
    #[test]
    fn les_bornes_du_tableau_publie_de_l_acesm() {
        let debut = [17, 15, 14, 12, 13, 13, 13, 14, 14, 15, 12, 50];
        let entrees = [0, 0, 4, 2, 0, 4, 1, 0, 3, 0, 3, 0];
        let sorties = [2, 1, 6, 1, 0, 4, 0, 0, 2, 3, 0, 0];
        let fin = [15, 14, 12, 13, 13, 13, 14, 14, 15, 12, 15, 17];
        let annee = Exercice::new(2021).unwrap();
        let total = annee.mois().enumerate().fold(Bornes::default(), |total, (i, mois)| {
            let m = Mouvements {
                debut: Exact::from(debut[i] as u32),
                entrees: Exact::from(entrees[i] as u32),
                sorties: Exact::from(sorties[i] as u32),
                fin: Exact::from(fin[i] as u32),
                jours: Exact::from(mois.jours()),
                fermetures: false,
            };
            total.plus(Bornes::du_mois(m, &Comptage::default()))
        });
        assert_eq!(total.min, Exact::from(5_604_u32));
        assert_eq!(total.max, Exact::from(6_662_u32));
        assert_eq!(total.milieu, Exact::decimal(56_225, 1));
    }

    #[test]
    fn un_mois_ferme_n_a_pas_de_variance_negative() {
        let [un, dix] = [1_u32, 10].map(Exact::from);
        let ferme = Mouvements { debut: dix, entrees: un, sorties: un, fin: dix, jours: Exact::ZERO, fermetures: true };
        assert_eq!(Bornes::du_mois(ferme, &Comptage::default()).variance, Exact::ZERO);
    }

    #[test]
    fn les_absences_ouvrent_un_intervalle() {
        let [milieu, absences] = [310_u32, 40].map(Exact::from);
        let bornes = Bornes { min: milieu, max: milieu, milieu, variance: Exact::ZERO };
        let juge = |n: u32| (bornes.impossible(n.into(), absences), bornes.peu_vraisemblable(n.into(), absences));
        assert_eq!(juge(290), (false, false), "290 à 330 contient 310");
        assert_eq!((juge(269), juge(311)), ((true, true), (true, true)));
    }
}
