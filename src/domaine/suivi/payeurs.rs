//! Billable days of each day, payer by payer: what prices that name a payer, or that change within a month, apply to.
//! Nothing is counted when no tariff asks for it.

use super::mois_par_mois::{Calendrier, quotite};
use super::parcours::est_mainlevee;
use super::{Colonne, LigneDeSuivi, Mesure, Parcours, Sejour, Suivi};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Exercice;
use crate::domaine::payeur::cle_du_payeur;
use crate::domaine::reglages::{Comptage, Reglages};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Days and mesures of every payer, per dispositif.
#[derive(Debug, Clone, Default)]
pub struct Payeurs {
    /// Those that tariffs name, as [`cle_du_payeur`] writes them.
    cles: Vec<String>,
    /// By dispositif of rapport.toml, then in the order of `cles`, then who is not said, then whoever no tariff names.
    comptes: BTreeMap<(usize, usize), Compte>,
    /// The opening days; `None` when nothing is counted.
    calendrier: Option<Calendrier>,
}

/// Whose days are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuiPaie<'a> {
    /// All of them together.
    Tous,
    /// A payer that a tariff names, in any spelling.
    Nomme(&'a str),
    /// The mesure does not say.
    NonDit,
    /// It names someone whom no tariff names.
    Autre,
}

/// The days of one payer in one dispositif.
#[derive(Debug, Clone, Default)]
struct Compte {
    /// What changes, on which day, in the sum of the quotités present.
    changements: BTreeMap<NaiveDate, Exact>,
    /// A quotité cannot be read: no day can be told.
    illisible: bool,
    mesures: u32,
    derniere: Option<u32>,
}

impl Payeurs {
    /// Counts, when a tariff names a payer or begins within a month. Cost: linear in the séjours.
    pub fn new(suivi: &Suivi, parcours: &Parcours, reglages: &Reglages) -> Self {
        let mut cles: Vec<String> =
            reglages.tarifs.iter().filter_map(|t| t.payeur.as_deref()).map(cle_du_payeur).collect();
        cles.sort_unstable();
        cles.dedup();
        let exercice = reglages.exercice;
        let en_cours_de_mois = |jour: NaiveDate| jour.year() == exercice.annee() && jour.day() > 1;
        if cles.is_empty() && !reglages.tarifs.iter().any(|t| en_cours_de_mois(t.depuis)) {
            return Self::default();
        }
        Self::comptes(suivi, parcours, reglages, cles)
    }

    /// Counts the days of everyone that the follow-up table names, beside those that tariffs name: nobody is
    /// [`QuiPaie::Autre`]. Same cost.
    pub fn de_chacun(suivi: &Suivi, parcours: &Parcours, reglages: &Reglages) -> Self {
        let cles = Self::tous(suivi, reglages).cles;
        Self::comptes(suivi, parcours, reglages, cles)
    }

    /// Everyone that the follow-up table or a tariff names, and no days: see [`Payeurs::chaque_part`].
    pub fn tous(suivi: &Suivi, reglages: &Reglages) -> Self {
        let mots = suivi.lexique(Colonne::Payeur).map(|l| l.mots.as_slice()).unwrap_or_default();
        let nommes = reglages.tarifs.iter().filter_map(|t| t.payeur.as_deref());
        let mut cles: Vec<String> = nommes.chain(mots.iter().map(|lu| lu.mot.as_str())).map(cle_du_payeur).collect();
        cles.sort_unstable();
        cles.dedup();
        Self { cles, ..Self::default() }
    }

    /// Every séjour that someone pays, cut where the payer changes.
    pub fn chaque_part(&self, (suivi, parcours): (&Suivi, &Parcours), qui: QuiPaie<'_>, mut f: impl FnMut(&Sejour)) {
        let (classes, cherchee) = (self.classes(suivi), self.classe(qui));
        for mesure in &parcours.mesures {
            let suite = self.suite(suivi, parcours, mesure, &classes);
            let sejours = &parcours.sejours[mesure.sejours.start as usize..mesure.sejours.end as usize];
            let parts = sejours.iter().flat_map(|sejour| parts(sejour, &suite));
            parts
                .filter(|(_, classe)| cherchee.is_some_and(|c| c.is_none_or(|c| c == *classe)))
                .for_each(|(part, _)| f(&part));
        }
    }

    fn comptes(suivi: &Suivi, parcours: &Parcours, reglages: &Reglages, cles: Vec<String>) -> Self {
        let exercice = reglages.exercice;
        let mut payeurs = Self { cles, calendrier: Some(Calendrier::new(reglages)), ..Self::default() };
        let classes = payeurs.classes(suivi);
        let comptages: Vec<Comptage> = reglages.dispositifs.iter().map(|d| reglages.comptage_de(d)).collect();
        for mesure in &parcours.mesures {
            let suite = payeurs.suite(suivi, parcours, mesure, &classes);
            for sejour in &parcours.sejours[mesure.sejours.start as usize..mesure.sejours.end as usize] {
                let Some(comptage) = comptages.get(usize::from(sejour.dispositif)) else { continue };
                for (part, classe) in parts(sejour, &suite) {
                    payeurs.ajoute(suivi, &part, classe, comptage, exercice);
                }
            }
        }
        payeurs
    }

    /// Billable days of someone from one day to another, both included; `None` when they cannot be told.
    pub fn facturables(&self, dispositif: usize, qui: QuiPaie<'_>, du: NaiveDate, au: NaiveDate) -> Option<Exact> {
        let (calendrier, rang) = (self.calendrier.as_ref()?, u16::try_from(dispositif).ok()?);
        calendrier.connu(rang).then_some(())?;
        let classes = match self.classe(qui)? {
            None => 0..=self.non_dit() + 1,
            Some(classe) => classe..=classe,
        };
        let mut total = Exact::ZERO;
        for compte in self.comptes_de(dispositif, classes) {
            (!compte.illisible).then_some(())?;
            for (jour, quotite) in compte.changements.range(..=au) {
                total = total + *quotite * Exact::from(calendrier.jours(rang, du.max(*jour)..lendemain(au)));
            }
        }
        Some(total)
    }

    fn comptes_de(&self, dispositif: usize, classes: RangeInclusive<usize>) -> impl Iterator<Item = &Compte> {
        let (de, a) = classes.into_inner();
        self.comptes.range((dispositif, de)..=(dispositif, a)).map(|(_, compte)| compte)
    }

    /// Mesures of a payer that have days in the exercise.
    pub fn mesures(&self, dispositif: usize, qui: QuiPaie<'_>) -> u32 {
        let compte = self.classe(qui).flatten().and_then(|classe| self.comptes.get(&(dispositif, classe)));
        compte.map_or(0, |compte| compte.mesures)
    }

    /// Mesures of a dispositif that name a payer who is none of these.
    pub fn mesures_d_autres(&self, dispositif: usize, payeurs: &[&str]) -> u32 {
        let siens: Vec<usize> = payeurs.iter().filter_map(|p| self.classe(QuiPaie::Nomme(p)).flatten()).collect();
        let comptes = self.comptes.range((dispositif, 0)..=(dispositif, self.non_dit() + 1));
        let autres = comptes.filter(|((_, classe), _)| *classe != self.non_dit() && !siens.contains(classe));
        autres.map(|(_, compte)| compte.mesures).sum()
    }

    /// Place among the comptes of a dispositif; `Some(None)` for all of them.
    fn classe(&self, qui: QuiPaie<'_>) -> Option<Option<usize>> {
        Some(match qui {
            QuiPaie::Tous => None,
            QuiPaie::Nomme(payeur) => Some(self.cles.binary_search(&cle_du_payeur(payeur)).ok()?),
            QuiPaie::NonDit => Some(self.non_dit()),
            QuiPaie::Autre => Some(self.non_dit() + 1),
        })
    }

    fn non_dit(&self) -> usize {
        self.cles.len()
    }

    /// The class of each word of the column, the first being « nothing typed ».
    fn classes(&self, suivi: &Suivi) -> Vec<usize> {
        let mots = suivi.lexique(Colonne::Payeur).map(|l| l.mots.as_slice()).unwrap_or_default();
        let classe = |texte: &str| self.cles.binary_search(&cle_du_payeur(texte)).ok();
        let classes = mots.iter().map(|lu| classe(&lu.mot).or_else(|| classe(&lu.texte)).unwrap_or(self.non_dit() + 1));
        std::iter::once(self.non_dit()).chain(classes).collect()
    }

    /// Who pays for a mesure, since when. A payer that one of its rows gives and that no other contradicts pays for the
    /// whole of it.
    fn suite(
        &self,
        suivi: &Suivi,
        parcours: &Parcours,
        mesure: &Mesure,
        classes: &[usize],
    ) -> Vec<(Option<NaiveDate>, usize)> {
        let classe = |l: &LigneDeSuivi| classes.get(usize::from(l.mot(Colonne::Payeur).0)).copied();
        let dite = |l: &LigneDeSuivi| classe(l).filter(|classe| *classe != self.non_dit());
        let mut dites = parcours.lignes(mesure, suivi).filter_map(dite);
        let premiere = dites.next().unwrap_or(self.non_dit());
        if dites.all(|autre| autre == premiere) {
            return vec![(None, premiere)];
        }
        let mut suite: Vec<(Option<NaiveDate>, usize)> = Vec::new();
        for ligne in parcours.lignes(mesure, suivi).filter(|l| !est_mainlevee(suivi, l)) {
            let depuis = ligne.debut.or(ligne.decision);
            match (suite.last_mut(), dite(ligne)) {
                (None, dite) => suite.push((None, dite.unwrap_or(self.non_dit()))),
                (Some((avant, derniere)), Some(classe)) if classe != *derniere => {
                    if depuis > avant.or(mesure.debut) {
                        suite.push((depuis, classe));
                    } else {
                        *derniere = classe;
                    }
                }
                _ => {}
            }
        }
        suite
    }

    /// A séjour, or a part of it, among the days of its payer.
    fn ajoute(&mut self, suivi: &Suivi, sejour: &Sejour, classe: usize, comptage: &Comptage, exercice: Exercice) {
        let (debut, fin) =
            sejour.jours_comptes(comptage.jour_d_entree, comptage.jour_de_sortie, comptage.couper_a_l_echeance);
        let (janvier, apres) = (exercice.janvier().premier_jour(), lendemain(exercice.decembre().dernier_jour()));
        let (du, au) = (debut.max(janvier), fin.map_or(apres, |fin| fin.min(apres)));
        if du >= au {
            return;
        }
        let compte = self.comptes.entry((usize::from(sejour.dispositif), classe)).or_default();
        if compte.derniere.replace(sejour.mesure) != Some(sejour.mesure) {
            compte.mesures += 1;
        }
        let Some(quotite) = quotite(suivi, sejour) else {
            compte.illisible = true;
            return;
        };
        for (jour, change) in [(du, quotite), (au, -quotite)] {
            let total = compte.changements.entry(jour).or_default();
            *total = *total + change;
        }
    }
}

/// A séjour cut where its payer changes: the days are the same.
fn parts(sejour: &Sejour, suite: &[(Option<NaiveDate>, usize)]) -> Vec<(Sejour, usize)> {
    let fins = suite.iter().skip(1).map(|(depuis, _)| *depuis).chain([None]);
    let part = |((depuis, classe), jusqu_a): (&(Option<NaiveDate>, usize), Option<NaiveDate>)| {
        let avant = depuis.is_some_and(|depuis| depuis > sejour.debut);
        let apres = jusqu_a.is_some_and(|jour| sejour.fin.is_none_or(|fin| jour <= fin));
        let debut = depuis.filter(|_| avant).unwrap_or(sejour.debut);
        let fin = if apres { jusqu_a } else { sejour.fin };
        let (entre, sort) = (sejour.entre && !avant, sejour.sort && !apres);
        let vide = fin.is_some_and(|fin| debut > fin);
        (!vide).then(|| (Sejour { debut, fin, entre, sort, ..sejour.clone() }, *classe))
    };
    suite.iter().zip(fins).filter_map(part).collect()
}

fn lendemain(jour: NaiveDate) -> NaiveDate {
    jour.checked_add_days(Days::new(1)).unwrap_or(jour)
}
