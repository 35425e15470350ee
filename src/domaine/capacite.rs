//! Capacity by day and opening days: the denominators of every rate.

use super::exact::Exact;
use super::mois::{Exercice, Mois};
use super::reglages::{Capacite, Comptage, Dispositif, JoursOuverture, NatureCapacite, Reglages};
use chrono::{Datelike, NaiveDate};

/// Places in force on a day: those of the latest date of effect. `None` before the first declared date.
pub fn places_au(capacites: &[Capacite], nature: NatureCapacite, jour: NaiveDate) -> Option<u32> {
    en_vigueur(capacites, nature, jour).map(|c| c.places)
}

fn en_vigueur(capacites: &[Capacite], nature: NatureCapacite, jour: NaiveDate) -> Option<&Capacite> {
    let commencees = capacites.iter().filter(|c| c.nature == nature && c.depuis <= jour);
    commencees.max_by_key(|c| c.depuis)
}

/// What a day weighs among the opening days of its year: 1, 0, or N/365 when only their number is known.
pub fn poids_du_jour(ouverture: &JoursOuverture, exercice: Exercice, jour: NaiveDate) -> Exact {
    match ouverture {
        JoursOuverture::Calendaires => Exact::from(1_u32),
        JoursOuverture::Nombre(n) => {
            Exact::fraction(i128::from(*n), i128::from(exercice.jours())).unwrap_or(Exact::ZERO)
        }
        JoursOuverture::Fermetures(fermes) => Exact::from(u32::from(!fermes.contains(&jour))),
    }
}

/// Opening days of a month.
pub fn jours_d_ouverture(ouverture: &JoursOuverture, exercice: Exercice, mois: Mois) -> Exact {
    mois.tous_les_jours().map(|jour| poids_du_jour(ouverture, exercice, jour)).sum()
}

/// Opening days of the year.
pub fn jours_d_ouverture_de_l_annee(ouverture: &JoursOuverture, exercice: Exercice) -> Exact {
    exercice.mois().map(|mois| jours_d_ouverture(ouverture, exercice, mois)).sum()
}

/// A dated capacity with the opening days that go with it.
#[derive(Debug, Clone)]
pub struct Places<'a> {
    /// Every declared change.
    pub capacites: &'a [Capacite],
    /// Nature of reference and opening days.
    pub comptage: Comptage,
    /// The day when a dispositif opens, that of its first own capacity: it gives no day before. `None` for a capacity
    /// whose first date says nothing about what was there before (service, unité).
    pub ouverture: Option<NaiveDate>,
}

/// Days of a month on which the same places are in force, both included.
#[derive(Debug, Clone, Copy)]
pub struct Periode<'a> {
    /// What is declared; `None` before the opening, when there is no place.
    pub capacite: Option<&'a Capacite>,
    /// First day.
    pub du: NaiveDate,
    /// Last day.
    pub au: NaiveDate,
    /// Opening days.
    pub ouverts: Exact,
}

impl Periode<'_> {
    /// How many calendar days.
    pub fn jours(&self) -> u32 {
        self.au.day() - self.du.day() + 1
    }
}

impl<'a> Places<'a> {
    /// What is in force along days of a month, by date of effect; unknown as soon as the places of a day are.
    pub fn periodes(&self, exercice: Exercice, jours: impl Iterator<Item = NaiveDate>) -> Option<Vec<Periode<'a>>> {
        let mut periodes: Vec<Periode<'a>> = Vec::new();
        for jour in jours {
            let ferme = self.ouverture.is_some_and(|ouverture| jour < ouverture);
            let capacite = if ferme { None } else { Some(self.capacite_au(jour)?) };
            let poids = poids_du_jour(&self.comptage.jours_ouverture, exercice, jour);
            match periodes.last_mut() {
                Some(p) if p.capacite.map(|c| c.depuis) == capacite.map(|c| c.depuis) => {
                    (p.au, p.ouverts) = (jour, p.ouverts + poids);
                }
                _ => periodes.push(Periode { capacite, du: jour, au: jour, ouverts: poids }),
            }
        }
        Some(periodes)
    }

    fn capacite_au(&self, jour: NaiveDate) -> Option<&'a Capacite> {
        en_vigueur(self.capacites, self.comptage.capacite_de_reference, jour)
    }
}

impl Places<'_> {
    /// Places on a day, of the nature of reference.
    pub fn au(&self, jour: NaiveDate) -> Option<u32> {
        places_au(self.capacites, self.comptage.capacite_de_reference, jour)
    }

    /// Places that a day gives: none before the opening, unknown before the first date of the nature of reference.
    fn offertes(&self, jour: NaiveDate) -> Option<Exact> {
        let ferme = self.ouverture.is_some_and(|ouverture| jour < ouverture);
        if ferme { Some(Exact::ZERO) } else { self.au(jour).map(Exact::from) }
    }

    /// Journées théoriques of a month: Σ places × weight of the day, unknown as soon as the places of a day are.
    pub fn journees_theoriques(&self, exercice: Exercice, mois: Mois) -> Option<Exact> {
        let ouverture = &self.comptage.jours_ouverture;
        let jours = mois.tous_les_jours();
        jours.map(|jour| Some(self.offertes(jour)? * poids_du_jour(ouverture, exercice, jour))).sum_of_all()
    }

    /// Journées théoriques of a month by twelfths: opening days of the year ÷ 12 × mean places of the month (a change
    /// inside the month counts by days).
    pub fn journees_par_douziemes(&self, exercice: Exercice, mois: Mois) -> Option<Exact> {
        let cumul = mois.tous_les_jours().map(|jour| self.offertes(jour)).sum_of_all()?;
        let jours = jours_d_ouverture_de_l_annee(&self.comptage.jours_ouverture, exercice);
        let douzieme = Exact::fraction(1, 12)?;
        (cumul * jours * douzieme).divise_par(Exact::from(mois.jours()))
    }

    /// First date of the nature of reference.
    pub fn premiere_date(&self) -> Option<NaiveDate> {
        let nature = self.comptage.capacite_de_reference;
        self.capacites.iter().filter(|c| c.nature == nature).map(|c| c.depuis).min()
    }
}

/// Sum that is unknown as soon as one term is.
trait SumOfAll {
    fn sum_of_all(self) -> Option<Exact>;
}

impl<I: Iterator<Item = Option<Exact>>> SumOfAll for I {
    fn sum_of_all(mut self) -> Option<Exact> {
        self.try_fold(Exact::ZERO, |total, terme| Some(total + terme?))
    }
}

impl Dispositif {
    /// The day of its first own capacity; `None` when it declares none.
    pub fn ouverture(&self) -> Option<NaiveDate> {
        self.capacites.iter().map(|c| c.depuis).min()
    }
}

impl Reglages {
    /// The opening days that several dispositifs share; `None` when they do not open on the same days.
    pub fn ouverture_commune(&self, dispositifs: &[&Dispositif]) -> Option<JoursOuverture> {
        let mut ouvertures = dispositifs.iter().map(|d| self.comptage_de(d).jours_ouverture);
        let premiere = ouvertures.next()?;
        ouvertures.all(|autre| autre == premiere).then_some(premiere)
    }

    /// The counting policy of several dispositifs together: the service's, on the opening days that they share.
    pub fn comptage_commun(&self, dispositifs: &[&Dispositif]) -> Comptage {
        match self.ouverture_commune(dispositifs) {
            Some(jours_ouverture) => Comptage { jours_ouverture, ..self.comptage.clone() },
            None => self.comptage.clone(),
        }
    }

    /// The capacities of a dispositif: its own, else those of its only unité. Several unités are added by
    /// [`Reglages::places_des_unites`].
    pub fn places_de<'a>(&'a self, dispositif: &'a Dispositif) -> Option<Places<'a>> {
        let comptage = self.comptage_de(dispositif);
        let ouverture = dispositif.ouverture();
        ouverture.is_some().then_some(Places { capacites: &dispositif.capacites, comptage, ouverture })
    }

    /// One [`Places`] per unité of a dispositif, when it has no capacity of its own and every unité has one.
    pub fn places_des_unites<'a>(&'a self, dispositif: &'a Dispositif) -> Vec<Places<'a>> {
        let unites: Vec<_> = self.unites.iter().filter(|u| u.dispositif.as_deref() == Some(&dispositif.code)).collect();
        if unites.iter().any(|u| u.capacites.is_empty()) {
            return Vec::new();
        }
        let comptage = self.comptage_de(dispositif);
        let places = |capacites| Places { capacites, comptage: comptage.clone(), ouverture: None };
        unites.iter().map(|u| places(&u.capacites)).collect()
    }

    /// Everything whose places make up those of a dispositif: itself, or its unités. Empty when unknown, or when it
    /// uses the places of a host.
    pub fn places_qui_composent<'a>(&'a self, dispositif: &'a Dispositif) -> Vec<Places<'a>> {
        match self.places_de(dispositif) {
            Some(places) => vec![places],
            None => self.places_des_unites(dispositif),
        }
    }

    /// Everything whose places make up those of the service: its own declaration, else those of every dispositif
    /// (a host's guests have none). Empty when one is unknown.
    pub fn places_du_service(&self) -> Vec<Places<'_>> {
        if !self.capacites.is_empty() {
            let comptage = self.comptage_commun(&self.dispositifs.iter().collect::<Vec<_>>());
            return vec![Places { capacites: &self.capacites, comptage, ouverture: None }];
        }
        self.places_des(self.dispositifs.iter())
    }

    /// The places of several dispositifs together; empty when one is unknown.
    pub fn places_des<'a>(&'a self, dispositifs: impl Iterator<Item = &'a Dispositif>) -> Vec<Places<'a>> {
        let mut toutes = Vec::new();
        for dispositif in dispositifs.filter(|d| d.sur_les_places_de.is_none()) {
            let places = self.places_qui_composent(dispositif);
            if places.is_empty() {
                return Vec::new();
            }
            toutes.extend(places);
        }
        toutes
    }
}

/// The sum over several [`Places`]; `None` when there are none or one is unknown.
pub fn ensemble(places: &[Places<'_>], f: impl Fn(&Places<'_>) -> Option<Exact>) -> Option<Exact> {
    (!places.is_empty()).then(|| places.iter().map(f).sum_of_all()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;

    fn acesm() -> Vec<Capacite> {
        let depuis = |annee, mois, places| Capacite {
            depuis: NaiveDate::from_ymd_opt(annee, mois, 1).unwrap(),
            places,
            nature: NatureCapacite::Autorisee,
            span: Span::file("rapport.toml"),
        };
        vec![depuis(2021, 1, 30), depuis(2021, 4, 50), depuis(2022, 1, 60)]
    }

    #[test]
    fn les_journees_theoriques_suivent_la_capacite_jour_par_jour() {
        let (capacites, exercice) = (acesm(), Exercice::new(2021).unwrap());
        let places = Places { capacites: &capacites, comptage: Comptage::default(), ouverture: None };
        let annee: Exact = exercice.mois().map(|m| places.journees_theoriques(exercice, m).unwrap()).sum();
        assert_eq!(annee, Exact::from(16_450_u32));
        let douziemes: Exact = exercice.mois().map(|m| places.journees_par_douziemes(exercice, m).unwrap()).sum();
        assert_eq!(douziemes, Exact::from(16_425_u32));
        assert_eq!(places.au(NaiveDate::from_ymd_opt(2020, 12, 31).unwrap()), None);
    }

    #[test]
    fn une_ouverture_en_cours_de_mois_compte_jour_par_jour() {
        let depuis = NaiveDate::from_ymd_opt(2021, 4, 16).unwrap();
        let span = Span::file("rapport.toml");
        let capacites = [Capacite { depuis, places: 10, nature: NatureCapacite::Autorisee, span }];
        let places = Places { capacites: &capacites, comptage: Comptage::default(), ouverture: Some(depuis) };
        let exercice = Exercice::new(2021).unwrap();
        let theoriques = |mois| places.journees_theoriques(exercice, Mois::new(2021, mois).unwrap());
        assert_eq!((theoriques(3), theoriques(4)), (Some(Exact::ZERO), Some(Exact::from(150_u32))));
        let inconnue = Places { ouverture: None, ..places.clone() };
        assert_eq!(inconnue.journees_theoriques(exercice, Mois::new(2021, 4).unwrap()), None);
    }
}
