//! Rows side by side: those of one mesure in one month and dispositif, against the days of the follow-up table.

use super::mesures::Mesures;
use super::{Factures, au_centime};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::Facturation;
use crate::domaine::mois::Mois;
use crate::domaine::suivi::quotite;
use chrono::{Days, NaiveDate};
use std::ops::Range;

/// Rows of one identifier (or without any), month and dispositif, in reading order: never empty.
pub(crate) struct Unite {
    pub(crate) mois: Mois,
    /// Number of the identifier; zero without one.
    pub(crate) numero: u32,
    /// As the rows say it.
    pub(crate) dispositif: Option<u16>,
    /// In [`Factures::ordre`].
    pub(super) lignes: Range<usize>,
}

/// What the rows of a mesure in a month amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bilan {
    /// As many days as the follow-up table gives, or what they are is not known.
    Juste,
    /// So many days after the last one that a decision covers.
    AuDela {
        /// Days billed.
        facturees: Exact,
        /// Those past the limit.
        de_trop: Exact,
        /// The last day covered, and whether it is the term of a decision (else the end of the mesure).
        limite: (NaiveDate, bool),
    },
    /// Another number of days.
    Differentes {
        /// Days billed.
        facturees: Exact,
        /// Days to bill.
        attendues: Exact,
        /// The one day of difference is that of the exit.
        jour_de_sortie: bool,
    },
}

/// What days are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Valorisation {
    /// €, to the cent.
    pub(crate) euros: Exact,
    /// No price is known to be in force: it is the one billed.
    pub(crate) au_prix_facture: bool,
}

/// Rows in the order of their month, dispositif and identifier, and the units that they make.
pub(super) fn unites(facturation: &Facturation, mesures: &Mesures) -> (Vec<u32>, Vec<Unite>) {
    let cle = |rang: u32| {
        let ligne = &facturation.lignes[rang as usize];
        (ligne.mois, ligne.dispositif, mesures.numero(rang))
    };
    let mut ordre: Vec<u32> = (0..).take(facturation.lignes.len()).collect();
    ordre.sort_by_key(|rang| cle(*rang));
    let mut unites: Vec<Unite> = Vec::new();
    for (place, rang) in ordre.iter().enumerate() {
        let (mois, dispositif, numero) = cle(*rang);
        match unites.last_mut().filter(|u| (u.mois, u.dispositif, u.numero) == (mois, dispositif, numero)) {
            Some(unite) => unite.lignes.end = place + 1,
            None => unites.push(Unite { mois, numero, dispositif, lignes: place..place + 1 }),
        }
    }
    (ordre, unites)
}

/// What the follow-up table says of a mesure in a month.
struct Attendu {
    couverts: Exact,
    facturables: Exact,
    /// Of each day.
    part: Exact,
    /// Present on the first day of the month, or earlier.
    depuis_le_debut: bool,
}

impl Factures<'_> {
    /// Days to be billed for the rows that count, already shared and times their share.
    pub(crate) fn facturees(&self, unite: &Unite) -> Option<(Exact, Exact)> {
        self.retenues(unite).try_fold((Exact::ZERO, Exact::ZERO), |(a, b), rang| {
            let (partagees, multipliees) = self.partagees(rang)?;
            Some((a + partagees, b + multipliees))
        })
    }

    /// A mesure of the follow-up table, in a month: billed against covered. `None` where that cannot be compared.
    pub(crate) fn bilan(&self, unite: &Unite) -> Option<Bilan> {
        let mesure = self.mesures.de(self.premiere(unite) as usize)?;
        let attendu = self.attendu(unite, mesure)?;
        let (partagees, multipliees) = self.facturees(unite)?;
        let (facturees, attendues) = (partagees, attendu.facturables);
        if [partagees, multipliees].contains(&attendues) {
            return Some(Bilan::Juste);
        }
        let de_trop = facturees - attendues;
        let jours = de_trop.divise_par(attendu.part).filter(|jours| *jours > Exact::ZERO);
        let sortie = jours.is_some_and(|jours| self.jour_de_sortie(unite, mesure, jours));
        if let (Some(jours), Some(limite), false) = (jours, self.limite(unite, mesure), sortie) {
            let apres = self.apres(unite, mesure, limite);
            let sur = attendu.depuis_le_debut || jours == apres;
            if attendu.couverts == Exact::ZERO || (sur && jours <= apres) {
                return Some(Bilan::AuDela { facturees, de_trop, limite });
            }
        }
        Some(Bilan::Differentes { facturees, attendues, jour_de_sortie: sortie })
    }

    /// True when the days of a unit are typed whole, to be times their share: that is what its mesure gives.
    pub(crate) fn a_multiplier(&self, unite: &Unite) -> bool {
        self.facturees(unite).is_some_and(|(partagees, multipliees)| {
            partagees != multipliees && self.presence(unite) == Some(multipliees)
        })
    }

    /// Days of a row, already shared.
    pub(crate) fn jours_de(&self, rang: u32, multipliees: bool) -> Option<Exact> {
        self.partagees(rang).map(|(partagees, fois_la_part)| if multipliees { fois_la_part } else { partagees })
    }

    /// The most that a mesure may be billed in a month, already shared; `None` where it is not known.
    pub(crate) fn presence(&self, unite: &Unite) -> Option<Exact> {
        Some(self.attendu(unite, self.mesures.de(self.premiere(unite) as usize)?)?.facturables)
    }

    fn attendu(&self, unite: &Unite, mesure: u32) -> Option<Attendu> {
        let sejours = self.sejours(mesure);
        let ici = |dispositif: u16| unite.dispositif.is_none_or(|dit| dit == dispositif);
        if sejours.iter().any(|s| !self.calendrier.connu(s.dispositif)) || !self.comparable(unite.mois) {
            return None;
        }
        let mut attendu = Attendu {
            couverts: Exact::ZERO,
            facturables: Exact::ZERO,
            part: Exact::ZERO,
            depuis_le_debut: sejours.iter().any(|s| ici(s.dispositif) && s.debut <= unite.mois.premier_jour()),
        };
        let jours = self.calendrier.de_la_mesure(self.suivi, sejours);
        for jours in jours.iter().filter(|j| j.mois == unite.mois && ici(j.dispositif)) {
            attendu.couverts = attendu.couverts + Exact::from(jours.couverts);
            attendu.facturables = attendu.facturables + jours.facturables?;
        }
        let derniere = || sejours.last().and_then(|sejour| quotite(self.suivi, sejour));
        let part = attendu.facturables.divise_par(attendu.couverts).or_else(derniere);
        attendu.part = part.unwrap_or(Exact::from(1_u32));
        Some(attendu)
    }

    /// The last day that a decision covers in the dispositif of the rows, when it is before the end of the month.
    fn limite(&self, unite: &Unite, mesure: u32) -> Option<(NaiveDate, bool)> {
        let ici = |dispositif: u16| unite.dispositif.is_none_or(|dit| dit == dispositif);
        let sejour =
            self.sejours(mesure).iter().rfind(|s| ici(s.dispositif) && s.debut <= unite.mois.dernier_jour())?;
        let limite = match (sejour.fin, sejour.echeance) {
            (Some(fin), Some(echeance)) if fin <= echeance => (fin, false),
            (_, Some(echeance)) => (echeance, true),
            (Some(fin), None) => (fin, false),
            (None, None) => return None,
        };
        Some(limite).filter(|(jour, _)| *jour < unite.mois.dernier_jour())
    }

    /// Days of the month that may be billed by mistake after the last one covered: that of the exit is one of them, where
    /// it is not counted.
    fn apres(&self, unite: &Unite, mesure: u32, (dernier, terme): (NaiveDate, bool)) -> Exact {
        let dispositif = unite.dispositif.or_else(|| Some(self.sejours(mesure).last()?.dispositif));
        let lendemain = dernier.checked_add_days(Days::new(1)).unwrap_or(dernier);
        let du = if terme || self.sortie_comptee(mesure) { lendemain } else { dernier };
        let jours = du.max(unite.mois.premier_jour())..unite.mois.suivant().premier_jour();
        dispositif.map_or(Exact::ZERO, |d| Exact::from(self.calendrier.jours(d, jours)))
    }

    /// True when the only day too many is that of an exit in the month, which is not counted.
    fn jour_de_sortie(&self, unite: &Unite, mesure: u32, jours: Exact) -> bool {
        let sort = |fin: NaiveDate| Mois::du(fin) == Some(unite.mois);
        jours == Exact::from(1_u32)
            && !self.sortie_comptee(mesure)
            && self.sejours(mesure).iter().any(|s| s.sort && s.fin.is_some_and(sort))
    }

    fn sortie_comptee(&self, mesure: u32) -> bool {
        let dispositif = self.sejours(mesure).last().map(|s| usize::from(s.dispositif));
        let dispositif = dispositif.and_then(|rang| self.reglages.dispositifs.get(rang));
        dispositif.is_some_and(|d| self.reglages.comptage_de(d).jour_de_sortie)
    }

    /// What so many days, already shared, are worth at the price in force that the rows are judged by; at their own price
    /// where none is in force.
    pub(crate) fn valeur(&self, unite: &Unite, jours: Exact) -> Option<Valorisation> {
        let rang = self.representante(unite);
        let en_vigueur = self.en_vigueur(rang);
        let prix = en_vigueur.or_else(|| self.prix_de(rang))?;
        Some(Valorisation { euros: au_centime(jours * prix), au_prix_facture: en_vigueur.is_none() })
    }
}
