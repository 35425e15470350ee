//! Which capacity an annual forecast supposes: the declared one, or the same with one change moved to another month.

use crate::controler::vue::Vue;
use crate::diagnostic::Span;
use crate::domaine::capacite::{Places, ensemble};
use crate::domaine::exact::Exact;
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::reglages::{Activite, Capacite, NatureCapacite, Prevision, Reglages};
use crate::domaine::tableau::Tableau;
use chrono::{Datelike, NaiveDate};

/// The two usages by which a forecast is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Methode {
    /// Places × days.
    Jours,
    /// Days of the year ÷ 12 × places of the month.
    Douziemes,
}

/// An annual forecast in days, and the places it should come from.
pub(super) struct Prevu<'a> {
    /// « service », or the code of a dispositif.
    pub(super) qui: &'a str,
    pub(super) journees: Exact,
    pub(super) span: &'a Span,
    places: Vec<Places<'a>>,
    reglages: &'a Reglages,
}

/// One change of capacity moved to the first of another month.
pub(super) struct Hypothese<'a> {
    pub(super) capacite: &'a Capacite,
    pub(super) depuis: NaiveDate,
    pub(super) methode: Methode,
    /// How many months it is moved by.
    deplacement: u32,
    manque: Exact,
}

/// Every absolute annual forecast, of the service and of the dispositifs. A dispositif whose tables hold figures before
/// its first capacity had places that nobody declared: they tell nothing.
pub(super) fn prevus<'a>(vue: &Vue<'a>) -> Vec<Prevu<'a>> {
    let reglages = vue.reglages;
    let annuel = |activite: &Activite| match activite.previsionnelles.as_ref()?.value {
        Prevision::Annuelle(journees) => Some(journees.0),
        _ => None,
    };
    let mut tous = Vec::new();
    let service = ("service", &reglages.activite, places_du_service(vue));
    let dispositifs = vue.tableaux.iter();
    let dispositifs = dispositifs.map(|t| (t.dispositif.code.as_str(), &t.dispositif.activite, places(vue, t)));
    for (qui, activite, places) in std::iter::once(service).chain(dispositifs) {
        if let (Some(journees), Some(prevision)) = (annuel(activite), &activite.previsionnelles) {
            tous.push(Prevu { qui, journees, span: &prevision.span, places, reglages });
        }
    }
    tous
}

fn places<'a>(vue: &Vue<'a>, tableau: &Tableau<'a>) -> Vec<Places<'a>> {
    if sans_capacite_declaree(vue, tableau) {
        Vec::new()
    } else {
        vue.reglages.places_qui_composent(tableau.dispositif)
    }
}

/// Empty when they are unknown, or when the dispositifs do not open on the same days as the service.
fn places_du_service<'a>(vue: &Vue<'a>) -> Vec<Places<'a>> {
    let reglages = vue.reglages;
    let dispositifs: Vec<_> = reglages.dispositifs.iter().collect();
    let inconnues = match reglages.capacites.is_empty() {
        true => vue.tableaux.iter().any(|t| sans_capacite_declaree(vue, t)),
        false => reglages.ouverture_commune(&dispositifs).is_none(),
    };
    if inconnues { Vec::new() } else { reglages.places_du_service() }
}

fn sans_capacite_declaree(vue: &Vue<'_>, tableau: &Tableau<'_>) -> bool {
    vue.mois().any(|mois| tableau.avant_la_premiere_capacite(mois) && !tableau.ferme(mois))
}

impl<'a> Prevu<'a> {
    /// What the declared places give, by both methods.
    pub(super) fn theoriques(&self) -> Option<[(Methode, Exact); 2]> {
        theoriques(&self.places, self.reglages.exercice)
    }

    /// True when the declared dates give the forecast to less than one day, or when they tell nothing. Places declared
    /// as financed count from their date, in the stead of the places of reference.
    pub(super) fn reproduit(&self) -> bool {
        let financees: Vec<Vec<Capacite>> = self.places.iter().map(avec_les_financees).collect();
        let financees: Vec<_> = self.places.iter().zip(&financees).map(|(p, c)| avec(p, c)).collect();
        let proche = |places: &[Places<'_>]| {
            let theoriques = theoriques(places, self.reglages.exercice)?;
            Some(theoriques.iter().any(|(_, n)| a_moins_d_un_jour(*n, self.journees)))
        };
        proche(&self.places).unwrap_or(true) || proche(&financees).unwrap_or(false)
    }

    /// True when the forecast exceeds the théorique by both methods.
    pub(super) fn hors_de_portee(&self) -> bool {
        self.theoriques().is_some_and(|t| t.iter().all(|(_, n)| self.journees > *n))
    }

    /// The shortest move that reproduces the forecast to less than one day; of two as short, the nearest.
    pub(super) fn hypothese(&self) -> Option<Hypothese<'a>> {
        let mut toutes = Vec::new();
        for (rang, places) in self.places.iter().enumerate() {
            let ordre = dans_l_ordre(places);
            for (i, avant) in (1..ordre.len()).zip(&ordre) {
                let apres = ordre.get(i + 1).map(|c| c.depuis);
                let cibles = self.cibles(ordre[i], avant.depuis, apres);
                toutes.extend(cibles.flat_map(|jour| self.essai(rang, &ordre, i, jour)));
            }
        }
        toutes.into_iter().min_by_key(|h| (h.deplacement, h.manque))
    }

    /// The days where a change declared in the exercise or the years beside it may have taken place, its order among
    /// the others kept: the first of each month, and 1 January after for « not in this exercise ».
    fn cibles(
        &self,
        capacite: &Capacite,
        avant: NaiveDate,
        apres: Option<NaiveDate>,
    ) -> impl Iterator<Item = NaiveDate> + use<> {
        let exercice = self.reglages.exercice;
        let depuis = capacite.depuis;
        let proche = (depuis.year() - exercice.annee()).abs() <= 1;
        let jours = exercice.mois().chain([exercice.decembre().suivant()]).map(Mois::premier_jour);
        jours.filter(move |jour| {
            let dans_l_ordre = avant <= *jour && apres.is_none_or(|apres| *jour <= apres);
            proche && dans_l_ordre && *jour != depuis
        })
    }

    fn essai(&self, rang: usize, ordre: &[&'a Capacite], i: usize, depuis: NaiveDate) -> Vec<Hypothese<'a>> {
        let capacite = ordre[i];
        let mut capacites: Vec<Capacite> = ordre.iter().map(|c| (*c).clone()).collect();
        capacites[i].depuis = depuis;
        let places: Vec<_> = self
            .places
            .iter()
            .enumerate()
            .map(|(i, p)| if i == rang { avec(p, &capacites) } else { p.clone() })
            .collect();
        let theoriques = theoriques(&places, self.reglages.exercice).into_iter().flatten();
        let proches = theoriques.filter(|(_, n)| a_moins_d_un_jour(*n, self.journees));
        let manque = |n: Exact| (n - self.journees).absolu();
        let deplacement = rang_du_mois(depuis).abs_diff(rang_du_mois(capacite.depuis));
        proches.map(|(methode, n)| Hypothese { capacite, depuis, methode, deplacement, manque: manque(n) }).collect()
    }

    /// The title under which a capacity stands in rapport.toml.
    pub(super) fn titre(&self, capacite: &Capacite) -> &'static str {
        let contient = |capacites: &[Capacite]| capacites.iter().any(|c| c.span == capacite.span);
        if contient(&self.reglages.capacites) {
            "capacite"
        } else if self.reglages.dispositifs.iter().any(|d| contient(&d.capacites)) {
            "dispositif.capacite"
        } else {
            "unite.capacite"
        }
    }
}

/// The capacities of reference by date, the last of the file last among those of one day: the last is in force.
fn dans_l_ordre<'a>(places: &Places<'a>) -> Vec<&'a Capacite> {
    let reference = places.comptage.capacite_de_reference;
    let mut ordre: Vec<_> = places.capacites.iter().filter(|c| c.nature == reference).collect();
    ordre.sort_by_key(|c| c.depuis);
    ordre
}

/// Months since year 0, to count how far apart two days are.
fn rang_du_mois(jour: NaiveDate) -> i32 {
    jour.year() * 12 + i32::try_from(jour.month0()).unwrap_or_default()
}

fn a_moins_d_un_jour(a: Exact, b: Exact) -> bool {
    (a - b).absolu() < Exact::from(1_u32)
}

fn avec<'a>(places: &Places<'_>, capacites: &'a [Capacite]) -> Places<'a> {
    Places { capacites, comptage: places.comptage.clone(), ouverture: places.ouverture }
}

/// The places of reference until financed ones are declared, then those; a financed change stands for the change of
/// reference to the same number of places, so that one line of rapport.toml says « financed later ».
fn avec_les_financees(places: &Places<'_>) -> Vec<Capacite> {
    let reference = places.comptage.capacite_de_reference;
    let financees = || places.capacites.iter().filter(|c| c.nature == NatureCapacite::Financee);
    let Some(premiere) = financees().map(|c| c.depuis).min() else { return places.capacites.to_vec() };
    let redate = |c: &Capacite| financees().any(|f| f.places == c.places);
    let avant = places.capacites.iter().filter(|c| c.nature == reference && c.depuis < premiere && !redate(c));
    let toutes = avant.chain(financees());
    toutes.map(|c| Capacite { nature: reference, ..c.clone() }).collect()
}

fn theoriques(places: &[Places<'_>], exercice: Exercice) -> Option<[(Methode, Exact); 2]> {
    let annee = |f: fn(&Places<'_>, Exercice, Mois) -> Option<Exact>| {
        let mut mois = exercice.mois();
        mois.try_fold(Exact::ZERO, |total, mois| Some(total + ensemble(places, |p| f(p, exercice, mois))?))
    };
    let jours = annee(|p, exercice, mois| p.journees_theoriques(exercice, mois))?;
    let douziemes = annee(|p, exercice, mois| p.journees_par_douziemes(exercice, mois))?;
    Some([(Methode::Jours, jours), (Methode::Douziemes, douziemes)])
}
