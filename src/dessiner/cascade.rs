//! From the proceeds planned to those realised: the effect of capacity, of occupation, of shared mesures and of price, one
//! step each, as finely as they are known.

mod mots;
mod note;
mod plan;
mod trace;

use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, Valeur};
use std::collections::BTreeSet;

/// What a step tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    Capacite,
    Occupation,
    Quotite,
    Prix,
    /// Capacity, occupation and shared mesures together.
    Activite,
    /// Everything together: no cause is known.
    Ecart,
}

use Cause::{Activite, Capacite, Ecart, Occupation, Prix, Quotite};

/// The finest that adds up is drawn.
const DECOMPOSITIONS: [&[Cause]; 3] = [&[Capacite, Occupation, Quotite, Prix], &[Activite, Prix], &[Ecart]];

impl Cause {
    fn id(self) -> &'static str {
        match self {
            Capacite => "effet_capacite",
            Occupation => "effet_occupation",
            Quotite => "effet_quotite",
            Prix => "effet_prix",
            Activite => "effet_activite",
            Ecart => "ecart_produits",
        }
    }
}

/// One step: euros that a cause adds or takes away.
struct Marche {
    cause: Cause,
    valeur: Valeur,
    effet: Exact,
    /// Running sums before and after it.
    avant: Exact,
    apres: Exact,
}

/// What the figure shows.
struct Cascade<'a> {
    indicateurs: &'a Indicateurs,
    perimetre: &'a Perimetre,
    prevus: Exact,
    realises: Exact,
    ecart: Exact,
    marches: Vec<Marche>,
}

impl Cascade<'_> {
    /// Every running sum, the two totals among them.
    fn niveaux(&self) -> impl Iterator<Item = Exact> {
        [self.prevus, self.realises].into_iter().chain(self.marches.iter().map(|m| m.apres))
    }

    fn cause_connue(&self) -> bool {
        self.marches.iter().all(|m| m.cause != Ecart)
    }
}

/// The figure of the service, else of the largest groupe or dispositif whose two totals are known; `None` where there is
/// none, or where nothing was planned nor realised.
pub(super) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let cascade = indicateurs.service().and_then(|p| cascade(indicateurs, p)).or_else(|| {
        let partielles = indicateurs.perimetres.iter().filter(|p| p.genre != Genre::Service);
        partielles.filter_map(|p| cascade(indicateurs, p)).max_by_key(|c| c.prevus)
    })?;
    Some(Figure {
        nom: "cascade".into(),
        section: "budget",
        legende: mots::legende(&cascade),
        texte_alternatif: mots::texte_alternatif(&cascade),
        note: note::note(&cascade),
        svg: trace::svg(&cascade)?,
        tableau: mots::tableau(&cascade),
        origines: mots::origines(&cascade),
        sources: BTreeSet::default(),
    })
}

fn cascade<'a>(indicateurs: &'a Indicateurs, perimetre: &'a Perimetre) -> Option<Cascade<'a>> {
    let connu = |id| perimetre.annuel(id).exact();
    let (prevus, realises) = (connu("produits_prevus")?, connu("produits_realises")?);
    let ecart = connu("ecart_produits")?;
    if prevus == Exact::ZERO && realises == Exact::ZERO {
        return None;
    }
    let marches = DECOMPOSITIONS.iter().find_map(|causes| marches(perimetre, causes, prevus, realises))?;
    Some(Cascade { indicateurs, perimetre, prevus, realises, ecart, marches })
}

/// The steps, when all are known and lead exactly from one total to the other. Shared mesures without effect are left out:
/// most services have none.
fn marches(perimetre: &Perimetre, causes: &[Cause], prevus: Exact, realises: Exact) -> Option<Vec<Marche>> {
    let mut avant = prevus;
    let mut marches = Vec::new();
    for cause in causes {
        let valeur = perimetre.annuel(cause.id());
        let effet = valeur.exact()?;
        let apres = avant.plus(effet)?;
        if (*cause, effet) != (Quotite, Exact::ZERO) {
            marches.push(Marche { cause: *cause, valeur, effet, avant, apres });
        }
        avant = apres;
    }
    (avant == realises).then_some(marches)
}
