//! Realised against forecast days, added up along the year.

mod ecarts;
mod mots;
mod projection;
mod trace;
mod tunnel;

use super::phrases::{ensemble, mois_connus, seul};
use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Indicateurs, Perimetre, SourceJournees, Valeur};
use crate::domaine::mois::Mois;
use projection::Projection;
use std::collections::BTreeSet;
use tunnel::Tunnel;

/// The running sum at the end of a month.
#[derive(Clone, Copy)]
struct Cumul {
    mois: Mois,
    realise: Exact,
    /// What the movements allow; both equal to `realise` while no month is estimated.
    bornes: Option<(Exact, Exact)>,
    /// True when the days of this month are an estimate.
    estime: bool,
    /// True when the days of this month carry a réserve.
    douteux: bool,
}

/// What the figure shows.
struct Activite<'a> {
    indicateurs: &'a Indicateurs,
    perimetre: &'a Perimetre,
    /// Months that have started.
    mois: Vec<Mois>,
    /// Running sums up to the first month whose days are not known.
    realise: Vec<Cumul>,
    /// The same for the forecast.
    previsionnel: Vec<(Mois, Exact)>,
    /// The year's own declaration, when the months do not give it.
    declare: Option<Valeur>,
    /// What the contract allows.
    tunnel: Option<Tunnel>,
    /// Days of the exercise before, once the year is over.
    avant: Option<Exact>,
    /// The months to come of a running year.
    projection: Option<Projection>,
}

impl Activite<'_> {
    /// Every month started has its days.
    fn complet(&self) -> bool {
        self.realise.len() == self.mois.len()
    }

    fn estime(&self) -> bool {
        self.realise.iter().any(|c| c.estime)
    }

    /// The forecast at the end of the period, when every month of it is known.
    fn prevu(&self) -> Option<Exact> {
        self.previsionnel.last().filter(|(mois, _)| Some(mois) == self.mois.last()).map(|(_, n)| *n)
    }
}

/// The figure of the service; `None` when the days of no month are known, and none are declared.
pub(super) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    du_perimetre(indicateurs, ensemble(indicateurs)?)
}

fn du_perimetre(indicateurs: &Indicateurs, perimetre: &Perimetre) -> Option<Figure> {
    let mois = mois_connus(indicateurs);
    let declare = perimetre.annuel("journees_realisees");
    let declare = Some(declare).filter(|v| declaree(perimetre) && v.exact().is_some());
    let (realise, previsionnel) = (cumuls(perimetre, &mois), previsions(perimetre, &mois));
    if mois.is_empty() || (realise.is_empty() && (declare.is_none() || previsionnel.is_empty())) {
        return None;
    }
    let tunnel = Tunnel::du_perimetre(perimetre).or_else(|| Tunnel::du_perimetre(seul(indicateurs)?));
    let avant = perimetre.precedent.get("journees_realisees").copied().filter(|_| !indicateurs.en_cours());
    let mut activite =
        Activite { indicateurs, perimetre, mois, realise, previsionnel, declare, tunnel, avant, projection: None };
    if activite.complet() && activite.declare.is_none() {
        activite.projection = Projection::de(indicateurs, perimetre, activite.prevu());
    }
    Some(Figure {
        nom: "cumul".into(),
        section: "journees",
        legende: mots::legende(&activite),
        texte_alternatif: mots::texte_alternatif(&activite),
        note: mots::note(&activite),
        svg: trace::svg(&activite)?,
        tableau: mots::tableau(&activite),
        origines: mots::origines(&activite),
        sources: BTreeSet::default(),
    })
}

fn declaree(perimetre: &Perimetre) -> bool {
    perimetre.source_journees == Some(SourceJournees::Declaration)
}

fn cumuls(perimetre: &Perimetre, mois: &[Mois]) -> Vec<Cumul> {
    let mut cumuls: Vec<Cumul> = Vec::new();
    let (mut realise, mut bornes) = (Exact::ZERO, Some((Exact::ZERO, Exact::ZERO)));
    for mois in mois {
        let valeur = perimetre.mensuel("journees_realisees", *mois);
        let Some(n) = valeur.exact() else { break };
        let estime = perimetre.source_mensuelle.get(mois.rang()) == Some(&Some(SourceJournees::Estime));
        let du_mois = if estime { du_mois(perimetre, *mois) } else { Some((n, n)) };
        realise = realise + n;
        bornes = bornes.zip(du_mois).map(|((a, b), (min, max))| (a + min, b + max));
        cumuls.push(Cumul { mois: *mois, realise, bornes, estime, douteux: valeur.reserve.is_some() });
    }
    cumuls
}

fn du_mois(perimetre: &Perimetre, mois: Mois) -> Option<(Exact, Exact)> {
    perimetre.mensuel("journees_min", mois).exact().zip(perimetre.mensuel("journees_max", mois).exact())
}

fn previsions(perimetre: &Perimetre, mois: &[Mois]) -> Vec<(Mois, Exact)> {
    let du_mois = |mois: &Mois| Some((*mois, perimetre.mensuel("journees_previsionnelles", *mois).exact()?));
    let connues = mois.iter().map_while(du_mois);
    connues
        .scan(Exact::ZERO, |total, (mois, n)| {
            *total = *total + n;
            Some((mois, *total))
        })
        .collect()
}
