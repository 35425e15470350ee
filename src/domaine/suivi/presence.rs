//! Presence day by day: from séjours to the figures of each month, in one pass whose cost does not depend on how long a
//! séjour lasts.

use super::{Mot, Sejour};
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::reglages::{Comptage, JoursOuverture};
use chrono::NaiveDate;

/// The séjours of one dispositif over the days of an exercise, counted by its policy.
#[derive(Debug, Clone)]
pub struct Presence {
    exercice: Exercice,
    /// Differences from one day to the next of who is present at the start of the day; day 0 is 1 January, the last is
    /// 1 January of the next year.
    stock: Vec<i64>,
    entrees: [u64; 12],
    sorties: [u64; 12],
    /// The same of mesures counted each day, per quotité.
    comptees: Vec<(Mot, Vec<i64>)>,
    entree_comptee: bool,
    sortie_comptee: bool,
    couper_a_l_echeance: bool,
    jours_connus: bool,
}

impl Presence {
    /// Nobody yet.
    pub fn new(exercice: Exercice, comptage: &Comptage) -> Self {
        Self {
            exercice,
            stock: vec![0; exercice.jours() as usize + 2],
            entrees: [0; 12],
            sorties: [0; 12],
            comptees: Vec::new(),
            entree_comptee: comptage.jour_d_entree,
            sortie_comptee: comptage.jour_de_sortie,
            couper_a_l_echeance: comptage.couper_a_l_echeance,
            jours_connus: !matches!(comptage.jours_ouverture, JoursOuverture::Nombre(_)),
        }
    }

    /// Counts a séjour. The first day of a séjour that continues another one is not an entry, its last not an exit.
    pub fn ajoute(&mut self, sejour: &Sejour) {
        // présent at the start of a day: début before it, no fin before it
        let du = self.rang_borne(sejour.debut, 1);
        let au = sejour.fin.map_or(self.stock.len() - 1, |fin| self.rang_borne(fin, 1));
        self.stock[du] += 1;
        self.stock[au] -= 1;
        if let (true, Some(rang)) = (sejour.entre, self.mois(sejour.debut)) {
            self.entrees[rang] += 1;
        }
        if let (true, Some(rang)) = (sejour.sort, sejour.fin.and_then(|fin| self.mois(fin))) {
            self.sorties[rang] += 1;
        }
        self.compte(sejour);
    }

    /// Adds the séjours counted in another part.
    pub(super) fn reunit(&mut self, autre: Self) {
        let plus = |total: &mut [i64], siens: &[i64]| total.iter_mut().zip(siens).for_each(|(a, b)| *a += b);
        plus(&mut self.stock, &autre.stock);
        self.entrees.iter_mut().zip(autre.entrees).for_each(|(a, b)| *a += b);
        self.sorties.iter_mut().zip(autre.sorties).for_each(|(a, b)| *a += b);
        for (mot, jours) in autre.comptees {
            match self.comptees.iter_mut().find(|(deja, _)| *deja == mot) {
                Some((_, total)) => plus(total, &jours),
                None => self.comptees.push((mot, jours)),
            }
        }
    }

    /// Days counted: see [`Sejour::jours_comptes`].
    fn compte(&mut self, sejour: &Sejour) {
        let (debut, fin) = sejour.jours_comptes(self.entree_comptee, self.sortie_comptee, self.couper_a_l_echeance);
        let du = self.rang_borne(debut, 0);
        let au = fin.map_or(self.stock.len() - 1, |fin| self.rang_borne(fin, 0));
        if du >= au {
            return;
        }
        let jours = self.stock.len();
        let rang = self.comptees.iter().position(|(mot, _)| *mot == sejour.quotite).unwrap_or_else(|| {
            self.comptees.push((sejour.quotite, vec![0; jours]));
            self.comptees.len() - 1
        });
        self.comptees[rang].1[du] += 1;
        self.comptees[rang].1[au] -= 1;
    }

    /// Day of the exercise, shifted, from 0 to the number of days plus one.
    fn rang_borne(&self, jour: NaiveDate, decalage: i64) -> usize {
        let depuis = jour.signed_duration_since(self.exercice.janvier().premier_jour()).num_days();
        let borne = self.stock.len() - 1;
        usize::try_from(depuis.saturating_add(decalage)).map_or(0, |rang| rang.min(borne))
    }

    fn mois(&self, jour: NaiveDate) -> Option<usize> {
        Mois::du(jour).filter(|mois| mois.annee() == self.exercice.annee()).map(Mois::rang)
    }

    /// Présents at the start of a day: début before it, no fin before it.
    pub fn presents_au_debut_du(&self, jour: NaiveDate) -> i64 {
        let rang = self.rang_borne(jour, 0);
        self.stock[..=rang].iter().sum()
    }

    /// False where only a number of opening days is given: which days are counted is then unknown.
    pub fn jours_connus(&self) -> bool {
        self.jours_connus
    }

    /// Mesures that began in a month.
    pub fn entrees(&self, mois: Mois) -> u64 {
        self.entrees[mois.rang()]
    }

    /// Mesures that ended in a month.
    pub fn sorties(&self, mois: Mois) -> u64 {
        self.sorties[mois.rang()]
    }

    /// Mesures counted on each day of the exercise, in order, all quotités together.
    pub fn par_jour(&self) -> Vec<i64> {
        let mut total = vec![0; self.exercice.jours() as usize];
        for quotite in self.quotites() {
            for (jour, n) in self.comptees_par_jour(quotite).into_iter().enumerate() {
                total[jour] += n;
            }
        }
        total
    }

    /// The quotités met, in the order of their first séjour.
    pub fn quotites(&self) -> impl Iterator<Item = Mot> {
        self.comptees.iter().map(|(mot, _)| *mot)
    }

    /// Mesures of a quotité counted on each day of the exercise, in order.
    pub fn comptees_par_jour(&self, quotite: Mot) -> Vec<i64> {
        let jours = self.exercice.jours() as usize;
        let differences = self.comptees.iter().find(|(mot, _)| *mot == quotite).map(|(_, d)| d.as_slice());
        let cumul = differences.unwrap_or_default().iter().scan(0, |cumul, d| {
            *cumul += d;
            Some(*cumul)
        });
        let mut par_jour: Vec<i64> = cumul.take(jours).collect();
        par_jour.resize(jours, 0);
        par_jour
    }
}
