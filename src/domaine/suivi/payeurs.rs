//! Billable days of each day, payer by payer: what prices that name a payer, or that change within a month, apply to.
//! Nothing is counted when no tariff asks for it.

use super::mois_par_mois::{Calendrier, quotite};
use super::parcours::est_mainlevee;
use super::{Colonne, LigneDeSuivi, Mesure, Parcours, Sejour, Suivi};
use crate::domaine::exact::Exact;
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::reglages::{Comptage, Reglages};
use crate::francais::cle;
use chrono::{Datelike, Days, NaiveDate};

/// Days and mesures of every payer, per dispositif.
#[derive(Debug, Clone, Default)]
pub struct Payeurs {
    /// Those that tariffs name, as [`cle`] writes them.
    cles: Vec<String>,
    /// Per dispositif of rapport.toml, then in the order of `cles`, then who is not said, then whoever no tariff names.
    comptes: Vec<Vec<Compte>>,
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
    /// Per day of the exercise, closed days at zero; a quotité that cannot be read leaves none.
    par_jour: Vec<Exact>,
    illisible: bool,
    mesures: u32,
    derniere: Option<u32>,
}

impl Payeurs {
    /// Counts, when a tariff names a payer or begins within a month. Cost: linear in the séjours.
    pub fn new(suivi: &Suivi, parcours: &Parcours, reglages: &Reglages) -> Self {
        let mut cles: Vec<String> = reglages.tarifs.iter().filter_map(|t| t.payeur.as_deref()).map(cle).collect();
        cles.sort_unstable();
        cles.dedup();
        let exercice = reglages.exercice;
        let en_cours_de_mois = |jour: NaiveDate| jour.year() == exercice.annee() && jour.day() > 1;
        if cles.is_empty() && !reglages.tarifs.iter().any(|t| en_cours_de_mois(t.depuis)) {
            return Self::default();
        }
        let vide = Compte { par_jour: vec![Exact::ZERO; exercice.jours() as usize + 1], ..Compte::default() };
        let comptes = vec![vec![vide; cles.len() + 2]; reglages.dispositifs.len()];
        let mut payeurs = Self { cles, comptes };
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
        payeurs.cumule(&Calendrier::new(reglages), exercice);
        payeurs
    }

    /// Billable days of someone from one day to another, both included; `None` when they cannot be told.
    pub fn facturables(&self, dispositif: usize, qui: QuiPaie<'_>, du: NaiveDate, au: NaiveDate) -> Option<Exact> {
        let comptes = self.comptes.get(dispositif)?;
        let siens = match self.classe(qui)? {
            None => comptes.as_slice(),
            Some(classe) => comptes.get(classe..=classe)?,
        };
        let rang = |jour: NaiveDate| usize::try_from(jour.ordinal0()).ok();
        let (du, au) = (rang(du)?, rang(au)?);
        siens.iter().try_fold(Exact::ZERO, |total, compte| {
            let jours = compte.par_jour.get(du..=au).filter(|_| !compte.illisible)?;
            Some(total + jours.iter().copied().sum())
        })
    }

    /// Mesures of a payer that have days in the exercise.
    pub fn mesures(&self, dispositif: usize, qui: QuiPaie<'_>) -> u32 {
        let compte = self.classe(qui).flatten().and_then(|classe| self.comptes.get(dispositif)?.get(classe));
        compte.map_or(0, |compte| compte.mesures)
    }

    /// Mesures of a dispositif that name a payer who is none of these.
    pub fn mesures_d_autres(&self, dispositif: usize, payeurs: &[&str]) -> u32 {
        let cles: Vec<String> = payeurs.iter().map(|payeur| cle(payeur)).collect();
        let nommes = self.comptes.get(dispositif).map(Vec::as_slice).unwrap_or_default();
        let autres = self.cles.iter().zip(nommes).filter(|(cle, _)| !cles.contains(cle)).map(|(_, c)| c.mesures);
        autres.sum::<u32>() + self.mesures(dispositif, QuiPaie::Autre)
    }

    /// Place among the comptes of a dispositif; `Some(None)` for all of them.
    fn classe(&self, qui: QuiPaie<'_>) -> Option<Option<usize>> {
        Some(match qui {
            QuiPaie::Tous => None,
            QuiPaie::Nomme(payeur) => Some(self.cles.binary_search(&cle(payeur)).ok()?),
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
        let classe = |texte: &str| self.cles.binary_search(&cle(texte)).ok();
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

    /// Differences from one day to the next.
    fn ajoute(&mut self, suivi: &Suivi, sejour: &Sejour, classe: usize, comptage: &Comptage, exercice: Exercice) {
        let (debut, fin) =
            sejour.jours_comptes(comptage.jour_d_entree, comptage.jour_de_sortie, comptage.couper_a_l_echeance);
        let janvier = exercice.janvier().premier_jour();
        let jours = exercice.jours() as usize;
        let rang = |jour: NaiveDate| {
            let depuis = jour.signed_duration_since(janvier).num_days();
            usize::try_from(depuis).map_or(0, |rang| rang.min(jours))
        };
        let (du, au) = (rang(debut), fin.map_or(jours, rang));
        let compte = self.comptes.get_mut(usize::from(sejour.dispositif)).and_then(|comptes| comptes.get_mut(classe));
        let Some(compte) = compte.filter(|_| du < au) else { return };
        if compte.derniere.replace(sejour.mesure) != Some(sejour.mesure) {
            compte.mesures += 1;
        }
        match quotite(suivi, sejour) {
            None => compte.illisible = true,
            Some(quotite) => {
                compte.par_jour[du] = compte.par_jour[du] + quotite;
                compte.par_jour[au] = compte.par_jour[au] - quotite;
            }
        }
    }

    fn cumule(&mut self, calendrier: &Calendrier, exercice: Exercice) {
        for (dispositif, comptes) in (0_u16..).zip(&mut self.comptes) {
            let ouvert = |jour: NaiveDate| calendrier.jours(dispositif, jour..lendemain(jour)) > 0;
            let ouverts: Vec<bool> = exercice.mois().flat_map(Mois::tous_les_jours).map(ouvert).collect();
            for compte in comptes {
                compte.illisible |= !calendrier.connu(dispositif);
                let mut presents = Exact::ZERO;
                for (jour, ouvert) in compte.par_jour.iter_mut().zip(ouverts.iter().chain([&false])) {
                    presents = presents + *jour;
                    *jour = if *ouvert { presents } else { Exact::ZERO };
                }
            }
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
