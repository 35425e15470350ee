//! Présents at the end of each month against the capacity, with the entries and the exits below.

mod capacite;
mod mots;
mod mouvements;
mod multiples;
mod trace;

pub(super) use multiples::figures as multiples;

use super::phrases::{ensemble, mois_connus};
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Indicateurs, Perimetre, Valeur};
use crate::domaine::mois::Mois;
use std::collections::BTreeSet;

/// One month that has started.
struct MoisDePresence {
    mois: Mois,
    presents: Valeur,
    entrees: Valeur,
    sorties: Valeur,
    places: Valeur,
}

/// What the figure shows.
struct Presence<'a> {
    indicateurs: &'a Indicateurs,
    perimetre: &'a Perimetre,
    mois: Vec<MoisDePresence>,
}

/// The figure of the service.
pub(super) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    du_perimetre(indicateurs, ensemble(indicateurs)?)
}

/// The months of a perimetre; `None` when the présents of no month are known.
fn presence<'a>(indicateurs: &'a Indicateurs, perimetre: &'a Perimetre) -> Option<Presence<'a>> {
    let mois = mois_connus(indicateurs).into_iter().map(|mois| MoisDePresence {
        mois,
        presents: perimetre.mensuel("presents_fin", mois),
        entrees: perimetre.mensuel("entrees", mois),
        sorties: perimetre.mensuel("sorties", mois),
        places: perimetre.mensuel("places", mois),
    });
    let presence = Presence { indicateurs, perimetre, mois: mois.collect() };
    presence.mois.iter().any(|m| m.presents.exact().is_some()).then_some(presence)
}

/// The figure of any perimetre; `None` when no month is known.
fn du_perimetre(indicateurs: &Indicateurs, perimetre: &Perimetre) -> Option<Figure> {
    let presence = presence(indicateurs, perimetre)?;
    Some(Figure {
        nom: "presents".into(),
        section: "tableau-de-bord",
        legende: mots::legende(&presence),
        texte_alternatif: mots::texte_alternatif(&presence),
        note: mots::note(&presence),
        svg: trace::svg(&presence)?,
        tableau: mots::tableau(&presence),
        origines: mots::origines(&presence),
        sources: BTreeSet::default(),
    })
}
