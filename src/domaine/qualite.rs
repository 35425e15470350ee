//! Quality as the tables say it: scores with their own scale, the plan d'action, événements indésirables.

use super::exact::Exact;
use crate::diagnostic::Span;
use crate::francais::{cle, nombre_court, pourcent};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the tables of quality hold (§ 4.6).
#[derive(Debug, Clone, Default)]
pub struct Qualite {
    /// Scores, in reading order.
    pub scores: Vec<Score>,
    /// Means typed in the tables: checked, never counted.
    pub moyennes: Vec<MoyenneDite>,
    /// The plan d'action.
    pub actions: Vec<Action>,
    /// What went wrong.
    pub evenements: Vec<Evenement>,
}

/// The scale of a score: two scales are never mixed nor converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Echelle {
    /// A percentage of the service's own (100/70/35/0).
    Interne,
    /// 1 to 4, `*`, NC, RI.
    Has,
}

impl Echelle {
    /// « échelle interne, en pourcentage ».
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Interne => "échelle interne, en pourcentage",
            Self::Has => "échelle de 1 à 4 de la HAS",
        }
    }

    /// A score as it is printed: « 87,7 % », « 3,25 ».
    pub fn ecrit(self, n: Exact) -> String {
        match self {
            Self::Interne => pourcent(n * Exact::decimal(1, 2)),
            Self::Has => nombre_court(n),
        }
    }
}

/// What a score says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cotation {
    /// Points of a hundred.
    Pourcentage(Exact),
    /// 1 to 4.
    Has(Exact),
    /// `*`: beyond 4, counts as 4.
    Optimise,
    /// `NC`, on either scale: not counted.
    NonConcerne,
    /// `RI`: not counted.
    ReponseInadaptee,
    /// Nothing.
    Absente,
    /// Something that does not read, or that its scale does not go to.
    Illisible,
}

impl Cotation {
    /// The number that a mean takes.
    pub fn nombre(self) -> Option<Exact> {
        match self {
            Self::Pourcentage(n) | Self::Has(n) => Some(n),
            Self::Optimise => Some(Exact::from(4_u32)),
            Self::NonConcerne | Self::ReponseInadaptee | Self::Absente | Self::Illisible => None,
        }
    }

    /// The scale that it belongs to, where it says one.
    pub fn echelle(self) -> Option<Echelle> {
        match self {
            Self::Pourcentage(_) => Some(Echelle::Interne),
            Self::Has(_) | Self::Optimise | Self::ReponseInadaptee => Some(Echelle::Has),
            Self::NonConcerne | Self::Absente | Self::Illisible => None,
        }
    }
}

/// The score of a criterion, or of a chapter whose criteria are not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// « 1. La personne »; empty when not said.
    pub chapitre: String,
    /// The criterion; `None` for the chapter itself.
    pub critere: Option<String>,
    /// What it says.
    pub cotation: Cotation,
    /// Number of its table, in reading order.
    pub tableau: usize,
    /// Where.
    pub span: Span,
}

/// What a typed mean is the mean of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Portee {
    /// The criteria of one chapter.
    Chapitre,
    /// The chapters.
    Chapitres,
    /// Not said: the chapters, or every criterion.
    Ensemble,
}

/// A mean that a table states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoyenneDite {
    /// Of what.
    pub portee: Portee,
    /// What it says.
    pub cotation: Cotation,
    /// Decimals that it is written with.
    pub decimales: u32,
    /// The scores that it rests on: indices in [`Qualite::scores`].
    pub scores: Vec<usize>,
    /// The means of chapters above it: indices in [`Qualite::moyennes`].
    pub chapitres: Vec<usize>,
    /// Where.
    pub span: Span,
}

/// Where an action stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Etat {
    /// Done.
    Fait,
    /// Under way.
    EnCours,
    /// To be begun.
    AFaire,
    /// The office's own word; empty when nothing is said.
    Autre(String),
}

impl Etat {
    /// « Fait ».
    pub fn libelle(&self) -> &str {
        match self {
            Self::Fait => "Fait",
            Self::EnCours => "En cours",
            Self::AFaire => "À faire",
            Self::Autre(mot) if mot.is_empty() => "Non renseigné",
            Self::Autre(mot) => mot,
        }
    }
}

/// A line of the plan d'action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// As typed; empty where there is none. Numbers need not follow each other.
    pub numero: String,
    /// What is to be done.
    pub action: String,
    /// When, as typed.
    pub echeance: String,
    /// The last day of that time, where it reads as one.
    pub terme: Option<NaiveDate>,
    /// Where it stands.
    pub etat: Etat,
    /// The cell of its échéance.
    pub span: Span,
}

/// How serious an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GraviteDEvenement {
    /// EI.
    Ordinaire,
    /// EIG.
    Grave,
    /// Not said, or in words that are not known.
    Inconnue,
}

/// An event: its kind only, never its tale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evenement {
    /// When; `None` where it is not said.
    pub date: Option<NaiveDate>,
    /// The kind; empty when not said.
    pub nature: String,
    /// How serious.
    pub gravite: GraviteDEvenement,
    /// True when something was done about it.
    pub suites: bool,
    /// Its row.
    pub span: Span,
}

/// A chapter with its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapitre {
    /// As it is named first.
    pub nom: String,
    /// Its one scale; `None` when two are mixed, or none is said.
    pub echelle: Option<Echelle>,
    /// The scores that count: cells and numbers, in order.
    pub cotes: Vec<(Exact, Span)>,
    /// True where its criteria are given, false where it is printed as one score.
    pub par_critere: bool,
}

impl Chapitre {
    /// The mean of its scores; `None` without one scale or without a score.
    pub fn moyenne(&self) -> Option<Exact> {
        self.echelle?;
        moyenne(&self.cotes.iter().map(|(n, _)| *n).collect::<Vec<_>>())
    }
}

impl Qualite {
    /// The chapters in their order, with what counts in each; one whose criteria are given is not counted twice.
    pub fn chapitres(&self) -> Vec<Chapitre> {
        let mut chapitres: Vec<(Chapitre, BTreeSet<Echelle>)> = Vec::new();
        let mut rangs: BTreeMap<(String, bool), usize> = BTreeMap::new();
        for score in &self.scores {
            let par_critere = score.critere.is_some();
            let rang = *rangs.entry((cle(&score.chapitre), par_critere)).or_insert_with(|| {
                let nom = score.chapitre.clone();
                chapitres.push((Chapitre { nom, echelle: None, cotes: Vec::new(), par_critere }, BTreeSet::new()));
                chapitres.len() - 1
            });
            let (chapitre, echelles) = &mut chapitres[rang];
            chapitre.cotes.extend(score.cotation.nombre().map(|n| (n, score.span.clone())));
            echelles.extend(score.cotation.echelle());
        }
        let detaille = |c: &Chapitre| c.par_critere || !rangs.contains_key(&(cle(&c.nom), true));
        let chapitre = |(c, echelles): (Chapitre, BTreeSet<Echelle>)| {
            let seule = echelles.iter().next().copied().filter(|_| echelles.len() == 1);
            Chapitre { echelle: seule, ..c }
        };
        chapitres.into_iter().map(chapitre).filter(detaille).collect()
    }

    /// The numbers that a typed mean may be: each with what it is the mean of. None as long as one score does not read.
    pub fn attendues(&self, dite: &MoyenneDite) -> Vec<(Portee, Exact)> {
        let cotes: Vec<&Score> = dite.scores.iter().filter_map(|i| self.scores.get(*i)).collect();
        let illisible = cotes.iter().any(|s| s.cotation == Cotation::Illisible);
        let mesurable = !illisible && dite.cotation.echelle().is_some();
        if !mesurable || echelle(cotes.iter().copied()) != dite.cotation.echelle() {
            return Vec::new();
        }
        let toutes = moyenne(&cotes.iter().filter_map(|s| s.cotation.nombre()).collect::<Vec<_>>());
        if dite.portee == Portee::Chapitre || cotes.iter().all(|s| s.critere.is_none()) {
            return toutes.map(|n| (dite.portee, n)).into_iter().collect();
        }
        let mut des_chapitres: BTreeMap<String, Vec<Exact>> = BTreeMap::new();
        for score in &cotes {
            des_chapitres.entry(cle(&score.chapitre)).or_default().extend(score.cotation.nombre());
        }
        let exactes: Vec<Exact> = des_chapitres.values().filter_map(|n| moyenne(n)).collect();
        let dites = dite.chapitres.iter().filter_map(|i| self.moyennes.get(*i)?.cotation.nombre());
        let imprimees: Vec<Exact> = dites.collect();
        let imprimees = Some(imprimees).filter(|n| n.len() == exactes.len()).and_then(|n| moyenne(&n));
        let simple = [moyenne(&exactes), imprimees].into_iter().flatten().map(|n| (Portee::Chapitres, n));
        let toutes = toutes.filter(|_| dite.portee == Portee::Ensemble).map(|n| (Portee::Ensemble, n));
        simple.chain(toutes).collect()
    }
}

/// The one scale of scores; `None` when two are mixed.
pub fn echelle<'a>(scores: impl Iterator<Item = &'a Score>) -> Option<Echelle> {
    let mut dites = scores.filter_map(|s| s.cotation.echelle());
    let premiere = dites.next()?;
    dites.all(|autre| autre == premiere).then_some(premiere)
}

/// The unweighted mean; `None` of nothing.
pub fn moyenne(nombres: &[Exact]) -> Option<Exact> {
    let somme: Exact = nombres.iter().copied().sum();
    somme.sur(Exact::from(u32::try_from(nombres.len()).ok()?))
}
