//! Days of one mesure, month by month, as each dispositif counts them: what is billed for it.

use super::{Colonne, Sejour, Suivi};
use crate::domaine::capacite::poids_du_jour;
use crate::domaine::exact::Exact;
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::reglages::{Comptage, JoursOuverture, Reglages};
use chrono::{Days, NaiveDate};
use std::ops::Range;

/// Days of a mesure in a month and a dispositif.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoursDuMois {
    /// Index in rapport.toml.
    pub dispositif: u16,
    /// Which month.
    pub mois: Mois,
    /// Days of presence up to the term of the decision.
    pub couverts: u32,
    /// Σ quotité × covered days; `None` where a quotité cannot be read.
    pub facturables: Option<Exact>,
    /// Σ quotité × days counted, as `[comptage]` says: past the term too, unless days are cut there.
    pub dus: Option<Exact>,
    /// Row of the suivi that opens the séjour.
    pub ligne: u32,
}

/// What days are counted with, made once.
#[derive(Debug, Clone)]
pub struct Calendrier {
    exercice: Exercice,
    /// Per dispositif; the opening days before each day of the exercise, `None` where it is not said which they are.
    dispositifs: Vec<(Comptage, Option<Vec<u32>>)>,
}

impl Calendrier {
    /// Those of rapport.toml.
    pub fn new(reglages: &Reglages) -> Self {
        let exercice = reglages.exercice;
        let dispositif = |d| {
            let comptage = reglages.comptage_de(d);
            let ouverts = ouverts(&comptage.jours_ouverture, exercice);
            (comptage, ouverts)
        };
        Self { exercice, dispositifs: reglages.dispositifs.iter().map(dispositif).collect() }
    }

    /// True when it is known which days a dispositif counts.
    pub fn connu(&self, dispositif: u16) -> bool {
        self.dispositifs.get(usize::from(dispositif)).is_some_and(|(_, ouverts)| ouverts.is_some())
    }

    /// Opening days from one day to the eve of another, within the exercise.
    pub fn jours(&self, dispositif: u16, jours: Range<NaiveDate>) -> u32 {
        let ouverts = self.dispositifs.get(usize::from(dispositif)).and_then(|(_, ouverts)| ouverts.as_ref());
        let avant = |ouverts: &Vec<u32>, jour: NaiveDate| {
            let depuis = jour.signed_duration_since(self.exercice.janvier().premier_jour()).num_days();
            usize::try_from(depuis).map_or(0, |rang| ouverts[rang.min(ouverts.len() - 1)])
        };
        ouverts.map_or(0, |ouverts| avant(ouverts, jours.end).saturating_sub(avant(ouverts, jours.start)))
    }

    /// The days of the séjours of one mesure, in the order of its séjours and months; nothing where the days of a
    /// dispositif are not known.
    pub fn de_la_mesure(&self, suivi: &Suivi, sejours: &[Sejour]) -> Vec<JoursDuMois> {
        let mut tous: Vec<JoursDuMois> = Vec::new();
        for sejour in sejours.iter().filter(|sejour| self.connu(sejour.dispositif)) {
            let (comptage, _) = &self.dispositifs[usize::from(sejour.dispositif)];
            let (debut, fin) =
                sejour.jours_comptes(comptage.jour_d_entree, comptage.jour_de_sortie, comptage.couper_a_l_echeance);
            let quotite = quotite(suivi, sejour);
            for mois in self.exercice.mois() {
                let apres = mois.suivant().premier_jour();
                let (du, au) = (debut.max(mois.premier_jour()), fin.map_or(apres, |fin| fin.min(apres)));
                if du >= au {
                    continue;
                }
                let terme = sejour.echeance.map_or(au, |jour| lendemain(jour).clamp(du, au));
                let couverts = self.jours(sejour.dispositif, du..terme);
                let facturables = quotite.map(|q| q * Exact::from(couverts));
                let dus = quotite.map(|q| q * Exact::from(self.jours(sejour.dispositif, du..au)));
                let (dispositif, ligne) = (sejour.dispositif, sejour.ligne);
                ajoute(&mut tous, JoursDuMois { dispositif, mois, couverts, facturables, dus, ligne });
            }
        }
        tous
    }
}

fn ajoute(tous: &mut Vec<JoursDuMois>, jours: JoursDuMois) {
    match tous.iter_mut().find(|deja| (deja.dispositif, deja.mois) == (jours.dispositif, jours.mois)) {
        None => tous.push(jours),
        Some(deja) => {
            deja.couverts += jours.couverts;
            deja.facturables = deja.facturables.zip(jours.facturables).map(|(a, b)| a + b);
            deja.dus = deja.dus.zip(jours.dus).map(|(a, b)| a + b);
        }
    }
}

/// The share of a séjour that is billed; one when nothing is said, `None` when it cannot be read.
pub fn quotite(suivi: &Suivi, sejour: &Sejour) -> Option<Exact> {
    if !sejour.quotite.est_dit() {
        return Some(Exact::from(1_u32));
    }
    suivi.lexique(Colonne::Quotite)?.lu(sejour.quotite)?.nombre
}

fn ouverts(ouverture: &JoursOuverture, exercice: Exercice) -> Option<Vec<u32>> {
    if matches!(ouverture, JoursOuverture::Nombre(_)) {
        return None;
    }
    let (mut avant, mut ouverts) = (0, vec![0]);
    for jour in exercice.mois().flat_map(Mois::tous_les_jours) {
        avant += u32::from(poids_du_jour(ouverture, exercice, jour) != Exact::ZERO);
        ouverts.push(avant);
    }
    Some(ouverts)
}

impl Sejour {
    /// The days counted: from the first (or the day after it) to the eve of the exit (or to it), and no further than the
    /// term where days are cut there. The second is the day after the last; none while it goes on.
    pub fn jours_comptes(&self, entree: bool, sortie: bool, coupe: bool) -> (NaiveDate, Option<NaiveDate>) {
        let debut = if !entree && self.entre { lendemain(self.debut) } else { self.debut };
        let fin = self.fin.map(|fin| if sortie && self.sort { lendemain(fin) } else { fin });
        let terme = self.echeance.filter(|_| coupe).map(lendemain);
        (debut, fin.into_iter().chain(terme).min())
    }
}

fn lendemain(jour: NaiveDate) -> NaiveDate {
    jour.checked_add_days(Days::new(1)).unwrap_or(jour)
}
