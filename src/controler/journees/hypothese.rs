//! Which capacity an annual forecast supposes: the declared one, or the same with one change moved to another month.

use crate::diagnostic::Span;
use crate::domaine::capacite::{Places, ensemble};
use crate::domaine::exact::Exact;
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::reglages::{Activite, Capacite, NatureCapacite, Prevision, Reglages};
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
    manque: Exact,
}

/// Every absolute annual forecast, of the service and of the dispositifs.
pub(super) fn prevus(reglages: &Reglages) -> Vec<Prevu<'_>> {
    let annuel = |activite: &Activite| match activite.previsionnelles.as_ref()?.value {
        Prevision::Annuelle(journees) => Some(journees.0),
        _ => None,
    };
    let mut tous = Vec::new();
    let service = ("service", &reglages.activite, reglages.places_du_service());
    let dispositifs = reglages.dispositifs.iter();
    let dispositifs = dispositifs.map(|d| (d.code.as_str(), &d.activite, reglages.places_qui_composent(d)));
    for (qui, activite, places) in std::iter::once(service).chain(dispositifs) {
        if let (Some(journees), Some(prevision)) = (annuel(activite), &activite.previsionnelles) {
            tous.push(Prevu { qui, journees, span: &prevision.span, places, reglages });
        }
    }
    tous
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

    /// The move that comes nearest, when one reproduces the forecast to less than one day.
    pub(super) fn hypothese(&self) -> Option<Hypothese<'a>> {
        let mut toutes = Vec::new();
        for (rang, places) in self.places.iter().enumerate() {
            let reference = places.comptage.capacite_de_reference;
            for capacite in places.capacites.iter().filter(|c| c.nature == reference) {
                toutes.extend(self.autres_mois(places, capacite).flat_map(|mois| self.essai(rang, capacite, mois)));
            }
        }
        toutes.into_iter().min_by_key(|h| h.manque)
    }

    /// The months where a change of the exercise may have taken place, its order among the others kept.
    fn autres_mois(&self, places: &Places<'a>, capacite: &'a Capacite) -> impl Iterator<Item = Mois> + use<'a> {
        let exercice = self.reglages.exercice;
        let memes = || places.capacites.iter().filter(|c| c.nature == capacite.nature).map(|c| c.depuis);
        let avant = memes().filter(|jour| *jour < capacite.depuis).max();
        let apres = memes().filter(|jour| *jour > capacite.depuis).min();
        let de_l_exercice = capacite.depuis.year() == exercice.annee();
        let depuis = capacite.depuis;
        exercice.mois().filter(move |mois| {
            let jour = mois.premier_jour();
            let dans_l_ordre = avant.is_some_and(|a| a < jour) && apres.is_none_or(|a| jour < a);
            de_l_exercice && dans_l_ordre && jour != depuis
        })
    }

    fn essai(&self, rang: usize, capacite: &'a Capacite, mois: Mois) -> Vec<Hypothese<'a>> {
        let depuis = mois.premier_jour();
        let Some(deplacees) = self.places.get(rang) else { return Vec::new() };
        let mut capacites = deplacees.capacites.to_vec();
        for c in capacites.iter_mut().filter(|c| c.span == capacite.span) {
            c.depuis = depuis;
        }
        let places: Vec<_> = self
            .places
            .iter()
            .enumerate()
            .map(|(i, p)| if i == rang { avec(p, &capacites) } else { p.clone() })
            .collect();
        let theoriques = theoriques(&places, self.reglages.exercice).into_iter().flatten();
        let proches = theoriques.filter(|(_, n)| a_moins_d_un_jour(*n, self.journees));
        let manque = |n: Exact| (n - self.journees).absolu();
        proches.map(|(methode, n)| Hypothese { capacite, depuis, methode, manque: manque(n) }).collect()
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

fn a_moins_d_un_jour(a: Exact, b: Exact) -> bool {
    (a - b).absolu() < Exact::from(1_u32)
}

fn avec<'a>(places: &Places<'_>, capacites: &'a [Capacite]) -> Places<'a> {
    Places { capacites, comptage: places.comptage.clone() }
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
